import path from "node:path";
import type { Context } from "../action.ts";
import { renderCurvesFile } from "../evidence/curves-file.ts";
import { digestFile } from "../evidence/digest.ts";
import type { Manifest, TrainedManifest } from "../evidence/manifest.ts";
import { renderMetricsFile } from "../evidence/metrics-file.ts";
import { renderPredictions } from "../evidence/predictions.ts";
import { dummyOutputs } from "../learn/evaluate.ts";
import { renderCard } from "../model/card.ts";
import type { ModelFiles } from "../model/model-files.ts";
import { encodeModel } from "../model/onnx-model.ts";

import { profileTable } from "../profile/profile-table.ts";
import type { Content } from "../services/files.ts";
import type { Column } from "../tables/table.ts";
import { takeRows } from "../tables/take-rows.ts";
import { evidenceCurves } from "./evidence-curves.ts";
import { foldStatistics } from "./fold-section.ts";
import { profileOf } from "./load-table.ts";
import { runOf, runtimeOf, splitRule, trainingRowsOf } from "./manifest-origin.ts";
import { leadingOf } from "./metrics-table.ts";
import { digestEvaluation, predictionColumns } from "./prediction-columns.ts";
import type { Trained } from "./train-model.ts";

/** Paths of what was written, for outputs. */
export interface WrittenModel {
  model: string;
  metrics: string;
  /** Undefined where a program left none. */
  predictions: string | undefined;
  manifest: Manifest;
}

/** Writes `model/` and `evidence/`. The same training of the same commit gives the same bytes. */
export async function writeModel(context: Context, trained: Trained): Promise<WrittenModel> {
  const { files, project, git, environment } = context;
  const { plan, target, split, evaluation, dummy, model, decision, outOfFold } = trained;
  const head = await git.commit(project.directory);
  const commit = head?.id ?? environment.sha;
  const { columns, derived } = trained;
  const classes =
    target.classes.length > 0 ? { names: target.classes, type: targetType(trained) } : undefined;
  const { loaderMetadata, modelFiles } = await import("../model/model-files.ts");
  const onnx = encodeModel({
    name: project.name,
    plan,
    columns,
    derived,
    model,
    classes: target.classes,
    calibration: decision.calibration,
    threshold:
      decision.threshold === undefined || target.positive === undefined
        ? undefined
        : { positive: target.positive, value: decision.threshold },
    treeOperators: project.config.train.onnx_opset,
    metadata: loaderMetadata(columns, classes),
  });
  const made = modelFiles({
    onnx,
    plan,
    columns,
    ...(classes && { classes }),
    time: (head?.time ?? 0) * 1000,
    provenance: { ...(commit !== undefined && { commit }), data: trained.table.digest },
  });
  const modelDigest = made.digest;
  const evaluationDigest = digestEvaluation(trained);
  const { folders } = project;
  const metrics = renderMetricsFile({
    task: target.task,
    rows: split.test.length,
    metrics: evaluation.metrics,
    dummy,
    dummyOutputs: trained.forecast ? undefined : dummyOutputs(target, split.train, 1),
    crossValidation: outOfFold && { folds: outOfFold.folds.length, metrics: foldStatistics(outOfFold) },
    training: trained.training,
    evaluationDigest,
    modelDigest,
  });
  const predictions = Buffer.concat([
    ...renderPredictions(split.test.length, predictionColumns(context, trained)),
  ]);
  const curves = renderCurvesFile(
    evidenceCurves({
      ...{ target, evaluation, testRows: split.test, losses: model.losses, learning: trained.learning },
      leading: leadingOf(evaluation.metrics)[0],
    }),
  );
  const trainingRows = trainingRowsOf(trained, project.config.data.split);
  const manifest = manifestOf(context, trained, {
    digests: {
      ...(trainingRows && { training_rows: digestFile(trainingRows) }),
      model: modelDigest,
      evaluation: evaluationDigest,
      metrics: digestFile(metrics),
      predictions: digestFile(predictions),
      curves: digestFile(curves),
    },
    commit,
    features: columns.map(({ name }) => name),
  });
  const card = {
    manifest,
    metrics: evaluation.metrics,
    dummy,
    plan,
    importance: model.importance,
    waivers: project.config.gate.waivers,
  };
  const evidence: [name: string, content: Content][] = [
    ["predictions.csv", predictions],
    ["curves.json", curves],
    ...(trainingRows ? [["training-rows.bin", trainingRows] satisfies [string, Content]] : []),
    ["profile.json", json(await profileOf(trained.raw, context))],
    ["reference.json", json(profileTable(takeRows(trained.raw, split.train)))],
    ["card.md", renderCard(card)],
    ["metrics.json", metrics],
    ["manifest.json", json(manifest)],
  ];
  context.signal.throwIfAborted();
  await files.writeFolder(folders.model, contentsOf(made));
  await files.writeFolder(folders.evidence, evidence);
  return {
    model: folders.model,
    metrics: path.join(folders.evidence, "metrics.json"),
    predictions: path.join(folders.evidence, "predictions.csv"),
    manifest,
  };
}

function* contentsOf({ files }: ModelFiles): Generator<[name: string, content: Content]> {
  for (const [path, content] of files)
    yield [path, typeof content === "string" ? content : inTurn(content())];
}

async function* inTurn(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

function manifestOf(
  context: Context,
  trained: Trained,
  facts: {
    digests: Pick<
      TrainedManifest["digests"],
      "model" | "evaluation" | "metrics" | "predictions" | "curves" | "training_rows"
    >;
    commit: string | undefined;
    features: string[];
  },
): TrainedManifest {
  const { data, train } = context.project.config;
  const { target, split, decision } = trained;
  const runtime = runtimeOf(context);
  return {
    schema: "mlops/manifest@1",
    name: context.project.name,
    task: target.task,
    target: trained.targetName,
    engine: train.engine,
    params: { ...trained.params },
    seed: data.split.seed,
    features: facts.features,
    ...(target.classes.length > 0 && { classes: target.classes }),
    ...(target.positive !== undefined && { positive: target.classes[target.positive]! }),
    ...(data.weight !== undefined && { weight: data.weight }),
    ...(decision.threshold !== undefined && { threshold: decision.threshold }),
    ...(decision.calibration && { calibration: decision.calibration }),
    ...(train.costs && { costs: train.costs }),
    split: splitRule(data.split, trained),
    rows: {
      total: trained.table.rows,
      train: split.train.length,
      ...(split.validation.length > 0 && { validation: split.validation.length }),
      test: split.test.length,
    },
    digests: {
      data: trained.table.digest,
      config: digestFile(JSON.stringify({ data, train })),
      environment: digestFile(JSON.stringify(runtime)),
      ...facts.digests,
    },
    environment: runtime,
    ...(facts.commit !== undefined && { commit: facts.commit }),
    ...runOf(context),
  };
}

function targetType({ table, targetName }: Trained): Column["type"] {
  return table.columns.find(({ name }) => name === targetName)?.type ?? "text";
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
