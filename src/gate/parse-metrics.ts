import { UserError } from "../errors.ts";
import { metricsSchema } from "../evidence/metrics-file.ts";
import { importMetrics } from "../imports/metrics-formats.ts";
import { parseJson } from "../imports/parse-json.ts";
import { isRecord } from "../is-record.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { describeImport, type Imported } from "./describe-import.ts";

/** Metrics of one model, by canonical name, as a gate needs them. */
export interface GateMetrics {
  /** Canonical name → value; NaN where it could not be computed. */
  values: Map<string, number>;
  /** Canonical name → the name that stood in the file, where it differs. */
  aliases: Map<string, string>;
  /** Metrics of the dummy baseline, where the file has them. */
  dummy: Map<string, number> | undefined;
  /** What the dummy says of every row: a number, or the probability of each class. */
  dummyOutputs?: readonly number[] | undefined;
  /** Metrics on training rows, where the file has them. */
  training?: ReadonlyMap<string, number> | undefined;
  /** Number of evaluation rows, where known. */
  rows: number | undefined;
  task: string | undefined;
  /** Digest of the evaluation rows, where known. */
  evaluation: string | undefined;
  model: string | undefined;
  /** What another tool's file says beside its metrics. */
  imported?: Imported | undefined;
}

/**
 * Parses our own `metrics.json`, or any JSON object of numbers, nested keys joined by dots
 * (`{"test": {"r2_score": 0.8}}` gives `r2`, from "test.r2_score"), or what other tools write, of which `part` may name
 * the model that is meant. Throws UserError on anything else.
 */
export function parseMetrics(text: string, file: string, part?: string): GateMetrics {
  const root = parseObject(text, file);
  const isOwn = typeof root.schema === "string" && root.schema.startsWith("mlops/metrics@");
  if (isOwn && root.schema !== metricsSchema)
    throw new UserError(
      `Cannot read "${file}": it is of schema "${root.schema}", known is "${metricsSchema}"`,
      {
        file,
        hint: "Make it with this version of mlops-actions",
      },
    );
  const imported = isOwn ? undefined : importMetrics(root, { file, part });
  if (part !== undefined && imported === undefined)
    throw new UserError(`Cannot read "${part}" in "${file}": it holds the metrics of one model`, { file });
  const source = isOwn ? objectAt(root, "metrics") : (imported?.values ?? root);
  if (!source) throw new UserError(`Cannot read "${file}": it has no "metrics" object`, { file });
  const { values, aliases } = collectMetrics(source);
  if (values.size === 0)
    throw new UserError(`Cannot read "${file}": there is no number in it`, {
      file,
      hint: 'Write metric names and numbers, for example {"r2": 0.82}',
    });
  const dummy = isOwn ? objectAt(root, "dummy") : undefined;
  const stringAt = (key: string): string | undefined =>
    typeof root[key] === "string" ? root[key] : undefined;
  return {
    values,
    aliases,
    dummy: dummy && collectMetrics(dummy).values,
    ...(isOwn && { dummyOutputs: numbersAt(root, "dummy_outputs") }),
    training: trainingMetrics(isOwn ? objectAt(root, "train") : undefined, values),
    rows: isOwn && typeof root.rows === "number" ? root.rows : undefined,
    task: isOwn ? stringAt("task") : undefined,
    evaluation: isOwn ? stringAt("evaluation_digest") : undefined,
    model: isOwn ? stringAt("model_digest") : undefined,
    ...(imported && { imported: describeImport(imported, collectMetrics) }),
  };
}

function parseObject(text: string, file: string): Record<string, unknown> {
  const value = parseJson(text, file);
  if (isRecord(value)) return value;
  throw new UserError(`Cannot read "${file}": expected a JSON object of metric names and numbers`, { file });
}

function objectAt(root: Record<string, unknown>, key: string): Record<string, unknown> | undefined {
  const value = root[key];
  return isRecord(value) ? value : undefined;
}

function numbersAt(root: Record<string, unknown>, key: string): number[] | undefined {
  const value = root[key];
  return Array.isArray(value) && value.every((each) => Number.isFinite(each)) ? value : undefined;
}

/** Those that the file has apart, or else what it calls `train.r2`, `training/accuracy` or `train_rmse`. */
function trainingMetrics(
  apart: Record<string, unknown> | undefined,
  values: ReadonlyMap<string, number>,
): Map<string, number> | undefined {
  if (apart !== undefined) return collectMetrics(apart).values;
  const found = new Map<string, number>();
  for (const [path, value] of values) {
    const [, name] = /(?:^|[./])train(?:ing)?[._/]([^./]+)$/i.exec(path) ?? [];
    const known = name && findMetric(name);
    if (known && !found.has(known.name)) found.set(known.name, value);
  }
  return found.size > 0 ? found : undefined;
}

const maxDepth = 8;

/**
 * Numbers below an object. Of those that mean one metric the shallowest has its name, then the one of test rows, and
 * the one of validation rows last; the others keep their whole path. `null` and 1e999 have no value.
 */
export function collectMetrics(source: Record<string, unknown>): Pick<GateMetrics, "values" | "aliases"> {
  const values = new Map<string, number>();
  const aliases = new Map<string, string>();
  let level: [path: string, value: unknown][] = Object.entries(source);
  for (let depth = 0; depth < maxDepth && level.length > 0; depth++) {
    const next: typeof level = [];
    for (const [path, value] of level.toSorted(([a], [b]) => partRank(a) - partRank(b))) {
      if (typeof value === "number" || value === null) {
        const canonical = canonicalName(path);
        const name = values.has(canonical) ? path : canonical;
        values.set(name, value !== null && Number.isFinite(value) ? value : Number.NaN);
        if (name !== path) aliases.set(name, path);
      } else if (typeof value === "object" && !Array.isArray(value)) {
        for (const [key, child] of Object.entries(value)) next.push([`${path}.${key}`, child]);
      }
    }
    level = next;
  }
  return { values, aliases };
}

/**
 * The name under which metrics hold what a rule names: its path in the file where that is told apart, else its
 * canonical name. A path of the rule's own is never another path's value.
 */
export function nameIn({ values, aliases }: Pick<GateMetrics, "values" | "aliases">, name: string): string {
  if (values.has(name)) return name;
  const canonical = canonicalName(name);
  const path = aliases.get(canonical) ?? canonical;
  const isOther = name.includes(".") && path.includes(".") && path !== name && !path.endsWith(`.${name}`);
  return isOther ? name : canonical;
}

/** Metrics of test rows come before those of no named part, and these before those of validation rows. */
function partRank(path: string): number {
  const words = path.toLowerCase().split(/[^a-z]+/);
  if (words.some((word) => /^(test|testing|eval|evaluation|holdout)$/.test(word))) return 0;
  return words.some((word) => /^(val|valid|validation|cv|dev)$/.test(word)) ? 2 : 1;
}

/**
 * `metrics.test.r2_score` and `test/r2` → `r2`; a name that is not in the table stays as it is, and so does one of
 * training rows (`train.r2`) or of a single class (`classes.cat.f1`), which says nothing about a model.
 */
export function canonicalName(path: string): string {
  if (/(^|[./])(?:train(?:ing)?|classes)[./]/i.test(path)) return path;
  const [, gap] = /(?:^|[./])gap[./](.+)$/i.exec(path) ?? [];
  if (gap !== undefined) return findMetric(`gap.${canonicalName(gap)}`)?.name ?? path;
  const last = path.slice(Math.max(path.lastIndexOf("."), path.lastIndexOf("/")) + 1);
  return findMetric(path)?.name ?? findMetric(last)?.name ?? path;
}
