import { type Context, defineAction } from "../action.ts";
import { UserError } from "../errors.ts";
import { digestFile } from "../evidence/digest.ts";
import { checkRules } from "../gate/check-rules.ts";
import { defaultRules } from "../gate/default-rules.ts";
import { judge } from "../gate/judge.ts";
import { type GateMetrics, parseMetrics } from "../gate/parse-metrics.ts";
import { reportGate, verdictOf } from "../gate/render-gate.ts";
import { path as pathInput } from "../inputs.ts";
import type { Finding, Section } from "../report.ts";
import { inputPath, within } from "./project.ts";
import { projectInputs } from "./project-inputs.ts";
import { sliceSections } from "./slice-sections.ts";
import { verifyEvidence } from "./verify-evidence.ts";

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
      ? await inputPath(files, context.inputs["working-directory"], context.inputs.metrics)
      : `${project.folders.evidence}/metrics.json`;
    await requireMetrics(context, metricsPath);
    const metricsText = await files.read(metricsPath);
    const metrics = parseMetrics(metricsText, metricsPath);
    const { model } = context.inputs;
    await verifyEvidence(context, {
      metrics,
      metricsPath,
      model: model && (await inputPath(files, context.inputs["working-directory"], model)),
    });
    const baseline = await readBaseline(context);
    const rules = gate.rules.length > 0 ? gate.rules : defaultRules(metrics);
    const judgements = judge(metrics, rules, baseline);
    const report = reportGate({
      title: project.name,
      judgements,
      metrics,
      baseline,
      notes: baselineNotes(metrics, baseline),
      sections: [
        ...(await sliceSections(context, context.inputs.predictions)),
        digestSection({ metrics, baseline, metricsText }),
      ],
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

async function readBaseline({
  inputs: given,
  project,
  files,
}: GateContext): Promise<GateMetrics | undefined> {
  const file =
    given.baseline === undefined
      ? project.config.gate.baseline && within(project.directory, project.config.gate.baseline)
      : await inputPath(files, given["working-directory"], given.baseline);
  return file === undefined ? undefined : parseMetrics(await files.read(file), file);
}

/** What was judged, by digest: the link of this report to the model before it. */
function digestSection(judged: {
  metrics: GateMetrics;
  baseline: GateMetrics | undefined;
  metricsText: string;
}): Section {
  const { metrics, baseline, metricsText } = judged;
  const rows: [string, string | undefined][] = [
    ["Model", metrics.model],
    ["Test rows", metrics.evaluation],
    ["Metrics file", digestFile(metricsText)],
    ["Baseline's model", baseline?.model],
    ["Baseline's test rows", baseline?.evaluation],
  ];
  const known = rows.filter((row): row is [string, string] => row[1] !== undefined);
  return {
    title: "What was judged",
    rank: 8,
    folded: true,
    tables: [{ columns: [{ label: "What" }, { label: "SHA-256" }], rows: known }],
  };
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
