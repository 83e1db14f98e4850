import type { Context, Result } from "../action.ts";
import type { Manifest } from "../evidence/manifest.ts";
import { placed } from "../finding-text.ts";
import type { Finding } from "../report.ts";
import type { DescribedData } from "./describe-program-data.ts";
import type { FoundModel } from "./find-model-files.ts";
import { type JudgedProgram, judgeProgram } from "./judge-program.ts";
import { keepModel } from "./keep-model.ts";
import type { PreparedProgram } from "./prepare-program.ts";
import { readPlots } from "./read-plots.ts";
import { reportProgram } from "./report-program.ts";
import type { Before } from "./require-fresh.ts";
import type { CommandRun } from "./run-command.ts";
import { scanModel } from "./scan-model.ts";
import { writeProgramEvidence } from "./write-program.ts";

/** A model that others trained, and what is known of it. */
export interface ForeignModel {
  prepared: PreparedProgram;
  before: Before;
  model: FoundModel;
  /** Undefined of a model from elsewhere. */
  run: CommandRun | undefined;
  program: Manifest["program"];
  /** Packages of its Python, a line each. */
  packages?: string | undefined;
  /** Digest of its files. */
  inputs?: string | undefined;
  findings: Finding[];
  /** The commit that it was made at. */
  head: Awaited<ReturnType<Context["git"]["commit"]>>;
  /** What its data are like, where that is being worked out. */
  described?: Promise<DescribedData>;
}

/** Keeps a model that others trained, judges it, and writes its evidence. */
export async function keepProgram(
  context: Context,
  { prepared, before, model, run, program, packages, inputs, findings, head, described }: ForeignModel,
): Promise<Result> {
  const { project } = context;
  const { python } = program ?? {};
  const kept = await keepModel(context, model, { training: prepared.training, python, packages, head });
  const judged = await judgeProgram(context, prepared, before);
  const plots = await readPlots(context, before);
  const [written, scanned] = await Promise.all([
    writeProgramEvidence(context, {
      plots: plots.images,
      prepared,
      judged,
      model: kept,
      program,
      packages,
      inputs,
      described,
    }),
    scanModel(context, project.folders.model),
  ]);
  return {
    verdict: "pass",
    outputs: {
      model: written.model,
      metrics: written.metrics,
      predictions: written.predictions,
      "model-digest": kept.digest,
    },
    report: reportProgram({
      title: project.name,
      command: project.config.train.command,
      judged,
      plots,
      run,
      program,
      findings: [...findings, ...unreadTraining(context, judged, run), ...scanned.map(asWarning)],
    }),
  };
}

/** A program that divides the data itself and leaves our test rows to a model that knows them. */
function unreadTraining(
  { project }: Context,
  { tested }: JudgedProgram,
  run: CommandRun | undefined,
): Finding[] {
  if (run?.readTraining !== false || tested?.isOwn !== false) return [];
  return [
    {
      severity: "warning",
      rule: "test rows",
      message:
        "The command never read MLOPS_TRAIN: its model may have learned from the test rows, and be worse than these metrics say",
      hint: "Let it read MLOPS_TRAIN in place of dividing the data itself, or write predictions.csv with the column actual for rows that it kept apart",
      ...placed(project.place(["train", "command"])),
    },
  ];
}

/** Here it is said, and the gate refuses it. */
function asWarning(finding: Finding): Finding {
  return { ...finding, severity: "warning" };
}
