import { formatNumber } from "../number-format.ts";
import type { Cell, Chart, Table } from "../report.ts";
import { isNumeric } from "./chart-data.ts";
import { chartTable } from "./chart-table.ts";

/** Parts of equal size that the points are told in; of fewer than two a part each point is told. */
const parts = 10;

/**
 * What a reader sees in a scatter, where it cannot be drawn: how high the points are and how far apart, from the lowest
 * positions to the highest. A tenth of the points a row, with the median of each series and its middle 80 %; positions that
 * are no numbers, or few, are told as they are.
 */
export function scatterTable(chart: Chart): Table {
  if (!isNumeric(chart) || chart.x.values.length < 2 * parts) return chartTable(chart);
  const positions = chart.x.values.map(Number);
  const order = [...positions.keys()].sort((a, b) => positions[a]! - positions[b]!);
  const rows = Array.from({ length: parts }, (_, part): Cell[] => {
    const points = order.slice(
      Math.floor((part * order.length) / parts),
      Math.floor(((part + 1) * order.length) / parts),
    );
    const ends = [points[0]!, points.at(-1)!].map((point) => shown(positions[point]!));
    return [
      ends.join(" … "),
      points.length,
      ...chart.series.map(({ values }) => spread(points.map((point) => values[point]))),
    ];
  });
  return {
    title: chart.title,
    columns: [
      { label: chart.x.label, align: "right" },
      { label: "Points", align: "right" },
      ...chart.series.map(({ label }) => ({
        label: `${label || chart.y.label}: median (middle 80 %)`,
        align: "right" as const,
      })),
    ],
    rows,
  };
}

/** `52,300 (31,000 … 70,400)`; nothing where no value is a number. */
function spread(values: readonly (number | null | undefined)[]): Cell {
  const sorted = values.filter((value): value is number => Number.isFinite(value)).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const [low, middle, high] = [0.1, 0.5, 0.9].map((share) => shown(quantile(sorted, share)));
  return `${middle} (${low} … ${high})`;
}

/** Between the two nearest of sorted values, as R's type 7. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)]!;
  return below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place));
}

function shown(value: number): string {
  return formatNumber(Number(value.toPrecision(4)));
}
