import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { parseSuite } from "../../src/suites/parse-suite.ts";
import { parseDateFormat } from "../../src/tables/date-format.ts";
import { fuzzRuns, fuzzTimeout } from "../fuzz-runs.ts";

const guide = readFileSync(new URL("../../docs/suites.md", import.meta.url), "utf8");
/** The suites that the guide shows, of all formats. */
const shown = [...guide.matchAll(/^```(?:ya?ml|json)\n(.*?)^```$/gms)].map(([, text = ""]) => text);
const written = [
  '{"name":"s","expectations":[{"type":"expect_column_values_to_match_regex","kwargs":{"column":"a","regex":"^(a+)+$"}}]}',
  "dataset: a/b/c\ncolumns:\n  - name: a\n    checks:\n      - invalid: { valid_format: { name: x, regex: '^(a+)+$' } }\n",
  "version: 2\nmodels:\n  - name: m\n    columns:\n      - name: a\n        data_tests: [unique, { accepted_values: { values: [1, x] } }]\n",
  '{"fields":[{"name":"a","type":"date","format":"%d/%m/%Y","constraints":{"required":true,"pattern":"[a-z]+"}}]}',
];
const pieces = [
  "{",
  "}",
  "[",
  "]",
  ":",
  ": ",
  ",",
  "-",
  "\n",
  "\n  ",
  '"',
  "'",
  "&a ",
  "*a",
  "<<: *a",
  "!!x ",
  "|\n",
  ">",
  "?",
  "#",
  "\t",
  "null",
  "1e999",
  "\u0000",
  "__proto__",
  "😀",
];
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(12),
  put: fc.constantFrom("", ...pieces),
});

test("a suite whose text is damaged anywhere is parsed or refused with a UserError", {
  timeout: fuzzTimeout,
}, () => {
  const texts = [...shown, ...written];
  expect(shown.length).toBeGreaterThan(0);
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(edit, { maxLength: 6 }), (whole, edits) => {
      let text = whole;
      for (const { at, cut, put } of edits) {
        const from = Math.floor(at * text.length);
        text = text.slice(0, from) + put + text.slice(from + cut);
      }
      try {
        const { checks, unsupported } = parseSuite(text, "suite.yml");
        expect(checks.length + unsupported.length).toBeLessThan(10_000);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
      }
    }),
    fuzzRuns(700),
  );
});

test.each([
  ["nested lists", `expectations: ${"[".repeat(5000)}`],
  ["nested maps", '{"expectations":'.repeat(5000)],
  [
    "aliases of aliases",
    `a0: &a0 [x, x]\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join("")}expectations: *a40\n`,
  ],
  ["a long text", `dataset: ${"x".repeat(3_000_000)}`],
])("%s end in a UserError", (_, text) => {
  expect(() => parseSuite(text, "suite.yml")).toThrow(UserError);
});

test("any format of dates is refused by name, or reads any text as a moment or nothing", {
  timeout: fuzzTimeout,
}, () => {
  const code = fc.constantFrom(
    ..."YmdHMSfjbBaApIyzZFTQ%".split("").map((each) => `%${each}`),
    "-",
    "/",
    " ",
    ".",
    "(",
    "(a+)+",
    "\\",
    "é",
    "T",
    "%",
  );
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(..."0123456789-/:. TZ+JanPMé"), maxLength: 30 }),
    fc.date({ noInvalidDate: true }).map((each) => each.toISOString()),
    fc
      .tuple(fc.nat(9999), fc.nat(13), fc.nat(32), fc.constantFrom("-", "/", ""))
      .map(([y, m, d, by]) =>
        [y, m, d].map((each, i) => String(each).padStart(i === 0 ? 4 : 2, "0")).join(by),
      ),
    fc.constantFrom("9".repeat(10_000), " ".repeat(10_000), `${"0".repeat(5000)}-`),
  );
  let read = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(code, { maxLength: 12 }),
        fc.constantFrom(["%F"], ["%d/%m/%Y"], ["%Y%m%d"], ["%FT%T"]),
      ),
      text,
      (codes, cell) => {
        const format = parseDateFormat(codes.join(""));
        if (typeof format === "string") return;
        const moment = format.parse(cell);
        if (moment === undefined) return;
        read++;
        expect(Number.isFinite(moment)).toBe(true);
      },
    ),
    fuzzRuns(3000),
  );
  expect(read).toBeGreaterThan(0);
});

test.each([
  '{"dataset":"a","columns":[{"name":{"toString":0}}],"checks":[]}',
  '{"fields":[{"name":{"toString":0}}]}',
  '{"resources":[{"name":{"toString":0}}]}',
  '{"models":[{"name":[{"valueOf":0,"toString":0}]}]}',
])("%s is refused where a text is wanted", (text) => {
  expect(() => parseSuite(text, "suite.yml")).toThrow('has the key "');
});
