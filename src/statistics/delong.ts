import { type LabelledRows, placeRows } from "./placements.ts";
import type { SortedRows } from "./sort-rows.ts";
import { normalTails } from "./upper-tail.ts";

/** What each group of rows adds to an area under the ROC curve (a row by itself is a group of one). */
export interface AucTerms {
  auc: number;
  ofPositives: Float64Array;
  ofNegatives: Float64Array;
}

/** Of how many groups the terms are, whose rows have weight: in all, with positive rows, with negative ones. */
export interface GroupCounts {
  all: number;
  positive: number;
  negative: number;
  isGrouped: boolean;
}

/** The terms of one model's scores (`falling` as of `placeRows`): their sums of squares are the variance, see `termsVariance`. */
export function aucTerms(rows: LabelledRows, scores: Float64Array, falling?: SortedRows): AucTerms {
  const { auc, ofRow, positives, negatives } = placeRows(rows, scores, falling);
  const { positive, weights, groups } = rows;
  const size = countCodes(rows);
  const ofPositives = new Float64Array(size);
  const ofNegatives = new Float64Array(size);
  for (let row = 0; row < ofRow.length; row++) {
    const term = (weights ? weights[row]! : 1) * (ofRow[row]! - auc);
    const group = groups ? groups[row]! : row;
    if (positive[row]) ofPositives[group]! += term / positives;
    else ofNegatives[group]! += term / negatives;
  }
  return { auc, ofPositives, ofNegatives };
}

/** Counts the groups of rows that have weight. */
export function countGroups({ positive, weights, groups }: LabelledRows): GroupCounts {
  const kinds = new Uint8Array(countCodes({ positive, groups }));
  for (let row = 0; row < positive.length; row++)
    if (!weights || weights[row]! > 0) kinds[groups ? groups[row]! : row]! |= positive[row] ? 1 : 2;
  const count = { all: 0, positive: 0, negative: 0, isGrouped: groups !== undefined };
  for (const kind of kinds) {
    if (kind !== 0) count.all++;
    if (kind & 1) count.positive++;
    if (kind & 2) count.negative++;
  }
  return count;
}

/** A variance, and the degrees of freedom that it is known with. */
export interface TermsVariance {
  variance: number;
  df: number;
}

/**
 * The variance of an area of these terms, or of a difference of areas of the differences of theirs, after DeLong,
 * DeLong and Clarke-Pearson ("Comparing the areas under two or more correlated receiver operating characteristic
 * curves", 1988), of groups after Obuchowski ("Nonparametric analysis of clustered ROC curve data", 1997). Its degrees of
 * freedom are Welch's over both classes (Brunner and Munzel, "The nonparametric Behrens-Fisher problem", 2000), and no
 * more than the groups have.
 */
export function termsVariance(terms: Omit<AucTerms, "auc">, count: GroupCounts): TermsVariance {
  const positive = scaled(terms.ofPositives, terms.ofPositives, count.positive);
  const negative = scaled(terms.ofNegatives, terms.ofNegatives, count.negative);
  const across = count.isGrouped ? 2 * scaled(terms.ofPositives, terms.ofNegatives, count.all) : 0;
  const welch =
    (positive + negative) ** 2 /
    (positive ** 2 / (count.positive - 1) + negative ** 2 / (count.negative - 1));
  return { variance: positive + negative + across, df: Math.min(welch, count.all - 1) };
}

/** DeLong's test of two areas on the same rows, as it was published: normal and two-sided. */
export interface DeLongTest {
  aucs: [first: number, second: number];
  /** The covariance of both areas, 2 × 2. */
  covariance: [[number, number], [number, number]];
  z: number;
  p: number;
}

/** Tests that two models' scores have the same area under the ROC curve. z is NaN where their difference has no variance. */
export function testDeLong(rows: LabelledRows, scores: readonly [Float64Array, Float64Array]): DeLongTest {
  const count = countGroups(rows);
  const [a, b] = [aucTerms(rows, scores[0]), aucTerms(rows, scores[1])];
  const covariance = (x: AucTerms, y: AucTerms) =>
    scaled(x.ofPositives, y.ofPositives, count.positive) +
    scaled(x.ofNegatives, y.ofNegatives, count.negative) +
    (count.isGrouped
      ? scaled(x.ofPositives, y.ofNegatives, count.all) + scaled(x.ofNegatives, y.ofPositives, count.all)
      : 0);
  const shared = covariance(a, b);
  const z = (a.auc - b.auc) / Math.sqrt(termsVariance(subtractTerms(a, b), count).variance);
  return {
    aucs: [a.auc, b.auc],
    covariance: [
      [covariance(a, a), shared],
      [shared, covariance(b, b)],
    ],
    z,
    p: normalTails(z),
  };
}

/** The terms of the first area less the second. */
export function subtractTerms(first: AucTerms, second: AucTerms): AucTerms {
  return {
    auc: first.auc - second.auc,
    ofPositives: subtract(first.ofPositives, second.ofPositives),
    ofNegatives: subtract(first.ofNegatives, second.ofNegatives),
  };
}

function subtract(left: Float64Array, right: Float64Array): Float64Array {
  const difference = new Float64Array(left.length);
  for (let i = 0; i < left.length; i++) difference[i] = left[i]! - right[i]!;
  return difference;
}

/** The sum of products of terms of so many groups, freed of its bias. */
function scaled(left: Float64Array, right: Float64Array, groups: number): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  return (groups / (groups - 1)) * sum;
}

function countCodes({ positive, groups }: LabelledRows): number {
  return groups ? groups.reduce((most, code) => Math.max(most, code + 1), 0) : positive.length;
}
