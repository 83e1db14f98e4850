import { codesOf } from "../checks/dense-codes.ts";
import { type Place, UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { hashGroups } from "../tables/hash-groups.ts";
import { hashRows, identityColumns, type RowHashes } from "../tables/row-hash.ts";
import { type Split, splitRows } from "../tables/split.ts";
import { splitTime } from "../tables/split-time.ts";
import { type Column, findColumn, type Table } from "../tables/table.ts";
import type { Project } from "./project.ts";

/** `data.split` of the configuration. */
export interface DivideOptions {
  test: number;
  /** Share of the rows; none without. */
  validation?: number | undefined;
  seed: number;
  stratify: boolean;
  group?: string | undefined;
  column?: string | undefined;
  time?: string | undefined;
  horizon?: number | undefined;
  gap?: number | undefined;
}

/**
 * The parts of a table as `train` divides it, rows without a target among them. `raw` has the columns of the file alone,
 * which identify rows.
 */
export function divideTable(raw: Table, table: Table, project: Project): Split {
  const { target, key, split } = project.config.data;
  const hashes = hashRows(raw, identityColumns(raw, { key, target }));
  const column = target === undefined ? undefined : findColumn(table, target);
  return divideRows(table, hashes, {
    options: split,
    classes: split.stratify && column ? Int32Array.from(codesOf(column).codes) : undefined,
    place: (each) => project.place(["data", "split", ...(each === "split" ? [] : [each])]),
  });
}

/**
 * Divides rows by their hash, by that of their group (a row without one by its own), or at a moment. `classes` are the
 * codes to stratify by. A column may say each row's part. Throws UserError for a column that is not there or has no dates.
 */
export function divideRows(
  table: Table,
  hashes: RowHashes,
  by: {
    options: DivideOptions;
    classes: Int32Array | undefined;
    place: (key: "split" | "group" | "time" | "column") => Place;
  },
): Split {
  const { options, classes, place } = by;
  const { test, validation = 0, seed, group, time, column: parts } = options;
  if (parts !== undefined) return splitNamed(columnOf(table, parts, place("column")), place("column"));
  if (time !== undefined) {
    const column = columnOf(table, time, place("time"));
    if (column.kind === "numeric" && (column.type === "date" || column.type === "datetime"))
      return splitTimeTwice(column.values, { test, validation, gap: gapOf(options) });
    throw new UserError(`Cannot split the rows by time: "${time}" is a column of type ${column.type}`, {
      ...place("time"),
      hint: "Name a column of dates",
    });
  }
  if (group === undefined) return splitRows(hashes, { test, validation, seed, stratify: classes });
  const column = columnOf(table, group, place("group"));
  return splitRows(hashGroups(table, column, hashes), { test, validation, seed });
}

/** The latest rows for the test, and of those before them the latest for validation, with the gap before each. */
function splitTimeTwice(
  times: Float64Array,
  { test, validation, gap }: { test: number; validation: number; gap: number },
): Split {
  const whole = splitTime(times, test, gap);
  if (validation === 0) return whole;
  const earlier = new Float64Array(times.length).fill(Number.NaN);
  for (const row of whole.train) earlier[row] = times[row]!;
  const { train, test: latest } = splitTime(earlier, validation / (1 - test), gap);
  const isEarlier = new Uint8Array(times.length);
  for (const row of whole.train) isEarlier[row] = 1;
  return { train: train.filter((row) => isEarlier[row]), validation: latest, test: whole.test };
}

/** Moments between training and test: what was not known yet when the first test row was forecast. */
export function gapOf({ horizon = 1, gap = horizon - 1 }: Pick<DivideOptions, "horizon" | "gap">): number {
  return gap;
}

const partNames = ["train", "validation", "test"] as const;

/** Each row in the part that its cell names. */
function splitNamed(column: Column, place: Place): Split {
  const names = column.kind === "text" ? column.dictionary : [];
  const codes = column.kind === "text" ? column.codes : [];
  const partOf = names.map((name) => partNames.findIndex((each) => each === name.trim().toLowerCase()));
  const odd = column.kind === "text" ? codes.findIndex((code) => !(partOf[code]! >= 0)) : 0;
  if (odd >= 0)
    throw new UserError(
      `Cannot split the rows: "${column.name}" is none of train, validation and test in row ${odd + 1}`,
      place,
    );
  const rowsOf = (part: number): Uint32Array =>
    Uint32Array.from(codes.keys()).filter((row) => partOf[codes[row]!] === part);
  return { train: rowsOf(0), validation: rowsOf(1), test: rowsOf(2) };
}

/** The column that rows are divided by. Throws UserError, at the place, where there is none of the name. */
export function columnOf(table: Table, name: string, place: Place): Column {
  const column = findColumn(table, name);
  if (column !== undefined) return column;
  const names = table.columns.map((each) => each.name);
  throw new UserError(`Cannot split the rows: there is no column "${name}"${didYouMean(name, names)}`, place);
}
