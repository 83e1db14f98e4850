import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { ratios, spread, timeProcesses } from "../time-processes.ts";

/**
 * The whole process of dist/pr-comment.js, which changes its comment, beside bare `node -e 0`, against a stand-in for
 * GitHub's API that answers at once: wall time and, where /proc tells it, processor time. Without the page, which needs
 * the artifact service. Bar: at most 6×.
 */
const server = spawn(process.execPath, [path.join(import.meta.dirname, "pr-comment-server.ts")], {
  stdio: ["ignore", "pipe", "inherit"],
});
const [port] = (await once(createInterface(server.stdout), "line")) as [string];
const folder = mkdtempSync(path.join(tmpdir(), "mlops-bench-"));
const write = (name: string, text: string): string => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};
write("mlops.yml", "version: 1\nname: houses\n");
const rows = Array.from({ length: 20 }, (_, rule) => [`rule ${rule}`, 0.8 + rule / 1000, "holds"]);
for (const action of ["validate-data", "train", "quality-gate"])
  write(
    `.mlops/houses/reports/${action}.json`,
    JSON.stringify({
      schema: "mlops/action-report@1",
      ...{ action, state: "finished", run: { id: "100", attempt: 1, job: "model" } },
      started: "2026-11-21T10:00:00.000Z",
      report: {
        schema: "mlops/report@1",
        ...{ action, title: "houses", verdict: "pass", headline: "every gate holds" },
        facts: [{ label: "R²", value: "0.823", note: "+0.012, 95 % CI +0.006 … +0.018" }],
        sections: [
          {
            title: "Rules",
            rank: 1,
            tables: [{ columns: [{ label: "Rule" }, { label: "Value" }, { label: "Verdict" }], rows }],
          },
        ],
      },
    }),
  );
const head = { sha: "a".repeat(40), repo: { full_name: "acme/houses" } };
const env = {
  GITHUB_ACTIONS: "true",
  GITHUB_WORKSPACE: folder,
  GITHUB_OUTPUT: write("output", ""),
  GITHUB_STEP_SUMMARY: write("summary", ""),
  GITHUB_EVENT_NAME: "pull_request",
  GITHUB_EVENT_PATH: write("event.json", JSON.stringify({ pull_request: { number: 7, head } })),
  GITHUB_REPOSITORY: "acme/houses",
  GITHUB_RUN_ID: "100",
  GITHUB_RUN_ATTEMPT: "1",
  GITHUB_JOB: "model",
  GITHUB_API_URL: `http://127.0.0.1:${port}`,
  "INPUT_GITHUB-TOKEN": "ghs_bench",
  RUNNER_TEMP: path.join(folder, "temp"),
  // What the machine's own environment may have is not the runner's.
  ...{ HTTPS_PROXY: "", https_proxy: "", HTTP_PROXY: "", http_proxy: "", ACTIONS_RUNTIME_TOKEN: "" },
};
const entry = path.resolve(import.meta.dirname, "../../dist/pr-comment.js");

/** Seconds of processor time, user's and system's, of the children that have ended; undefined where /proc has none. */
function childSeconds(): number | undefined {
  try {
    const fields = readFileSync("/proc/self/stat", "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    // cutime and cstime are the fields 16 and 17, in hundredths of a second.
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return undefined;
  }
}

const command = { name: "pr-comment", program: process.execPath, args: [entry], cwd: folder, env };
const bare = { name: "node", program: process.execPath, args: ["-e", "0"] };
try {
  const times = timeProcesses([command, bare], 15);
  const [ours, node] = [times.get("pr-comment")!, times.get("node")!];
  console.log(`node -e 0    ${spread(node)} s`);
  console.log(`pr-comment   ${spread(ours)} s  ${spread(ratios(ours, node))} × node -e 0`);
  const start = childSeconds();
  timeProcesses([command], 20);
  const middle = childSeconds();
  timeProcesses([bare], 20);
  const end = childSeconds();
  if (start !== undefined && middle !== undefined && end !== undefined)
    console.log(
      `processor    ${((middle - start) / 21).toFixed(3)} s against ${((end - middle) / 21).toFixed(3)} s: ${((middle - start) / (end - middle)).toFixed(1)} × node -e 0`,
    );
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
