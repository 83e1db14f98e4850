import { deriveColumns, planDerived } from "../../src/expression/derive-columns.ts";
import { fitFeatures } from "../../src/features/fit-features.ts";
import type { Recipes } from "../../src/features/recipe.ts";
import { transformFeatures } from "../../src/features/transform-features.ts";
import { type Calibration, calibrate, fitCalibration } from "../../src/learn/calibrate.ts";
import { type EngineName, loadEngine } from "../../src/learn/engines.ts";
import type { Params } from "../../src/learn/parameters.ts";
import { predict } from "../../src/learn/predict.ts";
import { encodeTarget } from "../../src/learn/target.ts";
import type { TreeOperators } from "../../src/model/graph.ts";
import { loaderMetadata, modelFiles } from "../../src/model/model-files.ts";
import { usedColumns } from "../../src/model/onnx-features.ts";
import { encodeModel, onnxModel } from "../../src/model/onnx-model.ts";
import { signatureOf } from "../../src/model/signature.ts";
import { openKernel } from "../../src/runner/kernels.ts";
import { inlineWorkers } from "../../src/services/workers.ts";
import { readCsv } from "../../src/tables/read-csv.ts";
import { findColumn, type Table } from "../../src/tables/table.ts";

export interface ModelRecipe {
  csv: string;
  target: string;
  derive?: Record<string, string>;
  engine?: EngineName;
  params?: Params;
  scale?: boolean;
  calibrate?: Calibration["method"];
  /** From which probability on a row is of the second class. */
  threshold?: number;
  features?: Recipes;
}

export function tableOf(csv: string, source = "data.csv"): Promise<Table> {
  return readCsv(
    async function* () {
      yield new TextEncoder().encode(csv);
    },
    { source },
  );
}

/** Trains on four rows of five, as the train action does; `outputs` are our predictions of all rows. */
export async function makeModel({
  csv,
  target,
  derive = {},
  engine = "random-forest",
  params = {},
  scale = false,
  calibrate: method,
  threshold,
  features = {},
}: ModelRecipe) {
  const raw = await tableOf(csv);
  const derived = planDerived(raw.columns, derive, { target });
  const table = deriveColumns(raw, derive, { target });
  const targetColumn = findColumn(table, target)!;
  const { task, rows, values, classes } = encodeTarget(targetColumn);
  const training = rows.filter((row) => row % 5 !== 0);
  const learner = (await loadEngine(engine))(
    engine === "random-forest" ? { n_estimators: 20, ...params } : params,
    { task },
  );
  const targets = { values: Array.from(training, (row) => values[row]!), classes: classes.length };
  const needs = scale ? { ...learner.needs, recipe: { scale: "standard" as const } } : learner.needs;
  const plan = fitFeatures(table, training, { target, needs, recipes: features, targets });
  const pool = inlineWorkers(openKernel).pool();
  const model = await learner.train({
    matrix: transformFeatures(plan, table, training),
    target:
      task === "regression"
        ? Float64Array.from(training, (row) => values[row]!)
        : Int32Array.from(training, (row) => values[row]!),
    classes: classes.length,
    seed: 7,
    pool,
  });
  const columns = signatureOf(table, usedColumns(plan, derived));
  const labels = task === "classification" ? { names: classes, type: targetColumn.type } : undefined;
  const metadata = loaderMetadata(columns, labels);
  const uncorrected = await predict(pool, model, { matrix: transformFeatures(plan, table) });
  const calibration =
    method &&
    fitCalibration(method, {
      scores: await predict(pool, model, { matrix: transformFeatures(plan, table, training) }),
      actual: Int32Array.from(training, (row) => values[row]!),
      classes: classes.length,
    });
  const described = (treeOperators: TreeOperators) => ({
    ...{ name: "test", plan, derived, columns, model, classes, metadata, calibration, treeOperators },
    threshold: threshold === undefined ? undefined : { positive: 1, value: threshold },
  });
  const encode = (treeOperators: TreeOperators) => onnxModel(described(treeOperators));
  const made = modelFiles({
    onnx: encodeModel(described(5)),
    plan,
    columns,
    classes: labels,
    time: Date.UTC(2026, 0, 2, 3, 4, 5),
    provenance: { commit: "0123456789abcdef0123456789abcdef01234567" },
  });
  const files = new Map(
    Array.from(made.files, ([file, content]) => [
      file,
      typeof content === "string"
        ? content
        : Buffer.concat(Array.from(content(), (chunk) => Uint8Array.from(chunk))),
    ]),
  );
  const outputs = calibration ? calibrate(calibration, uncorrected, classes.length) : uncorrected;
  return { table, plan, derived, model, columns, classes, files, digest: made.digest, outputs, encode };
}
