import fc from "fast-check";
import { expect, test } from "vitest";
import { instantiateCsv } from "../../src/runner/instantiate.ts";
import { addEvidence, settledType } from "../../src/tables/column-evidence.ts";
import {
  type CsvPart,
  type CsvPlan,
  createPartRoom,
  type ReadAt,
  scanCsvPart,
} from "../../src/tables/csv-part.ts";
import { partsOf, planCsv } from "../../src/tables/plan-csv.ts";
import { readCsv } from "../../src/tables/read-csv.ts";

function readerOf(bytes: Uint8Array): ReadAt {
  return (position, target) => {
    const part = bytes.subarray(position, position + target.length);
    target.set(part);
    return part.length;
  };
}

/** All parts, those whose guessed start was wrong read again; each column's cells as texts or numbers. */
function readParts(plan: CsvPlan, bytes: Uint8Array, size: number, isFast: boolean) {
  const kernel = isFast ? instantiateCsv : undefined;
  const read = readerOf(bytes);
  const parts: CsvPart[] = [];
  let next = plan.start;
  for (const range of partsOf(plan, size)) {
    let part: CsvPart | undefined;
    try {
      part = scanCsvPart(read, plan, range, kernel);
    } catch {
      part = undefined;
    }
    if (part?.start !== next) {
      if (next >= range.to) continue;
      part = scanCsvPart(read, plan, { from: next, to: range.to, isExact: true }, kernel);
    }
    parts.push(part);
    next = part.next;
  }
  return parts;
}

function cellsOf(part: CsvPart, index: number): unknown[] {
  const column = part.table.columns[index];
  if (column?.kind === "text")
    return [...column.codes].map((code) => (code < 0 ? null : column.dictionary[code]));
  return [...(column?.values ?? [])];
}

const cell = fc.oneof(
  fc.constantFrom("", "1", "-2.5", "007", "NA", "true", "2026-01-31", "x", '"a\nb"', '"c ""d"""', '"1"', "é"),
  fc.integer({ min: -999, max: 99_999 }).map(String),
);

test.each([false, true])(
  "parts hold the rows of the whole file, however it is cut (kernel: %s)",
  async (isFast) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell, fc.constantFrom("\n", "\r\n", "\n\n")), {
          minLength: 1,
          maxLength: 40,
        }),
        fc.integer({ min: 1, max: 200 }),
        fc.boolean(),
        async (rows, size, hasEnd) => {
          let text = `a,b,c\n${rows.map(([a, b, c, end]) => `${a},${b},${c}x${end}`).join("")}`;
          if (!hasEnd) text = text.trimEnd();
          const bytes = new TextEncoder().encode(text);
          const open = async function* () {
            yield bytes;
          };
          let whole: Awaited<ReturnType<typeof readCsv>>;
          try {
            whole = await readCsv(open, { source: "a.csv" });
          } catch {
            return;
          }
          const types = Object.fromEntries(whole.columns.map(({ name, type }) => [name, type]));
          const kernel = isFast ? instantiateCsv : undefined;
          const plan = planCsv(bytes, bytes.length, { source: "a.csv", kernel });
          if (plan === undefined) throw new Error("no plan");
          expect(plan.columns.map(({ type }) => type)).toEqual(Object.values(types));
          const parts = readParts(plan, bytes, size, isFast);
          expect(parts.map(({ table }) => table.rows).reduce((a, b) => a + b)).toBe(whole.rows);
          const lines: number[] = [];
          let line = plan.line;
          for (const part of parts) {
            for (const each of part.table.lines) lines.push(line + each);
            line += part.lines;
          }
          expect(lines).toEqual([...whole.lines]);
          for (const [index, column] of whole.columns.entries()) {
            const cells = parts.flatMap((part) => cellsOf(part, index));
            const expected =
              column.kind === "text"
                ? [...column.codes].map((code) => (code < 0 ? null : column.dictionary[code]))
                : [...column.values];
            expect(cells).toEqual(expected);
            const [first, ...rest] = parts.map(({ evidence }) => evidence[index]!);
            for (const each of rest) addEvidence(first!, each);
            expect(settledType(first!)).toBe(column.type);
          }
        },
      ),
      { numRuns: 300 },
    );
  },
);

test("a few rows of very many columns take room for a few rows", () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `c${i}`).join(",");
  const bytes = new TextEncoder().encode(`${names}\n${names.replaceAll("c", "")}\n`);
  const plan = planCsv(bytes, bytes.length, { source: "a.csv" }) as CsvPlan;
  const room = createPartRoom();
  const { table } = scanCsvPart(readerOf(bytes), plan, partsOf(plan, 1 << 20)[0]!, undefined, room);
  expect([table.rows, table.columns.length]).toEqual([1, 20_000]);
  expect(room.values[0]?.length).toBeLessThan(100);
});
