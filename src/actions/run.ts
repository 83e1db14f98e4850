import path from "node:path";
import { type AnyAction, type Context, defineAction, type OutputValue, type Result } from "../action.ts";
import { isOfDefaultBranch } from "../bundle/default-branch.ts";
import { combineReports } from "../combine-reports.ts";
import { ServiceError, UserError } from "../errors.ts";
import { flag, type Inputs, path as pathInput } from "../inputs.ts";
import { failsStep, type Report } from "../report.ts";
import { errorReport } from "./error-report.ts";
import { keepProfile } from "./find-earlier.ts";
import { shareTable } from "./load-table.ts";
import { prComment } from "./pr-comment.ts";
import { within } from "./project.ts";
import {
  baseInput,
  baselineInput,
  dataInputs,
  dryRunInput,
  nativesInput,
  projectInputs,
  resultInputs,
  tokenInput,
  trainInputs,
} from "./project-inputs.ts";
import { qualityGate } from "./quality-gate.ts";
import { renderRunPage } from "./render-page.ts";
import { withHistory } from "./run-history.ts";
import { writeStoredReport } from "./stored-reports.ts";
import { train } from "./train.ts";
import { validateData } from "./validate-data.ts";
import { whileChecking } from "./write-check.ts";
import { writeSarif } from "./write-sarif.ts";

const inputs = {
  ...projectInputs,
  ...dataInputs,
  ...baseInput,
  ...resultInputs,
  sarif: pathInput("Where to write the findings of the run as SARIF, for code scanning"),
  ...trainInputs,
  ...nativesInput,
  ...baselineInput,
  report: pathInput("Where the HTML report is written; default: .mlops/<name>/report.html"),
  "in-progress": flag(
    "Comment at the start that the check is in progress, above the last result; the end replaces it",
  ).default("false"),
  ...tokenInput,
  ...dryRunInput,
};

type RunContext = Context<typeof inputs>;

/** The whole check in one step: validate, train, gate, and on GitHub the comment. */
export const run = defineAction({
  name: "run",
  description: "Checks a pull request: validates the data, trains, judges the model, and comments",
  inputs,
  outputs: {
    ...train.outputs,
    ...qualityGate.outputs,
    ...validateData.outputs,
    ...prComment.outputs,
    html: "Path of the HTML report",
  },
  toleratesBadConfig: true,
  run: (context: RunContext) => whileChecking(context, () => checkProject(context)),
});

async function checkProject(context: RunContext) {
  const { project, files } = context;
  // What an earlier run left behind must not pass for this run's, even where this one ends early.
  await keepProfile(context);
  for (const folder of ["reports", "model", "evidence"] as const) await files.remove(project.folders[folder]);
  shareTable(project);
  if (context.inputs["in-progress"] && context.environment.kind === "github") await announce(context);
  const done =
    (await refuseSettings(context)) ?? (await runSteps(context, [validateData, train, qualityGate]));
  context.signal.throwIfAborted();
  const report = await withHistory(context, combineReports(done.reports, project.name));
  const html = context.inputs.report
    ? within(context.inputs["working-directory"], context.inputs.report)
    : path.join(project.folders.root, "report.html");
  await files.write(html, await renderRunPage(project, report));
  const sarif = await writeSarif(context, report, context.inputs.sarif);
  const ended = { ...context, inputs: { ...context.inputs, "in-progress": false } };
  const comment = context.environment.kind === "github" ? await runStep(ended, prComment) : undefined;
  const whole =
    comment?.verdict === "refused" ? combineReports([...done.reports, comment.report], project.name) : report;
  if (isKept(context, whole)) await keep(context);
  return {
    verdict: whole.verdict,
    outputs: { ...done.outputs, ...comment?.outputs, sarif, html },
    report: whole,
    ...(comment?.summary !== undefined && { summary: comment.summary }),
    ...(done.error !== undefined && { error: done.error }),
  };
}

/** What stands in the way of the comment now is said by the one at the end. */
async function announce(context: RunContext): Promise<void> {
  const { report } = await runStep(context, prComment);
  const findings = report.sections.flatMap((section) => section.findings ?? []);
  for (const { message } of findings) context.log.info(message);
}

/** What the default branch comes to is what later pull requests are compared with. */
function isKept({ environment, artifacts }: RunContext, report: Report): boolean {
  return (
    !failsStep(report) &&
    environment.kind === "github" &&
    artifacts.isAvailable &&
    isOfDefaultBranch(environment)
  );
}

/** Where it cannot be saved, the check has been made all the same. */
async function keep(context: RunContext): Promise<void> {
  try {
    await runStep(context, (await import("./save.ts")).save);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    context.log.warn(`${error.message}; later pull requests find nothing of this run to compare with`);
  }
}

interface Done {
  reports: Report[];
  outputs: Record<string, OutputValue>;
  /** What stopped a step; the report of it is among the reports. */
  error: unknown;
}

/** Rules that no metrics can mend and parameters that the engine does not take, told before the long work and not after it. */
async function refuseSettings(context: RunContext): Promise<Done | undefined> {
  const { project } = context;
  const refuse = async (action: AnyAction, error: unknown): Promise<Done> => {
    const report = errorReport(action, project, error);
    await (await writeStoredReport(context, project, action.name)).finish(report);
    return { reports: [report], outputs: {}, error };
  };
  try {
    const { checkRules } = await import("../gate/check-rules.ts");
    checkRules(project.config.gate.rules, project.place);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return refuse(qualityGate, error);
  }
  const { task, params, search } = project.config.train;
  if (Object.keys({ ...params, ...search?.params }).length === 0) return undefined;
  const { checkParams } = await import("./check-params.ts");
  const [wrong] = await checkParams(project, task === undefined ? ["regression", "classification"] : [task]);
  return wrong && refuse(train, wrong);
}

/** Runs actions in order until a verdict is a no, or one cannot finish. */
async function runSteps(context: RunContext, steps: readonly AnyAction[]): Promise<Done> {
  const done: Done = { reports: [], outputs: {}, error: undefined };
  for (const step of steps) {
    try {
      const { report, outputs } = await runStep(context, step);
      done.reports.push(report);
      Object.assign(done.outputs, outputs);
      if (failsStep(report)) break;
    } catch (error) {
      if (!(error instanceof UserError || error instanceof ServiceError)) throw error;
      done.reports.push(errorReport(step, context.project, error));
      done.error = error;
      break;
    }
  }
  return done;
}

/** Runs one action with the inputs that it shares with this one, and keeps its report. */
async function runStep(context: RunContext, step: AnyAction): Promise<Result> {
  const given: Record<string, unknown> = context.inputs;
  const shared = Object.entries(step.inputs as Inputs).map(([name, input]) => [
    name,
    name in given ? given[name] : input.parse(undefined, name),
  ]);
  const stored = await writeStoredReport(context, context.project, step.name);
  try {
    if (context.project.problem && !step.toleratesBadConfig) throw context.project.problem;
    const result = await step.run({ ...context, inputs: Object.fromEntries(shared) });
    await stored.finish(result.report);
    return result;
  } catch (error) {
    if (!context.signal.aborted) await stored.finish(errorReport(step, context.project, error));
    throw error;
  }
}
