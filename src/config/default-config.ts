import type { Config } from "./config.ts";

/** What can learn, by the names of `train.engine`. */
export const engines = [
  "random-forest",
  "extra-trees",
  "decision-tree",
  "gradient-boosting",
  "linear",
  "logistic",
  "baseline",
  "command",
  "external",
] as const;

/** Engines that are programs of others. */
export type ForeignEngine = "command" | "external";

/** The sets of `data.sets` that a model is trained, chosen and tested on. */
export const trainingSets = ["train", "validation", "test"] as const;

/** What can name a project: it becomes a folder, an artifact's name and a comment's marker. */
export const projectName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;

/**
 * The configuration of a project without `mlops.yml`: what the schema gives for a file with nothing but its
 * version, written out because loading and running the schemas would take a third of a small check's time.
 */
export function defaultConfig(): Config {
  return {
    version: 1,
    data: { split: { test: 0.2, seed: 42, stratify: false } },
    checks: [],
    suites: [],
    strict_suites: false,
    train: { engine: "random-forest", params: {}, features: {} },
    gate: { rules: [], baseline: "auto", waivers: [] },
    report: { comment: true, summary: true, check: false, failed_rows: false, history: "bundle" },
    notify: [],
  };
}
