import type { Evaluation, Outcome } from "./evaluation.ts";

/** What a model that ignores the columns says of the rows: a number, or the same probabilities of every row. */
export function dummyOutcome(
  { task, rows, classes }: Evaluation,
  outputs: readonly number[] | undefined,
): Outcome | undefined {
  if (outputs === undefined) return undefined;
  const numbers = new Map<string, Float64Array>();
  if (task === "regression")
    return outputs.length === 1
      ? { predicted: new Float64Array(rows).fill(outputs[0]!), scores: undefined, numbers }
      : undefined;
  if (outputs.length !== classes.length) return undefined;
  const scores = new Float64Array(rows * classes.length);
  for (let row = 0; row < rows; row++) scores.set(outputs, row * classes.length);
  const code = outputs.indexOf(Math.max(...outputs));
  return { predicted: new Int32Array(rows).fill(code), scores, numbers };
}
