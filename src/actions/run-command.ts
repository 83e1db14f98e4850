import type { Context } from "../action.ts";
import { spanOf } from "../config/program.ts";
import { formatDuration } from "../number-format.ts";
import {
  type Curve,
  collectProgress,
  describePoint,
  longestLine,
  type ProgressPoint,
  parseProgress,
} from "../program/progress.ts";
import type { ProgramEnd } from "../services/programs.ts";
import { clipText } from "../visible-text.ts";

/** A program that ended, and what it told on the way. */
export interface CommandRun extends ProgramEnd {
  /** The end of its output, without secrets. */
  tail: string;
  curves: Curve[];
  /** Whether it read MLOPS_TRAIN; undefined where there is none, or the system does not tell. */
  readTraining: boolean | undefined;
}

/** Milliseconds that a program has to write a checkpoint in, once its time is over. */
const grace = 30_000;
/** Bytes of output that are kept for the report. */
const tailBytes = 16_384;
/** Milliseconds between looks at its progress. */
const pause = 1000;
/** Milliseconds that it prints nothing for, until its progress is shown instead. */
const silence = 5000;
const longestNote = 300;

/** Runs a command in the project's folder, with its output in the log. */
export async function runCommand(
  context: Context,
  command: string,
  options: {
    title: string;
    variables: Record<string, string>;
    onProgress?: (point: ProgressPoint) => void;
    onStart?: () => void;
  },
): Promise<CommandRun> {
  const { programs, log, files, project, signal } = context;
  const { timeout } = project.config.train;
  const output = log.output(options.title);
  const tail = createTail();
  const progress = collectProgress();
  const { clock } = context;
  const { MLOPS_TRAIN: training } = options.variables;
  const wasRead = training === undefined ? undefined : await programs.watchReading(training);
  let saidAt = clock.now();
  const follower = followProgress(context, options.variables.MLOPS_PROGRESS, (point) => {
    progress.add(point);
    if (clock.now() - saidAt >= silence) {
      output.note(clipText(describePoint(point), longestNote));
      saidAt = clock.now();
    }
    options.onProgress?.(point);
  });
  let end: ProgramEnd | undefined;
  try {
    end = await programs.run(command, {
      cwd: (await files.locate(project.directory)) ?? files.root,
      env: options.variables,
      timeout: timeout === undefined ? undefined : spanOf(timeout),
      grace,
      signal,
      onStart: options.onStart,
      async onOutput(chunk) {
        saidAt = clock.now();
        tail.add(chunk);
        await output.write(chunk);
      },
    });
    await follower.end();
    return {
      ...end,
      tail: end.redact(tail.text(), { isCut: tail.isCut() }),
      curves: progress.curves(),
      readTraining: await wasRead?.(),
    };
  } finally {
    follower.stop();
    output.end(end ? describeEnd(end) : "stopped", end?.exitCode === 0);
  }
}

/** How it ended, in words: `exit code 1 after 2 s`. */
export function describeEnd({ exitCode, endedBy, timedOut, duration }: ProgramEnd): string {
  const how = timedOut
    ? "out of time"
    : exitCode === undefined
      ? `ended by ${endedBy}`
      : exitCode === 0
        ? "done"
        : `exit code ${exitCode}`;
  return `${how} after ${formatDuration(duration)}`;
}

/** Keeps the last bytes of what it is given, which it copies. */
function createTail(): { add(chunk: Uint8Array): void; text(): string; isCut(): boolean } {
  const kept = Buffer.alloc(tailBytes);
  let length = 0;
  let total = 0;
  return {
    add(chunk) {
      const last = chunk.subarray(-tailBytes);
      const stay = Math.min(length, tailBytes - last.length);
      kept.copyWithin(0, length - stay, length);
      kept.set(last, stay);
      length = stay + last.length;
      total += chunk.length;
    },
    text: () => kept.toString("utf8", 0, length).replace(/^\ufffd+/, ""),
    isCut: () => total > length,
  };
}

/** Reads the lines that are appended to the progress file, as they come. */
function followProgress(
  { files }: Context,
  file: string | undefined,
  take: (point: ProgressPoint) => void,
): { end(): Promise<void>; stop(): void } {
  if (file === undefined) return { end: async () => {}, stop() {} };
  let at = 0;
  let rest = "";
  const decoder = new TextDecoder();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    for (let size = (await files.size(file)) ?? 0; at < size && !stopped; ) {
      const bytes = await files.readRange(file, at, Math.min(size, at + (1 << 20)));
      if (bytes.length === 0) break;
      at += bytes.length;
      const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
      rest = lines.pop()?.slice(0, longestLine + 1) ?? "";
      for (const line of lines) {
        const point = parseProgress(line);
        if (point) take(point);
      }
    }
  };
  let looking = Promise.resolve();
  const schedule = (): void => {
    timer = setTimeout(() => {
      looking = look()
        .catch(() => {})
        .then(() => {
          if (!stopped) schedule();
        });
    }, pause).unref();
  };
  schedule();
  return {
    async end() {
      clearTimeout(timer);
      await looking;
      clearTimeout(timer);
      await look();
      const point = parseProgress(rest);
      if (point) take(point);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
