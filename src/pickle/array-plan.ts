import {
  type DictValue,
  type DtypeSize,
  isMade,
  isTuple,
  type MadeValue,
  type Value,
} from "./pickle-value.ts";

/** What joblib reads from the file once it has built an array wrapper: a nested pickle, or bytes after padding. */
export type ArrayPlan = { isPickle: true } | { isPickle: false; isPadded: boolean; bytes: number };

/**
 * What follows a wrapper of this state; undefined where it cannot be told. Shapes are products of plain integers, the
 * padding (joblib 1.2 and later) is a byte that says how many bytes follow it. (joblib.numpy_pickle.NumpyArrayWrapper)
 */
export function planArray(state: Value): ArrayPlan | undefined {
  if (typeof state !== "object" || state.kind !== "dict" || !state.isKnown) return undefined;
  const item = itemOf(state);
  const count = countOf(state.entries?.get("shape"));
  if (item === undefined || count === undefined) return undefined;
  if (item.hasObjects) return { isPickle: true };
  const alignment = state.entries?.get("numpy_array_alignment_bytes");
  const isPadded = state.entries?.has("numpy_array_alignment_bytes") === true;
  if (isPadded && typeof alignment !== "number") return undefined;
  const bytes = count * item.bytes;
  return Number.isSafeInteger(bytes) ? { isPickle: false, isPadded, bytes } : undefined;
}

/** The size that `numpy.dtype('f8', …)` has; undefined for a type that pickles of NumPy do not name so. */
export function sizeOfType(type: string | undefined): DtypeSize | undefined {
  const match = /^([biufcmMSUVO])(\d{1,9})$/.exec(type ?? "");
  if (match === null) return undefined;
  const size = Number(match[2]);
  return { bytes: match[1] === "U" ? 4 * size : size, hasObjects: match[1] === "O" };
}

/**
 * The size that a dtype has once it got this state `(version, order, subarray, names, fields, size, alignment, flags)`;
 * undefined where the state contradicts the type it was made with: bit 0 of the flags says that items are objects.
 * (numpy/_core/src/multiarray/descriptor.c, arraydescr_setstate)
 */
export function sizeOfState(dtype: MadeValue, state: Value): DtypeSize | undefined {
  const made = sizeOfType(dtype.type);
  const items = isTuple(state) ? state.items : [];
  const [size, flags] = [items[5], items[7]];
  if (made === undefined || typeof size !== "number" || typeof flags !== "number") return undefined;
  if (size !== -1 && size !== made.bytes) return undefined;
  const hasObjects = (flags & 1) === 1;
  const isStructure = dtype.type?.startsWith("V") === true;
  return hasObjects === made.hasObjects || isStructure ? { bytes: made.bytes, hasObjects } : undefined;
}

function itemOf(state: DictValue): DtypeSize | undefined {
  const dtype = state.entries?.get("dtype");
  return isMade(dtype) ? dtype.item : undefined;
}

function countOf(shape: Value): number | undefined {
  if (!isTuple(shape)) return undefined;
  let count = 1;
  for (const each of shape.items) {
    if (typeof each !== "number" || each < 0) return undefined;
    count *= each;
  }
  return count;
}
