import { randomFrom, randomState } from "../learn/random.ts";
import type { Claim } from "./claim.ts";
import { drawMeasurable } from "./draw-sample.ts";
import { type ClaimVerdict, type Judgement, judge, pointOf } from "./judge.ts";
import { type Compared, type Measurable, measure } from "./measure.ts";
import { verdictOf } from "./render-gate.ts";
import { swapModels } from "./swap-models.ts";

/**
 * Intervals of a simulation, which would take hours by resamples: closed forms where the gate has them, else the
 * infinitesimal jackknife, and percentiles of few resamples for what has no influence.
 */
const effort = { resamples: 199, mostUnits: 0, draws: 199 };

/** Of how many sets of test rows a claim came to what. */
export interface Tally {
  runs: number;
  verdicts: Partial<Record<ClaimVerdict, number>>;
  /** Of them, in which the bare numbers break the claim. */
  pointFails: number;
  /** How far the claim was exceeded, where it has a value: for its standard deviation. */
  leads: { count: number; mean: number; squares: number };
}

/** What came of many sets of test rows. */
export interface World {
  /** By `tallyName`. */
  claims: Map<string, Tally>;
  /** Of the whole gate. */
  gate: Tally;
}

/** A world in which nothing was judged yet. */
export function emptyWorld(): World {
  return { claims: new Map(), gate: emptyTally() };
}

/** Names what a tally is of: the claim, and its slice. Slices that a claim only guards come together. */
export function tallyName({ claim, slice, isGuard }: Pick<Judgement, "claim" | "slice" | "isGuard">): string {
  const part = isGuard ? "guards" : slice === undefined ? "" : `${slice.column}=${slice.value}`;
  return `${claim.index} ${claim.required} ${part}`;
}

/** Whether a claim compares with another model, which may be as good. */
export function comparesModels({ against }: Claim): boolean {
  return against === "baseline" || against === "anchor";
}

/**
 * Judges one more set of test rows by today's rules, and adds it to the worlds: `same` is this model beside what it is
 * compared with; `equal` are two models that are truly as good as each other. What is drawn depends on `seed` and `run`
 * alone.
 */
export function simulateRun(
  claims: readonly Claim[],
  measurable: Measurable,
  { seed, run, same, equal }: { seed: number; run: number; same: World; equal: World },
): void {
  const random = randomFrom(randomState(seed, run));
  const drawn: Measurable = {
    ...drawMeasurable(measurable, random),
    effort: { ...measurable.effort, ...effort, seed: run },
  };
  addTo(same, judge(measure(claims, drawn)));
  const comparing = claims.filter(comparesModels);
  if (comparing.length === 0) return;
  const swap = (compared: Compared): Compared => {
    const evaluation = compared.evaluation && swapModels(compared.evaluation, random);
    return evaluation === undefined ? {} : { ...compared, evaluation };
  };
  const { baseline, anchor, dummy } = drawn.references;
  const references = { baseline: swap(baseline), anchor: swap(anchor), dummy };
  addTo(equal, judge(measure(comparing, { ...drawn, references })));
}

/** The standard deviation of how far a claim was exceeded; undefined where it had no value. */
export function spreadOf({ leads: { count, squares } }: Tally): number | undefined {
  return count < 2 ? undefined : Math.sqrt(squares / (count - 1));
}

function addTo({ claims, gate }: World, judgements: readonly Judgement[]): void {
  const parts = new Map<string, Judgement[]>();
  for (const each of judgements) parts.set(tallyName(each), [...(parts.get(tallyName(each)) ?? []), each]);
  let breaks = false;
  for (const [name, of] of parts) {
    const tally = claims.get(name) ?? emptyTally();
    claims.set(name, tally);
    // Guards can only fail, and one that does fails them all.
    const [first] = of;
    const verdict = of.some((each) => each.verdict === "fail") ? "fail" : first!.verdict;
    const isBroken = of.some(breaksByValue);
    breaks ||= isBroken;
    addVerdict(tally, verdict, isBroken);
    const lead = of.length === 1 ? pointOf(first!.lead) : undefined;
    if (lead !== undefined && Number.isFinite(lead)) addLead(tally, lead);
  }
  const verdict = verdictOf(judgements);
  addVerdict(gate, verdict === "pass" || verdict === "fail" ? verdict : "inconclusive", breaks);
}

function breaksByValue({ claim, lead, actual, isUnchanged }: Judgement): boolean {
  const value = pointOf(lead);
  if (value === undefined) return actual === undefined;
  if (isUnchanged) return claim.isStrict;
  return !(claim.isStrict ? value > 0 : value >= 0);
}

function emptyTally(): Tally {
  return { runs: 0, verdicts: {}, pointFails: 0, leads: { count: 0, mean: 0, squares: 0 } };
}

function addVerdict(tally: Tally, verdict: ClaimVerdict, isBroken: boolean): void {
  tally.runs++;
  tally.verdicts[verdict] = (tally.verdicts[verdict] ?? 0) + 1;
  if (isBroken) tally.pointFails++;
}

/** Welford's sums (Technometrics, 1962), which lose no digits where values are large and alike. */
function addLead({ leads }: Tally, lead: number): void {
  leads.count++;
  const step = lead - leads.mean;
  leads.mean += step / leads.count;
  leads.squares += step * (lead - leads.mean);
}
