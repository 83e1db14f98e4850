import * as z from "zod";
import { UserError } from "../errors.ts";
import { listFirst } from "../first-items.ts";
import { didYouMean, nearest } from "../nearest.ts";
import { type Column, findColumn, type Table } from "../tables/table.ts";
import { type OnnxFile, parseModel } from "./parse-model.ts";
import { runGraph } from "./run-graph.ts";
import type { Threads } from "./sum-trees.ts";
import { asNumbers, asTexts, type NumberTensor, numbers, type Tensor, texts } from "./tensor.ts";

/** A model of this project, from its file. */
export interface StoredModel {
  file: OnnxFile;
  source: string;
  /** The raw columns that it reads. */
  columns: z.infer<typeof about>["columns"];
  /** Of a classifier, in the order of the probabilities. */
  classes: readonly string[] | undefined;
}

/** A model's predictions. */
export interface Predictions {
  /** Numbers a row: 1 for regression, else a probability for each class. */
  outputs: number;
  /** Rows × outputs, row-major. */
  values: Float64Array;
  /** Of a classifier, a class a row. */
  labels: string[] | undefined;
}

/** What our files say of themselves under `mlops` (see model-files.ts). */
const about = z.object({
  columns: z
    .array(
      z.object({
        name: z.string(),
        type: z.enum(["integer", "number", "boolean", "date", "datetime", "text"]),
        missing: z.string(),
      }),
    )
    .max(200_000),
  classes: z.array(z.string()).max(100_000).nullable(),
});

/** Parses `model.onnx` of a model folder. Throws UserError for what is no model of this project. */
export function parseStoredModel(bytes: Uint8Array, source: string): StoredModel {
  const file = parseModel(bytes, source);
  const told = about.safeParse(parseJson(file.metadata.get("mlops") ?? ""));
  if (!told.success)
    throw new UserError(`Cannot use "${source}": it was not written by mlops-actions`, {
      file: source,
      hint: "Other ONNX files need a runtime of their own, such as onnxruntime",
    });
  const { columns, classes } = told.data;
  return { file, source, columns, classes: classes ?? undefined };
}

/** Rows at a time: what a graph computes on the way takes memory. */
const blockRows = 8192;

/**
 * A stored model's predictions of a table's rows, the very numbers of `predict`. Throws UserError where a column is
 * missing or of another type.
 */
export async function predictTable(
  model: StoredModel,
  table: Table,
  { rows = allRows(table), threads }: { rows?: Uint32Array; threads?: Threads } = {},
): Promise<Predictions> {
  refuseLacking(model, table);
  const columns = model.columns.map((asked) => ({ asked, column: requireColumn(asked, table) }));
  const outputs = model.classes?.length ?? 1;
  const values = new Float64Array(rows.length * outputs);
  const labels: string[] = [];
  for (let from = 0; from < rows.length; from += blockRows) {
    const block = rows.subarray(from, from + blockRows);
    const feeds = new Map<string, Tensor>();
    for (const { asked, column } of columns)
      feeds.set(asked.name, feed(model, { asked, column, rows: block }));
    threads?.signal?.throwIfAborted();
    const given = await run(model, feeds, threads);
    values.set(asNumbers(given.at(-1)).data.subarray(0, block.length * outputs), from * outputs);
    if (model.classes !== undefined) for (const label of asTexts(given[0]).data) labels.push(label);
  }
  return { outputs, values, labels: model.classes && labels };
}

async function run(
  { file, source }: StoredModel,
  feeds: ReadonlyMap<string, Tensor>,
  threads: Threads | undefined,
): Promise<Tensor[]> {
  try {
    return [...(await runGraph(file, feeds, threads)).values()];
  } catch (cause) {
    if (!(cause instanceof TypeError || cause instanceof RangeError)) throw cause;
    throw new UserError(`Cannot run "${source}": ${cause.message}`, {
      file: source,
      hint: "It may be damaged, or written by a later version of mlops-actions",
      cause,
    });
  }
}

type Asked = StoredModel["columns"][number];

/** Throws UserError that names all columns that the table lacks. */
function refuseLacking({ columns, source }: StoredModel, table: Table): void {
  const names = table.columns.map(({ name }) => name);
  const lacking = columns.filter(({ name }) => !names.includes(name));
  const [first] = lacking;
  if (first === undefined) return;
  const shown = lacking.map(({ name }) => {
    const near = nearest(name, names);
    return `"${name}"${near === undefined ? "" : ` (did you mean "${near}")`}`;
  });
  throw new UserError(
    lacking.length === 1
      ? `Cannot predict: "${table.source}" has no column "${first.name}", which "${source}" needs${didYouMean(first.name, names)}`
      : `Cannot predict: "${table.source}" lacks columns that "${source}" needs: ${listFirst(shown, shownColumns)}`,
    { file: table.source },
  );
}

const shownColumns = 10;

function requireColumn({ name, type }: Asked, table: Table): Column {
  const column = findColumn(table, name)!;
  if (!isEmpty(column) && familyOf(column.type) !== familyOf(type))
    throw new UserError(
      `Cannot predict: column "${name}" of "${table.source}" is ${column.type}, but the model was trained on ${type}`,
      { file: table.source, hint: `Declare its type: data.columns.${name}.type: ${type}` },
    );
  return column;
}

function familyOf(type: Asked["type"]): string {
  if (type === "integer") return "number";
  return type === "datetime" ? "date" : type;
}

function isEmpty(column: Column): boolean {
  return column.kind === "text" ? column.codes.every((code) => code < 0) : column.values.every(Number.isNaN);
}

function feed(
  { file }: StoredModel,
  { asked, column, rows }: { asked: Asked; column: Column; rows: Uint32Array },
): Tensor {
  if (asked.type === "text") {
    const textOf = (row: number): string =>
      column.kind === "text" && column.codes[row]! >= 0
        ? column.dictionary[column.codes[row]!]!
        : asked.missing;
    return texts([rows.length], Array.from(rows, textOf));
  }
  const type = file.inputs.find(({ name }) => name === asked.name)?.type ?? "double";
  const data = new Float64Array(rows.length).fill(Number.NaN);
  if (column.kind !== "text") for (let at = 0; at < data.length; at++) data[at] = column.values[rows[at]!]!;
  return numbers(type as NumberTensor["type"], [rows.length], data);
}

/** Cells of a column as no training row had them. */
export interface UnseenCells {
  column: string;
  type: "integer" | "boolean";
  missing: number;
  fractions: number;
}

/**
 * Columns that hold missing values or fractions, and held only whole numbers when the model was trained. They are
 * predicted all the same: a missing value as the graph fills it, or the way that most training rows went in a tree.
 */
export function findUnseen({ file, columns }: StoredModel, table: Table): UnseenCells[] {
  return columns.flatMap(({ name, type }) => {
    const given = file.inputs.find((input) => input.name === name)?.type ?? "double";
    const column = findColumn(table, name);
    if (given === "double" || column?.kind !== "numeric" || (type !== "integer" && type !== "boolean"))
      return [];
    let [missing, fractions] = [0, 0];
    for (const value of column.values)
      if (Number.isNaN(value)) missing++;
      else if (!Number.isInteger(value)) fractions++;
    return missing + fractions === 0 ? [] : [{ column: name, type, missing, fractions }];
  });
}

function allRows({ rows }: Table): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => row);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
