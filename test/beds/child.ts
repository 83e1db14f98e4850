import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A server in a process of its own. */
export interface Child {
  /** The first group of the pattern that it was waited for. */
  ready: string;
  /** How it ended and the end of what it printed, where it ended by itself. */
  failure(): string | undefined;
  /** Stops it by its id and waits until it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts a program and waits until its output matches `ready`. Throws with the end of its output when it exits
 * before, or is not ready in time. It dies with this process.
 */
export async function startChild(
  program: string,
  args: readonly string[],
  options: { ready: RegExp; env?: NodeJS.ProcessEnv; cwd?: string; timeout?: number },
): Promise<Child> {
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    ...(options.env && { env: options.env }),
    ...(options.cwd && { cwd: options.cwd }),
  });
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  const output = collectOutput(child);
  try {
    const ready = await untilReady(child, output, options.ready, options.timeout ?? 60_000);
    return {
      ready,
      failure: () =>
        isRunning(child) ? undefined : `ended with ${child.signalCode ?? child.exitCode}\n${output()}`,
      stop: () => stop(child),
    };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

/** What a child printed last: enough to match and to explain, and no more. */
function collectOutput(child: ChildProcess): () => string {
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      output = (output + chunk).slice(-4000);
    });
  return () => output;
}

function untilReady(
  child: ChildProcess,
  output: () => string,
  pattern: RegExp,
  timeout: number,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const name = child.spawnargs.slice(0, 3).join(" ");
    const fail = (why: string): void => reject(new Error(`Cannot start ${name}: ${why}\n${output()}`));
    const timer = setTimeout(() => fail(`not ready after ${timeout / 1000} s`), timeout);
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", () => {
        const match = pattern.exec(output());
        if (match === null) return;
        clearTimeout(timer);
        resolve(match[1] ?? match[0]);
      });
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code, signal) => fail(`it ended with ${signal ?? code}`));
    child.once("close", () => clearTimeout(timer));
  });
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

async function stop(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 3000);
  await gone;
  clearTimeout(timer);
}
