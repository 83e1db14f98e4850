import path from "node:path";
import { openProjectData } from "../actions/open-data.ts";
import { loadProject, requireData } from "../actions/project.ts";
import { projectInputs } from "../actions/project-inputs.ts";
import { findSeries } from "../actions/project-series.ts";
import { readData } from "../actions/read-data.ts";
import { UserError } from "../errors.ts";
import { type PredictionColumn, renderPredictions } from "../evidence/predictions.ts";
import { path as pathInput } from "../inputs.ts";
import { didYouMean } from "../nearest.ts";
import { type Predictions, parseStoredModel, predictTable, type StoredModel } from "../onnx/predict-table.ts";
import type { Files } from "../services/files.ts";
import type { DeclaredColumns } from "../tables/cell-rule.ts";
import { findColumn } from "../tables/table.ts";
import { defineCommand } from "./command.ts";

/** Prints what a stored model predicts of a data file's rows. */
export const predict = defineCommand({
  name: "predict",
  description: "Prints what a trained model predicts of a data file's rows, as CSV",
  usage: "predict [data] [--name model] [--model folder] [--config mlops.yml] [--working-directory folder]",
  inputs: {
    name: projectInputs.name,
    model: pathInput("The model's folder; default: what train wrote"),
    config: pathInput("The project's configuration, which names the data and the model").default("mlops.yml"),
    "working-directory": pathInput("Folder that paths start from").default("."),
  },
  async run(context) {
    const { inputs, words, write, signal, csvKernel: kernel, workers } = context;
    const project = await loadProject(context.files, inputs);
    const folder = inputs.model ?? project.folders.model;
    const file = path.join(folder, "model.onnx");
    const bytes = await context.files.readBytes(file).catch(async (cause: unknown) => {
      const names = inputs.model === undefined ? await findModels(context.files, project.directory) : [];
      throw new UserError(`Cannot predict: there is no model "${file}"${didYouMean(project.name, names)}`, {
        hint:
          names.length > 0
            ? `Choose one that is there with --name: ${names.join(", ")}; or run mlops train first`
            : "Run mlops train first, or name the folder with --model",
        cause,
      });
    });
    const model = parseStoredModel(bytes, file);
    const dataPath = words[0] ?? requireData(project).dataPath;
    const files = await openProjectData({ ...context, project });
    const { csv, columns: declared, target } = project.config.data;
    const columns = { ...textsOf(model), ...declared };
    const read = await readData(files, dataPath, { signal, csv, columns, kernel, workers });
    const hasPast = target !== undefined && findColumn(read, target) !== undefined;
    const past = hasPast ? (findSeries(project, read, target)?.columns ?? []) : [];
    const table = { ...read, columns: [...read.columns, ...past] };
    const predicted = await predictTable(model, table, { threads: { pool: workers.pool(), signal } });
    for (const chunk of renderPredictions(table.rows, columnsOf(model, predicted)))
      write(new TextDecoder().decode(chunk));
    return 0;
  },
});

/** Names of the models that trainings have left. */
async function findModels(files: Files, directory: string): Promise<string[]> {
  const root = path.join(directory, ".mlops");
  const found: string[] = [];
  for (const { name, isFolder } of await files.list(root))
    if (isFolder && (await files.exists(path.join(root, name, "model/model.onnx")))) found.push(name);
  return found;
}

/** What was text in training is text now, whatever the rows look like. */
function textsOf({ columns }: StoredModel): DeclaredColumns {
  return Object.fromEntries(
    columns.filter(({ type }) => type === "text").map(({ name }) => [name, { type: "text" as const }]),
  );
}

function columnsOf({ classes }: StoredModel, { values, labels, outputs }: Predictions): PredictionColumn[] {
  const row: PredictionColumn = { name: "row", cell: (index) => index + 1 };
  if (classes === undefined || labels === undefined)
    return [row, { name: "predicted", cell: (index) => values[index]! }];
  const scores = classes.map(
    (label, code): PredictionColumn => ({
      name: `score_${label}`,
      cell: (index) => values[index * outputs + code]!,
    }),
  );
  return [row, { name: "predicted", cell: (index) => labels[index]! }, ...scores];
}
