import path from "node:path";
import type { Context } from "../action.ts";
import { holdTable, trainedTypes, withHeldTexts } from "../actions/held-types.ts";
import { openProjectData } from "../actions/open-data.ts";
import type { ProgramPredictions } from "../actions/predict-by-program.ts";
import { loadProject, type Project, requireData } from "../actions/project.ts";
import { projectInputs } from "../actions/project-inputs.ts";
import { findSeries } from "../actions/project-series.ts";
import { readData } from "../actions/read-data.ts";
import { UserError } from "../errors.ts";
import { type Manifest, parseManifest } from "../evidence/manifest.ts";
import { type PredictionColumn, renderPredictions } from "../evidence/predictions.ts";
import { path as pathInput } from "../inputs.ts";
import { didYouMean } from "../nearest.ts";
import { counted } from "../number-format.ts";
import {
  findUnseen,
  parseStoredModel,
  predictTable,
  type StoredModel,
  type UnseenCells,
} from "../onnx/predict-table.ts";
import type { Files } from "../services/files.ts";
import type { DeclaredColumns } from "../tables/cell-rule.ts";
import { findColumn, type Table } from "../tables/table.ts";
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
    const { inputs, words, write, files } = context;
    const project = await loadProject(files, inputs);
    const folder = inputs.model ?? project.folders.model;
    if ((await files.list(folder)).length === 0)
      throw await withoutModel(files, project, { folder, isNamed: inputs.model !== undefined });
    const evidence = path.join(path.dirname(folder), "evidence");
    const manifest = await readManifest(files, `${evidence}/manifest.json`);
    const asked = { folder, evidence, manifest, dataPath: words[0] ?? requireData(project).dataPath };
    const answers = isOfProgram(project, manifest)
      ? await askProgram({ ...context, project }, asked)
      : await askModel({ ...context, project }, asked);
    for (const chunk of renderPredictions(answers.rows, columnsOf(answers)))
      write(new TextDecoder().decode(chunk));
    return 0;
  },
});

interface Asked {
  folder: string;
  /** The folder of what its training left. */
  evidence: string;
  manifest: Manifest | undefined;
  dataPath: string;
}

/** Predictions of rows, by whoever made them. */
interface Answers {
  rows: number;
  /** Numbers of regression, else labels. */
  predicted: ArrayLike<number | string>;
  classes: readonly string[];
  /** Rows × classes, row-major. */
  scores: ArrayLike<number> | undefined;
}

async function readManifest(files: Files, file: string): Promise<Manifest | undefined> {
  return (await files.size(file)) === undefined ? undefined : parseManifest(await files.read(file), file);
}

/** Whether the project's own program is asked: a model of ours it cannot read. */
function isOfProgram({ config }: Project, manifest: Manifest | undefined): boolean {
  const { engine, predict_command } = config.train;
  return predict_command !== undefined && ["command", "external"].includes(manifest?.engine ?? engine);
}

async function askProgram(context: Context, asked: Asked): Promise<Answers> {
  const { predictByProgram } = await import("../actions/predict-by-program.ts");
  const table = await readRows(context, asked);
  return answersOf(table, await predictByProgram(context, table, asked));
}

/** A model of another maker, by ONNX Runtime. */
async function askOnnx(context: Context, asked: Asked, file: string): Promise<Answers> {
  const { predictByOnnx } = await import("../actions/predict-by-onnx.ts");
  const table = await readRows(context, asked);
  return answersOf(table, await predictByOnnx(context, table, { ...asked, file }));
}

function answersOf({ rows }: Table, { predicted, scores, classes }: ProgramPredictions): Answers {
  const labels = classes.length === 0 ? predicted : Array.from(predicted, (code) => classes[code]!);
  return { rows, predicted: labels, classes, scores };
}

async function askModel(context: Context, asked: Asked): Promise<Answers> {
  const { workers, signal, files } = context;
  const { folder } = asked;
  const { findOnnx, isForeign } = await import("../actions/ask-runtime.ts");
  const file = await findOnnx(context, folder);
  if (file !== undefined && (await isForeign(context, file))) return askOnnx(context, asked, file);
  if (file === undefined)
    throw new UserError(
      `Cannot predict: "${folder}" holds no model of ours, and there is no program to ask`,
      {
        file: folder,
        hint: "A model of a program needs train.predict_command",
      },
    );
  const model = parseStoredModel(await files.readBytes(file), file);
  const table = await readRows(context, asked, model);
  for (const each of findUnseen(model, table)) context.log.warn(describeUnseen(each));
  const { values, labels } = await predictTable(model, table, { threads: { pool: workers.pool(), signal } });
  const { classes = [] } = model;
  return { rows: table.rows, predicted: labels ?? values, classes, scores: labels && values };
}

/** The rows of a data file, with what looks back in time where their target is there. */
async function readRows(
  context: Context,
  { dataPath, evidence }: Asked,
  model?: StoredModel,
): Promise<Table> {
  const { project, signal, csvKernel: kernel, workers } = context;
  const files = await openProjectData(context);
  const { csv, columns: declared, target } = project.config.data;
  // Of a few rows numbers are told apart from texts as they were of all that it was trained on.
  const held = model ? { types: {} } : await trainedTypes(context, `${evidence}/profile.json`);
  const columns = model ? { ...textsOf(model), ...declared } : withHeldTexts(dataPath, declared, held);
  const read = holdTable(await readData(files, dataPath, { signal, csv, columns, kernel, workers }), held);
  const hasPast = target !== undefined && findColumn(read, target) !== undefined;
  const past = hasPast ? (findSeries(project, read, target)?.columns ?? []) : [];
  return { ...read, columns: [...read.columns, ...past] };
}

async function withoutModel(
  files: Files,
  { name, directory }: Project,
  { folder, isNamed }: { folder: string; isNamed: boolean },
): Promise<UserError> {
  const names = isNamed ? [] : await findModels(files, directory);
  return new UserError(`Cannot predict: there is no model "${folder}"${didYouMean(name, names)}`, {
    hint:
      names.length > 0
        ? `Choose one that is there with --name: ${names.join(", ")}; or run mlops train first`
        : "Run mlops train first, or name the folder with --model",
  });
}

/** Names of the models that trainings have left. */
async function findModels(files: Files, directory: string): Promise<string[]> {
  const root = path.join(directory, ".mlops");
  const found: string[] = [];
  for (const { name, isFolder } of await files.list(root))
    if (isFolder && (await files.list(path.join(root, name, "model"))).length > 0) found.push(name);
  return found;
}

/** Rows that are predicted though no training row was like them. */
function describeUnseen({ column, type, missing, fractions }: UnseenCells): string {
  const parts = [
    ...(missing > 0 ? [`no value in ${counted(missing, "row")}`] : []),
    ...(fractions > 0 ? [`a fraction in ${counted(fractions, "row")}`] : []),
  ];
  const was = fractions > 0 ? "a whole number" : type === "boolean" ? "true or false" : "a number";
  return `"${column}" has ${parts.join(" and ")}, and ${was} in each row that the model was trained on; they are predicted all the same, as docs/model.md says`;
}

/** What was text in training is text now, whatever the rows look like. */
function textsOf({ columns }: StoredModel): DeclaredColumns {
  return Object.fromEntries(
    columns.filter(({ type }) => type === "text").map(({ name }) => [name, { type: "text" as const }]),
  );
}

function columnsOf({ predicted, classes, scores }: Answers): PredictionColumn[] {
  const scored = scores === undefined ? [] : classes;
  return [
    { name: "row", cell: (index) => index + 1 },
    { name: "predicted", cell: (index) => predicted[index]! },
    ...scored.map(
      (label, code): PredictionColumn => ({
        name: `score_${label}`,
        cell: (index) => scores![index * classes.length + code]!,
      }),
    ),
  ];
}
