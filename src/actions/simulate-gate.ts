import type { Context } from "../action.ts";
import type { Rule } from "../config/config.ts";
import { UserError } from "../errors.ts";
import { claimsOf, nameOf } from "../gate/claim.ts";
import { judge } from "../gate/judge.ts";
import { measure } from "../gate/measure.ts";
import { isRefusal, type Refusal } from "../gate/model-rows.ts";
import { canonicalName } from "../gate/parse-metrics.ts";
import { reportSimulation } from "../gate/render-simulation.ts";
import { seedOf } from "../gate/seed-of.ts";
import { comparesModels, emptyWorld, simulateRun } from "../gate/simulate.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { formatNumber } from "../number-format.ts";
import type { Report } from "../report.ts";
import { compareModels } from "./compare-models.ts";
import { type GateSettings, readGateSettings } from "./gate-settings.ts";
import { pausing } from "./pausing.ts";
import { type Judged, readJudged } from "./read-judged.ts";

/** What the gate reads, as inputs. */
export type GateContext = Context & {
  inputs: {
    "working-directory": string;
    metrics?: string | undefined;
    predictions?: string | undefined;
    baseline?: string | undefined;
    model?: string | undefined;
  };
};

/** Rows times rules that are judged in all runs together, unless another number of runs is asked for: some ten seconds. */
const usualWork = 1e7;
const [fewestRuns, mostRuns] = [100, 1000];

/**
 * Judges many sets of test rows like those that are there by today's rules: how often each rule would come to which
 * verdict though nothing changed but the rows. Throws UserError where there are no predictions, or the gate would refuse
 * them.
 */
export async function simulateGate(
  context: GateContext,
  { runs: asked }: { runs?: number | undefined },
): Promise<Report> {
  const { project, log } = context;
  const judged = required(await readJudged(context));
  const { evaluation } = requireRows(judged).rows;
  const settings = await readGateSettings(context, judged.metrics, undefined);
  const { rules, leftOut, placeOfRule } = rulesOfRows(settings);
  const compared = required(await compareModels(context, judged, { ...settings, rules }));
  const claims = claimsOf(rules);
  const runs = asked ?? usualRuns(evaluation.rows * (claims.length + claims.filter(comparesModels).length));
  const seed = seedOf(evaluation);
  const [same, equal] = [emptyWorld(), emptyWorld()];
  const pause = pausing(context);
  const progress = log.progress(`Judging ${formatNumber(runs)} other sets of test rows`);
  for (let run = 0; run < runs; run++) {
    await pause();
    simulateRun(claims, compared.measurable, { seed, run, same, equal });
    progress.update(run + 1, runs);
  }
  progress.end();
  return reportSimulation({
    title: project.name,
    judgements: judge(measure(claims, compared.measurable)),
    rows: evaluation.rows,
    same,
    equal,
    baseline: compared.shown,
    noBaseline: compared.noBaseline,
    leftOut,
    placeOf: ({ claim }) => placeOfRule(claim.index),
  });
}

/** Hundreds of runs, as many as take some ten seconds. */
function usualRuns(work: number): number {
  return Math.max(fewestRuns, Math.min(mostRuns, Math.round(usualWork / work / 100) * 100));
}

/** The rules that are asked of test rows: not of the model's size, its speed or the age of the data. */
export function rulesOfRows({ rules, placeOfRule }: GateSettings): Pick<
  GateSettings,
  "rules" | "placeOfRule"
> & {
  leftOut: string[];
} {
  const isOfRows = ({ metric }: Rule): boolean => !findMetric(canonicalName(metric))?.beside;
  const kept = rules.flatMap((rule, index) => (isOfRows(rule) ? [index] : []));
  return {
    rules: kept.map((index) => rules[index]!),
    leftOut: claimsOf(rules.filter((rule) => !isOfRows(rule))).map(nameOf),
    placeOfRule: (index) => placeOfRule(kept[index] ?? -1),
  };
}

/** What the gate would refuse cannot be simulated. Throws UserError. */
export function required<T extends object>(found: T | Refusal): T {
  if (!isRefusal(found)) return found as T;
  const { refused, hint, file, line, column } = found;
  throw new UserError(refused, { hint, file, line, column });
}

/** Throws UserError where there are metrics alone. */
export function requireRows({ rows }: Judged): NonNullable<Judged["rows"]> {
  if (rows !== undefined) return rows;
  throw new UserError("Cannot draw other test rows: there are metrics alone, without predictions", {
    hint: "Train first, or name a file of predictions with --predictions",
  });
}
