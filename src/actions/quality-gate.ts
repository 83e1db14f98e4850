import path from "node:path";
import { type Context, defineAction } from "../action.ts";
import { UserError } from "../errors.ts";
import { digestModel } from "../evidence/digest.ts";
import { parseManifest } from "../evidence/manifest.ts";
import { checkRules } from "../gate/check-rules.ts";
import { defaultRules } from "../gate/default-rules.ts";
import { judge } from "../gate/judge.ts";
import { type GateMetrics, parseMetrics } from "../gate/parse-metrics.ts";
import { reportGate, verdictOf } from "../gate/render-gate.ts";
import { path as pathInput } from "../inputs.ts";
import type { Finding } from "../report.ts";
import { within } from "./project.ts";
import { projectInputs } from "./project-inputs.ts";
import { readFolder } from "./read-folder.ts";
import { sliceSections } from "./slice-sections.ts";

const inputs = {
  ...projectInputs,
  metrics: pathInput("JSON file of metric names and numbers; default: the trained model's"),
  baseline: pathInput("JSON file of the metrics to compare with; overrides gate.baseline"),
  predictions: pathInput("CSV file of the test rows' predictions, for slices; default: the trained model's"),
  model: pathInput("Folder of the model that the metrics belong to; default: the trained model's"),
};

type GateContext = Context<typeof inputs>;

/** Judges a model's metrics by the rules in `gate.rules`. */
export const qualityGate = defineAction({
  name: "quality-gate",
  description: "Fails the job when a model's metrics break the rules",
  inputs,
  outputs: {
    "failed-rules": "Names of the rules that do not hold, as a JSON list",
    metrics: "Path of the metrics that were judged",
  },
  async run(context) {
    const { project, files } = context;
    const { gate } = project.config;
    checkRules(gate.rules, project.place);
    const metricsPath = context.inputs.metrics
      ? within(context.inputs["working-directory"], context.inputs.metrics)
      : path.join(project.folders.evidence, "metrics.json");
    await requireMetrics(context, metricsPath);
    const metrics = parseMetrics(await files.read(metricsPath), metricsPath);
    const notes = context.inputs.metrics ? [] : await verifyEvidence(context, metrics);
    const baseline = await readBaseline(context);
    const rules = gate.rules.length > 0 ? gate.rules : defaultRules(metrics);
    const judgements = judge(metrics, rules, baseline);
    const report = reportGate({
      title: project.name,
      judgements,
      metrics,
      baseline,
      notes: [...notes, ...baselineNotes(metrics, baseline)],
      sections: await sliceSections(context, context.inputs.predictions),
      placeOf: ({ index }) =>
        gate.rules.length > 0 ? project.place(["gate", "rules", index, "metric"]) : {},
    });
    const failed = judgements.filter(({ verdict }) => verdict === "fail");
    context.log.info(`${project.name}: ${report.headline}`);
    return {
      verdict: verdictOf(judgements),
      outputs: { "failed-rules": failed.map(({ name }) => name), metrics: metricsPath },
      report,
    };
  },
});

async function requireMetrics(
  { files, inputs: given, project }: GateContext,
  metricsPath: string,
): Promise<void> {
  if (given.metrics !== undefined || (await files.exists(metricsPath))) return;
  throw new UserError(`Cannot judge "${project.name}": there are no metrics at "${metricsPath}"`, {
    hint: 'Run train before quality-gate, or set the input "metrics"',
  });
}

/** Refuses evidence of another run, and a model that is not the one whose metrics these are. */
async function verifyEvidence(context: GateContext, metrics: GateMetrics): Promise<Finding[]> {
  const { files, project, environment } = context;
  const manifestPath = path.join(project.folders.evidence, "manifest.json");
  if (!(await files.exists(manifestPath))) return [];
  const manifest = parseManifest(await files.read(manifestPath), manifestPath);
  if (
    manifest.run?.id !== undefined &&
    environment.runId !== undefined &&
    manifest.run.id !== environment.runId
  )
    throw new UserError(
      `Cannot judge "${project.name}": the metrics in "${project.folders.evidence}" are of another run`,
      {
        hint: "They are left over from an earlier run: train again, or restore this run's bundle",
      },
    );
  const folder = context.inputs.model
    ? within(context.inputs["working-directory"], context.inputs.model)
    : project.folders.model;
  const model = await readFolder(files, folder);
  const digest = digestModel(model);
  if (model.size > 0 && (digest !== manifest.digests.model || (metrics.model ?? digest) !== digest))
    throw new UserError(
      `Cannot judge "${project.name}": the model in "${folder}" is not the one that was evaluated`,
      {
        hint: "A file of the model changed after training; train again",
      },
    );
  return [];
}

async function readBaseline({
  inputs: given,
  project,
  files,
}: GateContext): Promise<GateMetrics | undefined> {
  const file =
    given.baseline === undefined
      ? project.config.gate.baseline && path.join(project.directory, project.config.gate.baseline)
      : within(given["working-directory"], given.baseline);
  return file === undefined ? undefined : parseMetrics(await files.read(file), file);
}

function baselineNotes(metrics: GateMetrics, baseline: GateMetrics | undefined): Finding[] {
  if (metrics.evaluation === undefined || baseline?.evaluation === undefined) return [];
  if (metrics.evaluation === baseline.evaluation) return [];
  return [
    {
      severity: "warning",
      message: "The baseline was measured on other test rows, so the difference is a rough one",
      hint: "Evaluate both models on the same rows to compare them",
    },
  ];
}
