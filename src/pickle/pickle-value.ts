/** A global as a value on the stack: the class or function itself, not what it makes. */
export interface GlobalValue {
  kind: "global";
  module: string;
  name: string;
  /** What the machine must know it by, beyond its name. */
  role: "array" | "dtype" | "rebuild" | undefined;
}

/** What a call made: of `by`, where that is known. Only arrays and dtypes say more. */
export interface MadeValue {
  kind: "made";
  by: GlobalValue | undefined;
  /** An array that BUILD was applied to. */
  isBuilt?: boolean;
  /** A dtype's name as it was made with, such as `f8`. */
  type?: string;
  /** Of a dtype: undefined where it cannot be told. */
  item?: DtypeSize | undefined;
}

/** Bytes of one item of an array, and whether items are Python objects. */
export interface DtypeSize {
  bytes: number;
  hasObjects: boolean;
}

/** A small tuple; dicts and large tuples in it are not kept. */
export interface TupleValue {
  kind: "tuple";
  items: readonly Value[];
  /** Values in it, at all depths. */
  weight: number;
  /** joblib's array wrapper, the class, is in it. */
  holdsArrayClass: boolean;
}

/** A dict, of which only the attributes of joblib's array wrapper are kept. */
export interface DictValue {
  kind: "dict";
  entries: Map<string, Value> | undefined;
  /** False once a key was set that cannot be told. */
  isKnown: boolean;
}

/** Text that is no name, or too long for one: what it says is not kept. */
export interface TextValue {
  kind: "text";
}

/**
 * What a pickle's stack holds, as far as it matters. A string is text that can be a module's or an object's name, a
 * number a small integer; undefined is any other literal (numbers, bytes, lists, sets, large tuples), which is neither
 * callable nor a name.
 */
export type Value =
  | string
  | number
  | undefined
  | GlobalValue
  | MadeValue
  | TupleValue
  | DictValue
  | TextValue;

/** The attributes of joblib's array wrapper. */
export const arrayAttributes: ReadonlySet<string> = new Set([
  "subclass",
  "shape",
  "order",
  "dtype",
  "allow_mmap",
  "numpy_array_alignment_bytes",
]);

/** The one value of all texts that are not kept. */
export const anyText: TextValue = { kind: "text" };

/** Values in the largest tuple that is kept. */
const mostWeight = 64;

/** A tuple of these; undefined where it is large. A class of arrays in it is never lost. */
export function tupleOf(items: readonly Value[]): Value {
  if (items.length === 0) return emptyTuple;
  const holdsArrayClass = items.some(holdsArray);
  let weight = 1;
  for (const item of items) weight += isTuple(item) ? item.weight : 1;
  if (weight > mostWeight)
    return holdsArrayClass ? { kind: "tuple", items: [], weight: 1, holdsArrayClass } : undefined;
  const kept = items.map((item) => (typeof item === "object" && item.kind === "dict" ? undefined : item));
  return { kind: "tuple", items: kept, weight, holdsArrayClass };
}

const emptyTuple: TupleValue = { kind: "tuple", items: [], weight: 1, holdsArrayClass: false };

/** Whether a value is joblib's array wrapper itself, or a tuple that holds it. */
export function holdsArray(value: Value): boolean {
  if (typeof value !== "object") return false;
  return value.kind === "global" ? value.role === "array" : value.kind === "tuple" && value.holdsArrayClass;
}

/** Whether a value may be called for all we know: something that a call made. */
export function isMade(value: Value): value is MadeValue {
  return typeof value === "object" && value.kind === "made";
}

/** Whether a value is a tuple that is kept. */
export function isTuple(value: Value): value is TupleValue {
  return typeof value === "object" && value.kind === "tuple";
}

/** Whether a value is a global. */
export function isGlobal(value: Value): value is GlobalValue {
  return typeof value === "object" && value.kind === "global";
}

/** A global as a value, with its role. */
export function globalValue(module: string, name: string): GlobalValue {
  return { kind: "global", module, name, role: roles.get(`${module} ${name}`) };
}

const roles: ReadonlyMap<string, GlobalValue["role"]> = new Map([
  ["joblib.numpy_pickle NumpyArrayWrapper", "array"],
  ["numpy dtype", "dtype"],
  ["copyreg _reconstructor", "rebuild"],
  ["copy_reg _reconstructor", "rebuild"],
  ["copyreg __newobj__", "rebuild"],
  ["copy_reg __newobj__", "rebuild"],
]);
