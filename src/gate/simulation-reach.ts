import { findMetric } from "../metrics/metric-table.ts";
import type { Cell } from "../report.ts";
import { normalQuantile } from "../statistics/normal.ts";
import { formatChange, formatMetric } from "./format-metric.ts";
import { alpha, type Judgement, pointOf } from "./judge.ts";
import { spreadOf, type Tally } from "./simulate.ts";

/** Chance of being found that "can find" means. */
const power = 0.8;
/** Share of passes from which on it says how far a rule is from where it turns, and runs without a pass that it takes. */
const leastShare = 0.05;
const leastRuns = 5;
/** Rows below which no standard error says how many are needed. */
const fewestRows = 30;

/** What a rule came to on other test rows. */
interface Tallies {
  /** This model. */
  same: Tally | undefined;
  /** Equal models. */
  equal: Tally | undefined;
}

/** Where the rule passes and fails in four of five sets of as many rows, and how many it takes for the first. */
export function reachOf(each: Judgement, tallies: Tallies, rows: number): Cell[] {
  const error = errorOf(each, tallies.same);
  if (error === undefined) return [null, null, null];
  const { sign, metric, bound, isStrict } = each.claim;
  const reach = (decidesAt(each) + normalQuantile(power)) * error;
  const needed = neededRows(each, { error, tallies, rows });
  if (bound !== undefined)
    return [formatWithin(metric, bound + sign * reach), formatWithin(metric, bound - sign * reach), needed];
  const zero = isStrict ? allowedBy(each) : -allowedBy(each);
  return [formatChange(metric, sign * (zero + reach)), formatChange(metric, sign * (zero - reach)), needed];
}

/** Standard errors that a value must be away from where its rule turns. */
function decidesAt({ claim }: Judgement): number {
  return claim.rule.on === "point" ? 0 : normalQuantile(1 - alpha);
}

function allowedBy({ claim: { margin }, reference }: Judgement): number {
  return margin.isShare ? margin.value * Math.abs(reference ?? Number.NaN) : margin.value;
}

/** A value that the metric cannot have is not to be reached with these rows. */
function formatWithin(metric: string, value: number): string {
  const [low, high] = findMetric(metric)?.range ?? [-Infinity, Infinity];
  return value < low || value > high ? "out of reach" : formatMetric(metric, value);
}

/**
 * Test rows for a pass in four of five sets: of a comparison were the models equal, else were the value as it is seen. How
 * far that is in standard errors tells the share of sets that pass with these rows, or where hardly any or nearly all do
 * the standard error itself.
 */
function neededRows(each: Judgement, of: { error: number; tallies: Tallies; rows: number }): Cell {
  const { error, tallies, rows } = of;
  const isEqual = each.claim.condition === "no_worse_than";
  const distance = isEqual ? allowedBy(each) : (pointOf(each.lead) ?? Number.NaN);
  if (!(distance > 0)) return "none";
  const decides = decidesAt(each);
  const tally = isEqual ? tallies.equal : tallies.same;
  const { runs = 0, verdicts: { pass = 0 } = {} } = tally ?? {};
  const share = runs === 0 ? 0 : pass / runs;
  const seen =
    share > leastShare && runs - pass >= leastRuns ? decides + normalQuantile(share) : distance / error;
  const needed = rows * ((decides + normalQuantile(power)) / (seen > 0 ? seen : distance / error)) ** 2;
  return needed < fewestRows ? `under ${fewestRows}` : Number(needed.toPrecision(2));
}

/** The standard error of how far the claim is exceeded: that of the gate's interval, else as it was seen. */
function errorOf({ lead, isUnchanged }: Judgement, tally: Tally | undefined): number | undefined {
  if (lead === undefined || isUnchanged) return undefined;
  const told = typeof lead === "object" ? lead.standardError : Number.NaN;
  const error = Number.isFinite(told) ? told : tally && spreadOf(tally);
  return error !== undefined && error > 0 ? error : undefined;
}
