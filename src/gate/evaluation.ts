import type { Task } from "../learn/target.ts";

/** Test rows, and what one model or two say of them, all in one order. */
export interface Evaluation {
  task: Task;
  /** Whether the rows are scores of cases: nobody says what was so, and the `numbers` are all there is. */
  hasOnlyNumbers?: boolean | undefined;
  rows: number;
  /** Numbers for regression, codes into `classes` for classes. */
  actual: Float64Array | Int32Array;
  /** Labels of the classes; empty for regression. */
  classes: readonly string[];
  /** Code of the positive class of two. */
  positive: number | undefined;
  /** Costs of answers, classes × classes, row-major as a confusion matrix. */
  costs: Float64Array | undefined;
  /** One a row, not negative. */
  weights: Float64Array | undefined;
  /** Dense codes of which rows belong together, and stand or fall together. */
  groups: Int32Array | undefined;
  /** When each row happened, as a number; rows near in time are alike. */
  time: Float64Array | undefined;
  /** The model that is judged. */
  challenger: Outcome;
  /** The model that it is compared with, on the same rows. */
  champion: Outcome | undefined;
}

/** What a model says of the rows. */
export interface Outcome {
  /** Numbers for regression, codes into the classes for classes. */
  predicted: Float64Array | Int32Array;
  /** Probabilities, rows × classes, row-major. */
  scores: Float64Array | undefined;
  /** The other numeric columns of the predictions, by name: a team's own loss of each row. */
  numbers: ReadonlyMap<string, Float64Array>;
}
