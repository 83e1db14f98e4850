import { renderMarkdown } from "../../src/markdown/render-markdown.ts";
import type { Report, Section } from "../../src/report.ts";
import { ratios, spread } from "../time-processes.ts";

/**
 * A report of 500 sections, each of a paragraph, a table of 30 rows, eight findings and a chart, as a comment of 60,000
 * bytes, beside micromark reading that comment: processor time of a warm process, and of the first rendering in it.
 * usage: npm run bench report [rounds]. Bar: at most 0.1 s, of the first one too.
 */
const rounds = Number(process.argv[2] ?? 21);
const report: Report = {
  schema: "mlops/report@1",
  action: "run",
  title: "bench",
  verdict: "pass",
  headline: "every gate holds",
  facts: [{ label: "R²", value: "0.823", note: "+0.012, 95 % CI +0.006 … +0.018" }],
  sections: Array.from({ length: 500 }, (_, index) => makeSection(index)),
};

function makeSection(index: number): Section {
  const values = Array.from({ length: 12 }, (_, bin) => 10 + ((bin * 7 + index) % 90));
  return {
    title: `Column median_house_value_${index}`,
    rank: 1 + (index % 9),
    folded: index % 2 === 1,
    text: [
      `20,640 rows of data/housing-${index}.csv; no duplicate rows, <1H OCEAN is the most frequent value`,
    ],
    tables: [
      {
        columns: [
          { label: "ocean_proximity" },
          { label: "Rows" },
          { label: "Mean", digits: 4 },
          { label: "Holds" },
        ],
        rows: Array.from({ length: 30 }, (_, row) => [
          `NEAR_BAY [${row}]`,
          row * 137,
          row / 7,
          row % 2 === 0,
        ]),
      },
    ],
    findings: Array.from({ length: 8 }, (_, row) => ({
      severity: "warning" as const,
      rule: "enum",
      message: `"ocean_proximity" has a value that is not allowed in row ${row}`,
      hint: "Allow it with values: [...]",
      file: "data/housing.csv",
      line: row + 2,
    })),
    charts: [
      {
        kind: "histogram",
        title: `Distribution of median_house_value_${index}`,
        x: { label: "median_house_value", values: Array.from({ length: 13 }, (_, edge) => edge * 50_000) },
        y: { label: "rows" },
        series: [{ label: "rows", values }],
      },
    ],
  };
}

function seconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const render = (): string => renderMarkdown(report, { budget: 60_000 });
const first = seconds(render);
// Loaded only now, as a process that comments has no such parser.
const { micromark } = await import("micromark");
const { gfm, gfmHtml } = await import("micromark-extension-gfm");
const text = render();
const read = (): string => micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
for (let round = 0; round < 3; round++) read();
const ours: number[] = [];
const reference: number[] = [];
for (let round = 0; round < rounds; round++) {
  ours.push(seconds(render));
  reference.push(seconds(read));
}
console.log(`${text.length.toLocaleString("en")} characters of 500 sections`);
console.log(`renderMarkdown, first time  ${first.toFixed(3)} s`);
console.log(`renderMarkdown              ${spread(ours)} s  ${spread(ratios(ours, reference))} × micromark`);
console.log(`micromark                   ${spread(reference)} s`);
