import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { backtestFolds } from "../../src/series/backtest-folds.ts";
import { lagColumns, lagNames } from "../../src/series/lag-columns.ts";
import { meanScaledError, naiveForecasts } from "../../src/series/naive-forecasts.ts";
import { orderSeries } from "../../src/series/order-series.ts";
import { splitTime } from "../../src/tables/split-time.ts";
import { findColumn, type NumericColumn, type Table } from "../../src/tables/table.ts";
import { tableOf } from "../model/make-model.ts";

interface Golden {
  csv: string;
  horizon: number;
  columns: Record<string, (number | null)[]>;
  folds: { train: string; from: string; to: string }[];
  mase: { season: number; csv: string; cut: string; value: number };
}

const golden = JSON.parse(readFileSync(new URL("../golden/series.json", import.meta.url), "utf8")) as Golden;
const valuesOf = (table: Table, name: string) => (findColumn(table, name) as NumericColumn).values;
const orderOf = (table: Table) => orderSeries(table, valuesOf(table, "day"), findColumn(table, "store"));

test("lags and windows are those of pandas", async () => {
  const table = await tableOf(golden.csv);
  const look = {
    lags: [3, 7],
    windows: [4, 7],
    statistics: ["mean", "std", "min", "max"] as const,
    horizon: golden.horizon,
  };
  const columns = lagColumns(findColumn(table, "y")!, orderOf(table), look);
  expect(columns.map(({ name }) => name)).toEqual(Object.keys(golden.columns));
  expect(lagNames("y", false, look)).toEqual(Object.keys(golden.columns));
  for (const column of columns) {
    const { values } = column as NumericColumn;
    for (const [row, expected] of golden.columns[column.name]!.entries())
      if (expected === null) expect(values[row], `${column.name} of row ${row}`).toBeNaN();
      else expect(values[row], `${column.name} of row ${row}`).toBeCloseTo(expected, 10);
  }
});

test("texts have lags too", async () => {
  const table = await tableOf("day,kind\n2024-01-03,c\n2024-01-01,a\n2024-01-02,b\n");
  const order = orderSeries(table, valuesOf(table, "day"), undefined);
  const kind = findColumn(table, "kind")!;
  const [lag] = lagColumns(kind, order, { lags: [1], windows: [2], statistics: ["mean"], horizon: 1 });
  expect(lag).toMatchObject({ name: "kind_lag_1", codes: Int32Array.of(2, -1, 1) });
});

test("two rows of one time in a series are refused at the second one's line", async () => {
  const table = await tableOf("day,store\n2024-01-01,a\n2024-01-01,b\n2024-01-02,a\n");
  expect(() => orderSeries(table, valuesOf(table, "day"), undefined)).toThrow(
    expect.objectContaining({
      message: "Cannot look back in time: rows 1 and 2 have the same time",
      place: expect.objectContaining({ file: "data.csv", line: 3 }),
      hint: "Name the column that tells the series apart as train.series.by",
    }),
  );
  expect(orderOf(table).starts).toEqual(Uint32Array.of(0, 2, 3));
});

test("backtests have the folds of scikit-learn's TimeSeriesSplit", async () => {
  const table = await tableOf(golden.csv);
  const times = valuesOf(table, "day");
  const folds = backtestFolds(times, Uint32Array.from(times.keys()), { count: 4, gap: 2 });
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  const shown = folds.map(({ train, test, from }) => {
    const [known, asked] = [train, test].map((rows) => Array.from(rows, (row) => times[row]!));
    expect(Math.min(...asked!)).toBe(from);
    return { train: day(Math.max(...known!)), from: day(from), to: day(Math.max(...asked!)) };
  });
  expect(shown).toEqual(golden.folds);
  expect(backtestFolds(times, Uint32Array.of(0, 1), { count: 4, gap: 0 })).toEqual([]);
});

test("MASE is that of utilsforecast", async () => {
  const { csv, cut, season, value } = golden.mase;
  const table = await tableOf(csv);
  const times = valuesOf(table, "day");
  const rows = Uint32Array.from(times.keys());
  const isTest = (row: number) => times[row]! >= Date.parse(cut);
  const test = rows.filter(isTest);
  const model = valuesOf(table, "model");
  const scaled = meanScaledError({
    values: valuesOf(table, "y"),
    order: orderOf(table),
    rows: test,
    predicted: Float64Array.from(test, (row) => model[row]!),
    training: rows.filter((row) => !isTest(row)),
    season,
  });
  expect(scaled).toBeCloseTo(value, 12);
});

describe("naive forecasts", () => {
  test("take the last value that was known, and that of the same place in the season", async () => {
    const lines = Array.from(
      { length: 12 },
      (_, day) => `2024-01-${String(day + 1).padStart(2, "0")},a,${day}`,
    );
    const table = await tableOf(`day,store,y\n${lines.join("\n")}\n`);
    const { naive, seasonal } = naiveForecasts(valuesOf(table, "y"), orderOf(table), {
      horizon: 5,
      season: 4,
    });
    expect(Array.from(naive.slice(4, 8))).toEqual([Number.NaN, 0, 1, 2]);
    expect(Array.from(seasonal!.slice(7, 10))).toEqual([Number.NaN, 0, 1]);
  });
});

test("a gap leaves the moments before the test out of the training", () => {
  const times = Float64Array.of(5, 4, 4, 3, 2, Number.NaN, 1);
  expect(splitTime(times, 0.2)).toMatchObject({
    train: Uint32Array.of(1, 2, 3, 4, 5, 6),
    test: Uint32Array.of(0),
  });
  expect(splitTime(times, 0.2, 2)).toMatchObject({ train: Uint32Array.of(4, 5, 6), test: Uint32Array.of(0) });
  expect(splitTime(times, 0.2, 9)).toMatchObject({ train: Uint32Array.of(5) });
});
