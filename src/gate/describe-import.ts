import type { FoldScores } from "../imports/fold-scores.ts";
import type { ImportedMetrics } from "../imports/imported-metrics.ts";
import type { Estimate } from "../statistics/estimate.ts";
import { studentEstimate } from "../statistics/student-estimate.ts";
import { estimateFolds } from "./estimate-folds.ts";

/** Metrics by the gate's names, and the names that stood in the file where they differ. */
interface Named {
  values: Map<string, number>;
  aliases: Map<string, string>;
}

/** What another tool's file says beside the metrics of the model. */
export interface Imported {
  /** What the file is, for a reader. */
  from: string;
  /** Metrics of the model that it was compared with in the file. */
  baseline: (Named & { shown: string }) | undefined;
  /** Metrics with an interval, by the name of their value. */
  estimates: ReadonlyMap<string, Estimate>;
  /** Scores by fold, by the name of their value. */
  folds: FoldScores | undefined;
}

/** What was imported, by the names that `collect` gives its metrics. */
export function describeImport(
  { from, values: source, baseline, standardErrors, folds }: ImportedMetrics,
  collect: (source: Record<string, unknown>) => Named,
): Imported {
  const { values, aliases } = collect(source);
  const names = new Map([...aliases].map(([name, path]) => [path, name]));
  const nameOf = (path: string): string => names.get(path) ?? path;
  const estimates = new Map<string, Estimate>();
  for (const [path, { standardError, n }] of standardErrors ?? []) {
    const value = values.get(nameOf(path));
    if (value === undefined || !(standardError > 0)) continue;
    const method = `normal interval, standard error of ${from}`;
    const df = Number.POSITIVE_INFINITY;
    estimates.set(nameOf(path), studentEstimate({ value, standardError, n, df, method }));
  }
  for (const [path, scores] of folds?.scores ?? [])
    estimates.set(nameOf(path), estimateFolds(scores, folds!));
  return {
    from,
    baseline: baseline && { ...collect(baseline.values), shown: baseline.shown },
    estimates,
    folds: folds && {
      ...folds,
      scores: new Map([...folds.scores].map(([path, scores]) => [nameOf(path), scores])),
    },
  };
}
