import { UserError } from "../errors.ts";
import type { ForeignSession } from "../onnx/foreign-session.ts";
import { exchange, type NoReply, startServing } from "./child-exchange.ts";
import type { OnnxReply, OnnxRequest } from "./onnx-process.ts";

/** ONNX Runtime, compiled to WebAssembly, in a process of its own. */
export interface OnnxRuntime {
  /** Throws UserError for a model that it cannot load. */
  open(options: OnnxOptions): Promise<OnnxSession>;
}

/** A model in a process. */
export interface OnnxSession extends ForeignSession {
  close(): void;
}

/** How a model is loaded. */
export interface OnnxOptions {
  /** Folder of the package. */
  folder: string;
  model: Uint8Array;
  /** Bytes that the model may have. Default: 2 GiB. */
  memory?: number;
  /** Milliseconds for all that is asked. Default: five minutes. */
  timeout?: number;
  signal: AbortSignal;
}

/** No ONNX Runtime, for tests. */
export const noOnnxRuntime: OnnxRuntime = {
  open: () => Promise.reject(new Error("no ONNX Runtime in this test")),
};

/**
 * Starts `entry` (a module that calls `serveOnnx`) for each model. WebAssembly reaches no files and no network, its memory
 * is bounded, and the process that holds it has no environment and ends when its time is up.
 */
export function createOnnxRuntime({ entry, env }: { entry: URL; env: Record<string, string> }): OnnxRuntime {
  return {
    async open({ folder, model, memory = 2 ** 31, timeout = 300_000, signal }) {
      const child = await startServing(entry, { env, signal });
      const deadline = performance.now() + timeout;
      const ask = async (request: OnnxRequest): Promise<Exclude<OnnxReply, { failure: string }>> => {
        const left = Math.max(1, deadline - performance.now());
        const reply = await exchange<OnnxRequest, OnnxReply>(child, request, { timeout: left, signal });
        if (!("failure" in reply) && !("ended" in reply)) return reply;
        child.kill("SIGKILL");
        throw failureOf(reply, "open" in request);
      };
      const opened = await ask({ open: { folder, model, memory } });
      if (!("inputs" in opened)) throw new Error("the process answers another request");
      return {
        ...opened,
        async run(feeds, outputs) {
          const done = await ask({ feeds: new Map(feeds), outputs });
          if (!("tensors" in done)) throw new Error("the process answers another request");
          return done.tensors;
        },
        close: () => void child.kill("SIGKILL"),
      };
    },
  };
}

/** What it says of rows may quote them, what it says of the model does not. */
function failureOf(reply: { failure: string } | NoReply, isOpening: boolean): UserError {
  const act = isOpening ? "load the model" : "run the model";
  if ("ended" in reply)
    return new UserError(
      `Cannot ask the model: ONNX Runtime does not ${act}: ${reply.ended === "time" ? "it takes too long" : "its process ends"}`,
    );
  const said = reply.failure.split("ERROR_MESSAGE:").at(-1)!.trim().split("\n", 1)[0]!.slice(0, 300);
  return new UserError(`Cannot ask the model: ONNX Runtime does not ${act}${isOpening ? `: ${said}` : ""}`);
}
