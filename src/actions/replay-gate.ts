import { UserError } from "../errors.ts";
import { claimsOf } from "../gate/claim.ts";
import { dummyOutcome } from "../gate/dummy-outcome.ts";
import { judge } from "../gate/judge.ts";
import { type Compared, measure } from "../gate/measure.ts";
import { isRefusal, type JudgedRows, type ModelRows } from "../gate/model-rows.ts";
import { pairRows } from "../gate/pair-rows.ts";
import type { GateMetrics } from "../gate/parse-metrics.ts";
import { readEvaluation } from "../gate/read-evaluation.ts";
import { verdictOf } from "../gate/render-gate.ts";
import { type ReplayedRun, reportReplay } from "../gate/render-replay.ts";
import { sliceColumn } from "../gate/slice-table.ts";
import { sliceNames } from "../gate/slices.ts";
import type { Report } from "../report.ts";
import { findColumn } from "../tables/table.ts";
import { championAtPath } from "./champion-at-path.ts";
import { findStoredRuns } from "./find-stored-runs.ts";
import { type GateSettings, readGateSettings } from "./gate-settings.ts";
import { type GateContext, rulesOfRows } from "./simulate-gate.ts";

/** A stored run, as far as the next one needs it. */
interface Stored {
  shown: string;
  metrics: GateMetrics;
  model: ModelRows | undefined;
}

/**
 * Judges stored runs, the oldest first, by today's rules, each beside the one before. Throws UserError where there are
 * none; a run that cannot be read is one that the gate refuses.
 */
export async function replayGate(context: GateContext, named: readonly string[]): Promise<Report> {
  const paths = await findStoredRuns(context, named);
  const progress = context.log.progress("Judging stored runs by today's rules");
  const runs: ReplayedRun[] = [];
  let before: Stored | undefined;
  for (const [index, path] of paths.entries()) {
    context.signal.throwIfAborted();
    const stored = await openStored(context, path).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      return error.message;
    });
    progress.update(index + 1, paths.length);
    if (typeof stored === "string") {
      runs.push({
        shown: path,
        against: undefined,
        rows: undefined,
        verdict: "refused",
        why: stored,
        judgements: [],
      });
      continue;
    }
    runs.push(await judgeStored(context, stored, before));
    before = stored;
  }
  progress.end();
  return reportReplay(context.project.name, runs);
}

async function openStored(context: GateContext, path: string): Promise<Stored> {
  const found = await championAtPath(path).find(context);
  if (found.metrics === undefined) throw new UserError(found.why, { hint: found.hint });
  const model = await found.readRows();
  if (model !== undefined && isRefusal(model)) throw new UserError(model.refused);
  return { shown: found.shown, metrics: found.metrics, model };
}

async function judgeStored(
  context: GateContext,
  { shown, metrics, model }: Stored,
  before: Stored | undefined,
): Promise<ReplayedRun> {
  const settings = await readGateSettings(context, metrics, undefined);
  const rows = model && readEvaluation(model);
  const of = { shown, against: before?.shown, rows: metrics.rows, judgements: [] };
  if (rows !== undefined && isRefusal(rows)) return { ...of, verdict: "refused", why: rows.refused };
  const slices = rows && slicesOf(settings, rows);
  const own: Compared = rows ? { evaluation: rows.evaluation, slices } : {};
  const dummy = rows && dummyOutcome(rows.evaluation, metrics.dummyOutputs);
  const judgements = judge(
    measure(claimsOf(rulesOfRows(settings).rules), {
      metrics,
      own,
      references: {
        baseline: compareStored(settings, model, before),
        anchor: { missing: "stored runs are compared with each other alone" },
        dummy: {
          metrics: metrics.dummy && { values: metrics.dummy, aliases: new Map() },
          ...(rows && dummy && { evaluation: { ...rows.evaluation, champion: dummy }, slices }),
        },
      },
      extra: new Map(),
      guarded: settings.slices.columns,
      minRows: settings.slices.minRows,
      effort: { openKernel: context.resampleKernel },
    }),
  );
  return { ...of, rows: rows?.evaluation.rows ?? metrics.rows, verdict: verdictOf(judgements), judgements };
}

/** The run before on the same rows, or on those that both were tested on. */
function compareStored(
  settings: GateSettings,
  model: ModelRows | undefined,
  before: Stored | undefined,
): Compared {
  if (before === undefined) return { missing: "there is no run before" };
  if (model === undefined || before.model === undefined) return { metrics: before.metrics };
  const same = pairRows(model, before.model);
  const paired =
    isRefusal(same) && same.isOfOtherRows
      ? pairRows(model, before.model, { shared: settings.slices.minRows })
      : same;
  if (isRefusal(paired)) return { missing: paired.refused };
  return { metrics: before.metrics, evaluation: paired.evaluation, slices: slicesOf(settings, paired) };
}

/** The columns that rules ask for, where the stored predictions have them. */
function slicesOf({ rules, slices }: GateSettings, { table }: JudgedRows): Compared["slices"] {
  const names = sliceNames({ rules: [...rules], slices: { ...slices, min_rows: 1 } });
  return [...new Set(names)].flatMap((name) => {
    const column = findColumn(table, name);
    return column === undefined ? [] : [sliceColumn(column)];
  });
}
