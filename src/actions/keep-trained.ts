import { availableParallelism } from "node:os";
import type { Context, Result } from "../action.ts";
import { UserError } from "../errors.ts";
import type { Manifest } from "../evidence/manifest.ts";
import { costOf, ratePerMinute } from "../program/cost.ts";
import type { DescribedData } from "./describe-program-data.ts";
import { digestData } from "./digest-data.ts";
import { leftProcesses } from "./fail-program.ts";
import { findChangedFiles } from "./find-changed-files.ts";
import { findModelFiles, leftFiles } from "./find-model-files.ts";
import { keepProgram } from "./keep-program.ts";
import type { PreparedProgram } from "./prepare-program.ts";
import { environmentFacts, type ProgramEnvironment } from "./read-environment.ts";
import type { Before } from "./require-fresh.ts";
import type { CommandRun } from "./run-command.ts";

/** A program that ended well, and what was known before it ran. */
export interface TrainedProgram {
  command: string;
  prepared: PreparedProgram;
  environment: ProgramEnvironment;
  /** Tracked files that differed from the commit before. */
  changes: string[] | undefined;
  /** Digest of its files. */
  inputs: string | undefined;
  before: Before;
  run: CommandRun;
  /** The commit that it ran at. */
  head: Awaited<ReturnType<Context["git"]["commit"]>>;
  described: Promise<DescribedData>;
}

/** Keeps the model that a program left behind. Throws UserError for what cannot be used. */
export async function keepTrained(context: Context, trained: TrainedProgram): Promise<Result> {
  const { command, prepared, environment, changes, inputs, before, run, head, described } = trained;
  const [changed] = await Promise.all([
    findChangedFiles(context, changes),
    refuseChangedData(context, prepared),
  ]);
  const model = await findModelFiles(context, before);
  return keepProgram(context, {
    ...{ prepared, before, model, run, inputs, head, described },
    program: {
      ...programOf(context, command, run, environment),
      ...environmentFacts(environment),
      ...(changes && { dirty: changes.length > 0 }),
    },
    packages: environment.packages,
    findings: [...leftProcesses(run), ...leftFiles(context.project, model), ...changed],
  });
}

function programOf(
  { project, environment }: Context,
  command: string,
  { exitCode, duration, cpu, peakMemory }: CommandRun,
  { accelerator }: ProgramEnvironment,
): NonNullable<Manifest["program"]> {
  const { predict_command, cost_per_minute } = project.config.train;
  const { hostedRunner } = environment;
  // Runners with a GPU cost several times as much, and are not in the list.
  const listed =
    hostedRunner &&
    accelerator === undefined &&
    ratePerMinute({
      system: hostedRunner.system,
      architecture: hostedRunner.architecture.toLowerCase(),
      cores: availableParallelism(),
    });
  const cost = costOf(duration, cost_per_minute ?? (listed || undefined));
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
