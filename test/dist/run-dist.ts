import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export const dist = path.resolve(import.meta.dirname, "../../dist");

/** What a step left behind. */
export interface StepResult {
  exitCode: number;
  stdout: string;
  stderr: string;
  outputs: Record<string, string>;
  summary: string;
  /** The workspace it ran in. */
  workspace: string;
}

/** A workspace in a temporary folder that holds these files. */
export function makeWorkspace(files: Record<string, string | Uint8Array>): string {
  const workspace = mkdtempSync(path.join(tmpdir(), "mlops-dist-"));
  for (const [name, content] of Object.entries(files)) {
    const full = path.join(workspace, name);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, content);
  }
  return workspace;
}

/** Starts `dist/<name>.js` as the runner on GitHub does. */
export async function runStep(
  name: string,
  options: {
    workspace: string;
    inputs?: Record<string, string>;
    env?: Record<string, string>;
    kill?: (output: string) => boolean;
  },
): Promise<StepResult> {
  const scratch = mkdtempSync(path.join(tmpdir(), "mlops-step-"));
  const [output, summary, event] = ["output", "summary.md", "event.json"].map((each) =>
    path.join(scratch, each),
  ) as [string, string, string];
  writeFileSync(output, "");
  writeFileSync(summary, "");
  writeFileSync(event, JSON.stringify({ pull_request: { number: 7, head: { sha: "a".repeat(40) } } }));
  const inputs = Object.entries(options.inputs ?? {}).map(([key, value]) => [
    `INPUT_${key.toUpperCase()}`,
    value,
  ]);
  const result = await spawnNode([path.join(dist, `${name}.js`)], {
    cwd: options.workspace,
    kill: options.kill,
    env: {
      PATH: process.env.PATH ?? "",
      HOME: scratch,
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: options.workspace,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_EVENT_PATH: event,
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_REPOSITORY: "acme/houses",
      GITHUB_RUN_ID: "100",
      GITHUB_RUN_ATTEMPT: "1",
      GITHUB_JOB: "model",
      RUNNER_TEMP: scratch,
      ...Object.fromEntries(inputs),
      ...options.env,
    },
  });
  return {
    ...result,
    outputs: parseOutputs(readFileSync(output, "utf8")),
    summary: readFileSync(summary, "utf8"),
    workspace: options.workspace,
  };
}

/** Runs the CLI. */
export function runCli(
  args: string[],
  cwd: string,
  env: Record<string, string> = {},
): ReturnType<typeof spawnNode> {
  return spawnNode([path.join(dist, "mlops.js"), ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? "", HOME: cwd, ...env },
  });
}

function spawnNode(
  args: string[],
  {
    cwd,
    env,
    kill,
  }: { cwd: string; env: Record<string, string>; kill?: ((output: string) => boolean) | undefined },
): Promise<{ exitCode: number; stdout: string; stderr: string; seconds: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, { cwd, env });
    let stdout = "";
    let stderr = "";
    let killed = false;
    const watch = (): void => {
      if (killed || !kill?.(stdout + stderr)) return;
      killed = true;
      child.kill("SIGTERM");
    };
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
      watch();
    });
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
      watch();
    });
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({ exitCode: code ?? -1, stdout, stderr, seconds: (performance.now() - started) / 1000 }),
    );
  });
}

/** GitHub's output file: `name<<delimiter`, lines, delimiter. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name, , value] of text.matchAll(/^([\w-]+)<<(ghadelimiter_\S+)\n([\s\S]*?)\n\2$/gm))
    outputs[name!] = value!;
  return outputs;
}
