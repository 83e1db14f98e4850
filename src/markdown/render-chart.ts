import { chartTable } from "../chart/chart-table.ts";
import { scatterTable } from "../chart/scatter-table.ts";
import { formatCell } from "../number-format.ts";
import type { Chart } from "../report.ts";
import { clipText } from "../visible-text.ts";
import { escapeMarkdown, renderBold } from "./escape-markdown.ts";
import type { Cut } from "./first-of.ts";
import { findMermaidChart } from "./mermaid-chart.ts";
import { cutTable, joinBlocks } from "./render-table.ts";

/** Values of a chart that are listed at most. */
const mostValues = 50;

/** The picture where Mermaid can draw it, with its first values behind a fold; else their table. */
export function cutChart(chart: Chart): Cut {
  const mermaid = findMermaidChart(chart);
  const table = chart.kind === "scatter" ? scatterTable(chart) : chartTable(chart);
  if (mermaid === undefined) {
    const values = cutTable(table, isDiagonal(chart));
    return (limit) => values(Math.min(limit, mostValues));
  }
  const values = cutTable({ ...table, title: "" });
  const legend = mermaid.legend.map(
    ({ square, label }) => `${square} ${escapeMarkdown(clipText(label, 80))}`,
  );
  const picture = joinBlocks([
    renderBold(clipText(chart.title, 160)),
    `\`\`\`mermaid\n${mermaid.code}\n\`\`\``,
    legend.join(" · "),
  ]);
  return (limit) =>
    `${picture}\n\n<details>\n<summary>Values</summary>\n\n${values(Math.min(limit, mostValues))}\n\n</details>`;
}

/** Which cells of a matrix' table are of one label in both directions: what a classifier has right. */
function isDiagonal({ kind, x, series }: Chart): (row: number, column: number) => boolean {
  const labels = x.values.map((value) => formatCell(value));
  const isSquare =
    kind === "matrix" &&
    labels.length === series.length &&
    series.every(({ label }, index) => label === labels[index]);
  return (row, column) => isSquare && column === row + 1;
}
