import { type FeaturePlan, widthOf } from "../features/feature-plan.ts";
import { type Explanation, meanShares } from "../learn/explain.ts";
import type { Model } from "../learn/model.ts";
import { formatNumber } from "../number-format.ts";
import type { Chart } from "../report.ts";

/** What a share of importance is, by the kind of model. */
const importanceLabels: Record<Model["kind"], string> = {
  trees: "Share of the impurity that its splits remove",
  linear: "Share of the coefficients, each times its feature's deviation",
};

/** The columns that tell most: the sum of their features' shares. */
function byColumn(plan: FeaturePlan, shares: Float64Array): { name: string; share: number }[] {
  let at = 0;
  const columns = plan.features.map((feature) => {
    const end = at + widthOf(feature);
    let share = 0;
    for (; at < end; at++) share += shares[at]!;
    return { name: feature.column, share };
  });
  return columns.sort((a, b) => b.share - a.share);
}

/** A bar a column, the largest fifteen. */
function columnsChart(plan: FeaturePlan, shares: Float64Array, title: string, label: string): Chart {
  const columns = byColumn(plan, shares);
  const top = columns.slice(0, 15);
  return {
    kind: "bar",
    title: `${title}${columns.length > top.length ? ` (the first ${top.length} of ${columns.length})` : ""}`,
    x: { label: "Column", values: top.map(({ name }) => name) },
    y: { label },
    series: [{ label: title, values: top.map(({ share }) => Number(share.toPrecision(4))) }],
  };
}

/** What the model looks at; nothing where it looks at no column. */
export function columnCharts({
  plan,
  model,
  explanation,
}: {
  plan: FeaturePlan;
  model: Pick<Model, "kind" | "importance">;
  explanation: Explanation;
}): Chart[] {
  const { kind, importance } = model;
  if (importance.every((share) => share === 0)) return [];
  const shares = meanShares(explanation, importance.length);
  const rows = formatNumber(explanation.rows.length);
  return [
    columnsChart(plan, importance, "Importance of columns", importanceLabels[kind]),
    columnsChart(plan, shares, "What moves the predictions", `Mean absolute SHAP value, ${rows} test rows`),
  ];
}
