import { renderTable } from "../markdown/render-table.ts";
import { findMetric } from "../metrics/metric-table.ts";

/** The metrics of a card beside the dummy's, as Markdown; NaN is an empty cell. */
export function cardMetrics({
  metrics,
  dummy,
}: {
  metrics: Readonly<Record<string, number>>;
  dummy: Readonly<Record<string, number>>;
}): string {
  const names = Object.keys(metrics);
  return renderTable(
    {
      columns: [
        { label: "Metric" },
        { label: "Model", align: "right" },
        { label: "Dummy", align: "right" },
        { label: "Better is" },
      ],
      rows: names.map((name) => [
        findMetric(name)?.label ?? name,
        finite(metrics[name]),
        finite(dummy[name]),
        betterOf(findMetric(name)?.direction),
      ]),
    },
    names.length,
  );
}

function betterOf(direction: "maximize" | "minimize" | undefined): string | null {
  if (direction === undefined) return null;
  return direction === "maximize" ? "higher" : "lower";
}

function finite(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
