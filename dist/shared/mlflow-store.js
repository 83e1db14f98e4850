// src/imports/mlflow-store.ts
/**
* Metrics and parameters of a run in MLflow's file store (`mlruns/<experiment>/<run>`): a file a metric with lines
* `timestamp value step`, of which the last one counts, and a file a parameter. As MLflow 3.17 writes it.
*/
function parseStoredRun(run) {
	const values = {};
	const curves = [];
	const params = {};
	for (const [path, text] of run) {
		const [, folder, name] = /^(metrics|params)\/(.+)$/s.exec(path) ?? [];
		if (folder === void 0 || name === void 0 || name === "__proto__") continue;
		if (folder === "params") {
			params[name] = text.trimEnd();
			continue;
		}
		const points = text.trim().split("\n").map((line) => line.split(" ").map(Number)).filter(([time, value]) => Number.isFinite(time) && value !== void 0);
		if (points.length === 0) continue;
		values[name] = points.at(-1)[1];
		if (points.length > 1) curves.push({
			name,
			unit: "step",
			at: points.map(([, , step]) => step ?? 0),
			values: points.map(([, value]) => value)
		});
	}
	return {
		values,
		curves,
		params
	};
}
/**
* The run that was started last among the `meta.yaml` files of a store, by its path (`<experiment>/<run>`); undefined
* where there is none.
*/
function findLatestRun(metas) {
	let latest;
	for (const [path, text] of metas) {
		const [, run] = /^(.+\/[^/]+)\/meta\.yaml$/.exec(path) ?? [];
		const time = Number(/^start_time: (\d+)/m.exec(text)?.[1] ?? NaN);
		if (run === void 0 || Number.isNaN(time) || latest && latest.time >= time) continue;
		latest = {
			path: run,
			time
		};
	}
	return latest?.path;
}

export { findLatestRun, parseStoredRun };