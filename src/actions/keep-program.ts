import type { Context, Result } from "../action.ts";
import type { Manifest } from "../evidence/manifest.ts";
import type { Finding } from "../report.ts";
import type { FoundModel } from "./find-model-files.ts";
import { judgeProgram } from "./judge-program.ts";
import type { PreparedProgram } from "./prepare-program.ts";
import { reportProgram } from "./report-program.ts";
import type { Before } from "./require-fresh.ts";
import type { CommandRun } from "./run-command.ts";
import { writeProgramEvidence, writeProgramModel } from "./write-program.ts";

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
}

/** Keeps a model that others trained, judges it, and writes its evidence. */
export async function keepProgram(
  context: Context,
  { prepared, before, model, run, program, packages, inputs, findings }: ForeignModel,
): Promise<Result> {
  const { project } = context;
  const modelDigest = await writeProgramModel(context, model);
  const judged = await judgeProgram(context, prepared, before);
  const written = await writeProgramEvidence(context, {
    prepared,
    judged,
    modelDigest,
    program,
    packages,
    inputs,
  });
  return {
    verdict: "pass",
    outputs: {
      model: written.model,
      metrics: written.metrics,
      predictions: written.predictions,
      "model-digest": modelDigest,
    },
    report: reportProgram({
      title: project.name,
      command: project.config.train.command,
      judged,
      run,
      program,
      findings,
    }),
  };
}
