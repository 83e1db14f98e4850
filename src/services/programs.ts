import type { ChildProcess } from "node:child_process";
import { UserError } from "../errors.ts";
import { redactSecrets } from "../program/redact-secrets.ts";
import { systemClock } from "./clock.ts";
import { withoutSecrets } from "./process.ts";
import { watchUsage } from "./process-usage.ts";
import { type OutputPipe, openOutputPipe, readStream, type TakeOutput } from "./program-output.ts";
import { type ReadingWatch, watchReading } from "./watch-reading.ts";

/** What a user's program is run with. */
export interface ProgramOptions {
  /** Absolute. */
  cwd: string;
  /** Laid over the inherited environment, from which our own variables are dropped. */
  env: Readonly<Record<string, string>>;
  /** Milliseconds after which it is asked to end. */
  timeout?: number | undefined;
  /** Milliseconds that it has to end in, once asked. */
  grace: number;
  /** Called once it runs. */
  onStart?: (() => void) | undefined;
  /** Takes its output, of both streams in their order. */
  onOutput: TakeOutput;
  signal: AbortSignal;
}

/** How a program ended. */
export interface ProgramEnd {
  /** Undefined where a signal ended it. */
  exitCode: number | undefined;
  /** The signal's name. */
  endedBy: string | undefined;
  timedOut: boolean;
  /** Whether processes that it had started were left, and had to be ended. */
  leftProcesses: boolean;
  /** Milliseconds. */
  duration: number;
  /** Milliseconds of all its processes; undefined where the system does not tell. */
  cpu: number | undefined;
  /** Bytes that all its processes held at once; undefined where the system does not tell. */
  peakMemory: number | undefined;
  /** Takes the values of secrets that it saw out of a text; `isCut` where the text may start amid one. */
  redact(text: string, options: { isCut: boolean }): string;
}

/** Programs of users, run by their shell with their output streamed. */
export interface Programs {
  /** Makes what the next run needs, beside other work; it waits for it, or makes it itself. */
  prepare(): Promise<void>;
  /** Tells later whether a file was read. */
  watchReading(file: string): Promise<ReadingWatch>;
  /**
   * Runs a command as GitHub runs `run:` steps: `bash -eo pipefail`, or PowerShell on Windows. Nothing that it starts
   * outlives it. Throws the signal's reason once all has ended, and UserError where there is no shell.
   */
  run(command: string, options: ProgramOptions): Promise<ProgramEnd>;
}

/** Milliseconds for which output is awaited that processes hold open which outlive their parent. */
const drain = 1000;
/** Milliseconds to end in where the whole run is stopped: GitHub gives no more than ten seconds. */
const stopGrace = 5000;

/** Real programs; `env` is the environment that they inherit. */
export function createPrograms(env: Record<string, string | undefined>): Programs {
  const inherited = withoutSecrets(env);
  let ready: ReturnType<typeof openOutputPipe> | undefined;
  const takePipe = (): typeof ready & {} => {
    const pipe = ready ?? openOutputPipe(inherited);
    ready = undefined;
    return pipe;
  };
  return {
    async prepare() {
      ready ??= openOutputPipe(inherited);
      await ready;
    },
    watchReading,
    run: (command, options) => runProgram(command, inherited, { ...options, takePipe }),
  };
}

async function runProgram(
  command: string,
  inherited: Record<string, string>,
  { takePipe, ...options }: ProgramOptions & { takePipe(): Promise<OutputPipe | undefined> },
): Promise<ProgramEnd> {
  const { signal } = options;
  signal.throwIfAborted();
  const pipe = await takePipe();
  const started = systemClock.elapsed();
  const child = await startShell(command, { ...inherited, ...options.env }, options.cwd, pipe);
  const exited = new Promise<{ code: number | null; name: string | null }>((resolve) => {
    child.once("exit", (code, name) => resolve({ code, name }));
  });
  const usage = watchUsage(child.pid!);
  const ending = new Ending(child, options.grace);
  const timer = options.timeout === undefined ? undefined : setTimeout(() => ending.time(), options.timeout);
  const stop = (): void => ending.begin(Math.min(options.grace, stopGrace));
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  const reading = Promise.allSettled(
    pipe ? [pipe.read(options.onOutput)] : streams.map((stream) => readStream(stream, options.onOutput)),
  );
  options.onStart?.();
  const { code, name } = await exited;
  clearTimeout(timer);
  ending.done();
  const isDrained = await within(drain, reading);
  const leftProcesses = (await endLeftovers(child.pid!, options.env.MLOPS_RUN)) || !isDrained;
  pipe?.close();
  for (const stream of streams) stream.destroy();
  signal.removeEventListener("abort", stop);
  const { cpu, peakMemory } = usage.end();
  signal.throwIfAborted();
  return {
    exitCode: code ?? undefined,
    endedBy: name ?? undefined,
    timedOut: ending.timedOut,
    leftProcesses,
    duration: systemClock.elapsed() - started,
    cpu,
    peakMemory,
    redact: redactSecrets(inherited),
  };
}

/** Starts the shell, with both its outputs into the pipe, or into Node's own where there is none. */
async function startShell(
  command: string,
  env: Record<string, string>,
  cwd: string,
  pipe: OutputPipe | undefined,
): Promise<ChildProcess> {
  const { spawn } = await import("node:child_process");
  const [shell, args] = shellOf(command);
  const end = pipe?.end ?? "pipe";
  try {
    const child = spawn(shell, args, {
      cwd,
      env,
      stdio: ["ignore", end, end],
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", (cause) => reject(noShell(shell, cause)));
    });
    return child;
  } catch (cause) {
    pipe?.close();
    throw cause;
  } finally {
    pipe?.started();
  }
}

function shellOf(command: string): [shell: string, args: string[]] {
  return process.platform === "win32"
    ? [
        "pwsh",
        [
          "-NoProfile",
          "-NonInteractive",
          "-Command",
          `$ErrorActionPreference = 'stop'\n${command}\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }`,
        ],
      ]
    : ["bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", command]];
}

function noShell(shell: string, cause: Error): Error {
  return (cause as NodeJS.ErrnoException).code === "ENOENT"
    ? new UserError(`Cannot run the command: "${shell}" is not installed`, { cause })
    : cause;
}

/** Asks the process group to end, and ends it where it does not. */
class Ending {
  timedOut = false;
  #child: ChildProcess;
  #grace: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(child: ChildProcess, grace: number) {
    this.#child = child;
    this.#grace = grace;
  }

  time(): void {
    this.timedOut = true;
    this.begin(this.#grace);
  }

  begin(grace: number): void {
    if (this.#timer !== undefined) return;
    signalGroup(this.#child.pid!, "SIGTERM");
    this.#timer = setTimeout(() => signalGroup(this.#child.pid!, "SIGKILL"), grace);
  }

  done(): void {
    clearTimeout(this.#timer);
  }
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const done = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return done;
}

/** Ends what is left of a program's process group, and what left the group but carries its mark. */
async function endLeftovers(group: number, mark: string | undefined): Promise<boolean> {
  let left = signalGroup(group, "SIGKILL");
  if (mark === undefined || process.platform !== "linux") return left;
  const { readdirSync, readFileSync } = await import("node:fs");
  const isMarked = (id: string): boolean => {
    try {
      return readFileSync(`/proc/${id}/environ`, "latin1").includes(`MLOPS_RUN=${mark}\0`);
    } catch {
      // Another user's, or over by now.
      return false;
    }
  };
  // One after the other: handing each to a thread takes several times as long as reading it.
  for (const id of readdirSync("/proc")) {
    if (!/^\d+$/.test(id) || !isMarked(id)) continue;
    left = true;
    killOne(Number(id));
  }
  return left;
}

/** Whether there was anyone to signal. */
function signalGroup(leader: number, name: NodeJS.Signals): boolean {
  if (process.platform === "win32") return endTree(leader);
  try {
    return process.kill(-leader, name);
  } catch {
    return false;
  }
}

/** Windows has no process groups: the tree is ended by its own program. */
function endTree(leader: number): boolean {
  void import("node:child_process").then(({ spawn }) =>
    spawn("taskkill", ["/pid", String(leader), "/t", "/f"], { windowsHide: true, stdio: "ignore" }).on(
      "error",
      () => {},
    ),
  );
  return false;
}

function killOne(id: number): void {
  try {
    process.kill(id, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}
