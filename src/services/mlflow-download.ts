import { UserError } from "../errors.ts";
import { decode, noAnswer, textAt } from "./mlflow-answers.ts";
import { listArtifacts, readArtifact } from "./mlflow-artifacts.ts";
import type { MlflowClient } from "./mlflow-client.ts";
import { findLoggedModel } from "./mlflow-models.ts";

/** Takes a file as it comes; called again from its start where the connection broke. */
export type WriteArtifact = (name: string, chunks: AsyncIterable<Uint8Array>) => Promise<void>;

const absent = ["RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE"];

/** Has the files of a model written, by their names in it. Throws UserError where the server has none. */
export async function downloadModel(client: MlflowClient, uri: string, write: WriteArtifact): Promise<void> {
  for (const root of await rootsOf(client, uri, 0)) {
    const names = await listArtifacts(client, root);
    if (names === undefined) continue;
    for (const name of names)
      await readArtifact(client, root, name, (chunks) => write(name || lastPart(root), chunks));
    return;
  }
  throw missing(uri, "there are no such files");
}

/** The places that an address may mean, the likeliest first. */
async function rootsOf(client: MlflowClient, uri: string, depth: number): Promise<string[]> {
  if (depth > 4) throw missing(uri, "it leads to itself");
  const run = /^runs:\/+([\w-]+)\/(.+)$/.exec(uri);
  if (run) return rootsOfRun(client, uri, run[1]!, run[2]!);
  const logged = /^models:\/+(m-[0-9a-f]+)$/.exec(uri);
  if (logged) return [await rootOfLogged(client, uri, logged[1]!)];
  const version = /^models:\/+([^/@]+)(?:\/(\d+|latest)|@([\w-]+))$/.exec(uri);
  if (!version)
    throw missing(
      uri,
      "expected runs:/<run>/<path>, models:/<name>/<version>, models:/<name>@<alias> or models:/m-<id>",
    );
  const name = decode(version[1]!);
  const number = await versionOf(client, uri, { name, version: version[2], alias: version[3] });
  const answer = await client.call(
    { method: "GET", path: "mlflow/model-versions/get-download-uri", query: { name, version: number } },
    { act: `find "${uri}"`, absent },
  );
  const place = textAt(answer, "artifact_uri");
  if (place === undefined) throw missing(uri, "there is no such version");
  return /^(runs|models):/.test(place) ? rootsOf(client, place, depth + 1) : [place];
}

async function rootsOfRun(client: MlflowClient, uri: string, id: string, place: string): Promise<string[]> {
  const answer = await client.call(
    { method: "GET", path: "mlflow/runs/get", query: { run_id: id } },
    { act: `find "${uri}"`, absent },
  );
  const root = textAt(answer, "run", "info", "artifact_uri");
  const experimentId = textAt(answer, "run", "info", "experiment_id");
  if (root === undefined || experimentId === undefined) throw missing(uri, "there is no such run");
  const [name = "", ...rest] = place.replace(/\/+$/, "").split("/");
  // What is logged as a model since MLflow 3 lies beside the run, under the model's name.
  const model = await findLoggedModel(
    client,
    { id, experimentId },
    (each) => textAt(each, "info", "name") === name,
  );
  const own = textAt(model, "info", "artifact_uri");
  return [own, root].flatMap((each, index) =>
    each === undefined ? [] : [[each, ...(index === 1 ? [name] : []), ...rest].map(encodeSafe).join("/")],
  );
}

/** The root stays as it is; parts below it may hold what an address cannot. */
function encodeSafe(part: string, index: number): string {
  return index === 0 ? part : encodeURIComponent(part);
}

async function rootOfLogged(client: MlflowClient, uri: string, id: string): Promise<string> {
  const answer = await client.call(
    { method: "GET", path: `mlflow/logged-models/${id}` },
    { act: `find "${uri}"`, absent },
  );
  const root = textAt(answer, "model", "info", "artifact_uri");
  if (root === undefined) throw missing(uri, "there is no such logged model");
  return root;
}

async function versionOf(
  client: MlflowClient,
  uri: string,
  { name, version, alias }: { name: string; version: string | undefined; alias: string | undefined },
): Promise<string> {
  if (version !== undefined && version !== "latest") return version;
  if (alias !== undefined) {
    const answer = await client.call(
      { method: "GET", path: "mlflow/registered-models/alias", query: { name, alias } },
      { act: `find "${uri}"`, absent },
    );
    return textAt(answer, "model_version", "version") ?? noVersion(uri, "there is no such alias");
  }
  if (/['"`]/.test(name)) throw missing(uri, "name the version by its number");
  const query = { filter: `name = '${name}'`, max_results: "1", order_by: "version_number DESC" };
  const answer = await client.call(
    { method: "GET", path: "mlflow/model-versions/search", query },
    { act: `find "${uri}"` },
  );
  if (answer === undefined) return noAnswer(client, `find "${uri}"`);
  const [newest] = Array.isArray(answer.model_versions) ? answer.model_versions : [];
  return textAt(newest, "version") ?? noVersion(uri, "it has no version");
}

function noVersion(uri: string, why: string): never {
  throw missing(uri, why);
}

function missing(uri: string, why: string): UserError {
  return new UserError(`Cannot fetch the model "${uri}": ${why}`, {
    hint: "Check train.model, and MLFLOW_TRACKING_URI for the server that has it",
  });
}

function lastPart(root: string): string {
  return decode(root.slice(root.lastIndexOf("/") + 1));
}
