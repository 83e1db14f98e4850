import { thresholdBetween } from "../../src/learn/bins.ts";
import type { ForestJob, GrownTree } from "../../src/learn/forest-kernel.ts";
import { type Random, randomFrom, randomState } from "../../src/learn/random.ts";

/** A drawn row: how often, and its target. */
interface Drawn {
  row: number;
  weight: number;
  target: number;
}

interface Split {
  feature: number;
  low: number;
  high: number;
  score: number;
}

/** Grows a tree as kernels/forest.ts must, number for number, with nothing done for speed. */
export function growReferenceTree(job: ForestJob, tree: number): GrownTree {
  const { sizes, outputs, features } = job;
  const random = randomFrom(randomState(job.seed, tree));
  const permutation = Array.from({ length: features }, (_, feature) => feature);
  const feature = [-1];
  const threshold = [0];
  const left = [0];
  const right = [0];
  const value = new Array<number>(outputs).fill(0);
  const gain = new Float64Array(features);
  const waiting = [{ node: 0, rows: drawRows(job, random), depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, rows, depth } = next;
    const totals = sumUp(job, rows);
    value.splice(node * outputs, outputs, ...nodeValue(job, totals));
    const isPure = rows.every((each) => each.target === rows[0]!.target);
    if (rows.length < sizes.minSplit || rows.length < 2 * sizes.minLeaf || depth >= sizes.maxDepth || isPure)
      continue;
    const split = findSplit(job, rows, permutation, random);
    if (!split) continue;
    const child = feature.length;
    const { low, high } = split;
    const border = split.feature * 256;
    feature[node] = split.feature;
    threshold[node] = thresholdBetween(job.highs[border + low]!, job.lows[border + high]!);
    left[node] = child;
    right[node] = child + 1;
    gain[split.feature]! += Math.max(0, split.score - scoreOf(totals));
    for (let each = child; each <= child + 1; each++) {
      feature[each] = -1;
      threshold[each] = left[each] = right[each] = 0;
      value.push(...new Array<number>(outputs).fill(0));
    }
    const goesLeft = (drawn: Drawn): boolean => binOf(job, split.feature, drawn) <= low;
    waiting.push({ node: child + 1, rows: rows.filter((drawn) => !goesLeft(drawn)), depth: depth + 1 });
    waiting.push({ node: child, rows: rows.filter(goesLeft), depth: depth + 1 });
  }
  return {
    feature: Int32Array.from(feature),
    threshold: Float32Array.from(threshold),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    value: Float32Array.from(value),
    gain,
  };
}

function drawRows({ rows, target, sizes, weights: given }: ForestJob, random: Random): Drawn[] {
  const weights = new Array<number>(rows).fill(sizes.draws === 0 ? 1 : 0);
  for (let draw = 0; draw < sizes.draws; draw++) weights[random.below(rows)]! += 1;
  return weights
    .map((weight, row) => ({ row, weight: weight * (given?.[row] ?? 1), target: target[row]! }))
    .filter(({ weight }) => weight > 0);
}

function findSplit(job: ForestJob, rows: Drawn[], permutation: number[], random: Random): Split | undefined {
  let best: Split | undefined;
  let varied = false;
  for (let k = 0; k < job.features; k++) {
    if (k >= job.sizes.maxFeatures && varied) break;
    const drawn = k + random.below(job.features - k);
    const feature = permutation[drawn]!;
    permutation[drawn] = permutation[k]!;
    permutation[k] = feature;
    const byBin = new Map<number, Drawn[]>();
    for (const each of rows) {
      const bin = binOf(job, feature, each);
      byBin.set(bin, [...(byBin.get(bin) ?? []), each]);
    }
    const bins = [...byBin.keys()].sort((a, b) => a - b);
    if (bins.length > 1) varied = true;
    const totals = sumUp(job, rows);
    const only = job.isRandom && bins.length > 1 ? drawBin(job, feature, bins, random) : undefined;
    let onLeft = totals.map(() => 0);
    let rowsLeft = 0;
    for (const [index, low] of bins.slice(0, -1).entries()) {
      onLeft = add(onLeft, sumUp(job, byBin.get(low)!));
      rowsLeft += byBin.get(low)!.length;
      if (only !== undefined && bins[index + 1] !== only) continue;
      if (rowsLeft < job.sizes.minLeaf || rows.length - rowsLeft < job.sizes.minLeaf) continue;
      const onRight = totals.map((total, at) => total - onLeft[at]!);
      const score = scoreOf(onLeft) + scoreOf(onRight);
      if (score > (best?.score ?? -1)) best = { feature, low, high: bins[index + 1]!, score };
    }
  }
  return best;
}

/** The first bin above a border at random. */
function drawBin({ lows, highs }: ForestJob, feature: number, bins: number[], random: Random): number {
  const at = 256 * feature;
  const least = highs[at + bins[0]!]!;
  const greatest = lows[at + bins.at(-1)!]!;
  const border = least + (greatest - least) * (random.next() / 2 ** 32);
  return bins.slice(1).find((bin) => lows[at + bin]! > border)!;
}

/** The weight, then the sum of the target or (beyond two classes) the weight of each class. */
function sumUp({ outputs }: ForestJob, rows: readonly Drawn[]): number[] {
  const sums = new Array<number>(outputs <= 2 ? 2 : outputs + 1).fill(0);
  for (const { weight, target } of rows) {
    sums[0]! += weight;
    if (outputs <= 2) sums[1]! += target * weight;
    else sums[1 + target]! += weight;
  }
  return sums;
}

function scoreOf([weight = 0, ...sums]: readonly number[]): number {
  return sums.reduce((squares, sum) => squares + sum * sum, 0) / weight;
}

function nodeValue(
  { outputs, offset, scale }: ForestJob,
  [weight = 0, ...sums]: readonly number[],
): number[] {
  const [first = 0, ...others] = sums.map((sum) => sum / weight);
  if (outputs === 1) return [offset + scale * first];
  return outputs === 2 ? [1 - first, first] : [first, ...others];
}

function binOf({ bins, rows }: ForestJob, feature: number, { row }: Drawn): number {
  return bins[feature * rows + row]!;
}

function add(a: readonly number[], b: readonly number[]): number[] {
  return a.map((each, at) => each + b[at]!);
}
