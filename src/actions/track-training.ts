import type { Context, Result } from "../action.ts";
import { ServiceError, UserError } from "../errors.ts";
import { flattenParams } from "../program/python-text.ts";
import { defined } from "../program/variables.ts";
import type { Finding } from "../report.ts";
import type { Mlflow, MlflowRun } from "../services/mlflow.ts";
import { holdsSecret, isAddress, isObject, showAddress } from "../tables/address.ts";
import { followMetrics } from "./follow-metrics.ts";
import { logTrained } from "./log-trained.ts";
import { runUrl } from "./run-url.ts";
import type { Live, TrackedFacts } from "./tracked.ts";

/** A context with a tracking server. */
export type TrackedContext = Context & { mlflow: Mlflow };

/** Does something on the tracking server; where it fails, that is said once, and the training goes on. */
export type Attempt = <T>(work: () => Promise<T>) => Promise<T | undefined>;

/**
 * Does a training as a run of the tracking server: made before it, fed while it runs, and ended with what came of it. A
 * server that fails costs no training: it is a warning, in the log and in the report.
 */
export async function trackTraining(
  context: TrackedContext,
  facts: TrackedFacts,
  train: (live: Live) => Promise<Result>,
): Promise<Result> {
  const { mlflow, signal, log } = context;
  const findings: Finding[] = [];
  const attempt = attempts(context, findings);
  const run = await attempt(() => startRun(context, facts));
  if (run === undefined) return withFindings(await train({ variables: {}, point() {} }), findings);
  log.info(`MLflow run: ${run.page}`);
  const live = followMetrics(context, run, attempt);
  try {
    await attempt(() => describeRun(context, run, facts));
    const result = await train({ variables: variablesOf(run), point: live.add });
    await live.end();
    if (result.verdict === "pass") await logTrained(context, run, attempt);
    await attempt(() => mlflow.endRun(run, result.verdict === "pass" ? "FINISHED" : "FAILED"));
    return withFindings(result, findings);
  } catch (cause) {
    live.stop();
    // What stopped the training counts, not what the server says of it.
    await mlflow.endRun(run, signal.aborted ? "KILLED" : "FAILED").catch(() => {});
    throw cause;
  }
}

function attempts({ log, signal }: Context, findings: Finding[]): Attempt {
  return async (work) => {
    try {
      return await work();
    } catch (cause) {
      signal.throwIfAborted();
      const message = `MLflow: ${cause instanceof Error ? cause.message : cause}; the training goes on without it`;
      if (findings.some((each) => each.message === message)) return undefined;
      const hint = cause instanceof ServiceError || cause instanceof UserError ? cause.hint : undefined;
      findings.push({ severity: "warning", message, ...(hint !== undefined && { hint }) });
      log.warn(message);
      return undefined;
    }
  };
}

function withFindings(result: Result, findings: Finding[]): Result {
  if (findings.length === 0) return result;
  const { report } = result;
  return {
    ...result,
    report: { ...report, sections: [...report.sections, { title: "MLflow", rank: 3, findings }] },
  };
}

async function startRun(context: TrackedContext, { source }: TrackedFacts): Promise<MlflowRun> {
  const { mlflow, project, environment, git } = context;
  const { repository, serverUrl, runId, ref } = environment;
  const commit = (await git.head(project.directory)) ?? environment.sha;
  const page = repository === undefined ? undefined : `${serverUrl}/${repository}`;
  const known: Record<string, string | undefined> = {
    "mlflow.source.type": "JOB",
    "mlflow.source.name": source,
    "mlflow.source.git.commit": commit,
    "mlflow.source.git.branch": ref?.replace(/^refs\/(heads|tags)\//, ""),
    "mlflow.source.git.repoURL": page,
    "mlops.version": environment.version,
    "mlops.project": project.name,
    "mlops.engine": project.config.train.engine,
    "mlops.run": runUrl(environment),
  };
  return mlflow.startRun({
    experiment: project.name,
    name: [project.name, commit?.slice(0, 7), runId].filter((each) => each !== undefined).join("-"),
    tags: defined(known),
  });
}

/** What the run is of: known before it, so that a run that fails has it too. */
async function describeRun(
  { mlflow, project }: TrackedContext,
  run: MlflowRun,
  { params, data }: TrackedFacts,
): Promise<void> {
  const flat = flattenParams(params);
  if (Object.keys(flat).length > 0) await mlflow.log(run, { params: flat });
  const { path, sets } = project.config.data;
  const datasets = Object.entries(data).flatMap(([name, digest]) => {
    const place = name === "" ? (path ?? project.dataPath) : sets?.[name as keyof typeof sets];
    if (digest === undefined || place === undefined) return [];
    const shown = holdsSecret(place) ? showAddress(place) : place;
    return [
      {
        name: showAddress(place).split("/").at(-1) || project.name,
        digest,
        source: shown,
        sourceType: isObject(place) ? "s3" : isAddress(place) ? "http" : "local",
        context: name === "" || name === "train" ? "training" : name === "test" ? "testing" : name,
      },
    ];
  });
  if (datasets.length > 0) await mlflow.logInputs(run, datasets);
}

/** With these, `mlflow.log_metric` and `mlflow.start_run()` of a program go to the run. */
function variablesOf({ id, experimentId }: MlflowRun): Record<string, string> {
  return { MLFLOW_RUN_ID: id, MLFLOW_EXPERIMENT_ID: experimentId };
}
