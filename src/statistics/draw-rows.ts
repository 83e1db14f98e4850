import { exp } from "../learn/exponential.ts";
import { type Random, type RandomState, randomFrom, streamState } from "../learn/random.ts";

/** How the counts of units are drawn from halves of words: see `drawRows`. */
export interface RowOdds {
  /** Signed halves above `limits[k]` stand for more than k rows, those above the last one for what `rest` says. */
  limits: Int16Array;
  /** The chance of at most 0, 1, … rows where the half does not tell. */
  rest: Float64Array;
}

/** Counts below this have halves of their own. */
const direct = 8;
/** Counts of this many rows do not occur. */
const mostRows = 32;
/** Below and above these numbers of units each row is drawn by itself. */
const [fewestUnits, mostUnits] = [64, 2 ** 20];
/** Standard deviations that the mean stays below the number of units, so that hardly ever too many are drawn. */
const caution = 2.75;

/** The odds of so many units; undefined where each row is drawn by itself. */
export function rowOdds(units: number): RowOdds | undefined {
  if (units < fewestUnits || units >= mostUnits) return undefined;
  const mean = 1 - caution / Math.sqrt(units);
  const limits = new Int16Array(direct);
  const rest = new Float64Array(mostRows);
  let chance = exp(-mean);
  let [end, unsaid] = [0, 0];
  for (let rows = 0; rows < mostRows; rows++) {
    const halves = 2 ** 16 * chance;
    const whole = rows < direct ? Math.floor(halves) : 0;
    end += whole;
    unsaid += halves - whole;
    if (rows < direct) limits[rows] = end - 2 ** 15 - 1;
    rest[rows] = unsaid / 2 ** 16;
    chance *= mean / (rows + 1);
  }
  return {
    limits,
    rest: rest.map((share, count) => (count === mostRows - 1 ? 1 : share / rest.at(-1)!)),
  };
}

/** As `RowOdds`: how many rows each half stands for, 8 where it does not tell. */
export interface RowTable extends Pick<RowOdds, "rest"> {
  rows: Uint8Array;
}

/** What `drawRows` needs to know of so many units; undefined where each row is drawn by itself. */
export function rowTable(units: number): RowTable | undefined {
  const odds = rowOdds(units);
  if (odds === undefined) return undefined;
  const rows = new Uint8Array(2 ** 16);
  for (let half = 0; half < rows.length; half++) rows[half] = countAbove(odds.limits, (half << 16) >> 16);
  return { rows, rest: odds.rest };
}

function countAbove(limits: Int16Array, half: number): number {
  let count = 0;
  while (count < direct && half > limits[count]!) count++;
  return count;
}

/**
 * Draws as many rows as there are units, with replacement, twice: `counts` says how often each came. Which is a
 * multinomial draw, made of one Poisson draw a unit: given their sum such counts are multinomial, so where it falls short
 * the rest is drawn row by row, and where it is too large (one draw in 300, as the mean is a little below 1) all are. A
 * half of a word tells the count but for one draw in some ten thousand, for which the next word tells it. Row by row
 * there is no bias: what would favour a unit is drawn again (Lemire, ACM Transactions on Modeling and Computer
 * Simulation, 2019). The first counts take the low halves, the second the high ones: as eight lanes of the kernel do.
 */
export function drawRows(
  { hashed, stream }: { hashed: number; stream: number },
  table: RowTable | undefined,
  counts: readonly [Int32Array, Int32Array],
): void {
  const state = streamState(hashed, stream);
  const units = counts[0].length;
  const left: [number, number] = [units, units];
  const random = table ? drawMost(state, table, counts, left) : randomFrom(state);
  if (table === undefined) for (const lane of counts) lane.fill(0);
  for (const lane of [0, 1] as const)
    if (left[lane] < 0) {
      counts[lane].fill(0);
      left[lane] = units;
    }
  if (units < 2 ** 15) drawShort(random, counts, left);
  else drawWide(random, counts, left);
}

type Pair = readonly [Int32Array, Int32Array];

/** Gives back the stream, from where it is; its words are worked out in place, since a bootstrap spends its time here. */
function drawMost(
  state: RandomState,
  { rows, rest }: RowTable,
  [first, second]: Pair,
  left: [number, number],
): Random {
  const odd: number[] = [];
  let [lacking, other] = left;
  let [a = 0, b = 0, c = 0, d = 0] = state as unknown as number[];
  [a, b, c, d] = [a | 0, b | 0, c | 0, d | 0];
  for (let unit = 0; unit < first.length; unit++) {
    const sum = (a + d) | 0;
    const word = (((sum << 7) | (sum >>> 25)) + a) | 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    const low = rows[word & 0xffff]!;
    first[unit] = low;
    lacking -= low;
    if (low === direct) odd.push(2 * unit);
    const high = rows[word >>> 16]!;
    second[unit] = high;
    other -= high;
    if (high === direct) odd.push(2 * unit + 1);
  }
  left[0] = lacking;
  left[1] = other;
  state.set([a, b, c, d]);
  const random = randomFrom(state);
  for (const place of odd) {
    const share = random.next() / 2 ** 32;
    let count = 0;
    while (share >= rest[count]!) count++;
    (place % 2 === 0 ? first : second)[place >> 1] = count;
    left[place % 2]! += direct - count;
  }
  return random;
}

/** A half of a word is a row. */
function drawShort(random: Random, [first, second]: Pair, left: [number, number]): void {
  const units = first.length;
  const bias = 2 ** 16 % units;
  let [lacking, other] = left;
  while (lacking > 0 || other > 0) {
    const word = random.next();
    const low = (word & 0xffff) * units;
    if (lacking > 0 && (low & 0xffff) >= bias) {
      first[low >>> 16]!++;
      lacking--;
    }
    const high = (word >>> 16) * units;
    if (other > 0 && (high & 0xffff) >= bias) {
      second[high >>> 16]!++;
      other--;
    }
  }
}

/** The halves of two words are a row. */
function drawWide(random: Random, counts: Pair, left: [number, number]): void {
  const units = counts[0].length;
  const bias = 2 ** 32 % units;
  while (left[0] > 0 || left[1] > 0) {
    const [high, low] = [random.next(), random.next()];
    for (const lane of [0, 1] as const) {
      const share =
        lane === 0 ? (high & 0xffff) * 2 ** 16 + (low & 0xffff) : (high >>> 16) * 2 ** 16 + (low >>> 16);
      // Exact for up to 2^21 units; beyond, the last bits are lost, which favours no unit by more than 2^-21.
      const product = share * units;
      const unit = Math.floor(product / 2 ** 32);
      if (left[lane] > 0 && product - unit * 2 ** 32 >= bias) {
        counts[lane][unit]!++;
        left[lane]--;
      }
    }
  }
}

/**
 * Draws blocks of rows that stand beside each other in `order` (the last one goes on with the first: circular, Politis
 * and Romano 1992), until there are as many as rows; the last block is cut.
 */
export function drawBlocks(
  random: Random,
  { order, length, steps }: { order: Int32Array; length: number; steps: Int32Array },
  counts: Int32Array,
): void {
  const rows = order.length;
  steps.fill(0);
  let wrapped = 0;
  for (let left = rows; left > 0; left -= length) {
    const start = random.below(rows);
    const end = start + Math.min(length, left);
    steps[start]!++;
    if (end < rows) steps[end]!--;
    else if (end > rows) {
      wrapped++;
      steps[end - rows]!--;
    }
  }
  let covering = wrapped;
  for (let place = 0; place < rows; place++) {
    covering += steps[place]!;
    counts[order[place]!] = covering;
  }
}
