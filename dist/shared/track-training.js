import { ServiceError, UserError, holdsSecret, isAddress, isObject, showAddress } from "./core.js";
import { defined } from "./program.js";
import { parseManifest } from "./evidence.js";
import { listFolder } from "./dividing.js";
import { runUrl } from "./commenting.js";

// src/program/python-text.ts
/**
* A value as Python's `str` writes it, which is how MLflow's client logs parameters: `True`, `None`, `1e-05`. The same
* parameter, logged by a program that read it from our JSON, is then no change of it.
*/
function pythonText(value) {
	if (value === null) return "None";
	if (typeof value === "boolean") return value ? "True" : "False";
	if (typeof value === "string") return value;
	if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
	if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
	const [digits = "", exponent] = value.toExponential().split("e");
	const power = Number(exponent);
	if (power >= -4 && power < 16) return String(value);
	return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}
/** Parameters as MLflow takes them; those that hold several get a name each, with a dot. */
function flattenParams(params) {
	return Object.fromEntries(Object.entries(params).flatMap(([name, value]) => typeof value === "object" && value !== null ? Object.entries(value).map(([key, each]) => [`${name}.${key}`, pythonText(each)]) : [[name, pythonText(value)]]));
}

// src/actions/follow-metrics.ts
/** Milliseconds between requests. */
const pause = 2e3;
/** Values that wait at most; a server slower than this loses the newest. */
const mostWaiting = 1e5;
/** Passes points on, one request at a time, without the training waiting for it. After a failure, what came is sent at the end. */
function followMetrics({ mlflow, clock }, run, attempt) {
	let waiting = [];
	let count = 0;
	/** Whether the server failed, or the training is over. */
	let isHeld = false;
	let timer;
	let sending = Promise.resolve();
	const send = async () => {
		const metrics = waiting;
		if (metrics.length === 0) return;
		waiting = [];
		if (await attempt(() => mlflow.log(run, { metrics })) !== void 0) return;
		waiting = [...metrics, ...waiting].slice(0, mostWaiting);
		isHeld = true;
	};
	const schedule = () => {
		if (timer !== void 0 || isHeld || waiting.length === 0) return;
		timer = setTimeout(() => {
			sending = send().catch(() => {}).then(() => {
				timer = void 0;
				schedule();
			});
		}, pause).unref();
	};
	return {
		add({ step, epoch, metrics }) {
			const at = step ?? epoch ?? count;
			count++;
			for (const [name, value] of Object.entries(metrics)) if (waiting.length < mostWaiting) waiting.push({
				name,
				value,
				step: at,
				time: clock.now()
			});
			schedule();
		},
		async end() {
			isHeld = true;
			clearTimeout(timer);
			await sending;
			await send();
		},
		stop() {
			isHeld = true;
			clearTimeout(timer);
		}
	};
}

// src/actions/log-trained.ts
/**
* Gives the tracking server what a training came to: params, our metrics of the test rows as `test_<name>`, digests, the
* evidence, and the model: a logged model where it is an MLflow model directory, else files below `model/`.
*/
async function logTrained(context, run, attempt) {
	const { mlflow, files, project, clock, log } = context;
	const { evidence, model } = project.folders;
	const path = `${evidence}/manifest.json`;
	const manifest = parseManifest(await files.read(path), path);
	const { metrics } = JSON.parse(await files.read(`${evidence}/metrics.json`));
	const tags = defined({
		"mlops.model_digest": manifest.digests.model,
		"mlops.data_digest": manifest.digests.data,
		"mlops.metrics_digest": manifest.digests.metrics
	});
	const cut = await attempt(() => mlflow.log(run, {
		params: flattenParams(manifest.params),
		tags,
		metrics: Object.entries(metrics).map(([name, value]) => ({
			name: `test_${name}`,
			value: value ?? NaN,
			step: 0,
			time: clock.now()
		}))
	}));
	if (cut !== void 0 && cut.length > 0) log.warn(`MLflow: ${cut.length} params or tags are longer than it takes, and were cut: ${cut[0]}`);
	await attempt(async () => mlflow.logArtifacts(run, "evidence", await filesBelow(context, evidence)));
	await attempt(async () => {
		const found = await filesBelow(context, model);
		if (found.some(({ name }) => name === "MLmodel")) await mlflow.logModel(run, {
			name: "model",
			files: found,
			tags
		});
		else await mlflow.logArtifacts(run, "model", found);
	});
}
async function filesBelow({ files }, folder) {
	const { names } = await listFolder(files, folder);
	return Promise.all(names.map(async (name) => {
		const file = `${folder}/${name}`;
		return {
			name,
			bytes: await files.size(file) ?? 0,
			open: () => files.stream(file)
		};
	}));
}

// src/actions/track-training.ts
/**
* Does a training as a run of the tracking server: made before it, fed while it runs, and ended with what came of it. A
* server that fails costs no training: it is a warning, in the log and in the report.
*/
async function trackTraining(context, facts, train) {
	const { mlflow, signal, log } = context;
	const findings = [];
	const attempt = attempts(context, findings);
	const run = await attempt(() => startRun(context, facts));
	if (run === void 0) return withFindings(await train({
		variables: {},
		point() {}
	}), findings);
	log.info(`MLflow run: ${run.page}`);
	const live = followMetrics(context, run, attempt);
	try {
		await attempt(() => describeRun(context, run, facts));
		const result = await train({
			variables: variablesOf(run),
			point: live.add
		});
		await live.end();
		if (result.verdict === "pass") await logTrained(context, run, attempt);
		await attempt(() => mlflow.endRun(run, result.verdict === "pass" ? "FINISHED" : "FAILED"));
		return withFindings(result, findings);
	} catch (cause) {
		live.stop();
		await mlflow.endRun(run, signal.aborted ? "KILLED" : "FAILED").catch(() => {});
		throw cause;
	}
}
function attempts({ log, signal }, findings) {
	return async (work) => {
		try {
			return await work();
		} catch (cause) {
			signal.throwIfAborted();
			const message = `MLflow: ${cause instanceof Error ? cause.message : cause}; the training goes on without it`;
			if (findings.some((each) => each.message === message)) return void 0;
			const hint = cause instanceof ServiceError || cause instanceof UserError ? cause.hint : void 0;
			findings.push({
				severity: "warning",
				message,
				...hint !== void 0 && { hint }
			});
			log.warn(message);
			return;
		}
	};
}
function withFindings(result, findings) {
	if (findings.length === 0) return result;
	const { report } = result;
	return {
		...result,
		report: {
			...report,
			sections: [...report.sections, {
				title: "MLflow",
				rank: 3,
				findings
			}]
		}
	};
}
async function startRun(context, { source }) {
	const { mlflow, project, environment, git } = context;
	const { repository, serverUrl, runId, ref } = environment;
	const commit = await git.head(project.directory) ?? environment.sha;
	const page = repository === void 0 ? void 0 : `${serverUrl}/${repository}`;
	const known = {
		"mlflow.source.type": "JOB",
		"mlflow.source.name": source,
		"mlflow.source.git.commit": commit,
		"mlflow.source.git.branch": ref?.replace(/^refs\/(heads|tags)\//, ""),
		"mlflow.source.git.repoURL": page,
		"mlops.version": environment.version,
		"mlops.project": project.name,
		"mlops.engine": project.config.train.engine,
		"mlops.run": runUrl(environment)
	};
	return mlflow.startRun({
		experiment: project.name,
		name: [
			project.name,
			commit?.slice(0, 7),
			runId
		].filter((each) => each !== void 0).join("-"),
		tags: defined(known)
	});
}
/** What the run is of: known before it, so that a run that fails has it too. */
async function describeRun({ mlflow, project }, run, { params, data }) {
	const flat = flattenParams(params);
	if (Object.keys(flat).length > 0) await mlflow.log(run, { params: flat });
	const { path, sets } = project.config.data;
	const datasets = Object.entries(data).flatMap(([name, digest]) => {
		const place = name === "" ? path ?? project.dataPath : sets?.[name];
		if (digest === void 0 || place === void 0) return [];
		const shown = holdsSecret(place) ? showAddress(place) : place;
		return [{
			name: showAddress(place).split("/").at(-1) || project.name,
			digest,
			source: shown,
			sourceType: isObject(place) ? "s3" : isAddress(place) ? "http" : "local",
			context: name === "" || name === "train" ? "training" : name === "test" ? "testing" : name
		}];
	});
	if (datasets.length > 0) await mlflow.logInputs(run, datasets);
}
/** With these, `mlflow.log_metric` and `mlflow.start_run()` of a program go to the run. */
function variablesOf({ id, experimentId }) {
	return {
		MLFLOW_RUN_ID: id,
		MLFLOW_EXPERIMENT_ID: experimentId
	};
}

export { trackTraining };