import type { Feature, FeaturePlan } from "../features/feature-plan.ts";
import type { SignatureColumn } from "./signature.ts";

/**
 * One made-up row for the model's documentation, never one of the data: medians and categories as the plan has
 * them, plain values for columns that only formulas read.
 */
export function inputExample(
  plan: FeaturePlan,
  columns: readonly SignatureColumn[],
): (string | number | boolean)[] {
  const fills = new Map(plan.features.map((feature) => [feature.column, typicalOf(feature)]));
  return columns.map((column) => exampleValue(column, fills.get(column.name)));
}

/** What stands in for a missing value, or the first category where a missing one stays so. */
function typicalOf(feature: Feature): number | string | undefined {
  if (feature.fill !== "") return feature.fill;
  return "categories" in feature ? feature.categories.find((category) => category !== "") : undefined;
}

function exampleValue(
  { type }: SignatureColumn,
  fill: number | string | undefined,
): string | number | boolean {
  switch (type) {
    case "text":
      return typeof fill === "string" ? fill : "text";
    case "date":
      return new Date(Number(fill ?? 0)).toISOString().slice(0, 10);
    case "datetime":
      return new Date(Number(fill ?? 0)).toISOString();
    case "boolean":
      return fill !== 0;
    case "integer":
      return Math.floor(Number(fill ?? 1));
    case "number":
      return Number(fill ?? 1);
  }
}
