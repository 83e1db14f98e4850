import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import type { Manifest } from "../evidence/manifest.ts";
import { parseTrainingRows, type TrainingRows } from "../evidence/training-rows.ts";
import type { ModelRows, Refusal } from "../gate/model-rows.ts";
import { predictionsTable } from "../gate/predictions-table.ts";
import { unseenRows } from "../gate/unseen-rows.ts";
import { counted, formatNumber } from "../number-format.ts";
import type { Predicted } from "../program/predicted-columns.ts";
import { hashRows, rowNamer } from "../tables/row-hash.ts";
import { findColumn } from "../tables/table.ts";
import { findOnnx } from "./ask-runtime.ts";
import type { Champion } from "./champion.ts";
import { type PreparedTraining, prepareTraining } from "./prepare-training.ts";
import { scanModel } from "./scan-model.ts";
import { toPredicted } from "./to-predicted.ts";

/** A champion's new predictions of rows of today that it has not seen. */
export interface EvaluatedChampion {
  model: ModelRows;
  /** Rows that it could not be asked for, because it was trained on them. */
  seen: number;
}

/**
 * Has a champion's model predict those of the rows of today that it was not trained on. In words why it cannot be done;
 * refused where too few rows are left, and where loading the model could run what `allowPickle` does not name.
 */
export async function evaluateChampion(
  context: Context,
  champion: Champion,
  { ids, minRows, allowPickle }: { ids: readonly string[]; minRows: number; allowPickle: readonly string[] },
): Promise<EvaluatedChampion | Refusal | string> {
  const { manifest, model: folder } = champion;
  if (folder === undefined) return "its model is not there";
  if (manifest?.split === undefined) return "nothing tells which rows it was trained on";
  try {
    const prepared = await prepareToday(context);
    const rows = rowsOf(prepared, ids);
    if (typeof rows === "string") return rows;
    const unseen = await unseenOf(context, champion, manifest.split, prepared);
    if (typeof unseen === "string") return unseen;
    const asked = rows.filter((row) => unseen(row));
    if (asked.length < minRows) return tooFew(champion, { asked: asked.length, of: rows.length, minRows });
    const unsafe = await scanModel(context, folder, allowPickle);
    if (unsafe.length > 0)
      return {
        refused: `Cannot compare with ${champion.shown}: loading its model could run code`,
        hint: unsafe[0]?.message,
      };
    const said = await predictAgain(context, { champion, folder, manifest, prepared, rows: asked });
    if (typeof said === "string") return said;
    return { model: modelRows(champion, manifest, prepared, asked, said), seen: rows.length - asked.length };
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

/** Today's data, divided as `train` does. */
async function prepareToday(context: Context): Promise<PreparedTraining> {
  const { project } = context;
  if (project.sets.has("train")) {
    const { loadTrainingSets } = await import("./load-set.ts");
    const sets = await loadTrainingSets(context);
    return prepareTraining(context, sets.table, sets);
  }
  const { loadTable } = await import("./load-table.ts");
  return prepareTraining(context, await loadTable(context));
}

/** Rows of the data by their ids. */
function rowsOf({ hashes, table }: PreparedTraining, ids: readonly string[]): Uint32Array | string {
  const idOf = rowNamer(hashes);
  const rowOf = new Map<string, number>();
  for (let row = 0; row < table.rows; row++) rowOf.set(idOf(row), row);
  const rows = ids.flatMap((id) => rowOf.get(id) ?? []);
  const missing = ids.length - rows.length;
  return missing === 0
    ? Uint32Array.from(rows).sort()
    : `${counted(missing, "row")} of ${formatNumber(ids.length)} that are judged ${missing === 1 ? "is" : "are"} not in the data`;
}

async function unseenOf(
  { files }: Context,
  { trainingRows }: Champion,
  split: NonNullable<Manifest["split"]>,
  { raw, table }: PreparedTraining,
): Promise<((row: number) => boolean) | string> {
  const gone = split.key.find((name) => findColumn(raw, name) === undefined);
  if (gone !== undefined) return `its rows are told apart by "${gone}", which the data have no more`;
  const seen: TrainingRows | undefined =
    trainingRows === undefined ? undefined : parseTrainingRows(await files.readBytes(trainingRows));
  return unseenRows(split, { table, hashes: hashRows(raw, split.key), seen });
}

function tooFew(
  { shown }: Champion,
  { asked, of, minRows }: { asked: number; of: number; minRows: number },
): Refusal {
  return {
    refused: `Cannot compare with ${shown}: of the ${formatNumber(of)} test rows, it was not trained on ${formatNumber(asked)}, and at least ${formatNumber(minRows)} are needed`,
    hint: "Keep the split as it is: data.split.seed, the shares and data.key; then earlier test rows stay test rows",
  };
}

/** A champion's model, and rows of today that it is asked for. */
export interface Asked {
  champion: Champion;
  folder: string;
  manifest: Manifest;
  prepared: PreparedTraining;
  rows: Uint32Array;
}

/** By our own predictor, by the project's command, or by ONNX Runtime; in words why by none. */
async function predictAgain(context: Context, asked: Asked): Promise<Predicted | string> {
  const { folder, champion } = asked;
  const file = await findOnnx(context, folder);
  const isOwn = !["command", "external"].includes(asked.manifest.engine);
  if (isOwn && file !== undefined) {
    const { parseStoredModel, predictTable } = await import("../onnx/predict-table.ts");
    const model = parseStoredModel(await context.files.readBytes(file), `model.onnx of ${champion.shown}`);
    const threads = { pool: context.workers.pool(), signal: context.signal };
    const said = await predictTable(model, asked.prepared.table, { rows: asked.rows, threads });
    return toPredicted({ ...said, classes: model.classes }, asked.prepared.target);
  }
  if (context.project.config.train.predict_command !== undefined) return predictByCommand(context, asked);
  if (file === undefined) return "there is no train.predict_command that could ask its model";
  const { predictByRuntime } = await import("./predict-by-runtime.ts");
  return predictByRuntime(context, asked, file);
}

async function predictByCommand(
  context: Context,
  { folder, manifest, prepared, rows }: Asked,
): Promise<Predicted> {
  const [{ runPredict }, { pairPredictions }, { applyThreshold }] = await Promise.all([
    import("./run-predict.ts"),
    import("../program/pair-predictions.ts"),
    import("../program/apply-threshold.ts"),
  ]);
  const { table, target, targetName, hashes } = prepared;
  const idOf = rowNamer(hashes);
  const ids = Array.from({ length: table.rows }, (_, row) => idOf(row));
  const idColumn = findColumn(table, "row_id") ? "mlops_row_id" : "row_id";
  const columns = table.columns.filter(({ name }) => name !== targetName);
  const said = await runPredict(context, folder, { table: { columns }, rows, ids, idColumn });
  const paired = pairPredictions(said, { target, targetName, rows, part: "given", ids, idColumn });
  return applyThreshold(paired, { threshold: manifest.threshold, positive: target.positive });
}

function modelRows(
  { shown }: Champion,
  { task, positive }: Manifest,
  { target, hashes }: PreparedTraining,
  rows: Uint32Array,
  { predicted, scores }: Predicted,
): ModelRows {
  const idOf = rowNamer(hashes);
  const table = predictionsTable(`predictions of ${shown}`, {
    task: target.task,
    classes: target.classes,
    ids: Array.from(rows, (row) => idOf(row)),
    actual:
      target.task === "regression"
        ? Float64Array.from(rows, (row) => target.values[row]!)
        : Int32Array.from(rows, (row) => target.values[row]!),
    predicted,
    scores,
  });
  return { table, facts: { task: task ?? target.task, classes: target.classes, positive } };
}
