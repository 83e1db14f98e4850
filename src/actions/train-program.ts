import type { Context, Result } from "../action.ts";
import { UserError } from "../errors.ts";
import { type PreparedProgram, prepareProgram } from "./prepare-program.ts";
import { type ProgramEnvironment, readMadeEnvironment, readProgramEnvironment } from "./read-environment.ts";
import { noteBefore } from "./require-fresh.ts";
import { runCommand } from "./run-command.ts";
import { type Live, tracked } from "./tracked.ts";

/** A program that is about to run. */
interface ReadyProgram {
  command: string;
  prepared: PreparedProgram;
  environment: ProgramEnvironment;
  /** Tracked files that differed from the commit before. */
  changes: string[] | undefined;
  /** The commit that it runs at. */
  head: Awaited<ReturnType<Context["git"]["commit"]>>;
  /** Digest of its files, and the key of what it leaves behind. */
  cached: { key: string; inputs: string } | undefined;
}

/** Runs the user's own training program, and makes of what it leaves behind a model with its evidence. */
export async function trainProgram(context: Context): Promise<Result> {
  const { project } = context;
  const { command } = project.config.train;
  if (command === undefined)
    throw new UserError("Cannot train: engine command needs train.command", {
      ...project.place(["train", "engine"]),
      hint: "For example command: python train.py",
    });
  // Other programs answer while the data are read; none of them runs beside the user's, whose CPU time is measured.
  const [prepared, environment, changes, head] = await Promise.all([
    prepareProgram(context),
    readProgramEnvironment(context, command),
    context.git.changes(project.directory),
    context.git.commit(project.directory),
    checkParams(context),
    context.programs.prepare(),
  ]);
  const ready = { command, prepared, environment, changes, head, cached: undefined };
  const { inputs, cache } = project.config.train;
  if (inputs === undefined || cache === false) return runTracked(context, ready);
  const { restoreTraining, resultOfCache, saveTraining, trainingKey } = await import("./trained-cache.ts");
  const cached = await trainingKey(context, inputs, { ...prepared, environment });
  const earlier = await restoreTraining(context, cached.key);
  if (earlier) return resultOfCache(context, earlier);
  const result = await runTracked(context, { ...ready, cached });
  if (result.verdict === "pass") await saveTraining(context, cached.key, result.report);
  return result;
}

/** A broken file of parameters is not to cost a training. */
async function checkParams(context: Context): Promise<void> {
  if (context.project.config.train.params_files === undefined) return;
  const { checkParamsFiles } = await import("./read-own-metrics.ts");
  await checkParamsFiles(context);
}

function runTracked(context: Context, ready: ReadyProgram): Promise<Result> {
  const { params } = context.project.config.train;
  const facts = { source: ready.command, params, data: ready.prepared.digests };
  return tracked(context, facts, (live) => runAndKeep(context, ready, live));
}

/** Runs the command, and keeps the model that it leaves behind. */
async function runAndKeep(context: Context, ready: ReadyProgram, live: Live): Promise<Result> {
  const { command, prepared, cached } = ready;
  const before = await noteBefore(context);
  let meanwhile: ReturnType<typeof startMeanwhile> | undefined;
  const run = await runCommand(context, command, {
    title: `Training: ${command.split("\n")[0]}`,
    variables: { ...prepared.variables, ...live.variables },
    onProgress: live.point,
    onStart() {
      meanwhile = startMeanwhile(context, prepared);
    },
  });
  if (run.exitCode !== 0 || run.timedOut) {
    meanwhile?.stop();
    return (await import("./fail-program.ts")).failProgram(context, run);
  }
  const { keeping, described } = meanwhile ?? startMeanwhile(context, prepared);
  const [[{ keepTrained }], environment] = await Promise.all([
    keeping,
    readMadeEnvironment(context, command, ready.environment),
  ]);
  return keepTrained(context, { ...ready, environment, inputs: cached?.inputs, before, run, described });
}

/** What does not wait for the program: our code for what comes after it, and what the data are like. */
function startMeanwhile(context: Context, prepared: PreparedProgram) {
  const stopped = new AbortController();
  const signal = AbortSignal.any([context.signal, stopped.signal]);
  const keeping = Promise.all([import("./keep-trained.ts"), import("../pickle/scan-model.ts")]);
  const described = import("./describe-program-data.ts").then(({ describeProgramData }) =>
    describeProgramData({ ...context, signal }, prepared),
  );
  // Where the program fails, nobody asks.
  described.catch(() => {});
  return {
    keeping,
    described,
    stop: () => stopped.abort(),
  };
}
