import { expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { parseManifest } from "../../src/evidence/manifest.ts";
import { runAction } from "../fakes.ts";
import { uniform } from "../learn/make-data.ts";

/** Two stores that sell more on some days of the week, and a little more each day. */
function makeSales(days: number): string {
  const next = uniform(4);
  const lines = Array.from({ length: 2 * days }, (_, index) => {
    const [day, store] = [index >> 1, index % 2];
    const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
    const weekday = [0, 1, 2, 4, 9, 20, 14][day % 7]!;
    return `${date},${"ab"[store]},${next() < 0.2},${(40 + 60 * store + weekday + day / 10 + next() * 3).toFixed(2)}`;
  });
  return `day,store,holiday,sales\n${lines.join("\n")}\n`;
}

const series = "{ by: store, lags: [7, 14], rolling: [7], season: 7, backtests: 2 }";
const split = "{ time: day, test: 0.2, horizon: 7 }";

function config({ series: past = series, split: parts = split } = {}): string {
  return `version: 1
name: sales
data:
  path: sales.csv
  target: sales
  split: ${parts}
train:
  params: { n_estimators: 20 }
  series: ${past}
gate:
  rules: [{ metric: mase, max: 1 }]
`;
}

function trainOn(text: string, csv = makeSales(150)) {
  return runAction(train, { files: { "sales.csv": csv, "mlops.yml": text } });
}

test("a forecast sees the past, is compared with naive ones, and is made again for earlier moments", async () => {
  const { verdict, report, files, outputs } = await trainOn(config());
  expect(verdict).toBe("pass");
  const manifest = parseManifest(await files.read(".mlops/sales/evidence/manifest.json"), "manifest.json");
  expect(manifest.features).toEqual(
    expect.arrayContaining(["store", "sales_lag_7", "sales_lag_14", "sales_mean_7"]),
  );
  expect(manifest.split).toMatchObject({ rule: "time", column: "day", horizon: 7, gap: 6 });
  expect(manifest.rows).toEqual({ total: 300, train: 228, test: 60 });
  const metrics = JSON.parse(await files.read(String(outputs.metrics)));
  expect(metrics.metrics.mase).toBeGreaterThan(0);
  expect(metrics.metrics.mae).toBeLessThan(6);
  const section = report.sections.find(({ title }) => title === "Forecasts");
  const [forecasts, backtests] = section?.tables ?? [];
  expect(forecasts?.rows.map(([name]) => name)).toEqual(["Model", "Naive", "Seasonal naive"]);
  expect(Number(forecasts?.rows[2]?.[1])).toBeLessThan(Number(forecasts?.rows[1]?.[1]) + 1e-9);
  expect(backtests?.rows.map(([from, trained, tested]) => [from, trained, tested])).toEqual([
    ["2024-02-08", 64, 76],
    ["2024-03-17", 140, 76],
  ]);
});

test("a forecast of nothing but the time is judged too", async () => {
  const { report } = await trainOn(config({ series: "{ by: store }", split: "{ time: day }" }));
  const section = report.sections.find(({ title }) => title === "Forecasts");
  expect(section?.tables?.[0]?.rows.map(([name]) => name)).toEqual(["Model", "Naive"]);
  expect(section?.tables?.[1]?.rows).toHaveLength(3);
});

test.each([
  [{ series: "{ lags: [7] }" }, "rows 1 and 2 have the same time", { file: "sales.csv", line: 3 }],
  [
    { series: "{ by: store, lags: [14, 2] }" },
    "Cannot use the lag 2: with data.split.horizon 7, it is not known when the prediction is made",
    { file: "mlops.yml", line: 9 },
  ],
  [{ series: "{ by: shop }" }, 'there is no column "shop"', { file: "mlops.yml", line: 9 }],
  [{ series: "{ by: store, columns: [sale] }" }, 'no column "sale", did you mean "sales"', { line: 9 }],
  [{ split: "{ test: 0.2 }" }, "train.series needs data.split.time", { file: "mlops.yml", line: 9 }],
  [{ split: "{ test: 0.2, gap: 3 }" }, "gap", { file: "mlops.yml", line: 6 }],
  [{ split: "{ time: store }" }, '"store" is a column of type text', { file: "mlops.yml", line: 6 }],
])("refuses %j", async (keys, message, place) => {
  await expect(trainOn(config(keys))).rejects.toMatchObject({
    message: expect.stringContaining(message),
    place: expect.objectContaining(place),
  });
});

test("a column that has the name of a lag is refused", async () => {
  const csv = makeSales(150).replace("holiday", "sales_lag_7");
  await expect(trainOn(config(), csv)).rejects.toThrow('the data have a column "sales_lag_7" already');
});
