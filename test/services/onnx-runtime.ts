import { createOnnxRuntime } from "../../src/services/onnx-runtime.ts";

/** The real ONNX Runtime, by its sources. */
export const realOnnxRuntime = createOnnxRuntime({
  entry: new URL("../../src/runner/onnxruntime.ts", import.meta.url),
  env: process.env.SystemRoot === undefined ? {} : { SystemRoot: process.env.SystemRoot },
});
