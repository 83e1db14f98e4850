import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { requireTool } from "../require-tool.ts";

export type ActResult = "success" | "failure" | "skipped";

/** One step of a job that act ran; set-up and clean-up are left out. */
export interface ActStep {
  job: string;
  /** `uses:` or the script. */
  name: string;
  result: ActResult | undefined;
  outputs: Record<string, string>;
  summary: string;
  annotations: { level: "error" | "warning" | "notice"; message: string; file?: string; line?: string }[];
  /** What it printed, without workflow commands. */
  log: string;
}

export interface ActRun {
  exitCode: number;
  /** Result of each job that ran. A job that is not here did not run: act skips what it cannot, with success. */
  jobs: Record<string, ActResult>;
  steps: ActStep[];
  /** The end of what act said, for a failed test's message. */
  transcript: string;
  /** The one step that uses the action. Throws when there is none or several. */
  step(action: string): ActStep;
}

export interface ActOptions {
  /** A git checkout; act copies what git does not ignore into each job's workspace. */
  checkout: string;
  /** Path of the workflow, relative to the checkout. */
  workflow: string;
  eventName: string;
  event: object;
  /** Folders that serve as `owner/name@ref`. */
  repositories: Record<string, string>;
  env: Record<string, string>;
  token: string;
  /** Secrets of the repository. */
  secrets?: Record<string, string>;
  /** Folder of act's own cache server, kept for later runs; one that goes with the run else. */
  cache?: string;
}

/** Runs a workflow with act on this machine, without containers. */
export async function runAct(options: ActOptions): Promise<ActRun> {
  const home = await mkdtemp(path.join(tmpdir(), "mlops-act-"));
  try {
    await writeFile(path.join(home, "event.json"), JSON.stringify(options.event));
    const pairs = (flag: string, values: Record<string, string>): string[] =>
      Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
    const args = [
      ...[options.eventName, "--workflows", options.workflow, "--eventpath", path.join(home, "event.json")],
      ...["--json", "--rm", "--platform", "ubuntu-latest=-self-hosted"],
      ...["--action-cache-path", path.join(home, "actions")],
      ...[
        "--cache-server-path",
        options.cache ?? path.join(home, "cache"),
        "--cache-server-addr",
        "127.0.0.1",
      ],
      ...pairs("--secret", { ...options.secrets, GITHUB_TOKEN: options.token }),
      ...pairs("--env", options.env),
      ...pairs("--local-repository", options.repositories),
    ];
    const child = spawn(requireTool("act"), args, {
      cwd: options.checkout,
      stdio: ["ignore", "pipe", "pipe"],
      env: { HOME: home, PATH: [path.dirname(process.execPath), process.env.PATH].join(path.delimiter) },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        output += chunk;
      });
    const [exitCode] = (await once(child, "close")) as [number];
    return readRun(exitCode, output);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** A clean copy of what a release publishes: act packs a whole folder, ignored files too. */
export async function exportPublished(root: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of ["action.yml", "actions", "dist"])
    await cp(path.join(root, name), path.join(folder, name), { recursive: true });
}

interface Line {
  jobID?: string;
  jobResult?: ActResult;
  /** `stepid` in set-up and clean-up. */
  stepID?: string[];
  step?: string;
  stepResult?: ActResult;
  stage?: string;
  command?: string;
  name?: string;
  arg?: string;
  content?: string;
  kvPairs?: Record<string, string>;
  raw_output?: boolean;
  msg?: string;
}

function readRun(exitCode: number, output: string): ActRun {
  const jobs: Record<string, ActResult> = {};
  const steps = new Map<string, ActStep>();
  const said: string[] = [];
  for (const text of output.split("\n")) {
    const line = parseLine(text);
    if (!isNoise(line))
      said.push(line.msg === undefined ? text : `[${line.jobID ?? ""}] ${line.msg.trimEnd()}`);
    if (line.jobID === undefined) continue;
    if (line.jobResult !== undefined) jobs[line.jobID] = line.jobResult;
    if (line.stepID === undefined || line.stage !== "Main") continue;
    const key = `${line.jobID}/${line.stepID.join("/")}`;
    const step = steps.get(key) ?? newStep(line.jobID, line.step ?? "");
    steps.set(key, step);
    addLine(step, line);
  }
  const all = [...steps.values()];
  const transcript = said.slice(-150).join("\n");
  return {
    exitCode,
    jobs,
    steps: all,
    transcript,
    step(action) {
      const found = all.filter((each) => each.name.replace(/@.*/, "").endsWith(`/${action}`));
      const [only] = found;
      if (only === undefined || found.length > 1)
        throw new Error(`${found.length} steps use "${action}"\n${transcript}`);
      return only;
    },
  };
}

/** What act says of itself, and the summaries. */
function isNoise({ command, msg = "" }: Line): boolean {
  return command === "summary" || /^LocalRepositoryCache|docker connection|(Set up|Complete) job$/.test(msg);
}

function parseLine(text: string): Line {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return {};
  }
}

function newStep(job: string, name: string): ActStep {
  return { job, name, result: undefined, outputs: {}, summary: "", annotations: [], log: "" };
}

function addLine(step: ActStep, line: Line): void {
  if (line.stepResult !== undefined) step.result = line.stepResult;
  if (line.raw_output) step.log += line.msg ?? "";
  switch (line.command) {
    case "set-output":
      step.outputs[line.name ?? ""] = line.arg ?? "";
      break;
    case "summary":
      step.summary += line.content ?? "";
      break;
    case "error":
    case "warning":
    case "notice":
      step.annotations.push({ level: line.command, message: line.arg ?? "", ...line.kvPairs });
      break;
  }
}
