import { type Loop, numberLoops } from "./number-loops.ts";
import { type NumberScalar, numberScalars } from "./number-scalars.ts";
import type { Scalar, TextScalar } from "./text-scalars.ts";
import { callText } from "./typed.ts";

/**
 * The values of one part of an expression, one a row, as in tables/table.ts: NaN and code -1 are missing. A
 * constant has a single value for all rows.
 */
export type Vector = NumberVector | TextVector;

/** Numbers, truth values or dates. */
export interface NumberVector {
  values: Float64Array;
  isConstant: boolean;
}

/** Texts by their place in a dictionary. */
export interface TextVector {
  codes: Int32Array;
  dictionary: readonly string[];
  isConstant: boolean;
}

/** A vector that is the same value for every row; null is missing. */
export function constantVector(type: "text" | "number", value: Scalar | null): Vector {
  if (type === "text")
    return {
      codes: Int32Array.of(value === null ? -1 : 0),
      dictionary: value === null ? [] : [String(value)],
      isConstant: true,
    };
  return { values: Float64Array.of(value === null ? Number.NaN : Number(value)), isConstant: true };
}

/** 1 for vectors with a value a row, 0 for constants: what an index is multiplied with. */
export const stride = ({ isConstant }: Vector): 0 | 1 => (isConstant ? 0 : 1);

/** Applies a number operation row by row. */
export function mapNumbers(scalar: NumberScalar, args: readonly NumberVector[], rows: number): NumberVector {
  const result = new Float64Array(rows);
  const [first, second = first] = args as [NumberVector, NumberVector?];
  const a = { values: first.values, step: stride(first) };
  const b = { values: second.values, step: stride(second) };
  const loop = numberLoops[scalar] ?? loopOf(numberScalars[scalar]);
  loop(a, b, result);
  return { values: result, isConstant: false };
}

function loopOf(operation: (a: number, b: number) => number): Loop {
  return (a, b, out) => {
    for (let row = 0, i = 0, j = 0; row < out.length; row++, i += a.step, j += b.step)
      out[row] = operation(a.values[i] as number, b.values[j] as number);
  };
}

/**
 * Applies a text operation: once a dictionary entry where only one argument varies and it is text, else row by
 * row.
 */
export function mapTexts(
  scalar: TextScalar,
  args: readonly Vector[],
  rows: number,
  gives: "text" | "number",
): Vector {
  const varying = args.filter((each) => !each.isConstant);
  const [only] = varying;
  const constants = args.map((each) => (each.isConstant ? valueAt(each, 0) : null));
  if (varying.length === 1 && only && "codes" in only) {
    const position = args.indexOf(only);
    const results = only.dictionary.map((entry) =>
      callText(scalar, constants.with(position, entry) as Scalar[]),
    );
    return gather(results, only.codes, gives);
  }
  const collect = collector(rows, gives);
  for (let row = 0; row < rows; row++) {
    const values = args.map((each, index) =>
      each.isConstant ? (constants[index] as Scalar) : valueAt(each, row),
    );
    if (!values.includes(null)) collect.set(row, callText(scalar, values as Scalar[]));
  }
  return collect.vector;
}

/** The value of a row; null is missing. */
export function valueAt(vector: Vector, row: number): Scalar | null {
  if ("codes" in vector) return vector.dictionary[vector.codes[row] as number] ?? null;
  const value = vector.values[row] as number;
  return Number.isNaN(value) ? null : value;
}

function gather(results: readonly (Scalar | null)[], codes: Int32Array, gives: "text" | "number"): Vector {
  if (gives === "number") {
    const values = new Float64Array(codes.length);
    const table = Float64Array.from(results, (each) => (each === null ? Number.NaN : Number(each)));
    for (let row = 0; row < values.length; row++) values[row] = table[codes[row] as number] ?? Number.NaN;
    return { values, isConstant: false };
  }
  const { code, dictionary } = interner();
  const table = Int32Array.from(results, (each) => (each === null ? -1 : code(String(each))));
  return { codes: codes.map((each) => table[each] ?? -1), dictionary, isConstant: false };
}

/** A vector that is filled row by row; a row that is never set is missing. */
function collector(
  rows: number,
  gives: "text" | "number",
): { vector: Vector; set(row: number, value: Scalar | null): void } {
  if (gives === "number") {
    const values = new Float64Array(rows).fill(Number.NaN);
    return {
      vector: { values, isConstant: false },
      set: (row, value) => {
        if (value !== null) values[row] = Number(value);
      },
    };
  }
  const codes = new Int32Array(rows).fill(-1);
  const { code, dictionary } = interner();
  return {
    vector: { codes, dictionary, isConstant: false },
    set: (row, value) => {
      if (value !== null) codes[row] = code(String(value));
    },
  };
}

/** Gives each distinct text a code, counted from 0. */
export function interner(): { code(text: string): number; dictionary: string[] } {
  const codes = new Map<string, number>();
  const dictionary: string[] = [];
  return {
    dictionary,
    code: (text) => {
      const known = codes.get(text);
      if (known !== undefined) return known;
      codes.set(text, dictionary.length);
      return dictionary.push(text) - 1;
    },
  };
}
