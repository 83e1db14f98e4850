import type { Curve } from "../program/progress.ts";
import type { MetricValues } from "./metric-values.ts";

/** A run in a file store of MLflow: the texts of its files by path below the run's folder. */
export type StoredRun = ReadonlyMap<string, string>;

/**
 * Metrics and parameters of a run in MLflow's file store (`mlruns/<experiment>/<run>`): a file a metric with lines
 * `timestamp value step`, of which the last one counts, and a file a parameter. As MLflow 3.17 writes it.
 */
export function parseStoredRun(run: StoredRun): MetricValues & { params: Record<string, string> } {
  const values: Record<string, unknown> = {};
  const curves: Curve[] = [];
  const params: Record<string, string> = {};
  for (const [path, text] of run) {
    const [, folder, name] = /^(metrics|params)\/(.+)$/s.exec(path) ?? [];
    if (folder === undefined || name === undefined || name === "__proto__") continue;
    if (folder === "params") {
      params[name] = text.trimEnd();
      continue;
    }
    const points = text
      .trim()
      .split("\n")
      .map((line) => line.split(" ").map(Number))
      .filter(([time, value]) => Number.isFinite(time) && value !== undefined);
    if (points.length === 0) continue;
    values[name] = points.at(-1)![1];
    if (points.length > 1)
      curves.push({
        name,
        unit: "step",
        at: points.map(([, , step]) => step ?? 0),
        values: points.map(([, value]) => value!),
      });
  }
  return { values, curves, params };
}

/**
 * The run that was started last among the `meta.yaml` files of a store, by its path (`<experiment>/<run>`); undefined
 * where there is none.
 */
export function findLatestRun(metas: ReadonlyMap<string, string>): string | undefined {
  let latest: { path: string; time: number } | undefined;
  for (const [path, text] of metas) {
    const [, run] = /^(.+\/[^/]+)\/meta\.yaml$/.exec(path) ?? [];
    const time = Number(/^start_time: (\d+)/m.exec(text)?.[1] ?? Number.NaN);
    if (run === undefined || Number.isNaN(time) || (latest && latest.time >= time)) continue;
    latest = { path: run, time };
  }
  return latest?.path;
}
