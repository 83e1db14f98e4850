import { createHash } from "node:crypto";
import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import { type FoundModel, modelAt } from "./find-model-files.ts";

/** True for the address of a model on a tracking server. */
export function isMlflowModel(model: string): boolean {
  return /^(runs|models):\//i.test(model);
}

/** Bytes of a model at most. */
const largest = 16e9;

/** Fetches `runs:/…` or `models:/…` from the tracking server. Throws UserError where there is none. */
export async function fetchMlflowModel(context: Context, model: string): Promise<FoundModel> {
  const { mlflow, files, project, signal, log } = context;
  const { sha256 } = project.config.train;
  const place = project.place(["train", "model"]);
  if (mlflow === undefined)
    throw new UserError(`Cannot fetch the model "${model}": MLFLOW_TRACKING_URI is not set`, {
      ...place,
      hint: "Set it to the address of the tracking server that has the model",
    });
  const folder = `${project.folders.run}/fetched`;
  await files.remove(folder);
  const digests: string[] = [];
  let bytes = 0;
  const progress = log.progress(`Fetching ${model}`);
  await mlflow.download(model, async (name, chunks) => {
    const hash = createHash("sha256");
    const start = bytes;
    const counted = async function* () {
      bytes = start;
      for await (const chunk of chunks) {
        signal.throwIfAborted();
        bytes += chunk.length;
        if (bytes > largest)
          throw new UserError(`Cannot fetch the model "${model}": it is larger than 16 GB`, place);
        hash.update(chunk);
        yield chunk;
      }
    };
    await files.write(`${folder}/${name}`, counted());
    digests.push(hash.digest("hex"));
  });
  progress.end();
  if (sha256 !== undefined && digests.length !== 1)
    throw new UserError(
      "Cannot check train.sha256: the model is not a single file",
      project.place(["train", "sha256"]),
    );
  if (sha256 !== undefined && digests[0] !== sha256.toLowerCase())
    throw new UserError(`Cannot take over the model: its digest is ${digests[0]}, not train.sha256`, {
      ...project.place(["train", "sha256"]),
      hint: "The model on the server is another one than that which was meant",
    });
  return modelAt(files, folder);
}
