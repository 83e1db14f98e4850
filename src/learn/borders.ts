/** Different values in order, and how often each occurs. */
interface Counted {
  values: Float32Array;
  counts: Uint32Array;
}

/**
 * The greatest value of each bin but the last, for at most `limit` bins, at least 2, of sorted values without NaN. Each
 * value has its own bin where that is enough. Else those below and above zero share the bins by their numbers, one is
 * kept for zero, and bins of a sign weigh as much as ties allow (LightGBM 4.7, src/io/bin.cpp: FindBinWithZeroAsOneBin
 * and GreedyFindBin, without min_data_in_bin).
 */
export function findBorders(sorted: Float32Array, limit: number): number[] {
  const counted = countValues(sorted);
  const { values } = counted;
  if (values.length <= limit) return Array.from(values.subarray(0, -1));
  const firstZero = firstNotBelow(values, 0);
  const firstAbove = firstZero + (values[firstZero] === 0 ? 1 : 0);
  const below = take(counted, 0, firstZero);
  const above = take(counted, firstAbove, values.length);
  const [countBelow, countAbove] = [countOf(below), countOf(above)];
  const share = countBelow / (countBelow + countAbove);
  const bordersBelow =
    countBelow === 0 ? [] : groupValues(below, Math.max(1, Math.floor(share * (limit - 1))));
  const binsAbove = Math.max(countAbove === 0 ? 0 : 1, limit - 1 - bordersBelow.length);
  const zero = firstAbove > firstZero && bordersBelow.length + binsAbove < limit ? [0] : [];
  return [...bordersBelow, ...zero, ...groupValues(above, binsAbove)].slice(0, -1);
}

/** The greatest value of each of at most `limit` bins. */
function groupValues({ values, counts }: Counted, limit: number): number[] {
  if (values.length <= limit) return Array.from(values);
  let rest = countOf({ values, counts });
  let bins = limit;
  const heavy = rest / limit;
  for (const count of counts) {
    if (count < heavy) continue;
    rest -= count;
    bins--;
  }
  const borders: number[] = [];
  let mean = rest / bins;
  let inBin = 0;
  for (let at = 0; at < values.length - 1 && borders.length < limit - 1; at++) {
    const count = counts[at]!;
    const isHeavy = count >= heavy;
    inBin += count;
    if (!isHeavy) rest -= count;
    const closes = isHeavy || inBin >= mean || (counts[at + 1]! >= heavy && inBin >= Math.max(1, mean / 2));
    if (!closes) continue;
    borders.push(values[at]!);
    inBin = 0;
    if (isHeavy) continue;
    bins--;
    mean = rest / bins;
  }
  return [...borders, values.at(-1)!];
}

function countValues(sorted: Float32Array): Counted {
  const values = new Float32Array(sorted.length);
  const counts = new Uint32Array(sorted.length);
  let different = 0;
  for (let at = 0; at < sorted.length; at++) {
    const value = sorted[at]!;
    if (at === 0 || value !== sorted[at - 1]) values[different++] = value;
    counts[different - 1]!++;
  }
  return { values: values.subarray(0, different), counts: counts.subarray(0, different) };
}

function take({ values, counts }: Counted, from: number, to: number): Counted {
  return { values: values.subarray(from, to), counts: counts.subarray(from, to) };
}

function countOf({ counts }: Counted): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}

function firstNotBelow(values: Float32Array, limit: number): number {
  const found = values.findIndex((value) => value >= limit);
  return found < 0 ? values.length : found;
}
