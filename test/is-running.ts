import { readFileSync } from "node:fs";

/** Whether a process runs; on Linux, one that ended and waits for its parent to notice does not. */
export function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    if (process.platform !== "linux") return true;
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${id}/status`, "utf8"));
  } catch {
    return false;
  }
}
