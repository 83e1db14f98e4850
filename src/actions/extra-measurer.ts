import type { Context } from "../action.ts";
import { estimateMetrics } from "../gate/estimate-metrics.ts";
import { measureFairness } from "../gate/fairness.ts";
import { measureFlips } from "../gate/flips.ts";
import { nameIn } from "../gate/parse-metrics.ts";
import type { MeasuredExtra, Unmeasured } from "../gate/unmeasured.ts";
import { isFairness } from "../metrics/beside-metrics.ts";
import { debiasedEce } from "../metrics/debiased-ece.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { transformEstimate } from "../statistics/transform-estimate.ts";
import { isAddress } from "../tables/address.ts";
import { isGlob, parseGlob } from "../tables/glob.ts";
import { listFolder } from "./list-folder.ts";
import type { ExtraSources } from "./measure-extras.ts";
import type { Latency } from "./measure-latency.ts";
import { readReports, runOf } from "./stored-reports.ts";

/** Measures a metric by its canonical name and a rule's column. */
export type ExtraMeasurer = (metric: string, by: string | undefined) => Promise<MeasuredExtra>;

const noRows: Unmeasured = { missing: "there are no predictions of the test rows" };
const noModel: Unmeasured = {
  missing: "it is not known which model the metrics are of: name its folder with the input model",
};

/** What measures the metrics beside those of the predictions; what two of them need is worked out once. */
export function extraMeasurer(context: Context, sources: ExtraSources): ExtraMeasurer {
  let timed: Promise<Latency> | undefined;
  const latency = (): Promise<Latency> => (timed ??= latencyOf(context, sources));
  const measurers: Record<string, () => Promise<MeasuredExtra> | MeasuredExtra> = {
    model_size: () => modelSize(context, sources),
    data_errors: () => countData(context, "error"),
    data_warnings: () => countData(context, "warning"),
    data_age: () => dataAge(context, sources),
    latency_p50: async () => (await latency()).p50,
    latency_ratio: async () => (await latency()).ratio,
    debiased_ece: () => calibrationError(sources),
    flip_rate: () => flips(sources, false),
    negative_flip_rate: () => flips(sources, true),
  };
  return async (metric, by) => {
    if (isFairness(metric)) return fairness(metric, by, sources);
    return metric.startsWith("gap.")
      ? gap(context, metric.slice("gap.".length), sources)
      : measurers[metric]!();
  };
}

async function modelSize({ files }: Context, { model }: ExtraSources): Promise<MeasuredExtra> {
  if (model === undefined) return noModel;
  const { base, names } = await listFolder(files, model);
  if (names.length === 0) return { missing: `there is no model in "${model}"` };
  let bytes = 0;
  for (const name of names) bytes += (await files.size(`${base}/${name}`)) ?? 0;
  return bytes;
}

/** What `validate-data` found in this run. */
async function countData(context: Context, severity: "error" | "warning"): Promise<MeasuredExtra> {
  const { files, project, environment } = context;
  const reports = await readReports(files, project.folders.reports, runOf(environment));
  const stored = reports.findLast(({ action }) => action === "validate-data");
  if (stored === undefined) return { missing: "validate-data has not run before in this run" };
  const { report } = stored;
  if (report === undefined) return { missing: "validate-data did not finish" };
  if (report.verdict === "refused" || report.verdict === "skipped")
    return { missing: "validate-data could not judge the data" };
  const findings = report.sections.flatMap(({ findings: each = [] }) => each);
  return findings.filter((finding) => finding.severity === severity).length;
}

/** Seconds since the newest training rows, or since the data file changed. */
async function dataAge(context: Context, { manifest }: ExtraSources): Promise<MeasuredExtra> {
  const { clock, git, project } = context;
  const split = manifest?.split;
  const cut = split?.rule === "time" && split.cut !== undefined ? Date.parse(split.cut) : Number.NaN;
  if (!Number.isNaN(cut)) return (clock.now() - cut) / 1000;
  const { dataPath } = project;
  if (dataPath === undefined || isAddress(dataPath))
    return {
      missing: "data that are no file of the repository have no age, unless data.split.time names their time",
    };
  const file = isGlob(dataPath) ? parseGlob(dataPath).base : dataPath;
  const changed =
    (await git.changeTime(project.directory, file)) ??
    (await git.changeTime(project.directory, `${file}.dvc`));
  if (changed === undefined)
    return {
      missing: "the history that is checked out does not say when the data changed: set fetch-depth: 0",
    };
  return clock.now() / 1000 - changed;
}

async function latencyOf(context: Context, { model, baseline }: ExtraSources): Promise<Latency> {
  if (model === undefined) return { p50: noModel, ratio: noModel };
  const { measureLatency } = await import("./measure-latency.ts");
  return measureLatency(context, { model, champion: baseline.model, noChampion: baseline.noModel });
}

function calibrationError({ own: { evaluation } }: ExtraSources): MeasuredExtra {
  if (evaluation === undefined) return noRows;
  if (evaluation.task === "regression") return { missing: "numbers have no calibration error" };
  const value = debiasedEce(evaluation, evaluation.challenger);
  return Number.isNaN(value) ? { missing: "the predictions have no probabilities" } : value;
}

function flips({ own, baseline }: ExtraSources, negative: boolean): MeasuredExtra {
  if (own.evaluation === undefined) return noRows;
  if (own.evaluation.task === "regression") return { missing: "numbers have no classes that flip" };
  const { evaluation, noRows: missing } = baseline;
  return evaluation === undefined ? { missing } : measureFlips(evaluation, { negative });
}

function fairness(metric: string, by: string | undefined, { own, minRows }: ExtraSources): MeasuredExtra {
  if (own.evaluation === undefined) return noRows;
  const column = own.slices?.find(({ name }) => name === by);
  if (column === undefined) return { missing: `the predictions have no column "${by}"` };
  return measureFairness(metric, own.evaluation, { column, minRows });
}

/** The training score is known, that of the test rows is an estimate: so is what lies between them. */
function gap({ resampleKernel }: Context, metric: string, { metrics, own }: ExtraSources): MeasuredExtra {
  const training = metrics.training?.get(metric);
  if (training === undefined || Number.isNaN(training))
    return { missing: `the metrics do not say what ${metric} is on the training rows` };
  const sign = findMetric(metric)?.direction === "minimize" ? 1 : -1;
  const change = { scale: sign, offset: -sign * training };
  const effort = { openKernel: resampleKernel };
  const [found] = own.evaluation ? estimateMetrics(own.evaluation, [{ metric, factors: [] }], effort) : [];
  const test = found?.challenger ?? metrics.values.get(nameIn(metrics, metric));
  if (test === undefined) return { missing: `the metrics have no "${metric}"` };
  return typeof test === "number" ? change.scale * test + change.offset : transformEstimate(test, change);
}
