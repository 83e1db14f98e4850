import fc from "fast-check";
import { expect, test } from "vitest";
import { suggest } from "../../src/checks/suggest-checks.ts";
import { findDeclarations, withoutTextsOf } from "../../src/commands/find-declarations.ts";
import { renderSuggestions } from "../../src/commands/suggest.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { readText } from "../tables/read-text.ts";

test("what is printed says what was seen above each check", async () => {
  const rows = Array.from({ length: 30 }, (_, i) => `${i % 3},${i % 2 ? "yes" : "no: # 1"}`);
  const table = await readText(`size,kind\n${rows.join("\n")}\n`);
  expect(renderSuggestions(suggest(profileTable(table), table))).toBe(`checks:
  # 30 rows; half of them, so that a file that was cut short is noticed
  - { row_count: { min: 15 } }
  # 30 values of type integer; no cell is missing; none is negative
  - { column: size, type: integer, required: true, min: 0 }
  # 30 values of type text; no cell is missing; 2 different texts in 30 values
  - { column: kind, type: text, required: true, enum: [ "no: # 1", yes ] }
`);
});

test("whatever the data holds, what is printed is the same checks as configuration", async () => {
  const name = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 8 })
    .filter((each) => each.trim() !== "" && !/[",\r\n;\t]/.test(each));
  const text = fc.constantFrom(
    "yes",
    "null",
    "1",
    "a: b",
    "# c",
    "- d",
    "x{",
    "",
    "2026-01-01",
    "é",
    "\u202e",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(name, { minLength: 2, maxLength: 3, selector: (each) => each.trim() }),
      fc.array(text, { minLength: 1, maxLength: 4 }),
      async (names, texts) => {
        const lines = Array.from({ length: 60 }, (_, row) =>
          names.map((_, i) => texts[(row + i) % texts.length]).join(","),
        );
        const table = await readText(`${names.join(",")}\n${lines.join("\n")}\n`);
        const suggestions = suggest(profileTable(table), table);
        const { config } = parseConfig(`version: 1\n${renderSuggestions(suggestions)}`, "mlops.yml");
        expect(config.checks).toEqual(suggestions.map(({ check }) => check));
      },
    ),
    { numRuns: 200 },
  );
});

test("dates are not suggested to be text: what is printed says how to declare them", async () => {
  const two = (value: number) => String(value).padStart(2, "0");
  const rows = Array.from({ length: 60 }, (_, i) => `${two(1 + (i % 28))}.${two(1 + (i % 12))}.2024,${i}`);
  const table = await readText(`Datum,n\n${rows.join("\n")}\n`);
  const suggestions = withoutTextsOf(suggest(profileTable(table), table), findDeclarations(table));
  expect(renderSuggestions(suggestions)).toContain(
    '  # dates that are read as text until it is declared how they are written: data.columns: { "Datum": { format: "%d.%m.%Y" } }; no cell is missing\n  - { column: Datum, required: true }\n',
  );
});

test("numbers that are not plain are not suggested to be text: what is printed says how to declare them", async () => {
  const rows = Array.from({ length: 60 }, (_, i) => `"$${i + 1},250.50",${i}%,${i}`);
  const table = await readText(`price,share,n\n${rows.join("\n")}\n`);
  const text = renderSuggestions(
    withoutTextsOf(suggest(profileTable(table), table), findDeclarations(table)),
  );
  expect(text).toContain(
    'data.columns: { "price": { type: number, group_char: ",", bare_number: false } }; no cell is missing',
  );
  expect(text).toContain(
    'data.columns: { "share": { type: number, bare_number: false } }; no cell is missing',
  );
});
