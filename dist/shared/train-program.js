import { UserError, formatDuration, isInside, placed } from "./core.js";
import { checkParamsFiles, digestData, findModelFiles, inProject, keepProgram, leftFiles, noteBefore, prepareProgram, reportFailure } from "./prepare-program.js";
import { digestFile, parseManifest } from "./evidence.js";
import { describeEnd, runCommand } from "./run-command.js";
import { runOf, tracked } from "./tracked.js";
import { reportSchema } from "./commenting.js";
import { listFolder, placeBundle } from "./actions.js";
import { digestFiles } from "./digest-files.js";
const path = process.getBuiltinModule("node:path");
const { availableParallelism } = process.getBuiltinModule("node:os");

// src/program/cost.ts
/**
* US dollars a minute of GitHub's own runners by number of cores, GitHub's list of January 2026 (docs.github.com, Actions
* runner pricing). Minutes of public repositories' standard runners are free.
*/
const rates = {
	"Linux x64": [
		[2, .006],
		[4, .012],
		[8, .022],
		[16, .042],
		[32, .082],
		[64, .162],
		[96, .252]
	],
	"Linux arm64": [
		[2, .005],
		[4, .008],
		[8, .014],
		[16, .026],
		[32, .05],
		[64, .098]
	],
	"Windows x64": [
		[2, .01],
		[4, .022],
		[8, .042],
		[16, .082],
		[32, .162],
		[64, .322],
		[96, .552]
	]
};
/** What a minute costs on one of GitHub's runners; undefined for machines that are not in the list. */
function ratePerMinute({ system, architecture, cores }) {
	return rates[`${system} ${architecture}`]?.find(([count]) => count >= cores)?.[1];
}
/** Minutes by a rate, in US dollars, as the manifest keeps it. */
function costOf(milliseconds, perMinute) {
	if (perMinute === void 0) return void 0;
	return {
		amount: Number((milliseconds / 6e4 * perMinute).toPrecision(3)),
		currency: "USD",
		per_minute: perMinute
	};
}

// src/program/read-traceback.ts
/** Folders of installed code: the place to mend is in the user's own. */
const installed = /(?:^|[\\/])(?:site-packages|dist-packages|lib[\\/]python[\d.]+|node_modules)[\\/]|^<|importlib/;
/**
* The last Python traceback of a text: the innermost frame of the user's own files, and the exception. Undefined where
* there is none.
*/
function readTraceback(text) {
	const lines = text.replaceAll("\r\n", "\n").split("\n");
	const start = lines.findLastIndex((line) => line.trimEnd().endsWith("Traceback (most recent call last):"));
	const syntax = start < 0 ? lines.findLastIndex((line) => /^ {2}File ".+", line \d+$/.test(line)) : -1;
	if (start < 0 && syntax < 0) return void 0;
	const frames = [];
	let message = "";
	for (const line of lines.slice(start < 0 ? syntax : start + 1)) {
		const [, file, number] = /^\s+(?:[|+]\s+)?File "(.+?)", line (\d+)/.exec(line) ?? [];
		if (file !== void 0) frames.push({
			file,
			line: Number(number)
		});
		else if (/^[A-Za-z_][\w.]*(?::|$)/.test(line) && frames.length > 0) {
			message = line;
			break;
		}
	}
	const frame = frames.findLast(({ file }) => !installed.test(file)) ?? frames.at(-1);
	return frame === void 0 || message === "" ? void 0 : {
		...frame,
		message: message.slice(0, 1e3)
	};
}

// src/actions/find-changed-files.ts
/** Tracked files that a command changed beside those that it is to write, as a warning. */
async function findChangedFiles({ git, project }, before) {
	const after = await git.changes(project.directory);
	if (before === void 0 || after === void 0) return [];
	const fresh = after.filter((file) => !before.includes(file));
	if (fresh.length === 0) return [];
	const prefix = await git.prefix(project.directory) ?? "";
	const { metrics, predictions, model, plots } = project.config.train;
	const written = [
		metrics,
		predictions,
		model,
		plots
	].flat().flatMap((name) => name === void 0 ? [] : [path.posix.join(prefix, name).replace(/\/+$/, "")]);
	const changed = fresh.filter((file) => !written.some((own) => file === own || file.startsWith(`${own}/`)));
	if (changed.length === 0) return [];
	const more = changed.length > 5 ? ` and ${changed.length - 5} more` : "";
	return [{
		severity: "warning",
		message: `The command changed files of the repository: ${changed.slice(0, 5).join(", ")}${more}`,
		hint: "Let it write into MLOPS_MODEL_DIR and MLOPS_EVIDENCE_DIR: later steps see what it changed"
	}];
}

// src/program/python-packages.ts
/**
* The packages of a Python environment by the names of its `.dist-info` folders, as `pip freeze` names them:
* `scikit-learn==1.9.1`, sorted. Of a package that is there twice the first one counts, as for Python's imports.
*/
function packagesOf(folders) {
	const versions = /* @__PURE__ */ new Map();
	for (const names of folders) for (const name of names) {
		const [, title, version] = /^(.+?)-(\d[^-]*)\.dist-info$/.exec(name) ?? [];
		if (title === void 0 || version === void 0) continue;
		const key = title.replace(/[-_.]+/g, "-").toLowerCase();
		if (!versions.has(key)) versions.set(key, version);
	}
	return [...versions].map(([name, version]) => `${name}==${version}`).sort();
}
/** The Python that a command runs: its path or name; undefined where it runs none that can be told. */
function pythonOf(command) {
	return /(?:^|[\s;&|(])((?:[\w./~-]*\/)?python(?:\d+(?:\.\d+)*)?)(?=$|[\s;&|)])/.exec(command)?.[1] ?? (/\.py\b|\bpip\b|\b(?:pytest|papermill|jupyter)\b/.test(command) ? "python3" : void 0);
}

// src/actions/read-environment.ts
/** Prints the version and the folders that packages are looked for in. */
const question = "import sys; print(sys.version.split()[0]); print('\\n'.join(sys.path[1:]))";
/** Milliseconds that a Python or driver has to answer. */
const patience = 2e4;
/** The Python of a command with its packages, and the GPU. Costs the start of Python, a few hundredths of a second. */
async function readProgramEnvironment(context, command) {
	const [python, accelerator] = await Promise.all([askPython(context, command), askDriver(context)]);
	return {
		...python,
		accelerator
	};
}
async function askPython({ process: processes, files, project, signal }, command) {
	const program = pythonOf(command);
	const none = {
		python: void 0,
		packages: void 0
	};
	if (program === void 0) return none;
	const cwd = await files.locate(project.directory) ?? files.root;
	const answer = await processes.run(program, ["-c", question], {
		cwd,
		signal,
		timeout: patience
	}).catch(() => void 0);
	if (answer?.exitCode !== 0) return none;
	const [version, ...folders] = answer.stdout.trim().split(/\r?\n/);
	const { readdir } = process.getBuiltinModule("node:fs/promises");
	const names = await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])));
	return {
		python: version?.slice(0, 100),
		packages: `${packagesOf(names).join("\n")}\n`
	};
}
async function askDriver({ process: processes, signal }) {
	const { existsSync } = process.getBuiltinModule("node:fs");
	if (!existsSync("/proc/driver/nvidia/version")) return void 0;
	const answer = await processes.run("nvidia-smi", ["--query-gpu=name,driver_version,memory.total", "--format=csv,noheader"], {
		signal,
		timeout: patience
	}).catch(() => void 0);
	return answer?.exitCode === 0 ? answer.stdout.trim().replaceAll("\n", "; ").slice(0, 1e3) : void 0;
}
/** What of an environment stands in the manifest. */
function environmentFacts({ python, packages, accelerator }) {
	return {
		...python !== void 0 && { python },
		...packages !== void 0 && { packages: digestFile(packages) },
		...accelerator !== void 0 && { accelerator }
	};
}

// src/actions/trained-cache.ts
/** Files that say which packages a program gets; they count whether they are declared or not. */
const lockFiles = [
	"requirements.txt",
	"pyproject.toml",
	"uv.lock",
	"poetry.lock",
	"Pipfile.lock",
	"conda-lock.yml",
	"environment.yml"
];
const mostInputs = 1e4;
/**
* The key of a training: the same for the same data, settings, declared files, packages, system and version of ours.
* Undefined where `train.inputs` does not say which files the program is made of, or `train.cache` is false.
*/
async function trainingKey(context, prepared, environment) {
	const { project, environment: own } = context;
	const { data, train } = project.config;
	if (train.inputs === void 0 || train.cache === false) return void 0;
	const inputs = await digestInputs(context, [...train.inputs, ...train.params_files ?? []]);
	const parts = {
		format: 2,
		version: own.version,
		system: `${process.platform}-${process.arch}`,
		name: project.name,
		data: prepared.digests,
		config: {
			data,
			train
		},
		inputs,
		environment
	};
	return {
		key: `mlops-trained-${digestFile(JSON.stringify(parts)).slice(0, 40)}`,
		inputs
	};
}
async function digestInputs({ files, project, signal }, patterns) {
	const found = /* @__PURE__ */ new Map();
	for (const pattern of [...patterns, ...lockFiles]) {
		const place = inProject(project, pattern);
		for (const path of await filesOf(files, place)) found.set(path, {
			path,
			source: path,
			name: path,
			bytes: 0,
			partitions: /* @__PURE__ */ new Map()
		});
		if (found.size > mostInputs) break;
	}
	return digestFiles(files, [...found.values()], signal);
}
async function filesOf(files, place) {
	if (await files.size(place) !== void 0) return [place];
	const { base, names } = await listFolder(files, place);
	return names.map((name) => base === "." ? name : `${base}/${name}`);
}
const fileName = "trained.tar.gz";
/** Brings back an earlier training; undefined where there is none, or it is not whole. */
async function restoreTraining(context, key) {
	const { cache, files, project, log } = context;
	const { root, evidence } = project.folders;
	const [file, unpacked] = [`${root}/${fileName}`, `${root}/.restoring`];
	try {
		if (!await cache.restore(file, key)) return void 0;
		const { unpackBundle } = await import("./bundle.js");
		await files.remove(unpacked);
		const index = await unpackBundle(files.stream(file), {
			write: (path, content) => files.write(`${unpacked}/${path}`, content),
			label: "of the cache"
		});
		if (index.name !== project.name) return void 0;
		const report = reportSchema.parse(JSON.parse(await files.read(`${unpacked}/reports/trained.json`)));
		await placeBundle(files, unpacked, index, root);
		const path = `${evidence}/manifest.json`;
		return {
			manifest: parseManifest(await files.read(path), path),
			report
		};
	} catch (cause) {
		if (context.signal.aborted) throw cause;
		log.warn(`What the cache holds is not whole: ${cause instanceof Error ? cause.message : cause}; trained anew`);
		return;
	} finally {
		await files.remove(file);
		await files.remove(unpacked);
	}
}
/** Keeps a training for later runs. */
async function saveTraining(context, key, report) {
	const { cache, files, project, log, signal } = context;
	const { root } = project.folders;
	const file = `${root}/${fileName}`;
	try {
		await files.write(`${root}/reports/trained.json`, JSON.stringify(report));
		const { indexBundle, packBundle } = await import("./pack-bundle.js");
		const paths = ["reports/trained.json"];
		for (const folder of ["model", "evidence"]) {
			const { names } = await listFolder(files, `${root}/${folder}`);
			paths.push(...names.map((name) => `${folder}/${name}`));
		}
		const open = (path) => files.stream(`${root}/${path}`);
		const index = await indexBundle(paths, open, { name: project.name });
		await files.write(file, packBundle(index, open));
		await cache.save(file, key);
	} catch (cause) {
		if (signal.aborted) throw cause;
		log.warn(`The model cannot be kept in the cache: ${cause instanceof Error ? cause.message : cause}`);
	} finally {
		await files.remove(file);
		await files.remove(`${root}/reports/trained.json`);
	}
}
/** The result of a training that the cache had: its evidence becomes that of this run. */
async function resultOfCache(context, { manifest, report }) {
	const { files, project, git, environment } = context;
	const { evidence, model } = project.folders;
	const commit = await git.head(project.directory) ?? environment.sha;
	const { run: _, commit: trainedAt, ...rest } = manifest;
	const own = {
		...rest,
		...rest.program && { program: {
			...rest.program,
			cached: true
		} },
		...commit !== void 0 && { commit },
		...runOf(context)
	};
	await files.write(`${evidence}/manifest.json`, `${JSON.stringify(own, null, 1)}\n`);
	const took = manifest.program ? `, which took ${formatDuration(manifest.program.duration_ms)}` : "";
	const headline = `nothing changed${trainedAt === void 0 ? "" : ` since commit ${trainedAt.slice(0, 7)}`}: took the model from the cache`;
	context.log.info(`${project.name}: ${headline}, training skipped`);
	const note = `Data, settings, packages and train.inputs are those of an earlier training${took}: it was skipped. train.cache: false trains again.`;
	const hasPredictions = await files.size(`${evidence}/predictions.csv`) !== void 0;
	return {
		verdict: report.verdict,
		outputs: {
			model,
			metrics: `${evidence}/metrics.json`,
			predictions: hasPredictions ? `${evidence}/predictions.csv` : void 0,
			"model-digest": manifest.digests.model
		},
		report: {
			...report,
			headline,
			sections: report.sections.map((section, index) => index === 0 ? {
				...section,
				text: [note, ...section.text ?? []]
			} : section)
		}
	};
}

// src/actions/train-program.ts
/** Runs the user's own training program, and makes of what it leaves behind a model with its evidence. */
async function trainProgram(context) {
	const { project } = context;
	const { command } = project.config.train;
	if (command === void 0) throw new UserError("Cannot train: engine command needs train.command", {
		...project.place(["train", "engine"]),
		hint: "For example command: python train.py"
	});
	const [prepared, environment, changes] = await Promise.all([
		prepareProgram(context),
		readProgramEnvironment(context, command),
		context.git.changes(project.directory),
		checkParamsFiles(context)
	]);
	const cached = await trainingKey(context, prepared, environment);
	const earlier = cached && await restoreTraining(context, cached.key);
	if (earlier) return resultOfCache(context, earlier);
	const { params } = project.config.train;
	const result = await tracked(context, {
		source: command,
		params,
		data: prepared.digests
	}, (live) => runAndKeep(context, {
		command,
		prepared,
		environment,
		changes,
		inputs: cached?.inputs
	}, live));
	if (cached && result.verdict === "pass") await saveTraining(context, cached.key, result.report);
	return result;
}
/** Runs the command, and keeps the model that it leaves behind. */
async function runAndKeep(context, { command, prepared, environment, changes, inputs }, live) {
	const { project } = context;
	const before = await noteBefore(context);
	const run = await runCommand(context, command, {
		title: `Training: ${command.split("\n")[0]}`,
		variables: {
			...prepared.variables,
			...live.variables
		},
		onProgress: live.point
	});
	const failure = failureOf(context, run);
	if (failure !== void 0) return failure;
	const [changed] = await Promise.all([findChangedFiles(context, changes), refuseChangedData(context, prepared)]);
	const model = await findModelFiles(context, before);
	return keepProgram(context, {
		prepared,
		before,
		model,
		run,
		program: {
			...programOf(context, command, run),
			...environmentFacts(environment),
			...changes && { dirty: changes.length > 0 }
		},
		packages: environment.packages,
		inputs,
		findings: [
			...leftFindings(run),
			...leftFiles(project, model),
			...changed
		]
	});
}
function programOf({ project, environment }, command, { exitCode, duration, cpu, peakMemory }) {
	const { predict_command, cost_per_minute } = project.config.train;
	const { hostedRunner } = environment;
	const listed = hostedRunner && ratePerMinute({
		system: hostedRunner.system,
		architecture: hostedRunner.architecture.toLowerCase(),
		cores: availableParallelism()
	});
	const cost = costOf(duration, cost_per_minute ?? listed);
	return {
		command,
		...predict_command !== void 0 && { predict_command },
		exit_code: exitCode ?? -1,
		duration_ms: Math.round(duration),
		...cpu !== void 0 && { cpu_ms: Math.round(cpu) },
		...peakMemory !== void 0 && { peak_memory_bytes: peakMemory },
		...cost && { cost }
	};
}
/** What came of a program that did not end well. */
function failureOf(context, run) {
	if (run.exitCode === 0 && !run.timedOut) return void 0;
	const { project } = context;
	const how = describeEnd(run);
	return {
		verdict: "fail",
		outputs: {},
		report: reportFailure(project.name, `the command failed: ${how}`, run, [describeFailure(context, run, how), ...leftFindings(run)])
	};
}
function describeFailure({ files, project }, run, how) {
	if (run.timedOut) return {
		severity: "error",
		message: `The command took longer than train.timeout allows: ${formatDuration(run.duration)}`,
		hint: "Give it more time, or less to do; it got SIGTERM first, for a checkpoint",
		...placed(project.place(["train", "timeout"]))
	};
	const traceback = readTraceback(run.tail);
	if (traceback === void 0) return {
		severity: "error",
		message: `The command failed: ${how}`,
		...(run.endedBy === "SIGKILL" || run.exitCode === 137) && { hint: "SIGKILL comes mostly from a system that is out of memory: train on fewer rows, or on a larger runner" },
		...placed(project.place(["train", "command"]))
	};
	const file = path.resolve(files.root, project.directory, traceback.file);
	const isOurs = isInside(files.root, file);
	return {
		severity: "error",
		message: traceback.message,
		.../active experiment ID does not match environment run ID/.test(traceback.message) && { hint: "The program sets another experiment than that of the run made for it: set MLFLOW_EXPERIMENT_NAME to its name" },
		...isOurs ? {
			file: path.relative(files.root, file).split(path.sep).join("/"),
			line: traceback.line
		} : placed(project.place(["train", "command"]))
	};
}
function leftFindings({ leftProcesses }) {
	return leftProcesses ? [{
		severity: "warning",
		message: "The command left processes running when it ended; they were ended too",
		hint: "Let the program wait for what it starts"
	}] : [];
}
/** Data that a program changes while it runs are not those that it was judged on. */
async function refuseChangedData(context, { digests }) {
	const { project } = context;
	for (const [name, digest] of Object.entries(await digestData(context))) if (digest !== digests[name]) throw new UserError(`Cannot use the model of "${project.name}": the data changed while the command ran`, {
		...project.place(name === "" ? ["data", "path"] : [
			"data",
			"sets",
			name
		]),
		hint: "Its evidence would speak of other data: let the program write elsewhere"
	});
}

export { trainProgram };