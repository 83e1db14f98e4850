import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import type { Manifest } from "../evidence/manifest.ts";
import { applyThreshold } from "../program/apply-threshold.ts";
import type { Table } from "../tables/table.ts";
import { askRuntime } from "./ask-runtime.ts";
import { planProjectColumns, withDerived } from "./derive-table.ts";
import type { ProgramPredictions } from "./predict-by-program.ts";
import { toPredicted } from "./to-predicted.ts";

/**
 * Has ONNX Runtime predict every row of a table with an ONNX model of another maker, decided by the model's threshold.
 * Throws UserError where the model does not tell how to ask it.
 */
export async function predictByOnnx(
  context: Context,
  raw: Table,
  { file, manifest }: { file: string; manifest: Manifest | undefined },
): Promise<ProgramPredictions> {
  const { project } = context;
  const { key = [], target, weight } = project.config.data;
  const table = withDerived(raw, planProjectColumns(project, raw));
  const names = table.columns.map(({ name }) => name).filter((name) => name !== target);
  const said = await askRuntime(context, file, {
    table,
    features: manifest?.features ?? names,
    roles: [...key, ...(weight === undefined ? [] : [weight])],
    ...{ task: manifest?.task, classes: manifest?.classes, from: undefined },
  });
  const task = said.labels === undefined ? "regression" : "classification";
  const classes = manifest?.classes ?? [...(said.classes ?? new Set(said.labels))];
  const predicted = toPredicted(said, { task, classes });
  if (typeof predicted === "string")
    throw new UserError(`Cannot predict: of "${file}" ${predicted}`, { file });
  const positive = classes.indexOf(manifest?.positive ?? String(project.config.data.positive));
  const decided = applyThreshold(predicted, {
    threshold: manifest?.threshold,
    positive: positive < 0 ? undefined : positive,
  });
  return { ...decided, classes: task === "regression" ? [] : classes };
}
