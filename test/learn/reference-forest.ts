import { thresholdBetween } from "../../src/learn/bins.ts";
import { log } from "../../src/learn/exponential.ts";
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
  /** undefined: no row of the node is without the value. */
  missingLeft: boolean | undefined;
  /** Of categories: the bins that go left. */
  set?: readonly number[];
  score: number;
}

/** A node that can be split. */
interface Waiting {
  node: number;
  rows: Drawn[];
  depth: number;
  lower: number;
  upper: number;
  split: Split;
  gain: number;
  middle: number;
}

/** Grows a tree as kernels/forest.ts must, number for number, with nothing done for speed. */
export function growReferenceTree(job: ForestJob, tree: number): GrownTree {
  const { sizes, outputs, features } = job;
  const random = randomFrom(randomState(job.seed, tree));
  const permutation = Array.from({ length: features }, (_, feature) => feature);
  const drawn = drawRows(job, random);
  const treeWeight = sumUp(job, drawn)[0]!;
  const feature: number[] = [];
  const threshold: number[] = [];
  const missingLeft: number[] = [];
  const left: number[] = [];
  const right: number[] = [];
  const value: number[] = [];
  const gains: number[] = [];
  const sets: number[][] = [];
  const waiting: Waiting[] = [];

  function open(node: number, rows: Drawn[], at: { depth: number; lower: number; upper: number }): void {
    const totals = sumUp(job, rows);
    feature[node] = -1;
    threshold[node] = missingLeft[node] = left[node] = right[node] = gains[node] = 0;
    for (const [output, each] of nodeValue(job, totals, at).entries()) value[node * outputs + output] = each;
    const isPure = rows.every((each) => each.target === rows[0]!.target);
    if (rows.length < sizes.minSplit || rows.length < 2 * sizes.minLeaf || at.depth >= sizes.maxDepth) return;
    if (totals[0]! < 2 * job.minWeight * treeWeight || isPure) return;
    const split = findSplit(job, rows, { permutation, random, treeWeight, ...at });
    if (!split) return;
    const gain = Math.max(0, split.score - scoreOf(job, totals));
    if (gain * (1 + 1e-12) < job.minGain * unitOf(job) * treeWeight) return;
    const [a, b] = sides(job, rows, split).map((side) => sumUp(job, side)) as [number[], number[]];
    waiting.push({ node, rows, ...at, split, gain, middle: (a[1]! / a[0]! + b[1]! / b[0]!) / 2 });
  }

  function divide({ node, rows, depth, lower, upper, split, gain, middle }: Waiting): void {
    const child = feature.length;
    const { low, high } = split;
    const border = split.feature * 256;
    const [onLeft, onRight] = sides(job, rows, split) as [Drawn[], Drawn[]];
    const { column, codes } = job.parts[split.feature]!;
    feature[node] = column;
    if (split.set) sets[node] = wordsOf(split.set.map((bin) => codes!.first + bin));
    else {
      threshold[node] =
        high === 255 ? Infinity : thresholdBetween(job.highs[border + low]!, job.lows[border + high]!);
      missingLeft[node] = Number(split.missingLeft ?? onLeft.length > onRight.length);
    }
    left[node] = child;
    right[node] = child + 1;
    gains[node] = gain;
    const bound = job.monotone?.[split.feature] ?? 0;
    const below = { lower, upper: middle, depth: depth + 1 };
    const above = { lower: middle, upper, depth: depth + 1 };
    const same = { lower, upper, depth: depth + 1 };
    const ofLeft = bound > 0 ? below : bound < 0 ? above : same;
    const ofRight = bound > 0 ? above : bound < 0 ? below : same;
    feature.push(-1, -1);
    if (sizes.maxLeaves > 0) {
      open(child, onLeft, ofLeft);
      open(child + 1, onRight, ofRight);
      return;
    }
    // Depth first: what is to be split next is opened last, but the random numbers are drawn in the order of opening.
    later.push([child + 1, onRight, ofRight], [child, onLeft, ofLeft]);
  }

  const later: Parameters<typeof open>[] = [[0, drawn, { depth: 0, lower: -Infinity, upper: Infinity }]];
  for (let next = later.pop(); next; next = later.pop()) {
    open(...next);
    if (sizes.maxLeaves > 0) break;
    const found = waiting.pop();
    if (found) divide(found);
  }
  for (let leaves = 1; leaves < sizes.maxLeaves && waiting.length > 0; leaves++) {
    waiting.sort((a, b) => b.gain - a.gain || a.node - b.node);
    divide(waiting.shift()!);
  }
  const gain = new Float64Array(job.parts.at(-1)!.column + 1);
  for (const [node, asked] of feature.entries()) if (asked >= 0) gain[asked]! += gains[node]!;
  return {
    feature: Int32Array.from(feature),
    threshold: Float32Array.from(threshold),
    missingLeft: Uint8Array.from(missingLeft),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    value: Float32Array.from(value),
    gain,
    ...(sets.length > 0 && {
      sets: {
        at: Int32Array.from({ length: feature.length + 1 }, (_, node) => sets.slice(0, node).flat().length),
        words: Uint32Array.from(sets.flat()),
      },
    }),
  };
}

/** A bit for each bin, in words of 32. */
function wordsOf(bins: readonly number[]): number[] {
  const words = new Array<number>(1 + (Math.max(...bins) >> 5)).fill(0);
  for (const bin of bins) words[bin >> 5]! |= 1 << (bin & 31);
  return words;
}

/** The rows that go left, and those that go right. */
function sides(job: ForestJob, rows: readonly Drawn[], split: Split): Drawn[][] {
  const { feature, low, missingLeft, set } = split;
  const goesLeft = (drawn: Drawn): boolean => {
    const bin = binOf(job, feature, drawn);
    if (set) return set.includes(bin);
    return bin === 255 ? missingLeft === true : bin <= low;
  };
  return [rows.filter(goesLeft), rows.filter((drawn) => !goesLeft(drawn))];
}

/** What scikit-learn's impurity times the weight is here. */
function unitOf({ criterion, outputs, scale }: ForestJob): number {
  if (criterion === "entropy") return Math.LN2;
  if (criterion === "poisson") return 1 / scale;
  return outputs === 1 ? 1 / scale ** 2 : outputs === 2 ? 0.5 : 1;
}

function drawRows(job: ForestJob, random: Random): Drawn[] {
  const { rows, target, sizes, weights: given } = job;
  const counts = new Array<number>(rows).fill(sizes.draws === 0 ? 1 : 0);
  for (let draw = 0; draw < sizes.draws; draw++) {
    if (!given) counts[random.below(rows)]! += 1;
    else {
      const share = ((random.next() >>> 5) * 2 ** 26 + (random.next() >>> 6)) / 2 ** 53;
      const row = given.findIndex((sum) => sum > share * given.at(-1)!);
      counts[row < 0 ? rows - 1 : row]! += 1;
    }
  }
  const ofClass = new Map<number, number>();
  for (const [row, count] of counts.entries())
    if (count > 0) ofClass.set(target[row]!, (ofClass.get(target[row]!) ?? 0) + count);
  const balance = (row: number): number =>
    job.isBalanced ? Math.max(1, Math.round(2 ** 25 / (ofClass.size * ofClass.get(target[row]!)!))) : 1;
  return counts
    .map((count, row) => ({
      row,
      weight: sizes.draws === 0 ? (given?.[row] ?? 1) : count,
      target: target[row]!,
    }))
    .filter(({ weight }) => weight > 0)
    .map((each) => ({ ...each, weight: each.weight * balance(each.row) }));
}

function findSplit(
  job: ForestJob,
  rows: Drawn[],
  of: { permutation: number[]; random: Random; treeWeight: number; lower: number; upper: number },
): Split | undefined {
  const { permutation, random } = of;
  let best: Split | undefined;
  let varied = false;
  const totals = sumUp(job, rows);
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
    if (byBin.size < 2) continue;
    varied = true;
    if (job.parts[feature]!.codes) {
      offerSets(feature, byBin);
      continue;
    }
    const absent = byBin.get(255) ?? [];
    byBin.delete(255);
    const bins = [...byBin.keys()].sort((a, b) => a - b);
    const only = job.isRandom && bins.length > 1 ? drawBin(job, feature, bins, random) : undefined;
    const way = job.isRandom && absent.length > 0 ? random.next() & 1 : undefined;
    let onLeft: number[] = totals.map(() => 0);
    let rowsLeft = 0;
    for (const [index, low] of bins.entries()) {
      onLeft = add(onLeft, sumUp(job, byBin.get(low)!));
      rowsLeft += byBin.get(low)!.length;
      const high = bins[index + 1];
      if (high === undefined) {
        if (absent.length > 0 && only === undefined && way !== 1)
          offer({ feature, low, high: 255, missingLeft: false }, onLeft, rowsLeft);
      } else if (only === undefined || high === only) {
        const missingLeft = absent.length > 0 ? false : undefined;
        if (way !== 1) offer({ feature, low, high, missingLeft }, onLeft, rowsLeft);
        if (absent.length > 0 && way !== 0)
          offer(
            { feature, low, high, missingLeft: true },
            add(onLeft, sumUp(job, absent)),
            rowsLeft + absent.length,
          );
      }
    }
  }
  return best;

  function offerSets(feature: number, byBin: ReadonlyMap<number, Drawn[]>): void {
    const bins = [...byBin.keys()].sort((a, b) => a - b);
    const sums = new Map(bins.map((bin) => [bin, sumUp(job, byBin.get(bin)!)]));
    const keys = keysOf(job, [...sums.values()], totals, random);
    const sorted = bins.map((bin, at) => ({ bin, key: keys[at]! })).sort((a, b) => a.key - b.key);
    const only = job.isRandom ? 1 + random.below(bins.length - 1) : undefined;
    let onLeft: number[] = totals.map(() => 0);
    let rowsLeft = 0;
    for (const [at, { bin }] of sorted.slice(0, -1).entries()) {
      onLeft = add(onLeft, sums.get(bin)!);
      rowsLeft += byBin.get(bin)!.length;
      if (only !== undefined && only !== at + 1) continue;
      const [first, rest] = [sorted.slice(0, at + 1), sorted.slice(at + 1)].map((part) =>
        part.map((each) => each.bin),
      ) as [number[], number[]];
      const isFirst = first.includes(255) ? false : rest.includes(255) || 2 * onLeft[0]! <= totals[0]!;
      const set = isFirst ? first : rest;
      offer({ feature, low: 0, high: 0, missingLeft: false, set }, onLeft, rowsLeft);
    }
  }

  function offer(split: Omit<Split, "score">, onLeft: readonly number[], rowsLeft: number): void {
    const onRight = totals.map((total, at) => total - onLeft[at]!);
    const score = scoreOf(job, onLeft) + scoreOf(job, onRight);
    if (!(score > (best?.score ?? -Infinity))) return;
    const direction = job.monotone?.[split.feature] ?? 0;
    const [a, b] = [onLeft[1]! / onLeft[0]!, onRight[1]! / onRight[0]!];
    if (direction !== 0) {
      if (Math.min(a, b) < of.lower || Math.max(a, b) > of.upper || (a - b) * direction > 0) return;
    }
    if (rowsLeft < job.sizes.minLeaf || rows.length - rowsLeft < job.sizes.minLeaf) return;
    if (Math.min(onLeft[0]!, onRight[0]!) < job.minWeight * of.treeWeight) return;
    best = { ...split, score };
  }
}

/** What categories with these sums are sorted by. */
function keysOf(
  job: ForestJob,
  sums: readonly number[][],
  totals: readonly number[],
  random: Random,
): number[] {
  if (job.isRandom) return sums.map(() => random.next());
  if (job.outputs <= 2) return sums.map(([weight = 0, sum = 0]) => sum / weight);
  const counts = sums.map(([weight = 0, ...each]) => ({ weight, each }));
  const distances = counts.map(({ weight, each }) =>
    each.map((count, at) => count / weight - totals[1 + at]! / totals[0]!),
  );
  const variances = totals
    .slice(1)
    .map((_, at) =>
      counts.reduce((sum, { weight }, k) => sum + weight * distances[k]![at]! * distances[k]![at]!, 0),
    );
  const first = variances.indexOf(Math.max(...variances));
  let direction = variances.map((_, at) => Number(at === first));
  for (let step = 0; step < 8; step++) {
    const turned = direction.map(() => 0);
    for (const [k, { weight }] of counts.entries()) {
      const along = distances[k]!.reduce((sum, each, at) => sum + direction[at]! * each, 0);
      for (const [at, each] of distances[k]!.entries()) turned[at]! += weight * along * each;
    }
    const largest = Math.max(...turned.map(Math.abs));
    if (largest > 0) direction = turned.map((each) => each / largest);
  }
  return counts.map(
    ({ weight, each }) => each.reduce((sum, count, at) => sum + direction[at]! * count, 0) / weight,
  );
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

function scoreOf({ criterion, outputs }: ForestJob, [weight = 0, ...sums]: readonly number[]): number {
  const [sum = 0] = sums;
  if (criterion === "poisson") return sum > 0 ? sum * log(sum / weight) : -Infinity;
  if (criterion === "squares") return sums.reduce((squares, each) => squares + each * each, 0) / weight;
  if (outputs <= 2) return xlogx(sum) + xlogx(weight - sum) - xlogx(weight);
  return sums.reduce((score, count) => score + xlogx(count), -xlogx(weight));
}

function xlogx(x: number): number {
  return x > 0 ? x * log(x) : 0;
}

function nodeValue(
  { outputs, offset, scale }: ForestJob,
  [weight = 0, ...sums]: readonly number[],
  { lower, upper }: { lower: number; upper: number },
): number[] {
  const [first = 0, ...others] = sums.map((sum) => Math.min(Math.max(sum / weight, lower), upper));
  if (outputs === 1) return [offset + scale * first];
  return outputs === 2 ? [1 - first, first] : [first, ...others];
}

function binOf({ bins, rows }: ForestJob, feature: number, { row }: Drawn): number {
  return bins[feature * rows + row]!;
}

function add(a: readonly number[], b: readonly number[]): number[] {
  return a.map((each, at) => each + b[at]!);
}
