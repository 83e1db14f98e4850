import { type Content, readWhole } from "./content.ts";
import { addGlobal, addProblem } from "./scan-record.ts";
import type { StreamPlace } from "./scan-stream.ts";

const mostJson = 16 << 20;

/**
 * Scans the `config.json` of a `.keras` file and the `schema.json` of a skops file: both name the classes and functions
 * that reading them imports. What is named is judged as a pickle's globals are.
 */
export async function scanKeras(content: Content, { record, member }: StreamPlace): Promise<void> {
  const bytes = await readWhole(content, mostJson);
  let root: unknown;
  try {
    if (bytes === undefined) throw new Error("too large");
    root = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    addProblem(record, member, "it is no JSON that can be read", 0);
    return;
  }
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null) continue;
    for (const each of Object.values(value)) if (typeof each === "object" && each !== null) open.push(each);
    const named = value as Record<string, unknown>;
    for (const [module, name] of [...namedByKeras(named), ...namedBySkops(named)])
      addGlobal(record, member, { module, name, offset: 0 }, isOfKeras(module, name) ? "allowed" : undefined);
  }
}

/** Keras looks `class_name` up in its own registry, unless `module` says where else; a function's name is its `config`. */
function* namedByKeras(value: Record<string, unknown>): Generator<[string, string]> {
  const { class_name: kind, config } = value;
  if (typeof kind !== "string" || plainKinds.has(kind)) return;
  const module = typeof value.module === "string" ? value.module : "keras.layers";
  yield [module, kind === "function" && typeof config === "string" ? config : kind];
}

/** Classes and functions of skops' tree. */
function* namedBySkops(value: Record<string, unknown>): Generator<[string, string]> {
  const { __module__: module, __class__: kind, module_path: path, function: name } = value;
  if (typeof module === "string" && typeof kind === "string") yield [module, kind];
  if (typeof path === "string" && typeof name === "string") yield [path, name];
}

/** What Keras itself writes for values; `__lambda__`, which holds code, is not among them. */
const plainKinds: ReadonlySet<string> = new Set([
  "__keras_tensor__",
  "__tensor__",
  "__numpy__",
  "__bytes__",
  "__ellipsis__",
  "__slice__",
  "__tuple__",
  "__set__",
]);
const kerasClasses =
  /^keras(\.src)?(\.(layers|initializers|regularizers|constraints|optimizers|losses|metrics|models|dtype_policies|random|quantizers)(\.\w+)*)?$/;
const kerasFunctions = /^keras(\.src)?\.(activations|initializers|losses|metrics|regularizers)(\.\w+)*$/;
/** Layers that hold code or load other formats. */
const runningLayers = /^(Lambda|TFSMLayer|TorchModuleWrapper|JaxLayer|FlaxLayer|__lambda__)$/;

function isOfKeras(module: string, name: string): boolean {
  if (runningLayers.test(name)) return false;
  return (
    (kerasClasses.test(module) && /^[A-Z]\w*$/.test(name)) ||
    (kerasFunctions.test(module) && /^[a-z]\w*$/.test(name))
  );
}
