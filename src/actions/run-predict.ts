import { randomUUID } from "node:crypto";
import path from "node:path";
import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import type { Table } from "../tables/table.ts";
import { readPredictions } from "./read-predictions.ts";
import { describeEnd, runCommand } from "./run-command.ts";
import { writeRows } from "./write-rows.ts";

/** Rows that a program is to predict. */
export interface RowsToPredict {
  /** Columns that it sees: those of the data without the target. */
  table: Pick<Table, "columns">;
  rows: Uint32Array;
  /** Identity of every table row. */
  ids: readonly string[];
  idColumn: string;
}

/**
 * Has `train.predict_command` predict rows with the model of a folder: it reads MLOPS_INPUT and MLOPS_MODEL_DIR, and
 * writes MLOPS_OUTPUT. Works for every model of the project, whoever trained it. Throws UserError where it fails.
 */
export async function runPredict(
  context: Context,
  modelFolder: string,
  { table, rows, ids, idColumn }: RowsToPredict,
): Promise<Table> {
  const { files, project } = context;
  const { predict_command: command } = project.config.train;
  const place = project.place(["train", "predict_command"]);
  if (command === undefined)
    throw new UserError("Cannot predict with the model: there is no train.predict_command", place);
  const { run } = project.folders;
  const [input, output] = [`${run}/predict-input.csv`, `${run}/predict-output.csv`];
  await files.remove(output);
  await writeRows(context, input, table, { rows, ids, idColumn });
  const at = (name: string): string => path.resolve(files.root, name);
  const ended = await runCommand(context, command, {
    title: `Predicting: ${command.split("\n")[0]}`,
    variables: {
      MLOPS_NAME: project.name,
      MLOPS_MODEL_DIR: at(modelFolder),
      MLOPS_INPUT: at(input),
      MLOPS_OUTPUT: at(output),
      MLOPS_ROW_ID: idColumn,
      MLOPS_RUN: randomUUID(),
      PYTHONUNBUFFERED: "1",
    },
  });
  if (ended.exitCode !== 0 || ended.timedOut)
    throw new UserError(`Cannot predict with the model: the command failed (${describeEnd(ended)})`, place);
  if (await files.exists(output)) return readPredictions(context, output);
  throw new UserError("Cannot predict with the model: the command wrote no MLOPS_OUTPUT", {
    ...place,
    hint: "It is to write a CSV file with row_id and predicted, and of classes score_<class>",
  });
}
