import type { Manifest } from "../evidence/manifest.ts";
import type { TrainingRows } from "../evidence/training-rows.ts";
import { counted, formatNumber } from "../number-format.ts";
import { findColumn, type Table } from "../tables/table.ts";
import type { JudgedRows, Refusal } from "./model-rows.ts";
import { unseenRows } from "./unseen-rows.ts";

/**
 * Refuses rows of which the manifest's own rule says that the model was trained on them. Undefined where there are none,
 * and where the ids are not those of `train`: then nothing tells.
 */
export function refuseSeen(
  { table, hashes }: Pick<JudgedRows, "table" | "hashes">,
  split: NonNullable<Manifest["split"]>,
  {
    names = [],
    seen,
  }: {
    /** What the column of the group or of the time is called in the predictions. */
    names?: readonly string[] | undefined;
    seen: TrainingRows | undefined;
  },
): Refusal | undefined {
  // Within classes, rows of one content and two labels can stand on both sides; the file says that by no label.
  if (hashes === undefined || (split.rule !== "sets" && split.stratify)) return undefined;
  const isUnseen = unseenRows(split, { table: renamed(table, split, names), hashes, seen });
  if (typeof isUnseen === "string") return undefined;
  let count = 0;
  for (let row = 0; row < table.rows; row++) if (!isUnseen(row)) count++;
  if (count === 0) return undefined;
  const isOwnDivision = split.rule === "sets" || split.rule === "column";
  return {
    refused: `Cannot judge "${table.source}": ${counted(count, "row")} of ${formatNumber(table.rows)} ${count === 1 ? "is one" : "are some"} that the model was trained on`,
    hint: isOwnDivision
      ? "Remove them from the test rows; if they are others that look alike, name what tells rows apart as data.key"
      : "Judge the model on its test rows: those of MLOPS_TEST, or of train",
    file: table.source,
  };
}

/** The predictions, with the column that the rule names under its own name. */
function renamed(table: Table, split: NonNullable<Manifest["split"]>, names: readonly string[]): Table {
  const name = split.rule === "sets" ? undefined : split.column;
  const column = names.map((each) => findColumn(table, each)).find((found) => found !== undefined);
  return name === undefined || column === undefined ? table : { ...table, columns: [{ ...column, name }] };
}
