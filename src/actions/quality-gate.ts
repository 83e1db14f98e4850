import { type Context, defineAction, type Result } from "../action.ts";
import { UserError } from "../errors.ts";
import { digestFile } from "../evidence/digest.ts";
import { checkRules } from "../gate/check-rules.ts";
import { defaultRules } from "../gate/default-rules.ts";
import { judge } from "../gate/judge.ts";
import { type GateMetrics, parseMetrics } from "../gate/parse-metrics.ts";
import { reportGate, verdictOf } from "../gate/render-gate.ts";
import { path as pathInput } from "../inputs.ts";
import type { Finding, Section } from "../report.ts";
import { type Baseline, findBaseline } from "./find-baseline.ts";
import { inputPath } from "./project.ts";
import { baselineInput, projectInputs, tokenInput } from "./project-inputs.ts";
import { scanModel } from "./scan-model.ts";
import { sliceSections } from "./slice-sections.ts";
import { verifyEvidence } from "./verify-evidence.ts";

const inputs = {
  ...projectInputs,
  metrics: pathInput("JSON file of metric names and numbers; default: the trained model's"),
  ...baselineInput,
  predictions: pathInput("CSV file of the test rows' predictions, for slices; default: the trained model's"),
  model: pathInput("Folder of the model that the metrics belong to; default: the trained model's"),
  ...tokenInput,
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
    baseline: "What the model was compared with",
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
    const modelPath = model && (await inputPath(files, context.inputs["working-directory"], model));
    await verifyEvidence(context, { metrics, metricsPath, model: modelPath });
    const unsafe = await scanModel(context, modelPath ?? project.folders.model);
    if (unsafe.length > 0) return refuseModel(project.name, metricsPath, unsafe);
    const compared = await findBaseline(context, context.inputs);
    const baseline = compared.metrics;
    const rules = gate.rules.length > 0 ? gate.rules : defaultRules(metrics);
    const judgements = judge(metrics, rules, baseline);
    const report = reportGate({
      title: project.name,
      judgements,
      metrics,
      baseline,
      noBaseline: compared.metrics ? undefined : compared,
      notes: baselineNotes(metrics, baseline),
      sections: [
        ...(await sliceSections(context, context.inputs.predictions)),
        digestSection({ metrics, compared, metricsText }),
      ],
      placeOf: ({ index }) =>
        gate.rules.length > 0 ? project.place(["gate", "rules", index, "metric"]) : {},
    });
    const failed = judgements.filter(({ verdict }) => verdict === "fail");
    context.log.info(`${project.name}: ${report.headline}`);
    return {
      verdict: verdictOf(judgements),
      outputs: {
        "failed-rules": failed.map(({ name }) => name),
        metrics: metricsPath,
        baseline: compared.shown,
      },
      report,
    };
  },
});

/** A model that nobody should load is not judged. */
function refuseModel(
  title: string,
  metrics: string,
  findings: Finding[],
): Result<"failed-rules" | "metrics" | "baseline"> {
  return {
    verdict: "refused",
    outputs: { "failed-rules": [], metrics },
    report: {
      schema: "mlops/report@1",
      action: "quality-gate",
      title,
      verdict: "refused",
      headline: "loading the model could run code",
      facts: [],
      sections: [{ title: "Quality gate", rank: 1, findings }],
    },
  };
}

async function requireMetrics(
  { files, inputs: given, project }: GateContext,
  metricsPath: string,
): Promise<void> {
  if (given.metrics !== undefined || (await files.exists(metricsPath))) return;
  throw new UserError(`Cannot judge "${project.name}": there are no metrics at "${metricsPath}"`, {
    hint: 'Run train before quality-gate, or set the input "metrics"',
  });
}

/** What was judged, by digest: the link of this report to the model before it. */
function digestSection(judged: { metrics: GateMetrics; compared: Baseline; metricsText: string }): Section {
  const { metrics, compared, metricsText } = judged;
  const baseline = compared.metrics;
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
    text: [baseline ? `Baseline: ${compared.shown}.` : `No baseline: ${compared.why}.`],
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
