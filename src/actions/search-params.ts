import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import type { FeaturePlan } from "../features/feature-plan.ts";
import type { Engine, Learner } from "../learn/engines.ts";
import { evaluate } from "../learn/evaluate.ts";
import type { Params } from "../learn/parameters.ts";
import { gridTrials, randomTrials } from "../learn/search-space.ts";
import { findMetric, type Metric, metricNames } from "../metrics/metric-table.ts";
import { didYouMean } from "../nearest.ts";
import type { Fold } from "../tables/folds.ts";
import { type Fitting, fitModel, planFeatures, predictRows } from "./fit-model.ts";

/** A combination of parameters that was tried. */
export interface Trial {
  params: Params;
  /** Share of each fold's rows that it learnt from: below 1 where halving let it go early. */
  share: number;
  /** Of the metric over the folds. */
  mean: number;
  std: number;
}

/** What a search found. */
export interface Search {
  method: "grid" | "random" | "halving";
  metric: Metric;
  folds: number;
  /** The best first. */
  trials: Trial[];
  /** Trials that there was no time for. */
  skipped: number;
  learner: Learner;
}

/** Of the candidates, one of so many goes on to the next round, with so many times the rows. */
const factor = 3;
/** Rows that a round of halving learns from at least. */
const fewestRows = 100;

interface Candidate {
  params: Params;
  learner: Learner;
}

type SearchConfig = NonNullable<Context["project"]["config"]["train"]["search"]>;

/**
 * Tries combinations of the engine's parameters by cross-validation and returns them with the learner of the best. The
 * same data and seed find the same, unless minutes run out. Throws UserError, before any training, for a parameter or a
 * metric that the engine or the task does not have.
 */
export async function searchParams(
  fitting: Omit<Fitting, "learner"> & { context: Pick<Context, "project" | "signal" | "log" | "clock"> },
  { engine, config, folds }: { engine: Engine; config: SearchConfig; folds: readonly Fold[] },
): Promise<Search> {
  const { context, target } = fitting;
  const { project, clock } = context;
  const metric = metricOf(config, target.task, project.place(["train", "search", "metric"]));
  const candidates = candidatesOf(fitting, engine, config);
  const plans = new Map<Fold, FeaturePlan>();
  const end = config.minutes === undefined ? Number.POSITIVE_INFINITY : clock.now() + config.minutes * 60_000;
  const rounds = roundsOf(config, candidates.length, Math.min(...folds.map(({ train }) => train.length)));
  const progress = context.log.progress(`Searching ${candidates.length} combinations of parameters`);
  const total = rounds.reduce((sum, { count }) => sum + count, 0);
  let alive = candidates;
  let done = 0;
  let tried: (Trial & Candidate)[] = [];
  for (const { count, share } of rounds) {
    const scored: (Trial & Candidate)[] = [];
    for (const candidate of alive.slice(0, count)) {
      if (done > 0 && clock.now() >= end) break;
      const scores = await scoreFolds(
        { ...fitting, learner: candidate.learner },
        { folds, share, metric, plans },
      );
      scored.push({ ...candidate, share, ...momentsOf(scores) });
      progress.update(++done, total);
    }
    scored.sort((a, b) => compare(a, b, metric));
    // Trials of this round stand before those that did not come so far.
    const kept = new Set(scored.map(({ params }) => params));
    tried = [...scored, ...tried.filter(({ params }) => !kept.has(params))];
    alive = scored;
  }
  progress.end();
  const [best] = tried;
  if (best === undefined) throw new UserError("Cannot search: there is nothing to try");
  return {
    method: config.method,
    metric,
    folds: folds.length,
    trials: tried.map(({ params, share, mean, std }) => ({ params, share, mean, std })),
    skipped: candidates.length - tried.length,
    learner: best.learner,
  };
}

function candidatesOf(fitting: Omit<Fitting, "learner">, engine: Engine, config: SearchConfig): Candidate[] {
  const { project } = fitting.context;
  const { train, data } = project.config;
  const place = (name: string) =>
    project.place(
      Object.hasOwn(config.params, name) ? ["train", "search", "params", name] : ["train", "params", name],
    );
  const trials =
    config.method === "grid"
      ? gridTrials(config.params)
      : randomTrials(config.params, config.trials, data.split.seed);
  return trials.map((params) => ({
    params,
    learner: engine({ ...train.params, ...params }, { task: fitting.target.task, place }),
  }));
}

function metricOf({ metric: name }: SearchConfig, task: string, place: object): Metric {
  const found = findMetric(name?.replace(/^neg_/, "") ?? (task === "regression" ? "rmse" : "log_loss"));
  if (found !== undefined && !found.beside) return found;
  throw new UserError(
    `Cannot search by "${name}": no such metric is known${didYouMean(name!, metricNames)}`,
    place,
  );
}

/** How many candidates each round tries, and on which share of the rows. */
function roundsOf(
  { method }: SearchConfig,
  candidates: number,
  rows: number,
): { count: number; share: number }[] {
  if (method !== "halving") return [{ count: candidates, share: 1 }];
  const byCount = Math.floor(Math.log(candidates) / Math.log(factor) + 1e-9);
  const byRows = Math.floor(Math.log(Math.max(1, rows / fewestRows)) / Math.log(factor) + 1e-9);
  const halvings = Math.max(0, Math.min(byCount, byRows));
  return Array.from({ length: halvings + 1 }, (_, round) => ({
    count: Math.max(1, Math.ceil(candidates / factor ** round)),
    share: factor ** (round - halvings),
  }));
}

async function scoreFolds(
  fitting: Fitting,
  options: { folds: readonly Fold[]; share: number; metric: Metric; plans: Map<Fold, FeaturePlan> },
): Promise<number[]> {
  const { folds, share, metric, plans } = options;
  const scores: number[] = [];
  for (const fold of folds) {
    const rows = spread(fold.train, share);
    const known = share === 1 ? (plans.get(fold) ?? planFeatures(fitting, rows)) : undefined;
    if (known) plans.set(fold, known);
    const fitted = await fitModel(fitting, rows, known && { plan: known });
    const { outputs } = await predictRows(fitting, fitted, fold.test);
    const { metrics } = evaluate(fitting.target, fold.test, outputs, { asked: [metric.name] });
    const value = metrics[metric.name];
    if (value === undefined)
      throw new UserError(`Cannot search by "${metric.name}": the model's task does not have it`, {
        ...fitting.context.project.place(["train", "search", "metric"]),
        hint: `It has ${Object.keys(metrics).join(", ")}`,
      });
    scores.push(value);
  }
  return scores;
}

/** That share of the rows, evenly spread over them. */
function spread(rows: Uint32Array, share: number): Uint32Array {
  const count = Math.max(1, Math.round(rows.length * share));
  return Uint32Array.from({ length: count }, (_, index) => rows[Math.floor((index * rows.length) / count)]!);
}

function momentsOf(scores: readonly number[]): Pick<Trial, "mean" | "std"> {
  const mean = scores.reduce((sum, each) => sum + each, 0) / scores.length;
  const squares = scores.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return { mean, std: Math.sqrt(squares / (scores.length - 1)) };
}

/** The better one first; what has no value last. */
function compare(a: Trial, b: Trial, { direction }: Metric): number {
  if (Number.isNaN(a.mean) || Number.isNaN(b.mean))
    return Number(Number.isNaN(a.mean)) - Number(Number.isNaN(b.mean));
  return direction === "maximize" ? b.mean - a.mean : a.mean - b.mean;
}
