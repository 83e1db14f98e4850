import { UserError } from "../errors.ts";
import { formatBytes, formatNumber } from "../number-format.ts";
import { type FeaturePlan, widthOf } from "./feature-plan.ts";

/** A float32 and at least a byte beside it, whatever the engine. */
const valueBytes = 5;

/** Throws UserError where so many rows of the features would not fit into `memory` bytes, and names the widest column. */
export function refuseLarge({ features }: FeaturePlan, rows: number, memory: number): void {
  const widths = features.map(widthOf);
  const width = widths.reduce((sum, each) => sum + each, 0);
  const bytes = valueBytes * rows * width;
  if (bytes <= memory) return;
  const most = Math.max(...widths);
  const { column, kind } = features[widths.indexOf(most)]!;
  const share = most === 1 ? "" : ` "${column}" alone makes ${formatNumber(most)} features:`;
  const lower =
    kind === "words"
      ? "lower its max_words"
      : kind === "category"
        ? "lower its max_categories, or set encode: target"
        : undefined;
  throw new UserError(
    `Cannot train on ${formatNumber(rows)} rows × ${formatNumber(width)} features: they take at least ${formatBytes(bytes)}, and there are ${formatBytes(memory)} of memory`,
    {
      hint: `Use a larger runner or fewer rows;${share} ${lower === undefined ? "" : `${lower}, or `}leave columns out with data.exclude`,
    },
  );
}
