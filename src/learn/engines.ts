import type { engines, ForeignEngine } from "../config/default-config.ts";
import type { Place } from "../errors.ts";
import type { Recipe } from "../features/recipe.ts";
import type { Matrix } from "./matrix.ts";
import type { Model, RoundLosses } from "./model.ts";
import type { Params } from "./parameters.ts";
import type { Pool } from "./pool.ts";
import type { Task } from "./target.ts";

/** What learns here, by the names of `train.engine`. */
export type EngineName = Exclude<(typeof engines)[number], ForeignEngine>;

/**
 * An engine, to be configured. Throws UserError, at the place that `place` has for a parameter's name, where a
 * parameter is unknown, has no possible value, or has two names that disagree.
 */
export type Engine = (params: Readonly<Params>, options: EngineOptions) => Learner;

/** What an engine is told beside its parameters. */
export interface EngineOptions {
  task: Task;
  /** Where a parameter stands. */
  place?: ((name: string) => Place) | undefined;
}

/** An engine with its parameters. */
export interface Learner {
  /** Every parameter, defaults included, as the manifest keeps them. */
  params: Params;
  needs: FeatureNeeds;
  /** What it makes, for the progress line: `275 trees`; empty where there is nothing to say. */
  size: string;
  /** What it does with validation rows: needs them, or only tells its losses on them. */
  validation?: "needed" | "shown";
  /**
   * Learns from the training rows. The same rows, parameters and seed give the same model, whatever the number of
   * threads. Throws UserError where a value cannot be learnt from, and before it starts where memory would not do.
   */
  train(training: Training): Promise<Model>;
}

/** How an engine wants columns to become features. */
export interface FeatureNeeds {
  /** Stands where the user asks for nothing else. */
  recipe: Recipe;
  /** Whether features may be NaN, for missing. */
  takesMissing: boolean;
  /** Whether features may be codes of categories (`Matrix.categories`): where nothing else is asked for, or only there. */
  takesCategories?: "unasked" | "asked";
}

/** What an engine learns from. */
export interface Training {
  matrix: Matrix;
  /** A number a row, or class codes from 0. */
  target: Float64Array | Int32Array;
  /** Number of classes; 0 for regression. */
  classes: number;
  /** Of the classes by code, for what names them. */
  labels?: readonly string[] | undefined;
  /** One a row, where rows do not all weigh the same. */
  weights?: Float64Array | undefined;
  /** Rows that are not learnt from, which may tell when to stop. */
  validation?:
    | { matrix: Matrix; target: Float64Array | Int32Array; weights?: Float64Array | undefined }
    | undefined;
  seed: number;
  pool: Pool;
  /** `losses` are those of the rounds so far. */
  onProgress?: (done: number, total: number, losses?: RoundLosses) => void;
  signal?: AbortSignal | undefined;
}

/** Each engine is loaded when it is asked for. */
const loaders: Record<EngineName, () => Promise<Engine>> = {
  "random-forest": async () => (await import("./forest-engine.ts")).randomForest,
  "extra-trees": async () => (await import("./forest-engine.ts")).extraTrees,
  "decision-tree": async () => (await import("./forest-engine.ts")).decisionTree,
  "gradient-boosting": async () => (await import("./boosting-engine.ts")).gradientBoosting,
  linear: async () => (await import("./linear-engine.ts")).linear,
  logistic: async () => (await import("./logistic-engine.ts")).logistic,
  baseline: async () => (await import("./baseline-engine.ts")).baseline,
};

/** The engine of a name. */
export function loadEngine(name: EngineName): Promise<Engine> {
  return loaders[name]();
}
