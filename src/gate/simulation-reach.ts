import { findMetric } from "../metrics/metric-table.ts";
import type { Cell } from "../report.ts";
import { normalQuantile } from "../statistics/normal.ts";
import { rowsNeeded } from "../statistics/rows-needed.ts";
import { formatChange, formatMetric } from "./format-metric.ts";
import { alpha, type Judgement, pointOf } from "./judge.ts";
import { spreadOf, type Tally } from "./simulate.ts";

/** Chance of being found that "can find" means. */
const power = 0.8;
/** Rows below which no standard error says how many are needed. */
const fewestRows = 30;

/** Where the rule passes and fails in four of five test sets, and the rows that it takes for the first. */
export function reachOf(each: Judgement, tally: Tally | undefined, rows: number): Cell[] {
  const error = errorOf(each, tally);
  if (error === undefined) return [null, null, null];
  const { claim, reference } = each;
  const { sign, metric, against, bound, margin } = claim;
  const decides = claim.rule.on === "point" ? 0 : normalQuantile(1 - alpha);
  const reach = (decides + normalQuantile(power)) * error;
  const needed = neededRows(each, error, rows);
  if (against === undefined) {
    const [passes, fails] = [bound! + sign * reach, bound! - sign * reach];
    return [formatWithin(metric, passes), formatWithin(metric, fails), needed];
  }
  const allowed = margin.isShare ? margin.value * Math.abs(reference ?? Number.NaN) : margin.value;
  const zero = claim.isStrict ? allowed : -allowed;
  return [formatChange(metric, sign * (zero + reach)), formatChange(metric, sign * (zero - reach)), needed];
}

/** A value that the metric cannot have is not to be reached with these rows. */
function formatWithin(metric: string, value: number): string {
  const [low, high] = findMetric(metric)?.range ?? [-Infinity, Infinity];
  return value < low || value > high ? "out of reach" : formatMetric(metric, value);
}

/** Rows for a pass: of a comparison were the models equal, of a bound were the value the true one. */
function neededRows(each: Judgement, error: number, rows: number): Cell {
  const { claim, lead, reference } = each;
  const { margin, condition } = claim;
  const allowed = margin.isShare ? margin.value * Math.abs(reference ?? Number.NaN) : margin.value;
  const distance = condition === "no_worse_than" ? allowed : (pointOf(lead) ?? Number.NaN);
  if (!(distance > 0)) return "none";
  const n = typeof lead === "object" ? lead.n : rows;
  const needed = rowsNeeded({ standardDeviation: error * Math.sqrt(n), margin: distance, alpha, power });
  return needed < fewestRows ? `under ${fewestRows}` : Number(needed.toPrecision(2));
}

/** The standard error of how far the claim is exceeded: that of the gate's interval, else as it was seen. */
function errorOf({ lead, isUnchanged }: Judgement, tally: Tally | undefined): number | undefined {
  if (lead === undefined || isUnchanged) return undefined;
  const told = typeof lead === "object" ? lead.standardError : Number.NaN;
  const error = Number.isFinite(told) ? told : tally && spreadOf(tally);
  return error !== undefined && error > 0 ? error : undefined;
}
