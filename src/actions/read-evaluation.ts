import path from "node:path";
import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import { digestFile } from "../evidence/digest.ts";
import { type Manifest, parseManifest } from "../evidence/manifest.ts";
import { roleName } from "../evidence/predictions.ts";
import { parseTrainingRows } from "../evidence/training-rows.ts";
import {
  isRefusal,
  type JudgedRows,
  type ModelRows,
  type Refusal,
  type RowFacts,
} from "../gate/model-rows.ts";
import { readEvaluation } from "../gate/read-evaluation.ts";
import { refuseSeen } from "../gate/refuse-seen.ts";
import { unreadable } from "../imports/imported-metrics.ts";
import { findPlainCases } from "../imports/plain-cases.ts";
import { inputFile } from "./input-file.ts";
import { findForeignCases } from "./read-cases.ts";
import { readPredictions } from "./read-predictions.ts";

type GateContext = Pick<Context, "project" | "files" | "signal" | "csvKernel"> & {
  inputs: { "working-directory": string; predictions?: string | undefined };
};

/** The rows of the model that is judged: as they are for pairing, and read for rules that compare with no other. */
export interface Challenger {
  model: ModelRows;
  rows: JudgedRows;
  /** The manifest beside them; undefined of predictions from elsewhere. */
  manifest: Manifest | undefined;
}

/**
 * Reads the predictions that the input names, or else those of `train`, held to the manifest beside them. Undefined where
 * there are none: metrics alone are then judged. Throws UserError for a file that cannot be read.
 */
export async function readChallenger(context: GateContext): Promise<Challenger | Refusal | undefined> {
  const { project, files, inputs } = context;
  const given = inputs.predictions;
  const { file, part } =
    given === undefined
      ? { file: `${project.folders.evidence}/predictions.csv`, part: undefined }
      : await inputFile(files, inputs["working-directory"], given);
  if (given === undefined && (await files.size(file)) === undefined) return undefined;
  const { model, manifest } = await readModelRows(context, file, part);
  if (given === undefined && manifest === undefined) return changed(file);
  const rows = readEvaluation(model);
  if (isRefusal(rows)) return rows;
  return (await refuseTrained(context, file, rows, manifest)) ?? { model, rows, manifest };
}

/** Refuses rows that the model was trained on, as far as the manifest tells. */
async function refuseTrained(
  { files }: GateContext,
  file: string,
  rows: JudgedRows,
  manifest: Manifest | undefined,
): Promise<Refusal | undefined> {
  if (manifest?.split === undefined) return undefined;
  const beside = `${path.posix.dirname(file)}/training-rows.bin`;
  const { group, time } = manifestFacts(manifest);
  const isKnown = manifest.digests.training_rows !== undefined && (await files.size(beside)) !== undefined;
  const bytes = isKnown ? await files.readBytes(beside) : undefined;
  if (bytes !== undefined && digestFile(bytes) !== manifest.digests.training_rows) return changed(beside);
  const seen = bytes && parseTrainingRows(bytes);
  return refuseSeen(rows, manifest.split, { names: group ?? time, seen });
}

/**
 * Predictions, and what is known of them: from the manifest beside them if it speaks of them, else from the configuration.
 * Throws UserError for a file that cannot be read.
 */
export async function readModelRows(
  context: Pick<Context, "project" | "files" | "signal" | "csvKernel">,
  file: string,
  part?: string,
): Promise<{ model: ModelRows; manifest: Manifest | undefined }> {
  const configured = configuredFacts(context.project.config);
  const foreign = await findForeignCases(context, { file, part }, configured);
  if (foreign !== undefined) return { model: foreign, manifest: undefined };
  const beside = await manifestBeside(context, file);
  const told = beside && manifestFacts(beside);
  const table = await readPredictions(context, file, told ?? configured);
  if (part !== undefined)
    throw unreadable({ file }, `it holds the predictions of one model, and no "${part}"`);
  const manifest = beside?.digests.predictions === table.digest ? beside : undefined;
  const cases = manifest ? undefined : findPlainCases(table, { file }, configured.target);
  return { model: { table, facts: (manifest && told) ?? configured, cases }, manifest };
}

/** The manifest in the same folder; other tools have files of that name, too. */
async function manifestBeside(
  { files }: Pick<Context, "files">,
  file: string,
): Promise<Manifest | undefined> {
  const beside = `${path.posix.dirname(file)}/manifest.json`;
  if ((await files.size(beside)) === undefined) return undefined;
  try {
    return parseManifest(await files.read(beside), beside);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function changed(file: string): Refusal {
  return {
    refused: `Cannot judge "${file}": it is not the file that its manifest speaks of`,
    hint: "A file of the evidence changed after training; train again",
    file,
  };
}

/** What a manifest says of its predictions. */
export function manifestFacts(manifest: Manifest): RowFacts {
  const { task, classes = [], positive, costs, target, weight, split, digests } = manifest;
  const column = split === undefined || split.rule === "sets" ? undefined : split.column;
  const role = (name: string | undefined, as: "weight" | "group" | "time"): string[] | undefined =>
    name === undefined ? undefined : [roleName(name, as, classes)];
  return {
    task,
    classes: task === "classification" ? classes : undefined,
    positive,
    costs,
    target,
    weight: role(weight, "weight"),
    group: split?.rule === "group" ? role(column, "group") : undefined,
    time: split?.rule === "time" ? role(column, "time") : undefined,
    evaluation: digests.evaluation,
    isDividedByProgram: split === undefined,
  };
}

/** What the configuration says of predictions from elsewhere. */
export function configuredFacts({ data, train }: Context["project"]["config"]): RowFacts {
  const { weight, target, split } = data;
  const named = (name: string | undefined, standard: string): string[] =>
    name === undefined ? [standard] : [name, standard];
  return {
    task: train.task,
    positive: data.positive === undefined ? undefined : String(data.positive),
    costs: train.costs,
    target,
    weight: named(weight, "weight"),
    group: named(split.group, "group"),
    time: named(split.time, "time"),
  };
}
