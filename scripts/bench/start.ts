import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ratios, spread, timeProcesses } from "../time-processes.ts";

/**
 * Whole-process start of dist/validate-data.js on a small CSV, as a step on GitHub, beside bare `node -e 0`: as the first
 * step of a job, which compiles its code and keeps it, and as a later one. Bar: at most 4×.
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
  RUNNER_TEMP: path.join(folder, "temp"),
};
const forget = (): void => rmSync(env.RUNNER_TEMP, { recursive: true, force: true });
const times = timeProcesses(
  [
    { name: "first", program: process.execPath, args: [entry], cwd: folder, env, before: forget },
    { name: "later", program: process.execPath, args: [entry], cwd: folder, env },
    { name: "node", program: process.execPath, args: ["-e", "0"] },
  ],
  15,
);
const node = times.get("node")!;
console.log(`node -e 0                              ${spread(node)} s`);
for (const name of ["first", "later"]) {
  const ours = times.get(name)!;
  console.log(
    `validate-data on 100 rows, ${name} step  ${spread(ours)} s  ${spread(ratios(ours, node))} × node -e 0`,
  );
}
