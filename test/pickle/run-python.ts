import { spawnSync } from "node:child_process";
import path from "node:path";
import { requireTool } from "../require-tool.ts";

/** Runs a script of this folder, which writes to a folder; gives the JSON that it prints last. */
export function runPython(script: string, folder: string, ...rest: string[]): unknown {
  const { status, stdout, stderr } = spawnSync(
    requireTool("python"),
    [path.join(import.meta.dirname, script), folder, ...rest],
    {
      encoding: "utf8",
      maxBuffer: 1 << 26,
      env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
    },
  );
  if (status !== 0) throw new Error(`the Python program failed:\n${stderr}`);
  return JSON.parse(stdout.trim().split("\n").at(-1)!);
}
