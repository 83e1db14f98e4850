import { expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { parseManifest } from "../../src/evidence/manifest.ts";
import type { Table } from "../../src/report.ts";
import { runAction } from "../fakes.ts";
import { uniform } from "../learn/make-data.ts";

const next = uniform(6);
const columns = Array.from({ length: 12 }, (_, index) => `x${index}`);
const lines = Array.from({ length: 1500 }, () => {
  const cells = columns.map(() => next());
  return [...cells, 3 * cells[0]! - 2 * cells[1]! + 3 * (next() - 0.5)].map((each) => each.toFixed(4)).join();
});
const data = `${columns.join()},y\n${lines.join("\n")}\n`;

async function search(keys: string, params = "{ penalty: l1 }") {
  const config = `version: 1
data: { path: data.csv, target: y }
train:
  engine: linear
  params: ${params}
  search: { ${keys} }
`;
  const result = await runAction(train, { files: { "data.csv": data, "mlops.yml": config } });
  const manifest = parseManifest(
    await result.files.read(".mlops/data/evidence/manifest.json"),
    "manifest.json",
  );
  const section = result.report.sections.find(({ title }) => title === "Search for parameters")!;
  return { manifest, section, table: section.tables![0] as Table };
}

test("a grid finds the best and trains with it", async () => {
  const { manifest, section, table } = await search("method: grid, params: { alpha: [10, 0.02, 0.3] }");
  expect(manifest.params).toMatchObject({ penalty: "l1", alpha: 0.02 });
  expect(section.text).toEqual([
    "Grid search: 3 combinations by RMSE on 5 folds of the training rows; the model was trained with the first.",
  ]);
  expect(table.rows.map((row) => row.slice(0, 2))).toEqual([
    [1, 0.02],
    [2, 0.3],
    [3, 10],
  ]);
});

test("a random search is the same each time, and may be by another metric", async () => {
  const keys = "metric: mae, trials: 6, params: { alpha: { min: 0.001, max: 10, log: true } }";
  const { table, manifest } = await search(keys);
  expect(table).toEqual((await search(keys)).table);
  expect(table.rows).toHaveLength(6);
  expect(table.columns.map(({ label }) => label)).toEqual(["Rank", "alpha", "MAE", "Deviation"]);
  expect(manifest.params.alpha).toBe(table.rows[0]![1]);
});

test("halving gives the better ones more rows", async () => {
  const { table } = await search(
    "method: halving, trials: 9, params: { alpha: { min: 0.001, max: 10, log: true } }",
  );
  const shares = table.rows.map((row) => row[2]);
  expect(shares).toEqual(["100 %", ...Array(2).fill("33.3 %"), ...Array(6).fill("11.1 %")]);
});

test("where the time is up, what was tried counts", async () => {
  const { section, table } = await search("method: grid, minutes: 1e-9, params: { alpha: [0.02, 1, 10] }");
  expect(table.rows).toHaveLength(1);
  expect(section.text![0]).toContain("There was no time for 2 more.");
});

test.each([
  ["method: grid, params: { alhpa: [1] }", 'unknown parameter "alhpa", did you mean "alpha"'],
  ["params: { alpha: [1, -1] }", '"alpha" is -1, expected a number from 0'],
  ["params: { alpha: { min: 2, max: 1 } }", "min must be below max"],
  ["params: {}", "expected at least one parameter"],
  ["metric: rmes, params: { alpha: [1] }", 'Cannot search by "rmes": no such metric is known'],
  ["metric: f1, params: { alpha: [1] }", 'Cannot search by "f1": the model\'s task does not have it'],
])("refuses %s", async (keys, message) => {
  await expect(search(keys)).rejects.toThrow(message);
});
