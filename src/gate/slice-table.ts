import { type Place, UserError } from "../errors.ts";
import { classificationMetrics } from "../metrics/classification-metrics.ts";
import { regressionMetrics } from "../metrics/regression-metrics.ts";
import { didYouMean } from "../nearest.ts";
import type { Cell, Table as ReportTable } from "../report.ts";
import { meanInterval, wilsonInterval } from "../statistics/intervals.ts";
import type { Column, Table } from "../tables/table.ts";
import { clipText } from "../visible-text.ts";
import { formatMetric } from "./render-gate.ts";

/** Characters of a value that names a slice. */
const longestLabel = 200;
/** From so many rows on, the mean of their errors is about normal. */
const normalRows = 30;

/**
 * Metrics of the predictions (columns `actual`, `predicted`) for each value of a column, the largest slices first.
 * Slices of fewer than `minRows` rows are listed without metrics; the others have an interval of the accuracy (Wilson's)
 * or of the mean absolute error. R² is left out: within a slice it compares with
 * the slice's own mean.
 */
export function sliceTable(options: {
  table: Table;
  column: string;
  minRows: number;
  /** Class labels; empty for regression. */
  classes: readonly string[];
  /** Column of the rows' weights, with which there are no intervals. */
  weight?: string | undefined;
  place: Place;
}): ReportTable {
  const { table, minRows, classes } = options;
  const groups = groupRows(requireColumn(table, options.column, options.place));
  const actual = requireColumn(table, "actual", {});
  const predicted = requireColumn(table, "predicted", {});
  const weights = options.weight === undefined ? undefined : requireColumn(table, options.weight, {});
  const names = classes.length > 0 ? ["accuracy", "balanced_accuracy", "f1_macro"] : ["rmse", "mae", "mape"];
  const intervalOf = classes.length > 0 ? "accuracy" : "mae";
  const rows = [...groups]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([label, members]): Cell[] => {
      const name = clipText(label, longestLabel);
      if (members.length < minRows) return [name, members.length, ...names.map(() => null), null];
      const { metrics, interval } =
        classes.length > 0
          ? judgeClasses(codesOf(actual, members, classes), codesOf(predicted, members, classes), {
              classes,
              weights: weights && numbersOf(weights, members),
            })
          : judgeNumbers(
              numbersOf(actual, members),
              numbersOf(predicted, members),
              weights && numbersOf(weights, members),
            );
      return [
        name,
        members.length,
        ...names.map((each) => formatMetric(each, metrics[each]!)),
        interval ? interval.map((end) => formatMetric(intervalOf, Math.max(0, end))).join(" – ") : null,
      ];
    });
  return {
    title: options.column,
    columns: [
      { label: options.column },
      { label: "Test rows", align: "right" },
      ...names.map((name) => ({ label: name, align: "right" as const })),
      { label: `${intervalOf}, 95 %`, align: "right" },
    ],
    rows: rows.slice(0, 50),
    ...(rows.length > 50 && { total: rows.length }),
  };
}

interface JudgedSlice {
  metrics: Record<string, number>;
  /** Undefined for weighted rows, and fewer errors than its approximation is good for. */
  interval: readonly [low: number, high: number] | undefined;
}

function judgeClasses(
  actual: Int32Array,
  predicted: Int32Array,
  { classes, weights }: { classes: readonly string[]; weights: Float64Array | undefined },
): JudgedSlice {
  const hits = actual.reduce((count, code, row) => count + Number(code === predicted[row]), 0);
  return {
    metrics: classificationMetrics({ actual, predicted, classes, weights }),
    interval: weights ? undefined : wilsonInterval(hits, actual.length),
  };
}

function judgeNumbers(
  actual: Float64Array,
  predicted: Float64Array,
  weights: Float64Array | undefined,
): JudgedSlice {
  return {
    metrics: regressionMetrics(actual, predicted, weights),
    interval:
      weights || actual.length < normalRows
        ? undefined
        : meanInterval(actual.map((value, row) => Math.abs(value - predicted[row]!))),
  };
}

function requireColumn(table: Table, name: string, place: Place): Column {
  const found = table.columns.find((column) => column.name === name);
  if (found) return found;
  const near = didYouMean(
    name,
    table.columns.map((column) => column.name),
  );
  throw new UserError(`Cannot slice "${table.source}": it has no column "${name}"${near}`, {
    ...place,
    hint: "gate.slices.columns names columns of the data; train again after a change",
  });
}

function groupRows(column: Column): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  const count = column.kind === "text" ? column.codes.length : column.values.length;
  for (let row = 0; row < count; row++) {
    const label = labelAt(column, row);
    const members = groups.get(label);
    if (members) members.push(row);
    else groups.set(label, [row]);
  }
  return groups;
}

function labelAt(column: Column, row: number): string {
  if (column.kind === "text")
    return column.codes[row]! < 0 ? "(missing)" : column.dictionary[column.codes[row]!]!;
  const value = column.values[row]!;
  if (Number.isNaN(value)) return "(missing)";
  return column.type === "boolean" ? String(value === 1) : String(value);
}

function codesOf(column: Column, rows: readonly number[], classes: readonly string[]): Int32Array {
  const codes = new Map(classes.map((label, code) => [label, code]));
  return Int32Array.from(rows, (row) => {
    const label = labelAt(column, row);
    const code = codes.get(label);
    if (code !== undefined) return code;
    const known = classes.slice(0, 10).map((each) => `"${each}"`);
    throw new UserError(
      `Cannot slice: row ${row + 1} of "${column.name}" is "${clipText(label, longestLabel)}", which is none of the classes ${known.join(", ")}${classes.length > known.length ? ", …" : ""}`,
      { hint: "The predictions must be those of the model that the manifest speaks of" },
    );
  });
}

function numbersOf(column: Column, rows: readonly number[]): Float64Array {
  if (column.kind === "text")
    throw new UserError(`Cannot slice: column "${column.name}" of the predictions is not a number`);
  return Float64Array.from(rows, (row) => column.values[row]!);
}
