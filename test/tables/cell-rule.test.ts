import { expect, test } from "vitest";
import { settledType } from "../../src/tables/column-evidence.ts";
import { scanCsvPart } from "../../src/tables/csv-part.ts";
import { planCsv } from "../../src/tables/plan-csv.ts";
import type { Column } from "../../src/tables/table.ts";
import { readText } from "./read-text.ts";

const lines = Array.from(
  { length: 500 },
  (_, row) =>
    `${(row % 28) + 1}.03.2026;${row % 5 === 0 ? "-" : `${row},25`};${row % 7 === 0 ? "?" : "NA"};x;${row % 9 === 0 ? "" : `${row}.234,50 \u20ac`}`,
);
const content = `day;price;country;kind;cost\n${lines.join("\n")}\n# the end\n`;
const options = {
  comment: "#",
  declared: {
    day: { format: "%d.%m.%Y" },
    price: { missing_values: ["-"] },
    country: { missing_values: ["?"] },
    cost: { group_char: "." as const, bare_number: false },
  },
};

function cellsOf(column: Column): unknown[] {
  return column.kind === "numeric"
    ? [...column.values]
    : [...column.codes].map((code) => column.dictionary[code]);
}

test("a file that is read by parts has the dialect and the declared columns of a whole one", async () => {
  const whole = await readText(content, options);
  expect(whole.columns.map(({ type }) => type)).toEqual(["date", "number", "text", "text", "number"]);
  expect(cellsOf(whole.columns[1]!).slice(0, 3)).toEqual([Number.NaN, 1.25, 2.25]);
  expect(cellsOf(whole.columns[2]!).slice(6, 9)).toEqual(["NA", undefined, "NA"]);
  expect(cellsOf(whole.columns[0]!)[0]).toBe(Date.UTC(2026, 2, 1));

  const bytes = new TextEncoder().encode(content);
  const plan = planCsv(bytes, bytes.length, { source: "data.csv", ...options });
  if (plan === undefined) throw new Error("there is no plan");
  const read = (position: number, target: Uint8Array): number => {
    const part = bytes.subarray(position, position + target.length);
    target.set(part);
    return part.length;
  };
  const part = scanCsvPart(read, plan, { from: plan.start, to: bytes.length, isExact: true }, undefined);
  expect(plan.columns.map(({ type }) => type)).toEqual(["date", "number", "text", "text", "number"]);
  expect(plan.columns.map(({ isDeclared }) => isDeclared)).toEqual([true, false, false, false, true]);
  expect(part.evidence.slice(1, 4).map(settledType)).toEqual(["number", "text", "text"]);
  expect(part.table.columns.map(cellsOf)).toEqual(whole.columns.map(cellsOf));
});
