import type { Place } from "../errors.ts";
import { placed } from "../finding-text.ts";
import { formatPercent } from "../number-format.ts";
import type { Finding } from "../report.ts";
import { fullName } from "./claim.ts";
import { alpha, type Judgement } from "./judge.ts";
import { spreadOf, type Tally } from "./simulate.ts";

/** Share of runs from which on it is said that a value's verdict is chance. */
const often = 0.05;
/** Share of equal models that a comparison should let pass. */
const power = 0.8;

/** What a reader should know of a rule before believing its shares. */
export function findUnsteady(each: Judgement, tally: Tally | undefined, place: Place): Finding[] {
  if (tally === undefined || each.isUnchanged) return [];
  if (spreadOf(tally) !== 0) return flapping(each, tally, place);
  return [
    {
      severity: "info",
      rule: fullName(each),
      message: `"${fullName(each)}" came to the same in every set: no row that is here shows how it may vary, and its shares say nothing of others`,
    },
  ];
}

/** A rule whose bare value changes its mind with the rows. */
function flapping(each: Judgement, tally: Tally, { file, line }: Place): Finding[] {
  if (each.claim.against !== undefined) return [];
  const share = tally.pointFails / tally.runs;
  if (share < often || share > 1 - often) return [];
  const isPoint = each.claim.rule.on === "point";
  const says = share > 0.5 ? "passes" : "fails";
  return [
    {
      severity: isPoint ? "warning" : "info",
      rule: fullName(each),
      message: `As a threshold on the value, "${fullName(each)}" ${says} ${oneIn(Math.min(share, 1 - share))} identical models${isPoint ? "" : `; the interval fails ${shareOf(tally, "fail")} of them`}`,
      ...(isPoint && { hint: "Without on: point it is asked of the interval; or set the bound further off" }),
      ...placed({ file, line }),
    },
  ];
}

/** A comparison that equal models do not pass. */
export function findUnsteadyEqual(
  each: Judgement,
  tally: Tally | undefined,
  { file, line }: Place,
): Finding[] {
  if (tally === undefined || each.claim.isStrict) return [];
  const passed = (tally.verdicts.pass ?? 0) / tally.runs;
  const failed = (tally.verdicts.fail ?? 0) / tally.runs;
  // Two standard errors of the share of a rule that is as wrong as it may be.
  const isWrong = failed > alpha + 2 * Math.sqrt((alpha * (1 - alpha)) / tally.runs);
  if (passed >= power && !isWrong) return [];
  return [
    {
      severity: "warning",
      rule: fullName(each),
      message: isWrong
        ? `"${fullName(each)}" fails ${oneIn(failed)} equal models, more than the 1 in 40 that it may`
        : `"${fullName(each)}" lets only ${formatPercent(passed, { digits: 2 })} of equal models pass: its margin is small for these rows`,
      hint: isWrong ? "The test rows are few: add some" : "Widen the margin, or add test rows",
      ...placed({ file, line }),
    },
  ];
}

function oneIn(share: number): string {
  return share > 0.4 ? "about every second of" : `1 in ${Math.round(1 / share)}`;
}

/** In how many of the runs it came to a verdict. */
export function shareOf({ verdicts, runs }: Tally, verdict: "pass" | "fail" | "inconclusive"): string {
  return formatShare(verdicts[verdict] ?? 0, runs);
}

/** A share of runs, with three digits. */
export function formatShare(count: number, runs: number): string {
  return formatPercent(runs === 0 ? 0 : count / runs, { digits: 3 });
}
