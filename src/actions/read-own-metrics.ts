import path from "node:path";
import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import { collectMetrics, type GateMetrics } from "../gate/parse-metrics.ts";
import { entriesOf, type MetricValues } from "../imports/metric-values.ts";
import { isRecord } from "../is-record.ts";
import type { Params } from "../learn/parameters.ts";
import type { Curve } from "../program/progress.ts";
import { inProject } from "./in-project.ts";
import { readData } from "./read-data.ts";
import { type Before, requireFresh, writtenPaths } from "./require-fresh.ts";

/** What a program says of its model itself. */
export interface OwnMetrics {
  metrics: Pick<GateMetrics, "values" | "aliases">;
  curves: Curve[];
  /** Parameters that it wrote down. */
  params: Params;
  /** The first file. */
  file: string;
}

type OwnContext = Pick<Context, "files" | "project" | "signal">;

/** What was read of one file or folder. */
type Read = MetricValues & { params?: Record<string, string> };

/** The metrics files that a program wrote: those of `train.metrics`, else `metrics.*` in its folder of evidence. */
export async function readOwnMetrics(context: OwnContext, before: Before): Promise<OwnMetrics | undefined> {
  const paths = writtenPaths(context, "metrics");
  if (paths.length === 0) {
    const found = await findWritten(context, ["metrics.json", "metrics.yaml", "metrics.yml", "metrics.csv"]);
    if (found === undefined) return undefined;
    paths.push(found);
  }
  const read: [path: string, Read][] = [];
  for (const each of paths) {
    await requireFresh(context, each, { before, key: "metrics" });
    read.push([each, await readMetrics(context, each)]);
  }
  const [first] = read;
  const values =
    read.length === 1
      ? first![1].values
      : Object.fromEntries(read.map(([each, { values }]) => [path.parse(each).name, values]));
  const metrics = collectMetrics(values);
  if (metrics.values.size === 0)
    throw new UserError(`Cannot read "${paths[0]}": there is no number in it`, {
      file: paths[0],
      hint: 'Write metric names and numbers, for example {"r2": 0.82}',
    });
  if ([...metrics.values.values()].every(Number.isNaN))
    throw new UserError(`Cannot use "${paths[0]}": none of its metrics is a finite number`, {
      file: paths[0],
      hint: "NaN and Infinity come of a division by zero or a training that diverged",
    });
  return {
    metrics,
    curves: read.flatMap(([, { curves }]) => curves),
    params: Object.assign({}, ...read.map(([, { params }]) => params ?? {})),
    file: paths[0]!,
  };
}

async function readMetrics(context: OwnContext, file: string): Promise<Read> {
  const { files, signal } = context;
  if ((await files.size(file)) === undefined) return readStore(context, file);
  if (/\.(csv|tsv)$/i.test(file)) {
    const { parseMetricTable } = await import("../imports/csv-metrics.ts");
    return parseMetricTable(await readData(files, file, { signal }));
  }
  const { parseMetricsFile } = await import("../imports/parse-metrics-file.ts");
  return parseMetricsFile(await files.read(file), file);
}

/** The newest run of a file store of MLflow, or the one run that the folder is. */
async function readStore({ files }: OwnContext, folder: string): Promise<Read> {
  const { findLatestRun, parseStoredRun } = await import("../imports/mlflow-store.ts");
  const { listFolder } = await import("./list-folder.ts");
  const { base, names } = await listFolder(files, folder);
  const texts = async (wanted: (name: string) => boolean): Promise<Map<string, string>> => {
    const found = new Map<string, string>();
    for (const name of names) if (wanted(name)) found.set(name, await files.read(`${base}/${name}`));
    return found;
  };
  const metas = await texts((name) => name.endsWith("/meta.yaml"));
  const run = names.includes("meta.yaml") ? "" : findLatestRun(metas);
  if (run === undefined)
    throw new UserError(`Cannot read "${folder}": it is a folder, and no file store of MLflow with a run`, {
      hint: "Name the file of metrics; MLflow's other stores are read through their server",
    });
  const prefix = run === "" ? "" : `${run}/`;
  const own = await texts(
    (name) => name.startsWith(prefix) && /^(metrics|params)\//.test(name.slice(prefix.length)),
  );
  return parseStoredRun(new Map([...own].map(([name, text]) => [name.slice(prefix.length), text])));
}

/** The first of these that is in the program's folder of evidence. */
export async function findWritten(
  { files, project }: Pick<Context, "files" | "project">,
  names: readonly string[],
): Promise<string | undefined> {
  for (const name of names) {
    const file = `${project.folders.run}/evidence/${name}`;
    if (await files.exists(file)) return file;
  }
  return undefined;
}

/** Reads those of `train.params_files` that are there before a program runs: a broken one is not to cost a training. */
export async function checkParamsFiles(context: Pick<Context, "files" | "project">): Promise<void> {
  const { files, project } = context;
  const paths = (project.config.train.params_files ?? []).map((name) => inProject(project, name));
  for (const file of paths) if (await files.exists(file)) await readParams(context, [file]);
}

/** Parameters of `train.params_files`, and of `params.*` in the program's folder of evidence, by names with dots. */
export async function readParamsFiles(context: Pick<Context, "files" | "project">): Promise<Params> {
  const { project } = context;
  const paths = (project.config.train.params_files ?? []).map((name) => inProject(project, name));
  const written = await findWritten(context, ["params.json", "params.yaml", "params.yml"]);
  return readParams(context, written === undefined ? paths : [...paths, written]);
}

async function readParams({ files }: Pick<Context, "files">, paths: readonly string[]): Promise<Params> {
  const params: Params = {};
  for (const file of paths) {
    const { parseYaml } = await import("../config/parse-yaml.ts");
    // JSON is YAML, but for what nobody writes.
    flatten(parseYaml(await files.read(file), file).value, "", params);
  }
  return params;
}

/** Parameters that are kept at most, and characters of one. */
const mostParams = 1000;
const longestParam = 1000;

function flatten(value: unknown, name: string, params: Params): void {
  if (Object.keys(params).length >= mostParams) return;
  if (isRecord(value)) {
    for (const [key, child] of entriesOf(value)) flatten(child, name === "" ? key : `${name}.${key}`, params);
    return;
  }
  if (name === "" || name.length > 200) return;
  params[name] =
    value === null || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))
      ? value
      : (typeof value === "string" ? value : JSON.stringify(value)).slice(0, longestParam);
}
