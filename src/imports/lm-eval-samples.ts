import { isRecord } from "../is-record.ts";
import { type Cases, collectCases, digestOf } from "./cases.ts";
import { type ImportedFile, unreadable } from "./imported-metrics.ts";
import { entriesOf } from "./metric-values.ts";

type Sample = Record<string, unknown>;

/** What every sample has beside its metrics. */
const own = [
  "doc_id",
  "doc",
  "target",
  "arguments",
  "resps",
  "filtered_resps",
  "filter",
  "metrics",
  "doc_hash",
  "prompt_hash",
  "target_hash",
];

/** Whether it is a line of what lm-evaluation-harness writes with `--log_samples`. */
export function isHarnessSample(value: unknown): value is Sample {
  return isRecord(value) && "doc_id" in value && "filtered_resps" in value;
}

/**
 * Scores of lm-evaluation-harness' samples (0.4, `samples_*.jsonl`): of each document its numeric metrics. A document is
 * known by its number, its hash and its target's, not by the prompt. A line is of one filter: where there are several,
 * their metrics are columns of one row, named as the harness does (`exact_match,strict-match`).
 */
export function parseHarnessSamples(samples: readonly Sample[], file: ImportedFile): Cases {
  const filters = new Set(samples.map(filterOf));
  const asked = file.part;
  if (asked !== undefined && !filters.has(asked)) throw unreadable(file, `it has no filter "${asked}"`);
  const chosen = asked === undefined ? samples : samples.filter((sample) => filterOf(sample) === asked);
  const isPlain = filters.size === 1 || asked !== undefined;
  const rows = new Map<string, { id: string; numbers: Map<string, number> }>();
  const seen = new Map<string, number>();
  for (const sample of chosen) {
    const filter = filterOf(sample);
    const id = identityOf(sample, file);
    // The same document with the same filter again is a repeat.
    const repeat = seen.get(`${id} ${filter}`) ?? 0;
    seen.set(`${id} ${filter}`, repeat + 1);
    const row = rows.get(`${id} ${repeat}`) ?? { id, numbers: new Map<string, number>() };
    rows.set(`${id} ${repeat}`, row);
    for (const [name, value] of metricsOf(sample))
      row.numbers.set(isPlain ? name : `${name},${filter}`, value);
  }
  const cases = collectCases(file);
  for (const { id, numbers } of rows.values()) cases.add(id, numbers);
  return cases.finish("lm-evaluation-harness");
}

function filterOf({ filter }: Sample): string {
  return typeof filter === "string" ? filter : "none";
}

function identityOf(
  { doc_id: id, doc_hash: hash, target_hash: target, doc, ...sample }: Sample,
  file: ImportedFile,
): string {
  return digestOf([id, hash ?? doc, target ?? sample.target], file);
}

function metricsOf(sample: Sample): [string, number][] {
  return entriesOf(sample).flatMap(([name, value]): [string, number][] => {
    if (own.includes(name)) return [];
    if (typeof value === "boolean") return [[name, Number(value)]];
    return typeof value === "number" ? [[name, value]] : [];
  });
}
