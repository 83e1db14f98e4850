import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import type { Manifest } from "../evidence/manifest.ts";
import { applyThreshold } from "../program/apply-threshold.ts";
import { pairRows } from "../program/pair-predictions.ts";
import { findPredicted, type Predicted, readPredicted, scoredLabels } from "../program/predicted-columns.ts";
import { hashRows, identityColumns, rowIds } from "../tables/row-hash.ts";
import { findColumn, type Table } from "../tables/table.ts";
import { planProjectColumns, withDerived } from "./derive-table.ts";
import { runPredict } from "./run-predict.ts";
import { scanModel } from "./scan-model.ts";

/** What a program says of rows, and which classes it told apart: none of regression. */
export interface ProgramPredictions extends Predicted {
  classes: readonly string[];
}

/**
 * Has `train.predict_command` predict every row of a table with the model of a folder, in the rows' order, decided by the
 * model's threshold. Throws UserError where loading the model could run what `gate.allow_pickle` does not name.
 */
export async function predictByProgram(
  context: Context,
  raw: Table,
  { folder, manifest }: { folder: string; manifest: Manifest | undefined },
): Promise<ProgramPredictions> {
  const { project, files } = context;
  await refuseUnsafe(context, folder);
  const { key, target } = project.config.data;
  // New rows may come without what tells those of the training apart.
  const known = key?.every((name) => findColumn(raw, name) !== undefined) ? key : undefined;
  const ids = rowIds(hashRows(raw, identityColumns(raw, { key: known, target })));
  const table = withDerived(raw, planProjectColumns(project, raw));
  const idColumn = findColumn(table, "row_id") ? "mlops_row_id" : "row_id";
  const columns = table.columns.filter(({ name }) => name !== target);
  const rows = Uint32Array.from({ length: raw.rows }, (_, row) => row);
  try {
    const said = await runPredict(context, folder, { table: { columns }, rows, ids, idColumn });
    const told = targetOf(context, said, manifest);
    const paired = readPredicted(said, pairRows(said, { rows, part: "given", ids, idColumn }), told);
    const decided = applyThreshold(paired, { threshold: manifest?.threshold, positive: told.positive });
    return { ...decided, classes: told.classes };
  } finally {
    for (const name of ["predict-input.csv", "predict-output.csv"])
      await files.remove(`${project.folders.run}/${name}`);
  }
}

async function refuseUnsafe(context: Context, folder: string): Promise<void> {
  const [unsafe] = await scanModel(context, folder);
  if (unsafe === undefined) return;
  throw new UserError(`Cannot predict: ${unsafe.message}`, {
    file: unsafe.file ?? folder,
    hint: `${unsafe.hint} (gate.allow_pickle)`,
  });
}

/** What the model predicts: as its manifest says, else as its answers look. */
function targetOf(
  { project }: Context,
  said: Table,
  manifest: Manifest | undefined,
): Parameters<typeof readPredicted>[2] {
  if (manifest?.task !== undefined) return targetFrom(manifest.task, manifest.classes, manifest.positive);
  const labels = scoredLabels(said);
  const predicted = findPredicted(said);
  const named = predicted?.kind === "text" ? predicted.dictionary : [];
  const classes = [...new Set([...labels, ...named])].sort();
  const task = classes.length === 0 ? "regression" : "classification";
  return targetFrom(task, classes, String(project.config.data.positive));
}

function targetFrom(
  task: NonNullable<Manifest["task"]>,
  classes: readonly string[] = [],
  positive?: string,
): Parameters<typeof readPredicted>[2] {
  const code = classes.indexOf(positive ?? "");
  return { task, classes: [...classes], positive: code < 0 ? undefined : code };
}
