import type { Waiver } from "../config/waivers.ts";
import { counted } from "../number-format.ts";
import type { Estimate } from "../statistics/estimate.ts";
import { holm } from "../statistics/holm.ts";
import { rowsNeededLike } from "../statistics/rows-needed.ts";
import type { Claim } from "./claim.ts";

/** One-sided error of every claim: the printed 95 % interval is what decides. */
export const alpha = 0.025;
/** Chance of a pass that "rows still needed" is worked out for. */
const power = 0.8;

/** A part of the test rows that a claim is judged on. */
export interface Slice {
  column: string;
  value: string;
}

/** What was measured for a claim. */
export interface Measured {
  claim: Claim;
  /** Undefined for all rows. */
  slice?: Slice | undefined;
  /** True where the claim can only break: slices beside a rule, which need not prove anything. */
  isGuard?: boolean | undefined;
  /** The model's metric; a number where there is no interval of it. */
  actual: Estimate | number | undefined;
  /** The value that it is compared with. */
  reference?: number | undefined;
  /** The model's metric less the reference's. */
  difference?: Estimate | undefined;
  /** How far the claim is exceeded: it holds from 0 up. Undefined where it cannot be judged. */
  lead: Estimate | number | undefined;
  /** Whether both models say the same of every row. */
  isUnchanged?: boolean | undefined;
  /** Why there is no lead. */
  missing?: string | undefined;
  /** What an estimate's `n` counts; rows by default. */
  unit?: Unit | undefined;
}

/** What is alike and independent, as far as an interval goes. */
export type Unit = "row" | "group" | "fold" | "repeat";

/** `unjudged`: what it compares with is not there; `waived`: it fails, and may for a while. */
export type ClaimVerdict = "pass" | "fail" | "inconclusive" | "unjudged" | "waived";

/** What came of a claim. */
export interface Judgement extends Measured {
  verdict: ClaimVerdict;
  /** p of the claim that it breaks, adjusted by Holm for all claims; undefined without an interval. */
  p?: number | undefined;
  /** Rows for a pass with a chance of 80 % for all rules, where rows are what is missing. */
  rowsNeeded?: number | undefined;
  /** What lets it fail. */
  waiver?: Waiver | undefined;
  /** Why it does not hold or was not judged; empty on a pass. */
  reason: string;
}

/**
 * Judges each claim by its interval: it holds where the whole interval does, fails where that is shown by an upper
 * bound that Holm corrects for all claims, and is inconclusive between them. A claim without an interval is judged by
 * its number. A metric that is missing or not a number fails. What the base branch asks is corrected for that alone where
 * that is stricter: new rules and slices of a pull request must not hide what breaks the old ones.
 */
export function judge(
  measured: readonly Measured[],
  isOfBase: (measured: Measured) => boolean = () => false,
): Judgement[] {
  const tested = measured.filter((each) => typeof each.lead === "object" && !each.isUnchanged);
  const ps = adjust(tested);
  for (const [each, p] of adjust(tested.filter(isOfBase))) ps.set(each, Math.min(p, ps.get(each)!));
  const proofs = measured.filter(({ isGuard }) => !isGuard).length;
  return measured.map((each) => judgeOne(each, ps.get(each), proofs));
}

/** p of breaking, each corrected for all of them. */
function adjust(tested: readonly Measured[]): Map<Measured, number> {
  const shown = tested.map(({ lead }) => (lead as Estimate).pBelow(0));
  // What is not known shows nothing.
  const adjusted = holm(shown.map((p) => (Number.isNaN(p) ? 1 : p)));
  return new Map(tested.map((each, index) => [each, adjusted[index]!]));
}

/** The values of an estimate and of a plain number. */
export function pointOf(measured: Estimate | number | undefined): number | undefined {
  return typeof measured === "object" ? measured.value : measured;
}

function judgeOne(measured: Measured, p: number | undefined, proofs: number): Judgement {
  const { claim, actual, lead } = measured;
  const outcome = (verdict: ClaimVerdict, reason = "", more: Partial<Judgement> = {}): Judgement => ({
    ...measured,
    ...(p !== undefined && { p }),
    verdict,
    reason,
    ...more,
  });
  const value = pointOf(actual);
  if (value === undefined)
    return measured.missing === undefined
      ? outcome("fail", `the metrics have no "${claim.rule.metric}"`)
      : outcome("unjudged", measured.missing);
  if (Number.isNaN(value)) return outcome("fail", `${claim.metric} is not a number`);
  if (lead === undefined || Number.isNaN(pointOf(lead))) return outcome("unjudged", measured.missing);
  if (measured.isUnchanged && claim.against !== undefined)
    return claim.isStrict
      ? outcome("fail", `the model predicts the same as the ${claim.against}`)
      : outcome("pass");
  if (typeof lead === "number") {
    const holds = claim.isStrict ? lead > 0 : lead >= 0;
    return holds ? outcome("pass") : outcome("fail", failureOf(measured));
  }
  const [lower] = lead.bounds(alpha);
  // A bound on the very border shows no more than that the models may differ by the whole margin.
  if (claim.against === undefined ? lower >= 0 : lower > 0) return outcome("pass");
  if (p! <= alpha) return outcome("fail", failureOf(measured));
  if (measured.isGuard) return outcome("pass");
  const rowsNeeded = rowsFor(measured, lead, proofs);
  return outcome("inconclusive", openOf(measured, lead), rowsNeeded === undefined ? {} : { rowsNeeded });
}

function failureOf({ claim }: Measured): string {
  const { against, isStrict, metric, required } = claim;
  if (against === undefined) return `${metric} is not ${required}`;
  return `${metric} is ${isStrict ? "not better" : "worse"} than the ${against}'s${marginOf(claim)}`;
}

function openOf({ claim, unit = "row" }: Measured, lead: Estimate): string {
  const { metric, required, against, isStrict } = claim;
  if (lead.bounds(alpha).every(Number.isFinite) === false)
    return `the ${unit}s tell nothing of how far ${metric} may be off`;
  const asked =
    against === undefined
      ? required
      : `${isStrict ? "better" : "worse"} than the ${against}'s${marginOf(claim)}`;
  return `${counted(lead.n, unit)} cannot tell whether ${metric} is ${asked}`;
}

function marginOf({ rule, margin, isStrict }: Claim): string {
  return margin.value === 0 ? "" : ` by ${isStrict ? "" : "more than "}the margin ${rule.margin}`;
}

/**
 * Rows at which the claim would be shown, all of them together with the power: for a comparison if the models are truly
 * equal (not as far apart as they were seen), else if the value stays.
 */
function rowsFor({ claim, reference }: Measured, lead: Estimate, proofs: number): number | undefined {
  const { margin, condition } = claim;
  const distance =
    condition === "no_worse_than"
      ? margin.isShare
        ? margin.value * Math.abs(reference ?? 0)
        : margin.value
      : lead.value;
  if (!(distance > 0)) return undefined;
  const rows = rowsNeededLike(lead, {
    margin: distance,
    alpha,
    power: 1 - (1 - power) / Math.max(1, proofs),
  });
  return rows !== undefined && rows > lead.n ? rows : undefined;
}
