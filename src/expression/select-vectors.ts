import { interner, type NumberVector, stride, type TextVector, type Vector, valueAt } from "./vectors.ts";

/** 1 where the value is missing, else 0. */
export function isNullVector(vector: Vector): NumberVector {
  const length = "codes" in vector ? vector.codes.length : vector.values.length;
  const values = new Float64Array(length);
  if ("codes" in vector) {
    for (let row = 0; row < length; row++) values[row] = (vector.codes[row] as number) < 0 ? 1 : 0;
  } else {
    for (let row = 0; row < length; row++) values[row] = Number.isNaN(vector.values[row]) ? 1 : 0;
  }
  return { values, isConstant: vector.isConstant };
}

/** The first branch whose condition is 1, else the otherwise: CASE. All values are text, or none is. */
export function selectVectors(
  branches: readonly { when: NumberVector; result: Vector }[],
  otherwise: Vector,
  rows: number,
): Vector {
  const choices = new Int32Array(rows).fill(branches.length);
  branches.toReversed().forEach(({ when }, reversed) => {
    const step = stride(when);
    const index = branches.length - 1 - reversed;
    for (let row = 0; row < rows; row++) if (when.values[row * step] === 1) choices[row] = index;
  });
  return pick([...branches.map(({ result }) => result), otherwise], choices);
}

/** The first value that is not missing: COALESCE. All values are text, or none is. */
export function coalesceVectors(vectors: readonly Vector[], rows: number): Vector {
  const branches = vectors.slice(0, -1).map((result) => {
    const { values, isConstant } = isNullVector(result);
    return { when: { values: values.map((isNull) => 1 - isNull), isConstant }, result };
  });
  return selectVectors(branches, vectors.at(-1) as Vector, rows);
}

function pick(vectors: readonly Vector[], choices: Int32Array): Vector {
  const steps = vectors.map(stride);
  const texts = vectors.filter((each): each is TextVector => "codes" in each);
  if (texts.length === 0) {
    const values = vectors.map((each) => (each as NumberVector).values);
    const picked = new Float64Array(choices.length);
    for (let row = 0; row < picked.length; row++) {
      const choice = choices[row] as number;
      picked[row] = (values[choice] as Float64Array)[row * (steps[choice] as number)] as number;
    }
    return { values: picked, isConstant: false };
  }
  const { code, dictionary } = interner();
  const tables = texts.map((each) => Int32Array.from(each.dictionary, code));
  const codes = new Int32Array(choices.length);
  for (let row = 0; row < codes.length; row++) {
    const choice = choices[row] as number;
    const old = texts[choice]?.codes[row * (steps[choice] as number)] ?? -1;
    codes[row] = tables[choice]?.[old] ?? -1;
  }
  return { codes, dictionary, isConstant: false };
}

/**
 * Whether a value is in a list, by SQL's logic: 1 where it is; missing where it is not but the value or any item
 * is missing; else 0.
 */
export function isInVectors(operand: Vector, items: readonly Vector[], rows: number): NumberVector {
  const constants = items.filter((each) => each.isConstant).map((each) => valueAt(each, 0));
  const others = items.filter((each) => !each.isConstant);
  const set = new Set(constants.filter((each) => each !== null));
  const unfound = constants.includes(null) ? Number.NaN : 0;
  const judge = (value: string | number | null): number =>
    value === null ? Number.NaN : set.has(value) ? 1 : unfound;

  const result = new Float64Array(rows);
  const step = stride(operand);
  if ("codes" in operand) {
    const table = operand.dictionary.map(judge);
    for (let row = 0; row < rows; row++)
      result[row] = table[operand.codes[row * step] as number] ?? Number.NaN;
  } else
    for (let row = 0; row < rows; row++) {
      const value = operand.values[row * step] as number;
      result[row] = Number.isNaN(value) ? value : set.has(value) ? 1 : unfound;
    }
  for (const item of others)
    for (let row = 0; row < rows; row++) {
      const value = valueAt(operand, row * step);
      if (result[row] === 1 || value === null) continue;
      const other = valueAt(item, row);
      if (other === null) result[row] = Number.NaN;
      else if (other === value) result[row] = 1;
    }
  return { values: result, isConstant: false };
}
