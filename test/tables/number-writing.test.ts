import fc from "fast-check";
import { expect, test } from "vitest";
import { readCellAs } from "../../src/tables/cell.ts";
import type { CellRule } from "../../src/tables/cell-rule.ts";
import {
  areAmounts,
  likelyWriting,
  type NumberWriting,
  noAmounts,
  plainNumber,
  seeAmount,
} from "../../src/tables/number-writing.ts";

test.each<[CellRule, string, number | undefined]>([
  [{ group_char: ",", bare_number: false }, "$1,234.50", 1234.5],
  [{ group_char: ",", bare_number: false }, "-$1,234.50", -1234.5],
  [{ group_char: ",", bare_number: false }, "$-1,234.50", -1234.5],
  [{ group_char: ",", bare_number: false }, "($1,234.50)", -1234.5],
  [{ group_char: ",", bare_number: false }, "\u22123,000 kr", -3000],
  [{ group_char: ",", bare_number: false }, "Rs.500", 500],
  [{ group_char: ",", bare_number: false }, "$.50", 0.5],
  [{ group_char: ",", bare_number: false }, "12,34,567.5", 1234567.5],
  [{ group_char: "." }, "1.234.567,25", 1234567.25],
  [{ group_char: "." }, "1.234", 1234],
  [{ group_char: " ", decimal_char: "," }, "1\u202f234\u00a0567,5", 1234567.5],
  [{ group_char: "'" }, "1'234.5", 1234.5],
  [{ decimal_char: ",", bare_number: false }, "12,5 %", 12.5],
  [{ bare_number: false }, "12.3%", 12.3],
  [{ bare_number: false }, "EUR 95", 95],
  [{ bare_number: false }, "95", 95],
  [{ bare_number: false }, "1e-5", 1e-5],
  [{ group_char: "," }, "1,5", undefined],
  [{ group_char: "," }, "1,2345", undefined],
  [{ group_char: "," }, "12,34", undefined],
  [{ group_char: "," }, ",123", undefined],
  [{ group_char: "," }, "$5", undefined],
  [{ group_char: "." }, "12.34", undefined],
  [{ bare_number: false }, "A-12", undefined],
  [{ bare_number: false }, "12-14", undefined],
  [{ bare_number: false }, "3 of 4", undefined],
  [{ bare_number: false }, "(5", undefined],
  [{ bare_number: false }, "--5", undefined],
  [{ bare_number: false }, "1.2.3", undefined],
  [{ bare_number: false }, "none", undefined],
  [{ bare_number: false }, "a sentence that has one number, 5", undefined],
])("reads %j %j", (rule, text, value) => {
  expect(readCellAs(text, "number", rule)).toBe(value);
});

test("any number is read as it is written", () => {
  const writings: { locale: string; rule: NumberWriting }[] = [
    { locale: "en-US", rule: { group_char: "," } },
    { locale: "en-IN", rule: { group_char: "," } },
    { locale: "de-DE", rule: { group_char: "." } },
    { locale: "fr-FR", rule: { group_char: " ", decimal_char: "," } },
  ];
  fc.assert(
    fc.property(
      fc.integer({ min: -1e11, max: 1e11 }),
      fc.constantFrom(...writings),
      fc.boolean(),
      (cents, { locale, rule }, isAmount) => {
        const style = isAmount ? { style: "currency" as const, currency: "USD" } : {};
        const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, ...style }).format(
          cents / 100,
        );
        const written = plainNumber(text, { ...rule, bare_number: !isAmount });
        expect(Number(written)).toBe(cents / 100);
      },
    ),
  );
});

function likely(texts: readonly string[]): unknown {
  const seen = noAmounts();
  if (!texts.every((text) => seeAmount(text, seen)) || !areAmounts(seen)) return "no amounts";
  return likelyWriting(seen);
}

test.each<[string[], unknown]>([
  [["$1,234.50", "$12.00"], { group_char: ",", bare_number: false }],
  [["12.3%", "4%"], { bare_number: false }],
  [["12,3 %", "4 %"], { decimal_char: ",", bare_number: false }],
  [["1.234,50", "12,00", "1.234"], { group_char: "." }],
  [["1 234", "1 234 567"], { group_char: " " }],
  [["1 234,5", "12,5"], { group_char: " ", decimal_char: "," }],
  [["1,234.5", "(200.00)"], { group_char: ",", bare_number: false }],
  [["1,234.5", "1.234,5"], undefined],
  [["612 345 678", "698 765 432"], "no amounts"],
  [["030 123 456", "1 234"], "no amounts"],
  [["(5)", "(12)"], "no amounts"],
  [["1.2.3", "1.10.0"], "no amounts"],
  [["12 kg"], "no amounts"],
  [["$"], "no amounts"],
])("%j are written as %j", (texts, writing) => {
  expect(likely(texts)).toEqual(writing);
});
