import fc from "fast-check";
import { expect, test } from "vitest";
import { hashRows, identityColumns, rowIds } from "../../src/tables/row-hash.ts";
import type { Table } from "../../src/tables/table.ts";
import { readText } from "./read-text.ts";

function idsOf(table: Table): string[] {
  return rowIds(
    hashRows(
      table,
      table.columns.map(({ name }) => name),
    ),
  );
}

test("ids never change: splits and stored predictions rest on them", async () => {
  const table = await readText(
    "n,t,d,b,m\n1,x,2026-01-02,true,\n-2.5,caf\u00e9,2026-01-02T03:04:05.678Z,false,\n0,,1970-01-01,,\n1,x,2026-01-02,true,\n",
  );
  expect(idsOf(table)).toMatchInlineSnapshot(`
    [
      "9837666e17f6f343",
      "734c460bbe2b9224",
      "d33295389d8dcddc",
      "9837666e17f6f343-2",
    ]
  `);
});

test("neither the order of columns nor an empty column matters; names do", async () => {
  const ids = idsOf(await readText("a,b\n1,x\n2,y\n"));
  expect(idsOf(await readText("b,a,c\nx,1,\ny,2,\n"))).toEqual(ids);
  expect(idsOf(await readText("a,c\n1,x\n2,y\n"))).not.toEqual(ids);
  expect(new Set([...idsOf(await readText("a,b\n1,2\n2,1\n"))]).size).toBe(2);
});

test("a value hashes the same however its column is typed", async () => {
  const cells = ["12", "-0.5", "true", "2026-01-02", "2026-01-02T03:04:00", "1e+21"];
  for (const cell of cells) {
    const alone = idsOf(await readText(`x\n${cell === "1e+21" ? "1.5\n" : ""}${cell}\n`)).at(-1);
    expect(idsOf(await readText(`x\n${cell}\nword\n`))[0], cell).toBe(alone);
  }
  expect(idsOf(await readText("x\n1\n2\n"))).toEqual(idsOf(await readText("x\n1.0\n2.0\n")));
  expect(idsOf(await readText("x\n0\n"))).toEqual(idsOf(await readText("x\n-0.0\n")));
  const [seven, padded] = idsOf(await readText("x\n7\n007\n"));
  expect(seven).not.toBe(padded);
});

test("a cell that is invalid in a column of numbers hashes as its text", async () => {
  const numbers = Array.from({ length: 30 }, (_, i) => i).join("\n");
  const words = Array.from({ length: 30 }, () => "word").join("\n");
  const invalid = idsOf(await readText(`x\noops\n${numbers}\n`))[0];
  expect(idsOf(await readText(`x\noops\n${words}\n`))[0]).toBe(invalid);
});

test("rows of one content are numbered in their order", async () => {
  const [first, other, second, third] = idsOf(await readText("a\n5\n6\n5\n5\n"));
  expect(first).toMatch(/^[0-9a-f]{16}$/);
  expect([second, third]).toEqual([`${first}-2`, `${first}-3`]);
  expect(other).not.toBe(first);
});

test("different numbers in a column never collide", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.double({ noNaN: true }).map((each) => each + 0),
        { maxLength: 200 },
      ),
      (numbers) => {
        const values = Float64Array.from(numbers);
        const column = {
          kind: "numeric",
          name: "x",
          type: "number",
          values,
          invalid: [],
          invalidCount: 0,
        } as const;
        const lines = new Uint32Array(0);
        const table = {
          source: "t",
          rows: values.length,
          columns: [{ ...column, invalid: [] }],
          lines,
          bytes: 0,
          digest: "",
        };
        expect(rowIds(hashRows(table, ["x"])).some((id) => id.includes("-"))).toBe(false);
      },
    ),
  );
});

test("rows are identified by the key, or by their content without the target", async () => {
  const table = await readText("id,size,price\n1,2,3\n");
  expect(identityColumns(table, { target: "price" })).toEqual(["id", "size"]);
  expect(identityColumns(table, { key: ["id"], target: "price" })).toEqual(["id"]);
  expect(() => identityColumns(table, { key: ["ids"] })).toThrow(
    'Cannot use "data.csv": it has no column "ids", did you mean "id"',
  );
});
