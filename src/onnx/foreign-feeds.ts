import { UserError } from "../errors.ts";
import { type Column, findColumn, type NumericColumn, placeOfRow, type Table } from "../tables/table.ts";
import type { RuntimeTensor, RuntimeValue } from "./foreign-session.ts";

/** The raw columns that a model may read. */
export interface Readable {
  table: Table;
  /** Names of columns, in the order in which a matrix of them has them. */
  features: readonly string[];
  /** Those of them that name or weigh a row: a matrix may be without them. */
  roles: readonly string[];
}

/** Makes a model's inputs of some rows. */
export type Feed = (rows: Uint32Array) => Map<string, RuntimeTensor>;

/**
 * How a model's inputs are made of a table: an input a column of that name, or one matrix of numbers, as skl2onnx writes
 * both. Throws UserError where that is not told for certain.
 */
export function planFeeds(inputs: readonly RuntimeValue[], readable: Readable): Feed {
  const { table } = readable;
  const fixed = inputs.find(({ shape }) => shape[0] !== undefined);
  if (fixed !== undefined) throw unclear(`its input "${fixed.name}" has a fixed number of rows`);
  const columns = inputs.map(({ name }) => findColumn(table, name));
  const isEachColumn = inputs.every(({ shape }, at) => columns[at] && isSingle(shape));
  if (isEachColumn)
    return (rows) =>
      new Map(inputs.map((input, at) => [input.name, columnTensor(table, input, columns[at]!, rows)]));
  const [matrix, ...others] = inputs;
  if (matrix === undefined || others.length > 0 || matrix.shape.length !== 2) {
    const lost = inputs.find((_, at) => columns[at] === undefined);
    throw unclear(
      lost === undefined
        ? "an input has more than one value a row, and there are other inputs"
        : `"${table.source}" has no column for its input "${lost.name}"`,
    );
  }
  const read = matrixColumns(matrix, readable);
  return (rows) => new Map([[matrix.name, matrixTensor(table, matrix, read, rows)]]);
}

/** Why a model of another maker cannot be asked. */
export function unclear(why: string): UserError {
  return new UserError(`Cannot ask the model: ${why}`, {
    hint: "Set train.predict_command: a program of yours that predicts with it",
  });
}

function isSingle(shape: RuntimeValue["shape"]): boolean {
  return shape.length === 1 || (shape.length === 2 && shape[1] === 1);
}

/** All features, or all that do not name or weigh a row: whichever are as many as the matrix has. */
function matrixColumns({ name, shape }: RuntimeValue, { table, features, roles }: Readable): NumericColumn[] {
  const plain = features.filter((each) => !roles.includes(each));
  const choices = plain.length === features.length ? [features] : [features, plain];
  const width = shape[1];
  const fitting = choices.filter((each) => width === undefined || each.length === width);
  if (fitting.length !== 1)
    throw unclear(
      fitting.length > 1
        ? `its input "${name}" does not say how many columns it has`
        : `its input "${name}" has ${width} columns, and the data ${choices.map(({ length }) => length).join(" or ")}`,
    );
  return fitting[0]!.map((each) => {
    const column = findColumn(table, each);
    if (column === undefined) throw unclear(`"${table.source}" has no column "${each}"`);
    if (column.kind === "numeric" && ["integer", "number", "boolean"].includes(column.type)) return column;
    throw unclear(`its input "${name}" is a matrix of numbers, and column "${each}" is ${column.type}`);
  });
}

function matrixTensor(
  table: Table,
  input: RuntimeValue,
  columns: readonly NumericColumn[],
  rows: Uint32Array,
): RuntimeTensor {
  const cells = new Float64Array(rows.length * columns.length);
  for (const [place, { values }] of columns.entries())
    for (let at = 0; at < rows.length; at++) cells[at * columns.length + place] = values[rows[at]!]!;
  const rowOf = (at: number): number => rows[Math.floor(at / columns.length)]!;
  return { ...typed(table, input, cells, rowOf), dims: [rows.length, columns.length] };
}

function columnTensor(table: Table, input: RuntimeValue, column: Column, rows: Uint32Array): RuntimeTensor {
  const { name, type, shape } = input;
  const dims = shape.length === 1 ? [rows.length] : [rows.length, 1];
  if (type === "string" && column.kind === "text") {
    const textOf = (row: number): string => column.dictionary[column.codes[row]!] ?? "";
    return { type, dims, data: Array.from(rows, textOf) };
  }
  const isNumber = column.kind === "numeric" && ["integer", "number", "boolean"].includes(column.type);
  if (type === "string" || column.kind === "text" || !isNumber)
    throw new UserError(
      `Cannot ask the model: column "${name}" of "${table.source}" is ${column.type}, but its input is ${type ?? "no tensor"}`,
      {
        file: table.source,
        hint: `Declare its type: data.columns.${name}.type: ${type === "string" ? "text" : "number"}`,
      },
    );
  const cells = Float64Array.from(rows, (row) => column.values[row]!);
  return { ...typed(table, input, cells, (at) => rows[at]!), dims };
}

/** Numbers as the type of an input. Throws UserError where a value is missing, or a fraction, that the type has none of. */
function typed(
  table: Table,
  { name, type }: RuntimeValue,
  cells: Float64Array,
  rowOf: (at: number) => number,
): Pick<RuntimeTensor, "type" | "data"> {
  if (type === "float64") return { type, data: cells };
  if (type === "float32") return { type, data: Float32Array.from(cells) };
  if (type !== "int64" && type !== "int32" && type !== "bool")
    throw unclear(`its input "${name}" is ${type ?? "no tensor"}, which no column is`);
  const at = cells.findIndex((value) => !Number.isSafeInteger(value));
  if (at >= 0) {
    const { file, line } = placeOfRow(table, rowOf(at));
    throw new UserError(
      `Cannot ask the model: its input "${name}" takes whole numbers, and a row has ${Number.isNaN(cells[at]!) ? "a missing value" : "a fraction"}`,
      { file, ...(line !== undefined && { line }) },
    );
  }
  if (type === "int64") return { type, data: BigInt64Array.from(cells, BigInt) };
  return {
    type,
    data: type === "int32" ? Int32Array.from(cells) : Uint8Array.from(cells, (value) => Number(value !== 0)),
  };
}
