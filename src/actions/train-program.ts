import { availableParallelism } from "node:os";
import path from "node:path";
import type { Context, Result } from "../action.ts";
import { UserError } from "../errors.ts";
import type { Manifest } from "../evidence/manifest.ts";
import { placed } from "../finding-text.ts";
import { formatDuration } from "../number-format.ts";
import { costOf, ratePerMinute } from "../program/cost.ts";
import { readTraceback } from "../program/read-traceback.ts";
import type { Finding } from "../report.ts";
import { isInside } from "../services/files.ts";
import { findChangedFiles } from "./find-changed-files.ts";
import { findModelFiles, leftFiles } from "./find-model-files.ts";
import { keepProgram } from "./keep-program.ts";
import { digestData, type PreparedProgram, prepareProgram } from "./prepare-program.ts";
import { environmentFacts, type ProgramEnvironment, readProgramEnvironment } from "./read-environment.ts";
import { checkParamsFiles } from "./read-own-metrics.ts";
import { reportFailure } from "./report-program.ts";
import { noteBefore } from "./require-fresh.ts";
import { type CommandRun, describeEnd, runCommand } from "./run-command.ts";
import { type Live, tracked } from "./tracked.ts";
import { restoreTraining, resultOfCache, saveTraining, trainingKey } from "./trained-cache.ts";

/** Runs the user's own training program, and makes of what it leaves behind a model with its evidence. */
export async function trainProgram(context: Context): Promise<Result> {
  const { project } = context;
  const { command } = project.config.train;
  if (command === undefined)
    throw new UserError("Cannot train: engine command needs train.command", {
      ...project.place(["train", "engine"]),
      hint: "For example command: python train.py",
    });
  // Other programs answer while the data are read.
  const [prepared, environment, changes] = await Promise.all([
    prepareProgram(context),
    readProgramEnvironment(context, command),
    context.git.changes(project.directory),
    checkParamsFiles(context),
  ]);
  const cached = await trainingKey(context, prepared, environment);
  const earlier = cached && (await restoreTraining(context, cached.key));
  if (earlier) return resultOfCache(context, earlier);
  const { params } = project.config.train;
  const result = await tracked(context, { source: command, params, data: prepared.digests }, (live) =>
    runAndKeep(context, { command, prepared, environment, changes, inputs: cached?.inputs }, live),
  );
  if (cached && result.verdict === "pass") await saveTraining(context, cached.key, result.report);
  return result;
}

/** Runs the command, and keeps the model that it leaves behind. */
async function runAndKeep(
  context: Context,
  {
    command,
    prepared,
    environment,
    changes,
    inputs,
  }: {
    command: string;
    prepared: PreparedProgram;
    environment: ProgramEnvironment;
    /** Tracked files that differed from the commit before. */
    changes: string[] | undefined;
    inputs: string | undefined;
  },
  live: Live,
): Promise<Result> {
  const { project } = context;
  const before = await noteBefore(context);
  const run = await runCommand(context, command, {
    title: `Training: ${command.split("\n")[0]}`,
    variables: { ...prepared.variables, ...live.variables },
    onProgress: live.point,
  });
  const failure = failureOf(context, run);
  if (failure !== undefined) return failure;
  const [changed] = await Promise.all([
    findChangedFiles(context, changes),
    refuseChangedData(context, prepared),
  ]);
  const model = await findModelFiles(context, before);
  return keepProgram(context, {
    prepared,
    before,
    model,
    run,
    program: {
      ...programOf(context, command, run),
      ...environmentFacts(environment),
      ...(changes && { dirty: changes.length > 0 }),
    },
    packages: environment.packages,
    inputs,
    findings: [...leftFindings(run), ...leftFiles(project, model), ...changed],
  });
}

function programOf(
  { project, environment }: Context,
  command: string,
  { exitCode, duration, cpu, peakMemory }: CommandRun,
): NonNullable<Manifest["program"]> {
  const { predict_command, cost_per_minute } = project.config.train;
  const { hostedRunner } = environment;
  const listed =
    hostedRunner &&
    ratePerMinute({
      system: hostedRunner.system,
      architecture: hostedRunner.architecture.toLowerCase(),
      cores: availableParallelism(),
    });
  const cost = costOf(duration, cost_per_minute ?? listed);
  return {
    command,
    ...(predict_command !== undefined && { predict_command }),
    exit_code: exitCode ?? -1,
    duration_ms: Math.round(duration),
    ...(cpu !== undefined && { cpu_ms: Math.round(cpu) }),
    ...(peakMemory !== undefined && { peak_memory_bytes: peakMemory }),
    ...(cost && { cost }),
  };
}

/** What came of a program that did not end well. */
function failureOf(context: Context, run: CommandRun): Result | undefined {
  if (run.exitCode === 0 && !run.timedOut) return undefined;
  const { project } = context;
  const how = describeEnd(run);
  return {
    verdict: "fail",
    outputs: {},
    report: reportFailure(project.name, `the command failed: ${how}`, run, [
      describeFailure(context, run, how),
      ...leftFindings(run),
    ]),
  };
}

function describeFailure({ files, project }: Context, run: CommandRun, how: string): Finding {
  if (run.timedOut)
    return {
      severity: "error",
      message: `The command took longer than train.timeout allows: ${formatDuration(run.duration)}`,
      hint: "Give it more time, or less to do; it got SIGTERM first, for a checkpoint",
      ...placed(project.place(["train", "timeout"])),
    };
  const traceback = readTraceback(run.tail);
  if (traceback === undefined)
    return {
      severity: "error",
      message: `The command failed: ${how}`,
      ...((run.endedBy === "SIGKILL" || run.exitCode === 137) && {
        hint: "SIGKILL comes mostly from a system that is out of memory: train on fewer rows, or on a larger runner",
      }),
      ...placed(project.place(["train", "command"])),
    };
  const file = path.resolve(files.root, project.directory, traceback.file);
  const isOurs = isInside(files.root, file);
  return {
    severity: "error",
    message: traceback.message,
    ...(/active experiment ID does not match environment run ID/.test(traceback.message) && {
      hint: "The program sets another experiment than that of the run made for it: set MLFLOW_EXPERIMENT_NAME to its name",
    }),
    ...(isOurs
      ? { file: path.relative(files.root, file).split(path.sep).join("/"), line: traceback.line }
      : placed(project.place(["train", "command"]))),
  };
}

function leftFindings({ leftProcesses }: CommandRun): Finding[] {
  return leftProcesses
    ? [
        {
          severity: "warning",
          message: "The command left processes running when it ended; they were ended too",
          hint: "Let the program wait for what it starts",
        },
      ]
    : [];
}

/** Data that a program changes while it runs are not those that it was judged on. */
async function refuseChangedData(context: Context, { digests }: PreparedProgram): Promise<void> {
  const { project } = context;
  for (const [name, digest] of Object.entries(await digestData(context)))
    if (digest !== digests[name])
      throw new UserError(
        `Cannot use the model of "${project.name}": the data changed while the command ran`,
        {
          ...project.place(name === "" ? ["data", "path"] : ["data", "sets", name]),
          hint: "Its evidence would speak of other data: let the program write elsewhere",
        },
      );
}
