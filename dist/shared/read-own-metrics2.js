import { UserError } from "./core.js";
import { collectMetrics } from "./gate.js";
import { entriesOf } from "./imports.js";
import { isRecord } from "./config.js";
import { inProject } from "./actions.js";
import { readData } from "./data.js";
import { requireFresh, writtenPaths } from "./require-fresh.js";
const path = process.getBuiltinModule("node:path");

// src/actions/read-own-metrics.ts
/** The metrics files that a program wrote: those of `train.metrics`, else `metrics.*` in its folder of evidence. */
async function readOwnMetrics(context, before) {
	const paths = writtenPaths(context, "metrics");
	if (paths.length === 0) {
		const found = await findWritten(context, [
			"metrics.json",
			"metrics.yaml",
			"metrics.yml",
			"metrics.csv"
		]);
		if (found === void 0) return void 0;
		paths.push(found);
	}
	const read = [];
	for (const each of paths) {
		await requireFresh(context, each, {
			before,
			key: "metrics"
		});
		read.push([each, await readMetrics(context, each)]);
	}
	const [first] = read;
	const values = read.length === 1 ? first[1].values : Object.fromEntries(read.map(([each, { values }]) => [path.parse(each).name, values]));
	const metrics = collectMetrics(values);
	if (metrics.values.size === 0) throw new UserError(`Cannot read "${paths[0]}": there is no number in it`, {
		file: paths[0],
		hint: "Write metric names and numbers, for example {\"r2\": 0.82}"
	});
	if ([...metrics.values.values()].every(Number.isNaN)) throw new UserError(`Cannot use "${paths[0]}": none of its metrics is a finite number`, {
		file: paths[0],
		hint: "NaN and Infinity come of a division by zero or a training that diverged"
	});
	return {
		metrics,
		curves: read.flatMap(([, { curves }]) => curves),
		params: Object.assign({}, ...read.map(([, { params }]) => params ?? {})),
		file: paths[0]
	};
}
async function readMetrics(context, file) {
	const { files, signal } = context;
	if (await files.size(file) === void 0) return readStore(context, file);
	if (/\.(csv|tsv)$/i.test(file)) {
		const { parseMetricTable } = await import("./csv-metrics.js");
		return parseMetricTable(await readData(files, file, { signal }));
	}
	const { parseMetricsFile } = await import("./parse-metrics-file.js");
	return parseMetricsFile(await files.read(file), file);
}
/** The newest run of a file store of MLflow, or the one run that the folder is. */
async function readStore({ files }, folder) {
	const { findLatestRun, parseStoredRun } = await import("./mlflow-store.js");
	const { listFolder } = await import("./actions.js");
	const { base, names } = await listFolder(files, folder);
	const texts = async (wanted) => {
		const found = /* @__PURE__ */ new Map();
		for (const name of names) if (wanted(name)) found.set(name, await files.read(`${base}/${name}`));
		return found;
	};
	const metas = await texts((name) => name.endsWith("/meta.yaml"));
	const run = names.includes("meta.yaml") ? "" : findLatestRun(metas);
	if (run === void 0) throw new UserError(`Cannot read "${folder}": it is a folder, and no file store of MLflow with a run`, { hint: "Name the file of metrics; MLflow's other stores are read through their server" });
	const prefix = run === "" ? "" : `${run}/`;
	const own = await texts((name) => name.startsWith(prefix) && /^(metrics|params)\//.test(name.slice(prefix.length)));
	return parseStoredRun(new Map([...own].map(([name, text]) => [name.slice(prefix.length), text])));
}
/** The first of these that is in the program's folder of evidence. */
async function findWritten({ files, project }, names) {
	for (const name of names) {
		const file = `${project.folders.run}/evidence/${name}`;
		if (await files.exists(file)) return file;
	}
}
/** Reads those of `train.params_files` that are there before a program runs: a broken one is not to cost a training. */
async function checkParamsFiles(context) {
	const { files, project } = context;
	const paths = (project.config.train.params_files ?? []).map((name) => inProject(project, name));
	for (const file of paths) if (await files.exists(file)) await readParams(context, [file]);
}
/** Parameters of `train.params_files`, and of `params.*` in the program's folder of evidence, by names with dots. */
async function readParamsFiles(context) {
	const { project } = context;
	const paths = (project.config.train.params_files ?? []).map((name) => inProject(project, name));
	const written = await findWritten(context, [
		"params.json",
		"params.yaml",
		"params.yml"
	]);
	return readParams(context, written === void 0 ? paths : [...paths, written]);
}
async function readParams({ files }, paths) {
	const params = {};
	for (const file of paths) {
		const { parseYaml } = await import("./config2.js");
		flatten(parseYaml(await files.read(file), file).value, "", params);
	}
	return params;
}
/** Parameters that are kept at most, and characters of one. */
const mostParams = 1e3;
const longestParam = 1e3;
function flatten(value, name, params) {
	if (Object.keys(params).length >= mostParams) return;
	if (isRecord(value)) {
		for (const [key, child] of entriesOf(value)) flatten(child, name === "" ? key : `${name}.${key}`, params);
		return;
	}
	if (name === "" || name.length > 200) return;
	params[name] = value === null || typeof value === "boolean" || typeof value === "number" && Number.isFinite(value) ? value : (typeof value === "string" ? value : JSON.stringify(value)).slice(0, longestParam);
}

export { checkParamsFiles, findWritten, readOwnMetrics, readParamsFiles };