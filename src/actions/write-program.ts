import path from "node:path";
import type { Context } from "../action.ts";
import { digestFile } from "../evidence/digest.ts";
import type { Manifest } from "../evidence/manifest.ts";
import { renderMetricsFile } from "../evidence/metrics-file.ts";
import { renderPredictions } from "../evidence/predictions.ts";
import { dummyOutputs } from "../learn/evaluate.ts";
import { renderProgramCard } from "../model/program-card.ts";
import type { Content } from "../services/files.ts";
import { type DescribedData, describeProgramData } from "./describe-program-data.ts";
import type { ModelFile } from "./find-model-files.ts";
import type { JudgedProgram } from "./judge-program.ts";
import type { KeptModel } from "./keep-model.ts";
import { runOf, runtimeOf, splitRule, trainingRowsOf } from "./manifest-origin.ts";
import { digestEvaluation, ownPredictionColumns, predictionColumns } from "./prediction-columns.ts";
import type { PreparedProgram } from "./prepare-program.ts";
import type { WrittenModel } from "./write-model.ts";

/** What is kept of a program's run. */
export interface ProgramOutcome {
  prepared: PreparedProgram;
  judged: JudgedProgram;
  model: KeptModel;
  /** How it ran; undefined of a model from elsewhere. */
  program: Manifest["program"];
  packages: string | undefined;
  inputs: string | undefined;
  described?: Promise<DescribedData> | undefined;
  /** Images that the program drew. */
  plots: ModelFile[];
}

/** Writes `evidence/` of a program's run. */
export async function writeProgramEvidence(context: Context, outcome: ProgramOutcome): Promise<WrittenModel> {
  const { files, project, signal } = context;
  const { prepared, judged, model } = outcome;
  const { training, raw } = prepared;
  const tested = testedRows(context, outcome);
  const predictions =
    tested && Buffer.concat([...renderPredictions(judged.tested!.rows.length, tested.columns)]);
  const metrics = renderMetricsFile({
    task: judged.tested?.target.task,
    rows: judged.tested?.rows.length,
    metrics: judged.metrics,
    dummy: judged.dummy,
    dummyOutputs:
      training && judged.tested?.isOwn === false
        ? dummyOutputs(training.target, training.split.train, 1)
        : undefined,
    evaluationDigest: tested?.digest,
    modelDigest: model.digest,
  });
  const trainingRows =
    training && !judged.tested?.isOwn ? trainingRowsOf(training, project.config.data.split) : undefined;
  const manifest = manifestOf(context, outcome, {
    commit: model.commit,
    digests: {
      ...(raw && { data: raw.digest }),
      model: model.digest,
      ...(tested && { evaluation: tested.digest }),
      metrics: digestFile(metrics),
      ...(outcome.inputs !== undefined && { inputs: outcome.inputs }),
      ...(predictions && { predictions: digestFile(predictions) }),
      ...(trainingRows && { training_rows: digestFile(trainingRows) }),
    },
  });
  const evidence: (readonly [name: string, content: Content])[] = [
    ...(predictions ? [["predictions.csv", predictions] satisfies [string, Content]] : []),
    ...(trainingRows ? [["training-rows.bin", trainingRows] satisfies [string, Content]] : []),
    ...(await (outcome.described ?? describeProgramData(context, prepared))),
    ...(outcome.packages === undefined
      ? []
      : [["environment.txt", outcome.packages] satisfies [string, Content]]),
    ...outcome.plots.map(({ name, file }): [string, Content] => [name, files.stream(file)]),
    [
      "card.md",
      renderProgramCard({
        manifest,
        metrics: judged.metrics,
        dummy: judged.dummy,
        waivers: project.config.gate.waivers,
        testRows: judged.tested?.isOwn === false ? judged.tested.rows.length : undefined,
      }),
    ],
    ["metrics.json", metrics],
    ["manifest.json", json(manifest)],
  ];
  signal.throwIfAborted();
  await files.writeFolder(project.folders.evidence, evidence);
  return {
    model: project.folders.model,
    metrics: path.join(project.folders.evidence, "metrics.json"),
    predictions: predictions && path.join(project.folders.evidence, "predictions.csv"),
    manifest,
  };
}

function testedRows(context: Context, { prepared, judged }: ProgramOutcome) {
  const { tested } = judged;
  if (tested === undefined) return undefined;
  const { training } = prepared;
  if (tested.isOwn || training === undefined) return ownPredictionColumns(tested);
  const rows = { ...training, target: tested.target, evaluation: tested.evaluation };
  return { columns: predictionColumns(context, rows), digest: digestEvaluation(rows) };
}

function manifestOf(
  context: Context,
  { prepared, judged, model, program }: ProgramOutcome,
  facts: { digests: Omit<Manifest["digests"], "config" | "environment">; commit: string | undefined },
): Manifest {
  const { data, train } = context.project.config;
  const { training } = prepared;
  const target = judged.tested?.target ?? training?.target;
  const runtime = runtimeOf(context);
  return {
    schema: "mlops/manifest@1",
    name: context.project.name,
    ...(target && { task: target.task }),
    ...(data.target !== undefined && { target: data.target }),
    engine: train.engine,
    params: { ...judged.params, ...train.params },
    seed: data.split.seed,
    features: training
      ? training.table.columns.map(({ name }) => name).filter((name) => name !== training.targetName)
      : [],
    ...(target && target.classes.length > 0 && { classes: target.classes }),
    ...(target?.positive !== undefined && { positive: target.classes[target.positive]! }),
    ...(target?.weights && data.weight !== undefined && { weight: data.weight }),
    ...(judged.decision?.threshold !== undefined && { threshold: judged.decision.threshold }),
    ...(train.costs && { costs: train.costs }),
    ...(training &&
      !judged.tested?.isOwn && {
        split: splitRule(data.split, training),
        rows: {
          total: training.table.rows,
          train: training.split.train.length,
          ...(training.split.validation.length > 0 && { validation: training.split.validation.length }),
          test: training.split.test.length,
        },
      }),
    digests: {
      config: digestFile(JSON.stringify({ data, train })),
      environment: digestFile(JSON.stringify(runtime)),
      ...facts.digests,
    },
    environment: runtime,
    ...(model.kind && { model_kind: model.kind }),
    ...(program && { program }),
    ...(facts.commit !== undefined && { commit: facts.commit }),
    ...runOf(context),
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
