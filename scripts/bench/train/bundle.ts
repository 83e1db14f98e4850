import { copyFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { rolldown } from "rolldown";

const root = path.resolve(import.meta.dirname, "../../..");

/** Bundles engine.ts as dist is bundled, since sources take memory to be read by Node; the file to run. */
export async function bundleEngine(folder: string): Promise<string> {
  const bundle = await rolldown({
    input: {
      engine: path.join(import.meta.dirname, "engine.ts"),
      worker: path.join(root, "src/runner/worker.ts"),
    },
    platform: "node",
    external: [/^node:/],
    logLevel: "silent",
  });
  await bundle.write({
    dir: folder,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "shared/[name].js",
  });
  await bundle.close();
  for (const name of readdirSync(path.join(root, "dist")))
    if (name.endsWith(".wasm")) copyFileSync(path.join(root, "dist", name), path.join(folder, name));
  writeFileSync(path.join(folder, "package.json"), `${JSON.stringify({ type: "module" })}\n`);
  return path.join(folder, "engine.js");
}
