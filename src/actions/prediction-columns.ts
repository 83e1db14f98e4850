import type { Context } from "../action.ts";
import { digestFile } from "../evidence/digest.ts";
import { type PredictionColumn, roleName } from "../evidence/predictions.ts";
import { sliceNames } from "../gate/slices.ts";
import type { Evaluation } from "../learn/evaluate.ts";
import type { Target } from "../learn/target.ts";
import { type RowHashes, rowNamer } from "../tables/row-hash.ts";
import type { Column } from "../tables/table.ts";
import type { PreparedTraining } from "./prepare-training.ts";

/** Rows that a model was tested on, and what it said of them. */
export interface TestedRows extends Pick<PreparedTraining, "hashes" | "split" | "target"> {
  evaluation: Pick<Evaluation, "predicted" | "scores">;
}

/** Digest of which rows were tested and what their actual values were, whatever their order. */
export function digestEvaluation({ hashes, split, target }: Omit<TestedRows, "evaluation">): string {
  const rows = Array.from(split.test, (row) => `${hashText(hashes, row)} ${actualText(target, row)}`).sort();
  return digestFile(rows.join("\n"));
}

/** The columns of `predictions.csv`: of each test row its identity, what is so and what was predicted, its weight, group or time, and its slices. */
export function predictionColumns(
  { project }: Pick<Context, "project">,
  { split, target, evaluation, table, hashes }: TestedRows & Pick<PreparedTraining, "table">,
): PredictionColumn[] {
  const idOf = rowNamer(hashes);
  const rowAt = (index: number): number => split.test[index]!;
  const columns: PredictionColumn[] = [
    { name: "row_id", cell: (index) => idOf(rowAt(index)) },
    { name: "row", cell: (index) => rowAt(index) + 1 },
    { name: "actual", cell: (index) => actualText(target, rowAt(index)) },
    ...outcomeColumns(target, evaluation),
  ];
  const taken = new Set(columns.map(({ name }) => name));
  const { data, gate } = project.config;
  const { group, time } = data.split;
  const asked: [name: string | undefined, role?: "weight" | "group" | "time"][] = [
    [data.weight, "weight"],
    [group, "group"],
    [time, "time"],
    ...sliceNames(gate).map((name): [string] => [name]),
  ];
  for (const [source, role] of asked) {
    const column = table.columns.find((each) => each.name === source);
    if (source === undefined || column === undefined) continue;
    const name = role === undefined ? source : roleName(source, role, target.classes);
    if (taken.has(name)) continue;
    taken.add(name);
    columns.push({ name, cell: (index) => cellText(column, rowAt(index)) });
  }
  return columns;
}

/**
 * The columns for rows that a program divided itself, and their digest: they are named by their place, as nothing tells
 * them apart.
 */
export function ownPredictionColumns({
  target,
  rows,
  evaluation,
}: Pick<TestedRows, "target" | "evaluation"> & { rows: Uint32Array }): {
  columns: PredictionColumn[];
  digest: string;
} {
  const actual = (index: number) => actualText(target, rows[index]!);
  const texts = Array.from(rows, (_, index) => `${index + 1} ${actual(index)}`);
  return {
    columns: [
      { name: "row_id", cell: (index) => `own-${index + 1}` },
      { name: "row", cell: (index) => rows[index]! + 1 },
      { name: "actual", cell: actual },
      ...outcomeColumns(target, evaluation),
    ],
    digest: digestFile(texts.join("\n")),
  };
}

/** What was predicted. */
function outcomeColumns(target: Target, { predicted, scores }: TestedRows["evaluation"]): PredictionColumn[] {
  const { classes } = target;
  return [
    {
      name: "predicted",
      cell: (index) => (target.task === "regression" ? predicted[index]! : classes[predicted[index]!]!),
    },
    ...(scores
      ? classes.map((label, code) => ({
          name: `score_${label}`,
          cell: (index: number) => scores[index * classes.length + code]!,
        }))
      : []),
  ];
}

function actualText(target: Target, row: number): string | number {
  return target.task === "regression" ? target.values[row]! : target.classes[target.values[row]!]!;
}

function cellText(column: Column, row: number): string | number {
  if (column.kind === "text") return column.codes[row]! < 0 ? "" : column.dictionary[column.codes[row]!]!;
  const value = column.values[row]!;
  if (Number.isNaN(value)) return "";
  if (column.type === "boolean") return value === 1 ? "true" : "false";
  return column.type === "date" || column.type === "datetime" ? new Date(value).toISOString() : value;
}

function hashText({ high, low }: RowHashes, row: number): string {
  return high[row]!.toString(16).padStart(8, "0") + low[row]!.toString(16).padStart(8, "0");
}
