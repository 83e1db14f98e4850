import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ratios, spread, timeProcesses } from "../time-processes.ts";

/**
 * Whole-process start of dist/validate-data.js on a small CSV, as a step on GitHub, beside bare `node -e 0`.
 * Bar: at most 4×.
 */
const folder = mkdtempSync(path.join(tmpdir(), "mlops-bench-"));
writeFileSync(
  path.join(folder, "small.csv"),
  `a,b,c\n${Array.from({ length: 100 }, (_, row) => `${row},${row * 1.5},x${row % 7}`).join("\n")}\n`,
);
for (const name of ["output", "summary"]) writeFileSync(path.join(folder, name), "");
const entry = path.resolve(import.meta.dirname, "../../dist/validate-data.js");
const env = {
  GITHUB_ACTIONS: "true",
  GITHUB_WORKSPACE: folder,
  GITHUB_OUTPUT: path.join(folder, "output"),
  GITHUB_STEP_SUMMARY: path.join(folder, "summary"),
  INPUT_DATA: "small.csv",
};
const times = timeProcesses(
  [
    { name: "ours", program: process.execPath, args: [entry], cwd: folder, env },
    { name: "node", program: process.execPath, args: ["-e", "0"] },
  ],
  15,
);
const [ours, node] = [times.get("ours")!, times.get("node")!];
console.log(`validate-data on 100 rows  ${spread(ours)} s`);
console.log(`node -e 0                  ${spread(node)} s`);
console.log(`ratio                      ${spread(ratios(ours, node))}  (bar: at most 4)`);
