import type { Context, Result } from "../action.ts";
import { UserError } from "../errors.ts";
import { isAddress, showAddress } from "../tables/address.ts";
import { fetchMlflowModel, isMlflowModel } from "./fetch-mlflow-model.ts";
import { type FoundModel, modelAt } from "./find-model-files.ts";
import { inProject } from "./in-project.ts";
import { keepProgram } from "./keep-program.ts";
import { openData } from "./open-data.ts";
import { prepareProgram } from "./prepare-program.ts";
import { tracked } from "./tracked.ts";

/** Takes over a model that was trained elsewhere, with the same evidence as one that was trained here. */
export async function adoptModel(context: Context): Promise<Result> {
  const prepared = await prepareProgram(context);
  const model = await findExternal(context);
  const { params, model: place = "" } = context.project.config.train;
  const head = await context.git.commit(context.project.directory);
  return tracked(context, { source: showAddress(place), params, data: prepared.digests }, () =>
    keepProgram(context, {
      prepared,
      before: new Map(),
      model,
      run: undefined,
      program: undefined,
      findings: [],
      head,
    }),
  );
}

async function findExternal(context: Context): Promise<FoundModel> {
  const { project } = context;
  const { model = "", sha256 } = project.config.train;
  if (isMlflowModel(model)) return fetchMlflowModel(context, model);
  const place = (path: readonly PropertyKey[]) =>
    project.place(["train", path.at(-1) === "sha256" ? "sha256" : "model"]);
  const named = isAddress(model) ? model : inProject(project, model);
  const files = await openData(context, named, { sha256: sha256?.toLowerCase(), place });
  const found = await modelAt(files, named);
  if (sha256 !== undefined && found.entries.length !== 1)
    throw new UserError("Cannot check train.sha256: the model is not a single file", place(["sha256"]));
  if (found.entries.length > 0) return found;
  throw new UserError(`Cannot take over the model: there is nothing at "${showAddress(named)}"`, {
    ...place(["model"]),
    hint: "train.model is a file, a folder, an https:// or s3:// address, or runs:/… or models:/… of an MLflow server",
  });
}
