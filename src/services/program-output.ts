import type { Readable } from "node:stream";

/** Takes a program's output; no more is read until it is done, and its bytes are another's then. */
export type TakeOutput = (chunk: Uint8Array) => Promise<void>;

/** Where a program writes what it prints. */
export interface OutputPipe {
  /** File descriptor for the program; ours is closed by `started`. */
  readonly end: number;
  /** To be called once the program has it. */
  started(): void;
  /** Reads to the end, which comes when nobody holds the pipe any more; throws what `take` throws. */
  read(take: TakeOutput): Promise<void>;
  /** Reads no more. */
  close(): void;
}

/** Bytes that are read at once, what a pipe of Linux holds. */
const bufferBytes = 65_536;

/**
 * A real pipe, which Node's own are not: those are sockets, on which `/dev/stderr` cannot be opened. All that comes is
 * read into one buffer, so that memory does not grow with the output. Undefined where no pipe can be made.
 */
export async function openOutputPipe(env: Readonly<Record<string, string>>): Promise<OutputPipe | undefined> {
  if (process.platform === "win32") return undefined;
  const { constants, closeSync, openSync } = await import("node:fs");
  const { mkdtemp, rm } = await import("node:fs/promises");
  const { tmpdir } = await import("node:os");
  const path = await import("node:path");
  const folder = await mkdtemp(path.join(tmpdir(), "mlops-output-")).catch(() => undefined);
  if (folder === undefined) return undefined;
  try {
    const place = path.join(folder, "output");
    if (!(await makePipe(place, env))) return undefined;
    // Opened for reading first, and without waiting for who writes: else both would wait for each other.
    const source = openSync(place, constants.O_RDONLY | constants.O_NONBLOCK);
    const end = openSync(place, constants.O_WRONLY);
    return await pipeOf(source, end, () => closeSync(end));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makePipe(place: string, env: Readonly<Record<string, string>>): Promise<boolean> {
  const { spawn } = await import("node:child_process");
  return new Promise((resolve) => {
    const child = spawn("mkfifo", ["-m", "600", place], { env, stdio: "ignore" });
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
}

async function pipeOf(source: number, end: number, started: () => void): Promise<OutputPipe> {
  const { Socket } = await import("node:net");
  let take: TakeOutput = async () => {};
  const socket = new Socket({
    fd: source,
    writable: false,
    onread: {
      buffer: new Uint8Array(bufferBytes),
      callback(count, buffer) {
        take(buffer.subarray(0, count)).then(
          () => socket.resume(),
          (cause) => socket.destroy(cause),
        );
        // Paused until it was taken, as the next bytes go into the same buffer.
        return false;
      },
    },
  });
  socket.pause();
  return {
    end,
    started,
    read(taker) {
      take = taker;
      return new Promise((resolve, reject) => {
        socket.once("error", reject);
        socket.once("close", () => resolve());
        socket.resume();
      });
    },
    close: () => void socket.destroy(),
  };
}

/** Reads one of Node's own pipes to its end. */
export async function readStream(stream: Readable, take: TakeOutput): Promise<void> {
  for await (const chunk of stream) await take(chunk as Uint8Array);
}
