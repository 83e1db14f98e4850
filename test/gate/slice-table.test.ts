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
    ["N", 2, "0.7071", "0.5000", "50 %"],
    ["S", 1, null, null, null],
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
