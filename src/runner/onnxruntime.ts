import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type OnnxModule, serveOnnx } from "../services/onnx-process.ts";

if (!process.send) throw new Error("onnxruntime runs only as a child process");
serveOnnx(process, async (folder) => {
  const module = (await import(
    pathToFileURL(path.join(folder, "dist/ort.wasm.bundle.min.mjs")).href
  )) as OnnxModule;
  module.env.wasm.wasmBinary = await readFile(path.join(folder, "dist/ort-wasm-simd-threaded.wasm"));
  return module;
});
