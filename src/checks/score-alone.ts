import { randomFrom, randomState } from "../learn/random.ts";
import { rocAuc } from "../metrics/roc-auc.ts";
import type { Column } from "../tables/table.ts";
import { codesOf, densify } from "./dense-codes.ts";

const seed = 42;
const mostBins = 256;
const mostClasses = 20;

/**
 * How well one column predicts the target, from 0 (not at all) to 1 (fully). The column is cut into bins of equal
 * counts (texts are bins as they are), each bin predicts what it has on one half of the rows, and the other half
 * judges: so a column of identifiers scores 0. For classes the score is 2 AUC - 1, averaged over the classes against
 * the rest by their share; for numbers it is R² of the target's ranks. The target has no missing values.
 */
export function scoreAlone(column: Column, target: Column): number {
  const rows = target.kind === "text" ? target.codes.length : target.values.length;
  const random = randomFrom(randomState(seed, 1));
  const isTraining = Uint8Array.from({ length: rows }, () => random.next() & 1);
  const { bins, size } = binsOf(column, isTraining);
  const halves = { bins, size, isTraining };
  const { codes, size: values } = codesOf(target);
  if (target.kind === "text" || target.type === "boolean" || values <= 2)
    return scoreClasses(halves, codes, values);
  return scoreRanks(halves, ranksOf(codes, values));
}

interface Halves {
  /** A bin from 0 for each row. */
  bins: Uint32Array;
  size: number;
  /** 1 for the rows that the bins learn from. */
  isTraining: Uint8Array;
}

/** Bin 0 is for missing values. */
function binsOf(column: Column, isTraining: Uint8Array): Pick<Halves, "bins" | "size"> {
  if (column.kind === "text")
    return { bins: Uint32Array.from(column.codes, (code) => code + 1), size: column.dictionary.length + 1 };
  const { codes, size } = densify(column.values);
  const counts = new Float64Array(size);
  let count = 0;
  for (const [row, code] of codes.entries()) {
    if (code < 0 || isTraining[row] === 0) continue;
    counts[code]!++;
    count++;
  }
  const wanted = Math.min(mostBins, Math.max(2, Math.floor(Math.sqrt(count))));
  const binOf = new Uint32Array(size);
  let below = 0;
  for (let code = 0; code < size; code++) {
    binOf[code] = Math.min(wanted - 1, Math.floor((below * wanted) / Math.max(1, count))) + 1;
    below += counts[code]!;
  }
  return { bins: Uint32Array.from(codes, (code) => (code < 0 ? 0 : binOf[code]!)), size: wanted + 1 };
}

function scoreClasses(halves: Halves, codes: Float64Array, classes: number): number {
  const judged = Uint32Array.from(codes.keys()).filter((row) => halves.isTraining[row] === 0);
  const counts = new Uint32Array(classes);
  for (const row of judged) counts[codes[row]!]!++;
  const frequent = [...counts.keys()].sort((a, b) => counts[b]! - counts[a]!).slice(0, mostClasses);
  let score = 0;
  let weight = 0;
  for (const each of frequent) {
    const predicted = binMeans(halves, (row) => (codes[row] === each ? 1 : 0));
    const area = rocAuc(
      judged.length,
      (i) => predicted[halves.bins[judged[i]!]!]!,
      (i) => codes[judged[i]!] === each,
    );
    if (Number.isNaN(area)) continue;
    score += Math.max(0, 2 * area - 1) * counts[each]!;
    weight += counts[each]!;
  }
  return weight === 0 ? 0 : score / weight;
}

function scoreRanks(halves: Halves, ranks: Float64Array): number {
  const { bins, isTraining } = halves;
  const predicted = binMeans(halves, (row) => ranks[row]!);
  const judged = ranks.filter((_, row) => isTraining[row] === 0);
  const mean = judged.reduce((a, b) => a + b, 0) / judged.length;
  let residual = 0;
  let total = 0;
  for (const [row, rank] of ranks.entries()) {
    if (isTraining[row] === 1) continue;
    residual += (rank - predicted[bins[row]!]!) ** 2;
    total += (rank - mean) ** 2;
  }
  return total === 0 ? 0 : Math.max(0, 1 - residual / total);
}

/** The mean of a value over each bin's training rows, drawn to the mean of all as if by one more row. */
function binMeans({ bins, size, isTraining }: Halves, read: (row: number) => number): Float64Array {
  const sums = new Float64Array(size);
  const counts = new Uint32Array(size);
  let sum = 0;
  let count = 0;
  for (const [row, bin] of bins.entries()) {
    if (isTraining[row] === 0) continue;
    const value = read(row);
    sums[bin]! += value;
    counts[bin]!++;
    sum += value;
    count++;
  }
  const mean = count === 0 ? 0 : sum / count;
  return sums.map((each, bin) => (each + mean) / (counts[bin]! + 1));
}

/** Average ranks from 0, so that equal values have equal ranks. */
function ranksOf(codes: Float64Array, size: number): Float64Array {
  const counts = new Float64Array(size);
  for (const code of codes) counts[code]!++;
  let below = 0;
  const ranks = counts.map((count) => {
    below += count;
    return below - (count + 1) / 2;
  });
  return codes.map((code) => ranks[code]!);
}
