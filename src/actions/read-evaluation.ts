import type { Context } from "../action.ts";
import type { Manifest } from "../evidence/manifest.ts";
import { parseManifest } from "../evidence/manifest.ts";
import { roleName } from "../evidence/predictions.ts";
import {
  isRefusal,
  type JudgedRows,
  type ModelRows,
  type Refusal,
  type RowFacts,
} from "../gate/model-rows.ts";
import { readEvaluation } from "../gate/read-evaluation.ts";
import type { Table } from "../tables/table.ts";
import { inputPath } from "./project.ts";
import { readPredictions } from "./read-predictions.ts";

type GateContext = Pick<Context, "project" | "files" | "signal"> & {
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
  const { evidence } = project.folders;
  const given = inputs.predictions;
  if (given !== undefined) {
    const file = await inputPath(files, inputs["working-directory"], given);
    const facts = configuredFacts(project.config);
    return challengerOf({ table: await readPredictions(context, file, facts), facts }, undefined);
  }
  const file = `${evidence}/predictions.csv`;
  const manifestFile = `${evidence}/manifest.json`;
  if (!(await files.exists(file)) || !(await files.exists(manifestFile))) return undefined;
  const manifest = parseManifest(await files.read(manifestFile), manifestFile);
  const facts = manifestFacts(manifest);
  const table = await readPredictions(context, file, facts);
  return challengerOf({ table, facts }, manifest);
}

function challengerOf(model: ModelRows, manifest: Manifest | undefined): Challenger | Refusal {
  const changed = manifest && refuseChanged(model.table, manifest);
  if (changed !== undefined) return changed;
  const rows = readEvaluation(model);
  return isRefusal(rows) ? rows : { model, rows, manifest };
}

/** Refuses predictions that are not those of the manifest. */
export function refuseChanged({ source, digest }: Table, { digests }: Manifest): Refusal | undefined {
  if (digest === digests.predictions) return undefined;
  return {
    refused: `Cannot judge "${source}": the predictions are not those that its manifest speaks of`,
    hint: "A file of the evidence changed after training; train again",
    file: source,
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
