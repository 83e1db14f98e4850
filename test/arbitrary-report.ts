import fc from "fast-check";
import type { Cell, Chart, Finding, Report, Section, Table } from "../src/report.ts";

/** Text that attacks some surface: Markdown, HTML, Mermaid, a terminal, a reader. */
export const hostileTexts = [
  "@octocat please look, cc @github/security",
  "see #123, GH-7, acme/private#9 and fixes #1",
  "https://evil.example/?q=1 www.evil.example mail@evil.example http://a.b",
  "![x](https://evil.example/x.png) [link](https://evil.example 'title') <https://evil.example>",
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "</details></summary></table></td> <!-- --> --> <details open>",
  "a | b \\| c \\\\| d",
  "```mermaid\nxychart-beta\n```",
  "`code` ``more`` *a* **b** _c_ ~~d~~ ***",
  "# heading\n## two\n- list\n1. one\n> quote\n---\n===\n    code",
  "&lt;b&gt; &amp; &#64;octocat &copy; &nbsp;",
  '"] \n  bar [1e9]\n%%{init: {"securityLevel": "loose"}}%%\nclick a "javascript:alert(1)"',
  "\u202Egnp.exe\u202C \u2066x\u2069 \u200Bzero\u200D \uFEFF \u00AD",
  "\u001b[2J\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007 \r overwritten \u009b31m",
  "::error file=a::b\n::stop-commands::x",
  "$\\href{javascript:alert(1)}{x}$ $$y$$ :tada: [^1] [x]: https://evil.example",
  "lone \uD800 surrogate \uDC00",
  "日本語のテキスト 👩‍👩‍👧‍👦 é ñ ﷽",
  "\\",
  "#",
  "",
  "   ",
  "x".repeat(400),
];

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ maxLength: 30 }) },
);
const number = fc.oneof(fc.double(), fc.integer(), fc.double({ min: 0, max: 1, noNaN: true }));
const cell: fc.Arbitrary<Cell> = fc.oneof(text, number, fc.boolean(), fc.constant(null));

const table: fc.Arbitrary<Table> = fc.record(
  {
    title: text,
    columns: fc.array(
      fc.record(
        { label: text, align: fc.constantFrom("left", "right"), digits: fc.integer({ min: 1, max: 8 }) },
        { requiredKeys: ["label"] },
      ),
      { maxLength: 6 },
    ),
    rows: fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 30 }),
    total: fc.nat(),
    sample: fc.boolean(),
  },
  { requiredKeys: ["columns", "rows"] },
);

/** Any chart at all, its values not always as many as its positions. */
export const arbitraryChart: fc.Arbitrary<Chart> = fc.record({
  kind: fc.constantFrom("bar", "line", "scatter", "histogram", "matrix", "interval"),
  title: text,
  x: fc.record({
    label: text,
    values: fc.oneof(
      fc.array(text, { maxLength: 12 }),
      fc.array(fc.integer({ min: -5, max: 100 }), { maxLength: 12 }),
    ),
  }),
  y: fc.record({ label: text }),
  series: fc.array(
    fc.record(
      {
        label: text,
        values: fc.array(fc.oneof(number, fc.integer({ min: 0, max: 99 }), fc.constant(null)), {
          maxLength: 12,
        }),
        bounds: fc.array(fc.oneof(fc.tuple(number, number), fc.constant(null)), { maxLength: 12 }),
      },
      { requiredKeys: ["label", "values"] },
    ),
    { maxLength: 4 },
  ),
});

const finding: fc.Arbitrary<Finding> = fc.record(
  {
    severity: fc.constantFrom("error", "warning", "info"),
    message: text,
    rule: text,
    hint: text,
    file: text,
    line: fc.nat(),
    column: fc.nat(),
    row: fc.nat(),
    count: fc.nat(),
  },
  { requiredKeys: ["severity", "message"] },
);

const section: fc.Arbitrary<Section> = fc.record(
  {
    title: text,
    rank: fc.integer({ min: 1, max: 9 }),
    folded: fc.boolean(),
    pageOnly: fc.boolean(),
    text: fc.array(text, { maxLength: 4 }),
    tables: fc.array(table, { maxLength: 3 }),
    charts: fc.array(arbitraryChart, { maxLength: 3 }),
    findings: fc.array(finding, { maxLength: 30 }),
    log: fc.array(text, { maxLength: 20 }),
  },
  { requiredKeys: ["title", "rank"] },
);

/** Any report at all, made mostly of hostile text. */
export const arbitraryReport: fc.Arbitrary<Report> = fc.record({
  schema: fc.constant("mlops/report@1"),
  action: fc.constantFrom("validate-data", "train", "quality-gate", "run"),
  title: text,
  verdict: fc.constantFrom("pass", "fail", "inconclusive", "refused", "skipped"),
  headline: text,
  facts: fc.array(fc.record({ label: text, value: text, note: text }, { requiredKeys: ["label", "value"] }), {
    maxLength: 8,
  }),
  sections: fc.array(section, { maxLength: 8 }),
});
