import { binLabels, chartTable } from "../chart/chart-table.ts";
import { scatterTable } from "../chart/scatter-table.ts";
import { shownOf } from "../first-items.ts";
import { formatCell, formatNumber } from "../number-format.ts";
import type { Chart } from "../report.ts";
import { clipText, makeVisible } from "../visible-text.ts";
import { cutToWidth, displayWidth, padToWidth } from "./display-width.ts";
import type { Paint } from "./paint.ts";
import { renderTable } from "./render-table.ts";

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
const maxBars = 20;

/** Bars of block characters for one series of bars or bins; the table of values for every other chart. */
export function renderChart(chart: Chart, { width, paint }: { width: number; paint: Paint }): string[] {
  const values = chart.series[0]?.values ?? [];
  const drawable =
    (chart.kind === "bar" || chart.kind === "histogram") &&
    chart.series.length === 1 &&
    values.every((value) => value === null || (Number.isFinite(value) && value >= 0));
  const table = chart.kind === "scatter" ? scatterTable(chart) : chartTable(chart);
  if (!drawable) return renderTable(table, { width, limit: maxBars, paint });

  const count = shownOf(values.length, maxBars);
  const numbers = values.slice(0, count).map((value) => formatCell(value));
  const numberWidth = Math.max(0, ...numbers.map(displayWidth));
  const labelRoom = Math.max(1, Math.min(Math.floor(width / 2), width - numberWidth - 5));
  const labels = (
    chart.kind === "bar" ? chart.x.values.map((value) => formatCell(value)) : binLabels(chart.x.values)
  )
    .slice(0, count)
    .map((label) => cutToWidth(makeVisible(clipText(label, 200)), labelRoom));
  const labelWidth = Math.max(0, ...labels.map(displayWidth));
  const room = Math.max(1, Math.min(40, width - labelWidth - numberWidth - 4));
  const most = Math.max(...values.map((value) => value ?? 0));
  const hidden = values.length - labels.length;
  return [
    paint(cutToWidth(makeVisible(clipText(chart.title, 200)), width), "bold"),
    ...labels.map((label, index) => {
      const start = `${padToWidth(label, labelWidth, chart.kind === "bar" ? "left" : "right")}  ${padToWidth(numbers[index] ?? "", numberWidth, "right")}`;
      return `${start}  ${paint(bar((values[index] ?? 0) / most, room), "cyan")}`.trimEnd();
    }),
    ...(hidden > 0 ? [paint(`and ${formatNumber(hidden)} more`, "dim")] : []),
  ];
}

function bar(share: number, room: number): string {
  const steps = Number.isFinite(share) ? Math.round(share * room * 8) : 0;
  return "█".repeat(Math.floor(steps / 8)) + (eighths[steps % 8] ?? "");
}
