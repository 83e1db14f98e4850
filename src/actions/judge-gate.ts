import type { Context, Result } from "../action.ts";
import { placed } from "../finding-text.ts";
import { claimsOf, fullName } from "../gate/claim.ts";
import { type Judgement, judge } from "../gate/judge.ts";
import { measure } from "../gate/measure.ts";
import { isRefusal, type Refusal } from "../gate/model-rows.ts";
import { reportGate, verdictOf, waivableOf } from "../gate/render-gate.ts";
import { applyWaivers } from "../gate/waivers.ts";
import type { Finding, Report } from "../report.ts";
import { compareModels } from "./compare-models.ts";
import { keepLooks } from "./count-looks.ts";
import { type GateSettings, readGateSettings } from "./gate-settings.ts";
import { entryFile, pastFile } from "./history-files.ts";
import { readJudged } from "./read-judged.ts";
import { scanModel } from "./scan-model.ts";

/** What the gate returns. */
export type GateResult = Result<"failed-rules" | "metrics" | "baseline">;

type GateContext = Parameters<typeof readJudged>[0] & Parameters<typeof compareModels>[0] & Context;

/** Judges the model that is there by the rules in force. Throws UserError where there is nothing to judge. */
export async function judgeGate(
  context: GateContext,
  onInconclusive: "neutral" | "fail" | undefined,
): Promise<GateResult> {
  const { project } = context;
  // What an earlier run noted, or came with the checkout, is not to travel in this one's bundle.
  for (const file of [entryFile(project), pastFile(project)]) await context.files.remove(file);
  const judged = await readJudged(context);
  if (isRefusal(judged)) return refuse(project.name, [findingOf(judged)], judged.refused);
  const settings = await readGateSettings(context, judged.metrics, onInconclusive);
  const unsafe = await scanModel(context, judged.model ?? project.folders.model, settings.allowPickle);
  if (unsafe.length > 0)
    return refuse(project.name, [...unsafe, ...settings.findings], "loading the model could run code");
  const compared = await compareModels(context, judged, settings);
  if (isRefusal(compared)) return refuse(project.name, [findingOf(compared)], compared.refused);
  const { judgements, findings } = waive(
    judge(measure(claimsOf(settings.rules), compared.measurable), settings.isOfBase),
    settings,
    new Date(context.clock.now()),
  );
  const report = reportGate({
    title: project.name,
    judgements,
    metrics: judged.metrics,
    baseline: compared.baseline,
    evaluation: judged.rows?.rows.evaluation,
    noBaseline: compared.noBaseline,
    failsUndecided: settings.failsUndecided,
    notes: [...settings.findings, ...findings, ...compared.notes],
    sections: compared.sections,
    placeOf: ({ claim }) => settings.placeOfRule(claim.index),
  });
  if (compared.looks) await keepLooks(context, compared.looks);
  if (context.environment.kind === "github" && project.config.report.history !== "none") {
    const { keepHistory } = await import("./keep-history.ts");
    await keepHistory(context, { verdict: report.verdict, judgements, metrics: judged.metrics });
  }
  context.log.info(`${project.name}: ${report.headline}`);
  return {
    verdict: verdictOf(judgements),
    outputs: {
      "failed-rules": failedNames(judgements),
      metrics: judged.path,
      baseline: compared.shown,
    },
    report,
  };
}

/** Takes out what waivers of today are for: what fails, and what is not decided, which may stop a merge as well. */
function waive(
  judged: readonly Judgement[],
  { waivers, placeOfWaiver }: GateSettings,
  today: Date,
): { judgements: Judgement[]; findings: Finding[] } {
  const failures = judged
    .filter(({ verdict }) => verdict === "fail" || verdict === "inconclusive")
    .map((judgement) => ({ judgement, ...waivableOf(judgement) }));
  const { waived, findings } = applyWaivers(failures, waivers, {
    today: today.toISOString().slice(0, 10),
    placeOf: placeOfWaiver,
  });
  const by = new Map(waived.map(({ failure, waiver }) => [failure.judgement, waiver]));
  const judgements = judged.map((each) => {
    const waiver = by.get(each);
    return waiver === undefined ? each : { ...each, verdict: "waived" as const, waiver };
  });
  return { judgements, findings };
}

function failedNames(judgements: readonly Judgement[]): string[] {
  return judgements.filter(({ verdict }) => verdict === "fail").map(fullName);
}

/** What cannot be judged is no pass. */
function refuse(title: string, findings: Finding[], headline: string): GateResult {
  const report: Report = {
    schema: "mlops/report@1",
    action: "quality-gate",
    title,
    verdict: "refused",
    headline,
    facts: [],
    sections: [{ title: "Quality gate", rank: 1, findings }],
  };
  return { verdict: "refused", outputs: { "failed-rules": [] }, report };
}

function findingOf({ refused, hint, file, line, column }: Refusal): Finding {
  return {
    severity: "error",
    message: refused,
    ...(hint !== undefined && { hint }),
    ...placed({ file, line, column }),
  };
}
