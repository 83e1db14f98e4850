import { spawnSync } from "node:child_process";
import path from "node:path";
import { requireTool } from "../require-tool.ts";

/** Runs a script of this folder in a folder of its own; gives the JSON that it prints. */
export function runPython(script: string, folder: string): unknown {
  const { status, stdout, stderr } = spawnSync(
    requireTool("python"),
    [path.join(import.meta.dirname, script), folder],
    {
      encoding: "utf8",
      maxBuffer: 1 << 26,
      env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
    },
  );
  if (status !== 0) throw new Error(`the Python program failed:\n${stderr}`);
  return JSON.parse(stdout.trim().split("\n").at(-1)!);
}
