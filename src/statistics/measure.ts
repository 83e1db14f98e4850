import type { Statistic } from "../metrics/statistic.ts";
import { sumInfluence } from "../metrics/sums.ts";
import { type Design, sumByUnit } from "./resample-design.ts";

/** A number to be estimated: a metric of one model, or the difference of two on the same rows. */
export interface BootstrapRequest {
  statistic: Statistic;
  /** What is taken off, in the same resample. */
  minus?: Statistic | undefined;
  /** How often `minus` is taken off: 1.01 for "at most 1 % more"; 1 without. */
  factor?: number | undefined;
  /** -1 turns the number round, so that more is better. */
  sign?: 1 | -1 | undefined;
  /** The least and the greatest value that the number can have. */
  range?: readonly [number, number] | undefined;
}

/** A request as a function of units: of sums over them, or of how often each row counts. */
export interface Measure {
  value: number;
  /** One value a unit each, and the number made of their sums. */
  terms: readonly Float64Array[] | undefined;
  combine: (sums: Float64Array) => number;
  at: (counts: Int32Array | Float64Array) => number;
  /** The statistics that it is made of, and how: what measures share is worked out once. */
  parts: readonly Statistic[];
  join: (own: number, other: number) => number;
  /** The derivative of the number by the weight of each unit. */
  influence: () => Float64Array | undefined;
  /** The number without each row. */
  leaveOneOut: (() => Float64Array) | undefined;
}

/** Makes a request a function of the design's units. */
export function measureOf(request: BootstrapRequest, design: Design): Measure {
  const { statistic, minus } = request;
  const { unitOf, units } = design;
  const [own, other] = [statistic.sums, minus?.sums];
  const isSum = own !== undefined && (minus === undefined || other !== undefined);
  const ownSize = own?.terms.length ?? 0;
  let whole: Float64Array | undefined;
  let rest: Float64Array = new Float64Array(0);
  const hasLeaveOneOut = statistic.leaveOneOut && (minus === undefined || minus.leaveOneOut);
  return {
    value: numberOf(request),
    terms: isSum
      ? [...own.terms, ...(other?.terms ?? [])].map((term) => sumByUnit(term, unitOf, units))
      : undefined,
    combine(sums) {
      if (other === undefined) return joined(request, own!.combine(sums), 0);
      if (sums !== whole) [whole, rest] = [sums, sums.subarray(ownSize)];
      return joined(request, own!.combine(sums), other.combine(rest));
    },
    at: (counts) => joined(request, statistic.at(counts), minus?.at(counts) ?? 0),
    parts: minus ? [statistic, minus] : [statistic],
    join: (first, second) => joined(request, first, second),
    influence: () => influenceOf(request, design),
    leaveOneOut: hasLeaveOneOut && (() => rowByRow(request, (of) => of.leaveOneOut!())),
  };
}

/** The number on all rows. */
export function numberOf(request: BootstrapRequest): number {
  return joined(request, request.statistic.at(), request.minus?.at() ?? 0);
}

/** The derivative of the number by the weight of each unit; undefined where it is not known. */
export function influenceOf(request: BootstrapRequest, { unitOf, units }: Design): Float64Array | undefined {
  const of = (statistic: Statistic): Float64Array | undefined => {
    if (statistic.influence !== undefined) return statistic.influence();
    const { sums } = statistic;
    return sums && sumInfluence(sums);
  };
  const own = of(request.statistic);
  const other = request.minus && of(request.minus);
  if (own === undefined || (request.minus !== undefined && other === undefined)) return undefined;
  const slopes = own.map((slope, row) => joined(request, slope, other ? other[row]! : 0));
  return sumByUnit(slopes, unitOf, units);
}

/** How the bootstrap may be read: as the weaker of both statistics. */
export function intervalOf({ statistic, minus }: BootstrapRequest): Statistic["interval"] {
  const both = [statistic.interval, minus?.interval];
  if (both.includes("none")) return "none";
  return both.includes("percentile") ? "percentile" : "bca";
}

function rowByRow(request: BootstrapRequest, of: (statistic: Statistic) => Float64Array): Float64Array {
  const own = of(request.statistic);
  const other = request.minus && of(request.minus);
  return own.map((value, row) => joined(request, value, other ? other[row]! : 0));
}

function joined({ minus, factor = 1, sign = 1 }: BootstrapRequest, own: number, other: number): number {
  return sign * (minus === undefined ? own : own - factor * other);
}
