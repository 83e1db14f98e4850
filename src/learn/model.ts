import type { Tree } from "./tree.ts";

/** What an engine learns; `predict` and `onnxModel` know every kind. */
export type Model = TreesModel | LinearModel;

/** Margins to outputs: as they are, one margin to the probabilities of two classes, or one a class to theirs. */
export type Link = "identity" | "logistic" | "softmax";

/** Trees whose values are added up. */
export interface TreesModel extends ModelFacts {
  kind: "trees";
  trees: Tree[];
  /** The sum of the trees' values is divided by this: their number for a forest's mean, 1 for boosting. */
  divisor: number;
  /** Numbers that the trees add up to. */
  margins: number;
  /** Values of a leaf: `margins`, or 1 where tree t adds to margin t % margins alone. */
  width: number;
  /** Added to the quotient, one a margin. */
  base: Float64Array;
  link: Link;
}

/** Weighted sums of the features, the margins, and what becomes of them. */
export interface LinearModel extends ModelFacts {
  kind: "linear";
  /** Margins × features, row-major. */
  weights: Float64Array;
  /** One a margin. */
  intercepts: Float64Array;
  link: Link;
}

/** Mean losses after each round, by the rows' weights: squared error, or log loss. */
export interface RoundLosses {
  /** Of the training rows; where they are many, of some of them. */
  training: number[];
  /** Of the validation rows, where there are some. */
  validation?: number[];
}

/** What every kind of model has. */
export interface ModelFacts {
  /** Numbers that a row gets: 1 for regression, else a probability for each class. */
  outputs: number;
  /** One share a feature of the matrix: the sum is 1, or 0 where the model looks at none. */
  importance: Float64Array;
  /** Of a forest's training rows, each predicted by the trees that have not drawn it. */
  outOfBag?: { score: number; rows: number };
  /** Of an engine that learns in rounds. */
  losses?: RoundLosses;
  /** What the reader of the report should know of the training, in a sentence each without a full stop. */
  warnings?: string[];
}
