import type { Waiver } from "../config/waivers.ts";
import type { Manifest } from "../evidence/manifest.ts";
import { escapeMarkdown } from "../markdown/escape-markdown.ts";
import { renderTable } from "../markdown/render-table.ts";
import { formatDuration, formatNumber } from "../number-format.ts";
import { cardMetrics } from "./card-metrics.ts";
import { cardWaivers } from "./card-waivers.ts";

/** What the card of a program's model is written from. */
export interface ProgramCard {
  manifest: Manifest;
  /** By name; NaN where undefined. */
  metrics: Readonly<Record<string, number>>;
  /** The same of a model that knows only the target's mean or most frequent class. */
  dummy: Readonly<Record<string, number>>;
  /** Rows of our split that it was measured on; undefined where the program chose them. */
  testRows: number | undefined;
  /** What the gate lets it fail for a while. */
  waivers: readonly Waiver[];
}

/** The model card of a model that a program of the user's trained, as Markdown; texts of the data are inert. */
export function renderProgramCard({ manifest, metrics, dummy, testRows, waivers }: ProgramCard): string {
  const { name, target, digests, program } = manifest;
  const origin: [string, string][] = [
    ...(program ? [["Command", program.command] satisfies [string, string]] : []),
    ...Object.entries(manifest.params).map(([key, value]): [string, string] => [key, String(value)]),
    ...(program ? [["Took", formatDuration(program.duration_ms)] satisfies [string, string]] : []),
    ...(digests.data === undefined ? [] : [["Digest of the data", digests.data] satisfies [string, string]]),
    ["Digest of the model", digests.model],
    ...(manifest.commit === undefined ? [] : [["Commit", manifest.commit] satisfies [string, string]]),
  ];
  const how =
    testRows === undefined
      ? "As the program measured it; the rows are its own."
      : `Measured on the ${formatNumber(testRows)} rows that are held out for the test.`;
  const sections = [
    `# ${escapeMarkdown(name)}`,
    `${target === undefined ? "A model" : `Predicts ${escapeMarkdown(target)}. A model`} that a program of the repository trained. This card was written by the training; what the model is for, and whom it may harm, its owners have to add.`,
    "## How good it is",
    how,
    cardMetrics({ metrics, dummy }),
    ...cardWaivers(waivers),
    "## What it was made of",
    renderTable({ columns: [{ label: "What" }, { label: "Value" }], rows: origin }, origin.length),
  ];
  return `${sections.join("\n\n")}\n`;
}
