import { counted, formatNumber } from "../number-format.ts";
import type { Finding } from "../report.ts";
import type { Trained } from "./train-model.ts";

/** Classes with fewer test rows are missed by chance. */
const fewest = 5;

/**
 * A note where the model never answers one of the classes that test rows have: an accuracy can be high then, and a rare
 * class never be found. Classes are values of the data and not named.
 */
export function unpredictedClasses({
  target,
  targetName,
  split,
  evaluation,
}: Pick<Trained, "target" | "targetName" | "split" | "evaluation">): Finding[] {
  const { classes, positive } = target;
  if (classes.length < 2) return [];
  const rows = new Array<number>(classes.length).fill(0);
  for (const row of split.test) rows[target.values[row]!]!++;
  const answered = new Set(evaluation.predicted);
  const missed = classes.flatMap((_, code) => (rows[code]! >= fewest && !answered.has(code) ? [code] : []));
  if (missed.length === 0) return [];
  const asked = missed.reduce((sum, code) => sum + rows[code]!, 0);
  const isPositive = classes.length === 2 && missed[0] === positive;
  const what = isPositive
    ? `the positive class of "${targetName}" is`
    : `${formatNumber(missed.length)} of the ${formatNumber(classes.length)} classes of "${targetName}" ${missed.length === 1 ? "is" : "are"}`;
  return [
    {
      severity: "info",
      message: `${what} never predicted, and ${counted(asked, "test row")} ${asked === 1 ? "is" : "are"} of ${missed.length === 1 ? "it" : "them"}`,
      hint: isPositive
        ? "It is never the likelier one. Choose from which probability on a row is positive: train.threshold: { maximize: f1 }; or weigh the classes: train.params: { class_weight: balanced }"
        : "Weigh the classes: train.params: { class_weight: balanced }",
    },
  ];
}
