import { expect, test } from "vitest";
import { sliceTable } from "../../src/gate/slice-table.ts";
import { readText } from "../tables/read-text.ts";

const place = { file: "mlops.yml", line: 9 };
const slice = async (csv: string, classes: string[], minRows = 1) => {
  const table = await readText(csv, {
    types: classes.length > 0 ? { actual: "text", predicted: "text" } : {},
  });
  return sliceTable({ table, column: "town", minRows, classes, place });
};

test("metrics by slice, the largest first; small ones without", async () => {
  const { rows } = await slice("actual,predicted,town\n1,2,N\n3,3,N\n5,4,S\n", [], 2);
  expect(rows).toEqual([
    ["N", 2, "0.7071", "0.5000", "50 %", null],
    ["S", 1, null, null, null, null],
  ]);
});

test("a predicted class that the model has not is named, not counted as another", async () => {
  const csv = "actual,predicted,town\na,b,N\nb,c,N\n";
  await expect(slice(csv, ["a", "b"])).rejects.toThrow(
    'row 2 of "predicted" is "c", which is none of the classes "a", "b"',
  );
  expect((await slice(csv, ["a", "b", "c"])).rows[0]?.[0]).toBe("N");
});

test("a slice's label is cut to what a report holds", async () => {
  const { rows } = await slice(`actual,predicted,town\n1,2,${"x".repeat(60_000)}\n2,2,y\n`, []);
  expect(String(rows[0]?.[0]).length).toBeLessThanOrEqual(200);
});

test("slices have intervals: Wilson's of the accuracy, of thirty errors and more that of their mean", async () => {
  const numbers = Array.from({ length: 40 }, (_, row) => `${row},${row + (row % 2 ? 1 : 3)},N\n`).join("");
  const { rows, columns } = await slice(`actual,predicted,town\n${numbers}`, []);
  const classes = await slice("actual,predicted,town\na,a,N\nb,a,N\n", ["a", "b"]);
  expect(classes.rows[0]!.at(-1)).toMatch(/^(9\.|0\.09)4?5?.* – (90\.|0\.90)/);
  expect(rows[0]!.at(-1)).toBe("1.686 – 2.314");
  expect(columns.at(-1)!.label).toBe("mae, 95 %");
});
