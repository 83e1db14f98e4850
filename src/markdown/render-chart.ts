import { chartTable } from "../chart/chart-table.ts";
import type { Chart } from "../report.ts";
import { clipText } from "../visible-text.ts";
import { escapeMarkdown, renderBold } from "./escape-markdown.ts";
import { findMermaidChart } from "./mermaid-chart.ts";
import { renderTable } from "./render-table.ts";

/** The picture where Mermaid can draw it, with its first `limit` values behind a fold; else their table. */
export function renderChart(chart: Chart, limit: number): string {
  const mermaid = findMermaidChart(chart);
  const table = chartTable(chart);
  if (mermaid === undefined)
    return renderTable(table, chart.kind === "scatter" ? Math.min(limit, 10) : limit);
  const legend = mermaid.legend.map(
    ({ square, label }) => `${square} ${escapeMarkdown(clipText(label, 80))}`,
  );
  return [
    renderBold(clipText(chart.title, 160)),
    `\`\`\`mermaid\n${mermaid.code}\n\`\`\``,
    legend.join(" · "),
    `<details>\n<summary>Values</summary>\n\n${renderTable({ ...table, title: "" }, limit)}\n\n</details>`,
  ]
    .filter((block) => block !== "")
    .join("\n\n");
}
