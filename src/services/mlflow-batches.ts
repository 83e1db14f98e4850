/** A metric's value at a moment. */
export interface MetricPoint {
  name: string;
  value: number;
  step: number;
  /** Milliseconds since 1970. */
  time: number;
}

/** What a run is told at once. */
export interface RunFacts {
  metrics?: readonly MetricPoint[];
  /** As text, by name. */
  params?: Readonly<Record<string, string>>;
  tags?: Readonly<Record<string, string>>;
}

/** A request of `log-batch`, without its run. */
export interface LogBatch {
  metrics: object[];
  params: Pair[];
  tags: Pair[];
}

/** How MLflow writes a parameter or a tag. */
export interface Pair {
  key: string;
  value: string;
}

/** Bounds of mlflow/utils/validation.py; bytes with room for the rest of the request. */
const most = { metrics: 1000, params: 100, tags: 100, all: 1000, bytes: 900_000 };
const longest = { key: 250, param: 6000, tag: 8000 };

/** Divides facts into requests within the server's bounds; names and values beyond them are cut, and named. */
export function batchesOf({ metrics = [], params = {}, tags = {} }: RunFacts): {
  batches: LogBatch[];
  cut: string[];
} {
  const cut: string[] = [];
  const batches: LogBatch[] = [];
  let batch: LogBatch = { metrics: [], params: [], tags: [] };
  let bytes = 0;
  const add = (kind: keyof LogBatch, item: object): void => {
    const size = Buffer.byteLength(JSON.stringify(item)) + 1;
    const count = batch.metrics.length + batch.params.length + batch.tags.length;
    const isFull = batch[kind].length === most[kind] || count === most.all || bytes + size > most.bytes;
    if (count > 0 && isFull) {
      batches.push(batch);
      batch = { metrics: [], params: [], tags: [] };
      bytes = 0;
    }
    (batch[kind] as object[]).push(item);
    bytes += size;
  };
  for (const item of pairsOf(params, longest.param, cut)) add("params", item);
  for (const item of pairsOf(tags, longest.tag, cut)) add("tags", item);
  for (const { name, value, step, time } of metrics)
    add("metrics", {
      key: keyOf(name),
      value: Number.isFinite(value) ? value : String(value),
      timestamp: Math.round(time),
      step: wholeStep(step),
    });
  if (batch.metrics.length + batch.params.length + batch.tags.length > 0) batches.push(batch);
  return { batches, cut };
}

/** Names and values as the server takes them; of two names that become one, the first counts. */
export function pairsOf(
  values: Readonly<Record<string, string>>,
  mostCharacters: number,
  cut: string[],
): Pair[] {
  const pairs = new Map<string, string>();
  for (const [name, value] of Object.entries(values)) {
    const key = keyOf(name);
    if (pairs.has(key)) continue;
    const kept = shorten(value, mostCharacters);
    if (kept !== value || [...name].length > longest.key) cut.push(key);
    pairs.set(key, kept);
  }
  return [...pairs].map(([key, value]) => ({ key, value }));
}

/**
 * A name as every server takes it: letters, digits and `_ - . /` and spaces, and no path that could be written in
 * another way. What else there is becomes an underscore.
 */
export function keyOf(name: string): string {
  const plain = shorten(name.replace(/[^\p{L}\p{N}_\-. /]/gu, "_"), longest.key);
  const isPath = plain.split("/").every((part) => part !== "" && part !== "." && part !== "..");
  return isPath && !plain.startsWith("..") ? plain : plain.replaceAll("/", "_").replace(/^\.+/, "_") || "_";
}

/** Text of at most so many characters, as Python counts them; no character is halved. */
export function shorten(text: string, mostCharacters: number): string {
  if (text.length <= mostCharacters) return text;
  const kept = text.slice(0, mostCharacters);
  return /[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept;
}

function wholeStep(step: number): number {
  return Number.isFinite(step) ? Math.max(-1e15, Math.min(1e15, Math.round(step))) : 0;
}
