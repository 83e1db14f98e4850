import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A server in a process of its own. */
export interface Child {
  /** The first group of the pattern that it was waited for. */
  ready: string;
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
  try {
    return {
      ready: await untilReady(child, options.ready, options.timeout ?? 60_000),
      stop: () => stop(child),
    };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

function untilReady(child: ChildProcess, pattern: RegExp, timeout: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const name = child.spawnargs.slice(0, 3).join(" ");
    const fail = (why: string): void =>
      reject(new Error(`Cannot start ${name}: ${why}\n${output.slice(-2000)}`));
    const timer = setTimeout(() => fail(`not ready after ${timeout / 1000} s`), timeout);
    const onData = (chunk: Buffer): void => {
      output = (output + chunk.toString("utf8")).slice(-100_000);
      const match = pattern.exec(output);
      if (!match) return;
      clearTimeout(timer);
      resolve(match[1] ?? match[0]);
    };
    child.stdout?.on("data", onData);
    child.stderr?.on("data", onData);
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code, signal) => fail(`it ended with ${signal ?? code}`));
    child.once("close", () => clearTimeout(timer));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 3000);
  await gone;
  clearTimeout(timer);
}
