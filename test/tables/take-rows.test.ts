import { expect, test } from "vitest";
import { profileTable } from "../../src/profile/profile-table.ts";
import { readCsv } from "../../src/tables/read-csv.ts";
import { takeRows } from "../../src/tables/take-rows.ts";

const read = (text: string) =>
  readCsv(
    async function* () {
      yield new TextEncoder().encode(text);
    },
    { source: "a.csv" },
  );

test("the taken rows profile as a file of just these rows does", async () => {
  const lines = Array.from(
    { length: 60 },
    (_, row) => `${row % 7},${["a", "a", "a", "b", "b", ""][row % 6]},${row % 5 === 0 ? "" : row / 4}`,
  );
  const rows = Uint32Array.from(lines.keys()).filter((row) => row % 3 !== 0);
  const whole = await read(`n,t,x\n${lines.join("\n")}\n`);
  const part = await read(`n,t,x\n${[...rows].map((row) => lines[row]).join("\n")}\n`);
  const { columns, rows: count, duplicate_rows } = profileTable(takeRows(whole, rows));
  expect({ columns, count, duplicate_rows }).toEqual({
    columns: profileTable(part).columns,
    count: part.rows,
    duplicate_rows: profileTable(part).duplicate_rows,
  });
});

test("lines and invalid cells follow their rows", async () => {
  const lines = Array.from({ length: 40 }, (_, row) => (row === 9 ? "oops" : String(row)));
  const table = await read(`n\n${lines.join("\n")}\n`);
  const taken = takeRows(table, Uint32Array.of(5, 9));
  expect([...taken.lines]).toEqual([7, 11]);
  expect(taken.columns[0]).toMatchObject({ invalidCount: 1, invalid: [{ row: 1, text: "oops" }] });
});

test("files follow their rows", async () => {
  const table = { ...(await read("n\n1\n2\n3\n")), fileOf: (row: number) => `part-${row}.csv` };
  expect(takeRows(table, Uint32Array.of(2)).fileOf?.(0)).toBe("part-2.csv");
});
