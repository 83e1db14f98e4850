import type { Metric } from "./metric-table.ts";

type Entry = readonly [name: string, label: string, about?: Partial<Metric>];

const most = Number.POSITIVE_INFINITY;

/** Less is better, from 0 up. */
const costs: readonly Entry[] = [
  ["model_size", "Model size", { unit: "bytes" }],
  ["data_errors", "Data errors"],
  ["data_warnings", "Data warnings"],
  ["data_age", "Age of the data", { unit: "seconds" }],
  ["latency_p50", "Median latency", { unit: "seconds" }],
  ["latency_ratio", "Latency beside the baseline’s"],
  ["debiased_ece", "Expected calibration error, debiased", { range: [0, 1] }],
  ["flip_rate", "Rows that flip", { range: [0, 1], percent: true }],
  ["negative_flip_rate", "Rows that flip to wrong", { range: [0, 1], percent: true }],
  ["demographic_parity_difference", "Demographic parity, difference", { range: [0, 1] }],
  ["equalized_odds_difference", "Equalized odds, difference", { range: [0, 1] }],
  ["equal_opportunity_difference", "Equal opportunity, difference", { range: [0, 1] }],
];

/** More is better, up to 1. */
const parities: readonly Entry[] = [
  ["demographic_parity_ratio", "Demographic parity, ratio"],
  ["equalized_odds_ratio", "Equalized odds, ratio"],
  ["equal_opportunity_ratio", "Equal opportunity, ratio"],
];

/** What the gate knows beside the metrics of a model's predictions, by its name. */
export const besideTable: Readonly<Record<string, Metric>> = Object.fromEntries(
  [
    ...costs.map((entry) => besideOf(entry, { direction: "minimize", range: [0, most] })),
    ...parities.map((entry) => besideOf(entry, { direction: "maximize", range: [0, 1] })),
  ].map((each) => [each.name, each]),
);

/** The names of the table, for suggestions. */
export const besideNames: readonly string[] = Object.keys(besideTable);

/** Whether a metric compares groups, by fairlearn's names: `demographic_parity_ratio`. */
export function isFairness(name: string): boolean {
  return /^(?:demographic_parity|equal_opportunity|equalized_odds)_(?:difference|ratio)$/.test(name);
}

/** How much worse a metric is on the test rows than on the training rows: `gap.r2`. */
export function gapOf(of: Metric | undefined): Metric | undefined {
  if (of === undefined || of.beside) return undefined;
  const width = of.range[1] - of.range[0];
  return {
    ...of,
    name: `gap.${of.name}`,
    label: `Train–test gap of ${of.label}`,
    direction: "minimize",
    range: [-width, width],
    loss: false,
    beside: true,
  };
}

function besideOf([name, label, about]: Entry, shared: Pick<Metric, "direction" | "range">): Metric {
  return { name, label, ...shared, loss: false, beside: true, ...about };
}
