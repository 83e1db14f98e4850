import type { Waiver } from "../config/waivers.ts";
import type { TrainedManifest } from "../evidence/manifest.ts";
import { type Feature, type FeaturePlan, widthOf } from "../features/feature-plan.ts";
import { isNamed, showParam } from "../learn/parameters.ts";
import { escapeMarkdown } from "../markdown/escape-markdown.ts";
import { renderTable } from "../markdown/render-table.ts";
import { formatNumber, formatPercent } from "../number-format.ts";
import { cardMetrics } from "./card-metrics.ts";
import { cardWaivers } from "./card-waivers.ts";

/** What a model card is written from. */
export interface Card {
  manifest: TrainedManifest;
  /** By name; NaN where undefined. */
  metrics: Readonly<Record<string, number>>;
  /** The same of a model that knows only the target's mean or most frequent class. */
  dummy: Readonly<Record<string, number>>;
  plan: FeaturePlan;
  /** One importance a feature of the matrix. */
  importance: ArrayLike<number>;
  /** What the gate lets it fail for a while. */
  waivers: readonly Waiver[];
}

/** Rows below which a metric of the test rows is little more than a hint. */
const fewRows = 200;

/**
 * The model card: what the model is, what it was made of, how good it is, what it looks at and where its limits
 * are, as Markdown. It says only what the training knows; texts of the data are inert.
 */
export function renderCard(card: Card): string {
  const { manifest, plan } = card;
  const sections = [
    `# ${escapeMarkdown(manifest.name)}`,
    introduction(manifest),
    "## How good it is",
    `Measured on ${formatNumber(manifest.rows.test)} rows that the training did not see, beside a dummy that always answers ${manifest.task === "regression" ? "the mean" : "the most frequent class"}.`,
    cardMetrics(card),
    "## What it looks at",
    featureTable(card),
    ...(plan.dropped.length === 0 ? [] : ["Columns that it does not use:", droppedTable(plan)]),
    ...cardWaivers(card.waivers),
    "## Limits",
    limits(manifest, plan)
      .map((line) => `- ${line}`)
      .join("\n"),
    "## What it was made of",
    originTable(manifest),
  ];
  return `${sections.join("\n\n")}\n`;
}

function introduction({ task, target, classes, engine, rows }: TrainedManifest): string {
  const shown = (classes ?? []).slice(0, 10).map(escapeMarkdown).join(", ");
  const more = (classes?.length ?? 0) > 10 ? `, … (${formatNumber(classes?.length ?? 0)} in all)` : "";
  const what =
    task === "regression"
      ? `Predicts the number ${escapeMarkdown(target)}.`
      : `Predicts the class ${escapeMarkdown(target)}: ${shown}${more}.`;
  return `${what} A model of kind ${escapeMarkdown(engine)}, trained on ${formatNumber(rows.train)} of ${formatNumber(rows.total)} rows. This card was written by the training; what the model is for, and whom it may harm, its owners have to add.`;
}

function featureTable({ plan, importance }: Card): string {
  let next = 0;
  const rows = plan.features.map((feature) => {
    let share = 0;
    for (const end = next + widthOf(feature); next < end; next++) share += importance[next] ?? 0;
    return { feature, share };
  });
  rows.sort((a, b) => b.share - a.share);
  return renderTable(
    {
      columns: [
        { label: "Column" },
        { label: "Type" },
        { label: "Importance", align: "right" },
        { label: "How it is read" },
      ],
      rows: rows.map(({ feature, share }) => [
        feature.column,
        feature.type,
        formatPercent(share),
        treatmentOf(feature),
      ]),
    },
    50,
  );
}

function treatmentOf(feature: Feature): string {
  const width = formatNumber(widthOf(feature));
  switch (feature.kind) {
    case "number":
      return missingAs(feature, feature.type === "boolean" ? feature.fill === 1 : formatNumber(feature.fill));
    case "date": {
      const parts = feature.parts.join(", ").replaceAll("_", " ");
      return `as ${parts}; ${missingAs(feature, new Date(feature.fill).toISOString().slice(0, 10))}`;
    }
    case "category":
      return `one-hot, ${width} features${feature.hasRare ? ", the last for rare categories" : ""}; ${missingAs(feature, `"${feature.fill}"`)}`;
    case "ordinal":
      return `its place among ${formatNumber(feature.categories.length)} categories; ${missingAs(feature, `"${feature.fill}"`)}`;
    case "native":
      return `sets of ${formatNumber(feature.categories.length)} categories; ${feature.categories.includes("") ? "missing is one of them" : missingAs(feature, `"${feature.fill}"`)}`;
    case "target":
      return `the target's mean in each of ${formatNumber(feature.categories.length)} categories, cross-fitted`;
    case "words":
      return `TF-IDF of ${formatNumber(feature.terms.length)} ${feature.hasPairs ? "words and pairs" : "words"}`;
  }
}

function missingAs(feature: Feature, fill: string | boolean): string {
  const stays = "keepsMissing" in feature || fill === '""';
  const indicated = feature.hasIndicator ? ", and has a feature of its own" : "";
  return stays ? `missing stays missing${indicated}` : `missing becomes ${fill}${indicated}`;
}

function droppedTable({ dropped }: FeaturePlan): string {
  return renderTable(
    {
      columns: [{ label: "Column" }, { label: "Why" }],
      rows: dropped.map(({ name, reason }) => [name, reason]),
    },
    50,
  );
}

function limits({ rows, task, engine }: TrainedManifest, { features }: FeaturePlan): string[] {
  const knowsCategories = features.some(
    (feature) => feature.kind === "native" || (feature.kind === "category" && !feature.hasRare),
  );
  return [
    "The test rows come from the same data as the training rows: on rows of another time, place or source it may be worse.",
    ...(rows.test < fewRows
      ? [`${formatNumber(rows.test)} test rows are few: take the metrics as a hint.`]
      : []),
    ...(task === "regression" && engine !== "linear"
      ? ["It averages what it was trained on, and never predicts beyond the least and the greatest of that."]
      : []),
    ...(knowsCategories
      ? ["A category that was not in the training rows counts as none of the known ones."]
      : []),
    "Whether it treats groups of people alike was not examined here.",
  ];
}

function originTable(manifest: TrainedManifest): string {
  const { digests, params, split } = manifest;
  const rows: [string, string][] = [
    [
      "Parameters",
      Object.entries(params)
        .map(([name, value]) => `${name}: ${isNamed(value) ? `{ ${showParam(value)} }` : value}`)
        .join(", "),
    ],
    [
      "Split",
      split.rule === "sets"
        ? `by sets: ${Object.keys(split.sets).join(", ")}`
        : split.rule === "column"
          ? `by the column ${split.column}`
          : `by ${split.rule}${split.column === undefined ? "" : ` (${split.column})`}, ${formatPercent(split.test)} for the test, seed ${split.seed}`,
    ],
    ["Digest of the data", digests.data],
    ["Digest of the model", digests.model],
    ...(manifest.commit === undefined ? [] : [["Commit", manifest.commit] satisfies [string, string]]),
  ];
  return renderTable({ columns: [{ label: "What" }, { label: "Value" }], rows }, rows.length);
}
