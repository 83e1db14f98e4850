import { randomUUID } from "node:crypto";
import { markTag, noAnswer, textAt } from "./mlflow-answers.ts";
import { type MlflowFile, putArtifacts } from "./mlflow-artifacts.ts";
import { pairsOf } from "./mlflow-batches.ts";
import type { MlflowClient } from "./mlflow-client.ts";

/**
 * Stores a model directory as a logged model of a run: it is pending until all of its files are there. Returns its id.
 * Throws ServiceError; the model is then marked as one whose upload failed.
 */
export async function logModel(
  client: MlflowClient,
  run: { id: string; experimentId: string },
  {
    name,
    files,
    tags,
  }: { name: string; files: readonly MlflowFile[]; tags: Readonly<Record<string, string>> },
): Promise<string> {
  const act = "make a logged model";
  const mark = randomUUID();
  // The program may have logged a model of that name itself.
  const isTaken =
    (await findLoggedModel(client, run, (each) => textAt(each, "info", "name") === name)) !== undefined;
  const find = async (): Promise<object | undefined> => {
    const model = await findLoggedModel(client, run, (each) => hasTag(each, mark));
    return model && { model };
  };
  const body = {
    experiment_id: run.experimentId,
    name: isTaken ? `mlops-${name}` : name,
    source_run_id: run.id,
    tags: pairsOf({ ...tags, [markTag]: mark }, 8000, []),
  };
  const answer = await client.call({ method: "POST", path: "mlflow/logged-models", body }, { act, find });
  const id = textAt(answer, "model", "info", "model_id");
  const root = textAt(answer, "model", "info", "artifact_uri");
  if (id === undefined || root === undefined) return noAnswer(client, act);
  const finish = (status: string) =>
    client.call(
      { method: "PATCH", path: `mlflow/logged-models/${id}`, body: { model_id: id, status } },
      { act: "finish the logged model" },
    );
  try {
    await putArtifacts(client, root, files);
  } catch (cause) {
    await finish("LOGGED_MODEL_UPLOAD_FAILED").catch(() => {});
    throw cause;
  }
  await finish("LOGGED_MODEL_READY");
  await client.call(
    {
      method: "POST",
      path: "mlflow/runs/outputs",
      body: { run_id: run.id, models: [{ model_id: id, step: 0 }] },
    },
    { act: "name the model as the run's", find: () => findOutput(client, run.id, id) },
  );
  return id;
}

/** The first logged model of a run that is one of those meant. */
export async function findLoggedModel(
  client: MlflowClient,
  run: { id: string; experimentId: string },
  isMeant: (model: object) => boolean,
): Promise<object | undefined> {
  const body = {
    experiment_ids: [run.experimentId],
    filter: `source_run_id = '${run.id}'`,
    max_results: 100,
  };
  const answer = await client.call(
    { method: "POST", path: "mlflow/logged-models/search", body },
    { act: "look for the logged model" },
  );
  const models: object[] = Array.isArray(answer?.models) ? answer.models : [];
  return models.find(isMeant);
}

function hasTag(model: object, mark: string): boolean {
  const { tags } = ((model as { info?: unknown }).info ?? {}) as { tags?: unknown };
  return (
    Array.isArray(tags) &&
    tags.some((each) => textAt(each, "key") === markTag && textAt(each, "value") === mark)
  );
}

async function findOutput(client: MlflowClient, runId: string, modelId: string): Promise<object | undefined> {
  const answer = await client.call(
    { method: "GET", path: "mlflow/runs/get", query: { run_id: runId } },
    { act: "read the run" },
  );
  const { outputs } = (answer?.run ?? {}) as { outputs?: { model_outputs?: object[] } };
  return outputs?.model_outputs?.find((each) => textAt(each, "model_id") === modelId);
}
