import { parseManifest } from "../evidence/manifest.ts";
import { flattenParams } from "../program/python-text.ts";
import { defined } from "../program/variables.ts";
import type { MlflowRun } from "../services/mlflow.ts";
import type { MlflowFile } from "../services/mlflow-artifacts.ts";
import { listFolder } from "./list-folder.ts";
import type { Attempt, TrackedContext } from "./track-training.ts";

/**
 * Gives the tracking server what a training came to: params, our metrics of the test rows as `test_<name>`, digests, the
 * evidence, and the model: a logged model where it is an MLflow model directory, else files below `model/`.
 */
export async function logTrained(context: TrackedContext, run: MlflowRun, attempt: Attempt): Promise<void> {
  const { mlflow, files, project, clock, log } = context;
  const { evidence, model } = project.folders;
  const path = `${evidence}/manifest.json`;
  const manifest = parseManifest(await files.read(path), path);
  const { metrics } = JSON.parse(await files.read(`${evidence}/metrics.json`)) as {
    metrics: Record<string, number | null>;
  };
  const tags = defined({
    "mlops.model_digest": manifest.digests.model,
    "mlops.data_digest": manifest.digests.data,
    "mlops.metrics_digest": manifest.digests.metrics,
  });
  const cut = await attempt(() =>
    mlflow.log(run, {
      params: flattenParams(manifest.params),
      tags,
      metrics: Object.entries(metrics).map(([name, value]) => ({
        name: `test_${name}`,
        value: value ?? Number.NaN,
        step: 0,
        time: clock.now(),
      })),
    }),
  );
  if (cut !== undefined && cut.length > 0)
    log.warn(`MLflow: ${cut.length} params or tags are longer than it takes, and were cut: ${cut[0]}`);
  await attempt(async () => mlflow.logArtifacts(run, "evidence", await filesBelow(context, evidence)));
  await attempt(async () => {
    const found = await filesBelow(context, model);
    if (found.some(({ name }) => name === "MLmodel"))
      await mlflow.logModel(run, { name: "model", files: found, tags });
    else await mlflow.logArtifacts(run, "model", found);
  });
}

async function filesBelow({ files }: TrackedContext, folder: string): Promise<MlflowFile[]> {
  const { names } = await listFolder(files, folder);
  return Promise.all(
    names.map(async (name) => {
      const file = `${folder}/${name}`;
      return { name, bytes: (await files.size(file)) ?? 0, open: () => files.stream(file) };
    }),
  );
}
