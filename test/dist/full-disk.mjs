// Preloaded into a run by NODE_OPTIONS: the disk takes MLOPS_TEST_DISK bytes, then it is full.
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { isMainThread } from "node:worker_threads";

let left = Number(process.env.MLOPS_TEST_DISK);
const { writeFile } = fs;

if (isMainThread) {
  fs.writeFile = async (file, content, options) => {
    const chunks = typeof content === "string" || content instanceof Uint8Array ? [content] : content;
    const parts = [];
    for await (const chunk of chunks) parts.push(Buffer.from(chunk));
    const bytes = Buffer.concat(parts);
    const fits = Math.max(0, Math.min(left, bytes.length));
    left -= bytes.length;
    await writeFile(file, bytes.subarray(0, fits), options);
    if (fits < bytes.length)
      throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  };
  syncBuiltinESMExports();
}
