/** How many of the rows that score at least so much are positive. */
export interface Cut {
  score: number;
  /** The sums of the weights of positive and negative rows at or above the score. */
  hits: number;
  misses: number;
}

/** Rows in the order of their scores, and which of them are positive. */
export interface Ranked {
  /** One cut a different score, the greatest first. */
  cuts: Cut[];
  positives: number;
  negatives: number;
}

/** Ranks rows 0 … rows - 1 by their scores; rows of weight 0 are left out. */
export function rankRows(
  rows: number,
  scoreOf: (row: number) => number,
  isPositive: (row: number) => boolean,
  weights?: Float64Array,
): Ranked {
  const scores = new Float64Array(rows);
  for (let row = 0; row < rows; row++) scores[row] = scoreOf(row);
  const order = Uint32Array.from(scores.keys())
    .filter((row) => weights?.[row] !== 0)
    .sort((a, b) => scores[b]! - scores[a]!);
  const cuts: Cut[] = [];
  let hits = 0;
  let misses = 0;
  for (const [rank, row] of order.entries()) {
    if (isPositive(row)) hits += weights ? weights[row]! : 1;
    else misses += weights ? weights[row]! : 1;
    const next = order[rank + 1];
    if (next === undefined || scores[next] !== scores[row]) cuts.push({ score: scores[row]!, hits, misses });
  }
  return { cuts, positives: hits, negatives: misses };
}

/**
 * The chance that a positive row scores above a negative one, ties counting half (Mann and Whitney). NaN where there
 * are no positive or no negative rows.
 */
export function areaUnderRoc({ cuts, positives, negatives }: Ranked): number {
  let twice = 0;
  let hits = 0;
  let misses = 0;
  for (const cut of cuts) {
    twice += (cut.misses - misses) * (cut.hits + hits);
    ({ hits, misses } = cut);
  }
  return twice / 2 / (positives * negatives);
}

/** The mean precision over the steps of recall, each at its own cut; 0 where there are no positive rows. */
export function averagePrecision({ cuts, positives }: Ranked): number {
  let sum = 0;
  let hits = 0;
  for (const cut of cuts) {
    sum += (cut.hits - hits) * (cut.hits / (cut.hits + cut.misses));
    hits = cut.hits;
  }
  if (cuts.length === 0) return Number.NaN;
  return positives === 0 ? 0 : sum / positives;
}

/** The greatest recall of a cut whose precision is at least so much; 0 where none has it. */
export function recallAtPrecision({ cuts, positives }: Ranked, precision: number): number {
  const fine = cuts.filter(({ hits, misses }) => hits / (hits + misses) >= precision);
  return positives === 0 ? Number.NaN : (fine.at(-1)?.hits ?? 0) / positives;
}

/** The positive rows among the first k: where equal scores are cut apart, as many as on average. */
export function hitsAmong({ cuts }: Ranked, k: number): number {
  let before = { hits: 0, misses: 0 };
  for (const cut of cuts) {
    const size = cut.hits + cut.misses;
    const known = before.hits + before.misses;
    if (size >= k) return before.hits + ((cut.hits - before.hits) * (k - known)) / (size - known);
    before = cut;
  }
  return before.hits;
}
