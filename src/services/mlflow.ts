import { randomUUID } from "node:crypto";
import type { Clock } from "./clock.ts";
import type { Fetch } from "./http.ts";
import { markTag, noAnswer, textAt } from "./mlflow-answers.ts";
import { type MlflowFile, putArtifacts } from "./mlflow-artifacts.ts";
import { batchesOf, keyOf, type Pair, pairsOf, type RunFacts, shorten } from "./mlflow-batches.ts";
import { createMlflowClient, type MlflowClient } from "./mlflow-client.ts";
import { downloadModel } from "./mlflow-download.ts";
import { logModel } from "./mlflow-models.ts";
import { openServer } from "./mlflow-server.ts";
import type { MlflowSettings } from "./mlflow-settings.ts";
import type { Variables } from "./route.ts";

/** A run of the tracking server. */
export interface MlflowRun {
  id: string;
  experimentId: string;
  /** Where its artifacts are, as the server says. */
  artifacts: string;
  /** Its address in the server's pages. */
  page: string;
}

/** How a run came out, in MLflow's words. */
export type MlflowStatus = "FINISHED" | "FAILED" | "KILLED";

/** Data that a run has learnt from. */
export interface MlflowDataset {
  name: string;
  /** SHA-256, lower-case hex; the server keeps its first 36 characters. */
  digest: string;
  /** `local`, `http` or `s3`. */
  sourceType: string;
  /** Its path or address, without secrets. */
  source: string;
  /** `training`, for example. */
  context: string;
}

/** An MLflow tracking server. Every call throws ServiceError once its retries are spent. */
export interface Mlflow {
  /** Makes a run in an experiment, which is made where there is none; MLFLOW_EXPERIMENT_NAME and MLFLOW_RUN_NAME go before the names given. */
  startRun(run: {
    experiment: string;
    name: string;
    tags: Readonly<Record<string, string>>;
  }): Promise<MlflowRun>;
  /** Logs facts, in as many requests as the server's bounds ask for; returns the names of what had to be cut. Params that the run has already stay. */
  log(run: MlflowRun, facts: RunFacts): Promise<string[]>;
  logInputs(run: MlflowRun, datasets: readonly MlflowDataset[]): Promise<void>;
  /** Stores files below a folder of the run's artifacts. */
  logArtifacts(run: MlflowRun, folder: string, files: readonly MlflowFile[]): Promise<void>;
  /** Stores an MLflow model directory as the run's logged model; returns its id. */
  logModel(
    run: MlflowRun,
    model: { name: string; files: readonly MlflowFile[]; tags: Readonly<Record<string, string>> },
  ): Promise<string>;
  /** Ends a run; after an abort, too, and then at once or not at all. */
  endRun(run: MlflowRun, status: MlflowStatus): Promise<void>;
  /** Has the files of `runs:/…` or `models:/…` written, each by its name. Throws UserError where there is none. */
  download(
    uri: string,
    write: (name: string, chunks: AsyncIterable<Uint8Array>) => Promise<void>,
  ): Promise<void>;
}

/** What the service is made of. */
export interface MlflowOptions {
  settings: MlflowSettings;
  clock: Clock;
  signal: AbortSignal;
  userAgent: string;
  /** The environment, for the proxy that it names. */
  env?: Variables;
  fetch?: Fetch;
}

/** Milliseconds to tell the server of a run that is stopped. */
const lastWord = 3000;

/** Throws UserError where MLFLOW_TRACKING_URI is no server. */
export function createMlflow({ settings, clock, signal, ...options }: MlflowOptions): Mlflow {
  const client = createMlflowClient({ server: openServer(settings, options), clock, signal });
  const post = (path: string, body: object, act: string) =>
    client.call({ method: "POST", path: `mlflow/${path}`, body }, { act });
  return {
    async startRun({ experiment, name, tags }) {
      const experimentId =
        settings.experimentName === undefined && settings.experimentId !== undefined
          ? settings.experimentId
          : await openExperiment(client, shorten(settings.experimentName ?? experiment, 500));
      const user = settings.user === undefined ? {} : { "mlflow.user": settings.user };
      return createRun(client, {
        experiment_id: experimentId,
        run_name: settings.runName ?? name,
        start_time: clock.now(),
        tags: pairsOf({ ...tags, ...user }, 8000, []),
      });
    },
    async log(run, facts) {
      const { batches, cut } = batchesOf(await withoutKnown(client, run, facts));
      for (const batch of batches)
        await post("runs/log-batch", { run_id: run.id, ...batch }, "log to MLflow");
      return cut;
    },
    async logInputs(run, datasets) {
      await post(
        "runs/log-inputs",
        { run_id: run.id, datasets: datasets.map(describeDataset) },
        "log the data",
      );
    },
    logArtifacts: (run, folder, files) => putArtifacts(client, `${run.artifacts}/${folder}`, files),
    logModel: (run, model) => logModel(client, run, model),
    async endRun(run, status) {
      const body = { run_id: run.id, status, end_time: clock.now() };
      await client.call(
        { method: "POST", path: "mlflow/runs/update", body },
        { act: "end the run", ...(signal.aborted && { within: AbortSignal.timeout(lastWord) }) },
      );
    },
    download: (uri, write) => downloadModel(client, uri, write),
  };
}

async function openExperiment(client: MlflowClient, name: string): Promise<string> {
  const find = async (): Promise<string | undefined> => {
    const answer = await client.call(
      { method: "GET", path: "mlflow/experiments/get-by-name", query: { experiment_name: name } },
      { act: `find the experiment "${name}"`, absent: ["RESOURCE_DOES_NOT_EXIST"] },
    );
    return textAt(answer, "experiment", "experiment_id");
  };
  const found = await find();
  if (found !== undefined) return found;
  const act = `make the experiment "${name}"`;
  const made = await client.call(
    { method: "POST", path: "mlflow/experiments/create", body: { name } },
    // Another run may have been faster.
    { act, absent: ["RESOURCE_ALREADY_EXISTS"] },
  );
  return textAt(made, "experiment_id") ?? (await find()) ?? noAnswer(client, act);
}

async function createRun(
  client: MlflowClient,
  run: { experiment_id: string; tags: Pair[]; run_name: string; start_time: number },
): Promise<MlflowRun> {
  const mark = randomUUID();
  const act = "make a run";
  const answer = await client.call(
    {
      method: "POST",
      path: "mlflow/runs/create",
      body: { ...run, tags: [...run.tags, { key: markTag, value: mark }] },
    },
    {
      act,
      async find() {
        const filter = `tags.\`${markTag}\` = '${mark}'`;
        const body = { experiment_ids: [run.experiment_id], filter, max_results: 1 };
        const found = await client.call({ method: "POST", path: "mlflow/runs/search", body }, { act });
        const first = Array.isArray(found?.runs) ? found.runs[0] : undefined;
        return first === undefined ? undefined : { run: first };
      },
    },
  );
  const id = textAt(answer, "run", "info", "run_id");
  const artifacts = textAt(answer, "run", "info", "artifact_uri");
  if (id === undefined || artifacts === undefined) return noAnswer(client, act);
  const page = `${client.base}/#/experiments/${run.experiment_id}/runs/${id}`;
  return { id, artifacts, experimentId: run.experiment_id, page };
}

/** Params of a run cannot change: those that it has, by its program, stay. */
async function withoutKnown(client: MlflowClient, run: MlflowRun, facts: RunFacts): Promise<RunFacts> {
  if (facts.params === undefined || Object.keys(facts.params).length === 0) return facts;
  const answer = await client.call(
    { method: "GET", path: "mlflow/runs/get", query: { run_id: run.id } },
    { act: "read the run" },
  );
  const { params } = ((answer?.run as Record<string, unknown> | undefined)?.data ?? {}) as {
    params?: { key?: string }[];
  };
  const known = new Set(Array.isArray(params) ? params.map(({ key }) => key) : []);
  const fresh = Object.entries(facts.params).filter(([name]) => !known.has(keyOf(name)));
  return { ...facts, params: Object.fromEntries(fresh) };
}

function describeDataset({ name, digest, sourceType, source, context }: MlflowDataset): object {
  return {
    tags: [{ key: "mlflow.data.context", value: context }],
    dataset: {
      name: shorten(name, 500),
      digest: digest.slice(0, 36),
      source_type: sourceType,
      source: JSON.stringify({ uri: shorten(source, 10_000) }),
    },
  };
}
