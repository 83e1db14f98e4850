import type { Manifest } from "../evidence/manifest.ts";
import { escapeMarkdown } from "../markdown/escape-markdown.ts";
import { renderTable } from "../markdown/render-table.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { formatDuration, formatNumber } from "../number-format.ts";

/** What the card of a program's model is written from. */
export interface ProgramCard {
  manifest: Manifest;
  /** By name; NaN where undefined. */
  metrics: Readonly<Record<string, number>>;
  /** The same of a model that knows only the target's mean or most frequent class. */
  dummy: Readonly<Record<string, number>>;
}

/** The model card of a model that a program of the user's trained, as Markdown; texts of the data are inert. */
export function renderProgramCard({ manifest, metrics, dummy }: ProgramCard): string {
  const { name, target, rows, digests, program } = manifest;
  const origin: [string, string][] = [
    ...(program ? [["Command", program.command] satisfies [string, string]] : []),
    ...Object.entries(manifest.params).map(([key, value]): [string, string] => [key, String(value)]),
    ...(program ? [["Took", formatDuration(program.duration_ms)] satisfies [string, string]] : []),
    ...(digests.data === undefined ? [] : [["Digest of the data", digests.data] satisfies [string, string]]),
    ["Digest of the model", digests.model],
    ...(manifest.commit === undefined ? [] : [["Commit", manifest.commit] satisfies [string, string]]),
  ];
  const how =
    rows === undefined || digests.evaluation === undefined
      ? "As the program measured it; the rows are its own."
      : `Measured on ${formatNumber(rows.test)} rows that the program was not given to train on.`;
  const sections = [
    `# ${escapeMarkdown(name)}`,
    `${target === undefined ? "A model" : `Predicts ${escapeMarkdown(target)}. A model`} that a program of the repository trained. This card was written by the training; what the model is for, and whom it may harm, its owners have to add.`,
    "## How good it is",
    how,
    renderTable(
      {
        columns: [
          { label: "Metric" },
          { label: "Model", align: "right" },
          { label: "Dummy", align: "right" },
        ],
        rows: Object.keys(metrics).map((key) => [
          findMetric(key)?.label ?? key,
          finite(metrics[key]),
          finite(dummy[key]),
        ]),
      },
      Object.keys(metrics).length,
    ),
    "## What it was made of",
    renderTable({ columns: [{ label: "What" }, { label: "Value" }], rows: origin }, origin.length),
  ];
  return `${sections.join("\n\n")}\n`;
}

function finite(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
