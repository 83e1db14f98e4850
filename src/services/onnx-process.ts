import type { RuntimeTensor, RuntimeValue } from "../onnx/foreign-session.ts";

/** From the session to its process; each has one reply. */
export type OnnxRequest =
  | { open: { folder: string; model: Uint8Array; memory: number } }
  | { feeds: Map<string, RuntimeTensor>; outputs: readonly string[] };

/** From the process to its session. */
export type OnnxReply =
  | { inputs: RuntimeValue[]; outputs: RuntimeValue[] }
  | { tensors: RuntimeTensor[] }
  | { failure: string };

/** The part of onnxruntime-web's interface that is used. */
export interface OnnxModule {
  env: { logLevel: string; wasm: { numThreads: number; wasmBinary?: Uint8Array } };
  Tensor: new (type: string, data: RuntimeTensor["data"], dims: readonly number[]) => RuntimeTensor;
  InferenceSession: { create(model: Uint8Array): Promise<OnnxModelSession> };
}

interface OnnxModelSession {
  inputMetadata: readonly OnnxMetadata[];
  outputMetadata: readonly OnnxMetadata[];
  run(
    feeds: Record<string, RuntimeTensor>,
    outputs: readonly string[],
  ): Promise<Record<string, RuntimeTensor>>;
}

interface OnnxMetadata {
  name: string;
  isTensor: boolean;
  type?: string;
  /** What is open is a name, or the largest of 32 bits. */
  shape?: readonly (number | string)[];
}

/** Of an output, as it goes to the parent: a thousand classes of each row of a block, and more. */
const mostValues = 2e7;

/** The process's side of a session: serves requests one after the other until its parent is gone. */
export function serveOnnx(
  channel: Pick<NodeJS.Process, "on" | "send" | "exit">,
  load: (folder: string) => Promise<OnnxModule>,
): void {
  let module: OnnxModule;
  let session: OnnxModelSession;
  const serve = async (request: OnnxRequest): Promise<OnnxReply> => {
    if ("open" in request) {
      limitMemory(request.open.memory);
      module = await load(request.open.folder);
      module.env.logLevel = "fatal";
      module.env.wasm.numThreads = 1;
      session = await module.InferenceSession.create(request.open.model);
      return { inputs: session.inputMetadata.map(toValue), outputs: session.outputMetadata.map(toValue) };
    }
    const feeds = [...request.feeds].map(([name, { type, data, dims }]) => [
      name,
      new module.Tensor(type, data, dims),
    ]);
    const given = await session.run(Object.fromEntries(feeds), request.outputs);
    if (request.outputs.some((name) => given[name]!.data.length > mostValues))
      throw new Error("an output has too many values");
    return {
      tensors: request.outputs.map((name) => {
        const { type, dims, data } = given[name]!;
        return { type, dims: [...dims], data };
      }),
    };
  };
  channel.on("disconnect", () => channel.exit());
  channel.on("message", (request: OnnxRequest) => {
    serve(request)
      .catch((error: unknown) => ({ failure: error instanceof Error ? error.message : String(error) }))
      .then((reply) => channel.send?.(reply));
  });
}

function toValue({ name, isTensor, type, shape = [] }: OnnxMetadata): RuntimeValue {
  const isOpen = (size: number | string): boolean => typeof size === "string" || size >= 2 ** 31;
  return {
    name,
    type: isTensor ? type : undefined,
    shape: shape.map((size) => (isOpen(size) ? undefined : Number(size))),
  };
}

/** All that a model computes lies in one memory, which may not grow beyond so many bytes. */
function limitMemory(bytes: number): void {
  const pages = Math.floor(bytes / 65_536);
  const Plain = WebAssembly.Memory;
  WebAssembly.Memory = class extends Plain {
    constructor(descriptor: ConstructorParameters<typeof Plain>[0]) {
      super({ ...descriptor, maximum: Math.min(descriptor.maximum ?? pages, pages) });
    }
  };
}
