import path from "node:path";
import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import { digestFile, digestModel } from "../evidence/digest.ts";
import { type Manifest, parseManifest } from "../evidence/manifest.ts";
import type { GateMetrics } from "../gate/parse-metrics.ts";
import { readFolder } from "./read-folder.ts";

/** The metrics that are to be judged, and the model that they are said to be of. */
export interface Evidence {
  metrics: GateMetrics;
  metricsPath: string;
  /** Folder of a model that was named; default: the project's. */
  model: string | undefined;
}

/**
 * Refuses the project's own metrics where the manifest beside them is missing, of another run, or of other test rows,
 * and where the model is missing or another than theirs. Metrics from elsewhere are held to a model only where one is
 * named and they name one too.
 */
export async function verifyEvidence(context: Context, evidence: Evidence): Promise<void> {
  const { files, project } = context;
  const { metrics, metricsPath } = evidence;
  const isOwn =
    path.resolve(files.root, path.dirname(metricsPath)) ===
    path.resolve(files.root, project.folders.evidence);
  if (isOwn) {
    const manifest = await readManifest(context);
    refuseOtherRun(context, manifest);
    if (
      metrics.evaluation !== manifest.digests.evaluation ||
      metrics.model !== manifest.digests.model ||
      digestFile(await files.readBytes(metricsPath)) !== manifest.digests.metrics
    )
      throw new UserError(
        `Cannot judge "${project.name}": the metrics in "${metricsPath}" are not those that its manifest speaks of`,
        { hint: "A file of the evidence changed after training; train again" },
      );
  }
  if (metrics.model !== undefined && (isOwn || evidence.model !== undefined))
    await requireModel(context, evidence.model ?? project.folders.model, metrics.model);
}

async function readManifest({ files, project }: Context): Promise<Manifest> {
  const file = `${project.folders.evidence}/manifest.json`;
  if (await files.exists(file)) return parseManifest(await files.read(file), file);
  throw new UserError(
    `Cannot judge "${project.name}": there is no manifest beside the metrics in "${project.folders.evidence}"`,
    { hint: 'Train again, or restore the whole bundle; metrics of your own go into the input "metrics"' },
  );
}

/** In a run, evidence of no run is another's too: it was made elsewhere. */
function refuseOtherRun({ environment, project }: Context, manifest: Manifest): void {
  if (environment.runId === undefined || manifest.run?.id === environment.runId) return;
  throw new UserError(
    `Cannot judge "${project.name}": the metrics in "${project.folders.evidence}" are of another run`,
    { hint: "They are left over from an earlier run: train again, or restore this run's bundle" },
  );
}

async function requireModel({ files, project }: Context, folder: string, digest: string): Promise<void> {
  const model = await readFolder(files, folder);
  if (model.size === 0)
    throw new UserError(`Cannot judge "${project.name}": there is no model in "${folder}"`, {
      hint: "Train again, or restore the bundle that holds the model with its metrics",
    });
  if (digestModel(model) === digest) return;
  throw new UserError(
    `Cannot judge "${project.name}": the model in "${folder}" is not the one that was evaluated`,
    { hint: "A file of the model changed after training; train again" },
  );
}
