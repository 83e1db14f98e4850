import { asksForClasses } from "./dividing.js";
import { checkParams } from "./check-params2.js";
import { profileFile } from "./profile-file.js";
import { ServiceError, UserError, didYouMean, formatNumber, isAddress, loadProject, makeLinesVisible, nameOfData, path as path$1, repository, requireData, showAddress, within } from "./core.js";
import { checkRules, translateThresholds, whyImpossible } from "./gate.js";
import { encodeTarget } from "./numbers.js";
import { findColumn } from "./data.js";
import { defineCommand } from "./commands.js";
import { canonicalName, findMetric } from "./evaluating.js";
import { parseYaml } from "./config2.js";
import { actionOf, folderOf, isAbout, jobsOf, objectOf, oursOf, placeInRepository, startsOn, workflowFolder } from "./repository-top.js";
const path = process.getBuiltinModule("node:path");

// src/commands/asked-columns.ts
/** Columns that the configuration names, with where: those of the data, and those that may be derived too. */
function askedColumns({ config }) {
	const { data, checks, train, gate } = config;
	const { split } = data;
	const one = (name, ...key) => name === void 0 ? [] : [[name, key]];
	const all = (names, ...key) => (names ?? []).map((name, index) => [name, [...key, index]]);
	const keys = (named, ...key) => Object.keys(named ?? {}).map((name) => [name, [...key, name]]);
	return [
		...one(data.target, "data", "target"),
		...one(data.weight, "data", "weight"),
		...all(data.key, "data", "key"),
		...all(data.exclude, "data", "exclude"),
		...keys(data.columns, "data", "columns"),
		...one(split.group, "data", "split", "group"),
		...one(split.time, "data", "split", "time"),
		...one(split.column, "data", "split", "column"),
		...keys(train.features.columns, "train", "features", "columns"),
		...one(train.series?.by, "train", "series", "by"),
		...all(train.series?.columns, "train", "series", "columns"),
		...one(train.cross_validation?.column, "train", "cross_validation", "column"),
		...all(gate.slices?.columns, "gate", "slices", "columns"),
		...gate.rules.flatMap(({ by }, index) => by === "class" ? [] : one(by, "gate", "rules", index, "by")),
		...checks.flatMap(({ column, set }, index) => set === void 0 ? one(column, "checks", index, "column") : [])
	];
}

// src/commands/inspect-program.ts
/** What a program of the user's own needs: its scripts and files, and a way to ask its models again. */
async function inspectProgram(files, project) {
	const { train, suites } = project.config;
	const named = [
		...scriptsOf(train.command).map((path) => [path, ["train", "command"]]),
		...scriptsOf(train.predict_command).map((path) => [path, ["train", "predict_command"]]),
		...(train.params_files ?? []).map((path, index) => [path, [
			"train",
			"params_files",
			index
		]]),
		...suites.map((path, index) => [path, ["suites", index]])
	];
	const found = [];
	for (const [path, key] of named) {
		const full = within(project.directory, path);
		if (isAddress(path) || /[*?[\]{}]/.test(path) || await files.exists(full)) continue;
		const { file, line } = project.place(key);
		found.push({
			status: "problem",
			message: `${key.slice(0, 2).join(".")} names "${path}", and there is no such file${didYouMean(path, await namesNear(files, full, path))}`,
			fix: `Correct ${key.join(".")} in ${file}, line ${line}; paths start at the folder of mlops.yml`
		});
	}
	return [...found, ...inspectPredicting(project)];
}
/** Rules that ask a program's models again. */
function inspectPredicting({ config, place }) {
	const { engine, predict_command } = config.train;
	if (engine !== "command" && engine !== "external") return [];
	return config.gate.rules.flatMap((rule, index) => {
		const { file, line } = place([
			"gate",
			"rules",
			index,
			"metric"
		]);
		if (canonicalName(rule.metric).startsWith("latency_")) return [{
			status: "warning",
			message: `the gate's rule for ${rule.metric} cannot be judged: only models of the engines that learn here are timed`,
			fix: `Remove gate.rules.${index} in ${file}, line ${line}, or let the program write a metric of its own`
		}];
		if (![rule.no_worse_than, rule.better_than].some((each) => each === "baseline" || each === "anchor") || predict_command !== void 0) return [];
		return [{
			status: "warning",
			message: `the gate's rule for ${rule.metric} compares with an earlier model, which cannot be asked again once the test rows change: there is no train.predict_command`,
			fix: `Add train.predict_command to ${file}; the rule is at line ${line}`
		}];
	}).slice(0, 3);
}
const script = /^(?:\.{1,2}\/)?[\w./-]+\.(?:py|ipynb|sh|bash|R|r|jl|js|mjs|cjs|ts|pl|rb|awk)$/;
/** Script files that a command names, where they can be told from what it writes. */
function scriptsOf(command) {
	if (command === void 0 || /\bcd\s|<</.test(command)) return [];
	const words = command.split(/[\s;&|()]+/).map((word) => word.replace(/^["']|["']$/g, ""));
	return [...new Set(words.filter((word, index) => script.test(word) && !/>$/.test(words[index - 1] ?? "")))];
}
/** Paths of the files beside one that is not there, as it would be written. */
async function namesNear(files, full, path) {
	const folder = full.split("/").slice(0, -1).join("/") || ".";
	const prefix = path.split("/").slice(0, -1).join("/");
	return (await files.list(folder)).filter(({ isFolder }) => !isFolder).map(({ name }) => prefix === "" ? name : `${prefix}/${name}`);
}

// src/commands/inspect-rules.ts
/** Rules whose metric no model of this target can have: accuracy of numbers, r2 of classes, a name that nothing measures. */
function inspectRules({ config, place }, target) {
	const { engine } = config.train;
	const isProgram = engine === "command" || engine === "external";
	return config.gate.rules.flatMap((rule, index) => {
		const [{ metric } = rule] = translateThresholds(rule);
		const isUnknown = findMetric(canonicalName(metric)) === void 0;
		if (isUnknown && isProgram) return [];
		const why = whyImpossible(metric, target);
		if (why === void 0 && !isUnknown) return [];
		const { file, line } = place([
			"gate",
			"rules",
			index,
			"metric"
		]);
		return [{
			status: isProgram ? "warning" : "problem",
			message: `the gate's rule for ${metric} cannot be judged: ${why ?? "no metric is called so"}`,
			fix: `Correct gate.rules.${index}.metric in ${file}, line ${line}`
		}];
	});
}

// src/commands/inspect-matrix.ts
/** Inputs that say which model is meant. */
const naming = [
	"name",
	"working-directory",
	"config"
];
/** What is wrong with the steps of ours in a job with a matrix: those that all of its jobs carry out for one model. */
function inspectMatrix(where, job, ours) {
	const { matrix } = objectOf(job.strategy);
	if (matrix === void 0) return [];
	if (ours.filter((step) => {
		const given = objectOf(step.with);
		return !naming.some((input) => String(given[input] ?? "").includes("${{"));
	}).length === 0) return [];
	const key = Object.keys(objectOf(matrix)).find((each) => !["include", "exclude"].includes(each)) ?? "model";
	return [{
		status: "warning",
		message: `${where}: the jobs of its matrix are about one model, whose comment, check run and history they share`,
		fix: `In each step of ours:\n        with: { name: "model-\${{ matrix.${key} }}" }`
	}];
}

// src/commands/inspect-models.ts
/** Names in the input `models` that no step of the workflow gives a model. */
async function inspectModels(files, top, workflow) {
	const asked = jobsOf(workflow).flatMap(({ steps }) => steps.filter((step) => actionOf(step) === "pr-comment").flatMap((step) => listOf(objectOf(step.with).models)));
	if (asked.length === 0) return [];
	const known = await namesIn(files, top, workflow);
	if (known === void 0) return [];
	return asked.filter((name) => name !== "all" && !known.includes(name)).map((name) => ({
		status: "problem",
		message: `${workflow.file}: models names "${name}", and no step of it is about a model of that name${didYouMean(name, known)}`,
		fix: `Its models are ${known.join(", ")}; or take models: all`
	}));
}
function listOf(value) {
	if (typeof value !== "string" || value.includes("${{")) return [];
	return value.split(/[\n,]/).map((each) => each.trim()).filter((each) => each !== "");
}
/** The names of the models that the workflow's steps are about; undefined where only a run knows one of them. */
async function namesIn(files, top, workflow) {
	const names = /* @__PURE__ */ new Set();
	for (const { job, steps } of jobsOf(workflow)) {
		const { matrix } = objectOf(job.strategy);
		for (const step of steps) {
			const action = actionOf(step);
			if (action === void 0 || [
				"pr-comment",
				"setup",
				"notify"
			].includes(action)) continue;
			for (const given of expand(step, objectOf(matrix))) {
				const name = given.name ?? await nameAt(files, top, given);
				if (name === void 0 || name.includes("${{")) return void 0;
				names.add(name);
			}
		}
	}
	return [...names];
}
/** A step's inputs that say which model is meant, for each value of the matrix. */
function expand(step, matrix) {
	const { name, "working-directory": folder = ".", config = "mlops.yml" } = objectOf(step.with);
	let all = [{
		...name !== void 0 && { name: String(name) },
		"working-directory": String(folder),
		config: String(config)
	}];
	for (const [key, values] of Object.entries(matrix)) {
		if (!Array.isArray(values) || key === "include" || key === "exclude") continue;
		const placeholder = new RegExp(`\\$\\{\\{\\s*matrix\\.${key.replace(/[^\w-]/g, "")}\\s*\\}\\}`, "g");
		const fill = (given, value) => Object.fromEntries(Object.entries(given).map(([each, text]) => [each, text.replace(placeholder, () => String(value))]));
		all = all.flatMap((given) => values.slice(0, 256).map((value) => fill(given, value))).slice(0, 1e3);
	}
	return all;
}
/** The name that an mlops.yml gives; undefined where it cannot be told. */
async function nameAt(files, top, given) {
	const file = path.posix.join(given["working-directory"], given.config);
	if (file.includes("${{")) return void 0;
	const text = await files.read(path.posix.join(top, file)).catch(() => void 0);
	if (text === void 0) return void 0;
	try {
		const { name, data } = objectOf(parseYaml(text, file).value);
		const { path: dataPath, sets } = objectOf(data);
		const named = name ?? dataPath ?? objectOf(sets).train;
		if (typeof named !== "string") return void 0;
		return name === void 0 ? nameOfData(named) : named;
	} catch (error) {
		if (error instanceof UserError) return void 0;
		throw error;
	}
}

// src/commands/inspect-notify.ts
/** `notify` of the mlops.yml in a folder, which tells nobody without a step, or without the address in its environment. */
function inspectNotify(workflows, notify, below) {
	if (notify.length === 0) return [];
	const steps = workflows.flatMap((workflow) => jobsOf(workflow).flatMap(({ job, steps }) => steps.filter((step) => actionOf(step) === "notify" && [below, void 0].includes(folderOf(step))).map((step) => ({
		file: workflow.file,
		known: [
			workflow.content.env,
			job.env,
			step.env
		].map(objectOf)
	}))));
	const variables = [...new Set(notify.flatMap(({ webhook, secret }) => [webhook, secret]))].filter((each) => each !== void 0);
	if (steps.length === 0) return [{
		status: "problem",
		message: "mlops.yml has notify, and no workflow has a step that tells anyone",
		fix: notifyStep(variables, below)
	}];
	return steps.flatMap(({ file, known }) => variables.filter((name) => !known.some((env) => Object.hasOwn(env, name))).map((name) => ({
		status: "problem",
		message: `${file}: the step notify does not get ${name}, which notify in mlops.yml names`,
		fix: `        env: { ${name}: "\${{ secrets.${name} }}" }`
	})));
}
function notifyStep(variables, below) {
	const given = below === "." ? [] : [`        with: { working-directory: ${JSON.stringify(below)} }`];
	const env = variables.map((name) => `${name}: "\${{ secrets.${name} }}"`).join(", ");
	return [
		"After the other steps of ours:",
		`      - uses: ${repository}/actions/notify@v1`,
		"        if: ${{ !cancelled() }}",
		...given,
		...env === "" ? [] : [`        env: { ${env} }`]
	].join("\n");
}

// src/commands/inspect-trusted.ts
/** Events on which a token can write though a stranger's pull request may be what started the workflow. */
const trustedEvents = ["workflow_run", "pull_request_target"];
/** How a step names a pull request's code. */
const namesHead = /github\.head_ref|github\.event\.(workflow_run\.(head_|pull_requests)|pull_request\.(head|merge_commit_sha|number)|number)|refs\/pull\//;
const fetchesHead = /\b(gh|hub) +pr +checkout\b|\bpull\/[\d$"'{]/;
/**
* What is wrong with a workflow whose token can write whoever opened the pull request: that it takes the pull request's
* code, and that the workflow whose runs it comments is not there, or saves nothing.
*/
function inspectTrusted(workflow, all) {
	const event = trustedEvents.find((each) => startsOn(workflow, each) !== void 0);
	if (event === void 0) return [];
	const jobs = jobsOf(workflow);
	const takesCode = jobs.flatMap(({ id, steps }) => steps.some(takesHead) ? [{
		status: "problem",
		message: `${workflow.file}, job "${id}": it takes the pull request's code on ${event}, where a stranger's would run with a token that can write`,
		fix: "Take ref and repository out of actions/checkout: it then checks out the default branch.\nWhat runs the pull request's code belongs into a workflow on pull_request"
	}] : []);
	const comments = jobs.some(({ steps }) => steps.some((step) => actionOf(step) === "pr-comment"));
	return event === "workflow_run" && comments ? [...takesCode, ...inspectSources(workflow, all)] : takesCode;
}
/** The workflows whose end starts this one: by name, or by path where they have none. */
function inspectSources(workflow, all) {
	const { workflows } = startsOn(workflow, "workflow_run") ?? {};
	const names = [workflows].flat().filter((name) => typeof name === "string");
	const sources = all.filter(({ file, content }) => names.includes(String(content.name ?? file)));
	return [...names.filter((name) => !sources.some(({ file, content }) => (content.name ?? file) === name)).map((name) => ({
		status: "problem",
		message: `${workflow.file}: it waits for the workflow "${name}", and there is none of that name`,
		fix: `Name the workflow that checks pull requests: on.workflow_run.workflows is its "name"`
	})), ...sources.filter(isSilent).map(({ file }) => ({
		status: "problem",
		message: `${file}: it saves nothing that ${workflow.file} could comment`,
		fix: `      - uses: ${repository}/actions/save@v1\n        if: \${{ !cancelled() }}\n        with: { reports-only: true }`
	}))];
}
function isSilent(workflow) {
	return startsOn(workflow, "pull_request") !== void 0 && !jobsOf(workflow).some(({ steps }) => steps.some((step) => actionOf(step) === "save"));
}
function takesHead({ uses, run, with: given }) {
	if (typeof uses === "string" && uses.startsWith("actions/checkout@")) {
		const { ref, repository: from } = objectOf(given);
		return [ref, from].some((each) => typeof each === "string" && namesHead.test(each));
	}
	return typeof run === "string" && fetchesHead.test(run);
}

// src/commands/inspect-workflows.ts
/**
* Looks at the workflows that use our actions: permissions, checkout, that the comment comes on failure too, that those
* who are to be told are, and that they are where GitHub reads them and are about the project's folder.
*/
async function inspectWorkflows(files, place = {
	top: ".",
	below: "."
}, notify = []) {
	const { workflows, found } = await readWorkflows(files, place.top);
	for (const each of workflows) found.push(...inspectTrusted(each, workflows), ...inspectJobs(each), ...await inspectModels(files, place.top, each));
	found.push(...inspectNotify(workflows, notify, place.below));
	const unread = await inspectUnread(files, place);
	const ours = workflows.filter((each) => oursOf(each).length > 0);
	if (place.below !== "." && ours.length > 0 && !ours.some((each) => isAbout(each, place.below))) found.push({
		status: "warning",
		message: `no workflow is about the folder "${place.below}"`,
		fix: `In each step of ours:\n        with: { working-directory: ${JSON.stringify(place.below)} }`
	});
	if (found.length + unread.length > 0) return [...found, ...unread];
	return [{
		status: "warning",
		message: "no workflow uses mlops-actions",
		fix: "\"mlops init\" writes .github/workflows/model.yml"
	}];
}
/** Workflows of ours in folders between the top and the project's: GitHub does not read them. */
async function inspectUnread(files, { top, below }) {
	const found = [];
	for (let folder = below; folder !== "."; folder = path.posix.dirname(folder)) {
		const { workflows } = await readWorkflows(files, path.posix.join(top, folder));
		for (const each of workflows.filter((each) => oursOf(each).length > 0)) found.push({
			status: "problem",
			message: `${folder}/${each.file} is never read: GitHub reads workflows at the top of the repository only`,
			fix: `Move it to ${each.file} of the top and give each step of ours\n        with: { working-directory: ${JSON.stringify(below)} }`
		});
	}
	return found;
}
async function readWorkflows(files, top) {
	const entries = await files.list(path.posix.join(top, workflowFolder));
	const workflows = [];
	const found = [];
	for (const { name, isFolder } of entries) {
		if (isFolder || !/\.ya?ml$/.test(name)) continue;
		const read = await readWorkflow(files, top, `${workflowFolder}/${name}`);
		if ("file" in read) workflows.push(read);
		else found.push(read);
	}
	return {
		workflows,
		found
	};
}
async function readWorkflow(files, top, file) {
	try {
		return {
			file,
			content: objectOf(parseYaml(await files.read(path.posix.join(top, file)), file).value)
		};
	} catch (error) {
		if (error instanceof UserError) return {
			status: "problem",
			message: error.message,
			fix: `Correct ${file}`
		};
		throw error;
	}
}
function inspectJobs(workflow) {
	return jobsOf(workflow).flatMap((each) => inspectJob(workflow, each));
}
function inspectJob(workflow, { id, job, steps }) {
	const ours = steps.flatMap((step, index) => {
		const action = actionOf(step);
		return action === void 0 ? [] : [{
			step,
			index,
			action
		}];
	});
	const permissions = job.permissions ?? workflow.content.permissions;
	const first = ours[0];
	if (first === void 0) return [];
	const where = `${workflow.file}, job "${id}"`;
	const found = [];
	const isCheckedOut = steps.slice(0, first.index).some(({ uses }) => typeof uses === "string" && uses.startsWith("actions/checkout@"));
	if (ours.some(({ action }) => [
		"validate-data",
		"train",
		""
	].includes(action)) && !isCheckedOut) found.push({
		status: "problem",
		message: `${where}: the repository is not checked out before "${String(first.step.uses)}"`,
		fix: "      - uses: actions/checkout@v7"
	});
	if (ours.some(({ action }) => ["quality-gate", ""].includes(action)) && !mayReadRuns(permissions)) found.push({
		status: "warning",
		message: `${where}: the token may not read earlier runs, which the model and the data are compared with`,
		fix: "permissions:\n  actions: read"
	});
	found.push(...inspectMatrix(where, job, ours.map(({ step }) => step)));
	const comment = ours.find(({ action }) => action === "pr-comment" || action === "");
	if (comment) {
		const isAfterRun = startsOn(workflow, "workflow_run") !== void 0;
		found.push(...inspectComment(where, comment, {
			permissions,
			isAfterRun,
			isCheckedOut
		}));
	}
	return found.length > 0 ? found : [{
		status: "ok",
		message: `${where} is set up well`
	}];
}
function inspectComment(where, { step, index, action }, { permissions, isAfterRun, isCheckedOut }) {
	const missing = missingPermissions(permissions, isCheckedOut);
	const isWaited = /cancelled\(\)|always\(\)|failure\(\)/.test(String(step.if ?? ""));
	const found = [];
	if (missing.length > 0) found.push({
		status: "problem",
		message: `${where}: the token may not ${missing.includes("contents") ? "read the repository" : "comment on pull requests"}`,
		fix: "permissions:\n  contents: read\n  actions: read\n  pull-requests: write"
	});
	else if (isAfterRun && !mayReadRuns(permissions)) found.push({
		status: "problem",
		message: `${where}: the token may not read the run that ended, whose reports are commented`,
		fix: "permissions:\n  actions: read"
	});
	if (action === "pr-comment" && index > 0 && !isAfterRun && !isWaited) found.push({
		status: "warning",
		message: `${where}: pr-comment does not run when an earlier step failed`,
		fix: "        if: ${{ !cancelled() }}"
	});
	return found;
}
/** Scopes that are missing once any is listed; nothing listed depends on the repository's settings. */
function missingPermissions(permissions, isCheckedOut) {
	if (permissions === "write-all") return [];
	if (permissions === void 0 || permissions === "read-all") return ["pull-requests"];
	const scopes = objectOf(permissions);
	const canComment = scopes["pull-requests"] === "write" || scopes.issues === "write";
	const canRead = !isCheckedOut || scopes.contents === "read" || scopes.contents === "write";
	return [...canComment ? [] : ["pull-requests"], ...canRead ? [] : ["contents"]];
}
/** What is not listed, once anything is, is none; without a list it depends on the repository's settings. */
function mayReadRuns(permissions) {
	if (typeof permissions !== "object" || permissions === null) return true;
	return ["read", "write"].includes(String(objectOf(permissions).actions));
}

// src/commands/doctor.ts
/** Checks configuration, data, workflows and runner, and prints the exact fix of what is wrong. */
const doctor = defineCommand({
	name: "doctor",
	description: "Checks configuration, data, the workflows' permissions and the runner, and prints the exact fix",
	usage: "doctor [--config mlops.yml] [--working-directory folder] [--json]",
	inputs: {
		config: path$1("The project's configuration").default("mlops.yml"),
		"working-directory": path$1("Folder that paths start from").default(".")
	},
	async run(context) {
		const found = [
			...await inspectProject(context),
			...await inspectWorkflows(context.files, await placeOfProject(context), await notifyOf(context)),
			inspectNode(),
			...await inspectGit(context)
		];
		if (context.json) context.write(`${JSON.stringify(found, null, 2)}\n`);
		else for (const each of found) context.write(render(each));
		return found.some(({ status }) => status === "problem") ? 1 : 0;
	}
});
/** Who is to be told; a configuration that cannot be read tells nobody. */
async function notifyOf({ files, inputs }) {
	const options = {
		config: inputs.config,
		"working-directory": inputs["working-directory"]
	};
	return (await loadProject(files, options).catch(() => void 0))?.config.notify ?? [];
}
function placeOfProject({ git, inputs }) {
	const config = within(inputs["working-directory"], inputs.config);
	return placeInRepository(git, path.posix.dirname(config));
}
async function inspectProject(context) {
	const { files, inputs } = context;
	const options = {
		config: inputs.config,
		"working-directory": inputs["working-directory"]
	};
	try {
		const project = await loadProject(files, options);
		if (project.configFile === void 0) return [{
			status: "problem",
			message: "there is no \"mlops.yml\" here",
			fix: "Run \"mlops init path/to/data.csv\""
		}];
		checkRules(project.config.gate.rules, project.place);
		return [
			{
				status: "ok",
				message: `"${project.configFile}" is valid`
			},
			...await inspectProgram(files, project),
			...await inspectData(context, project).catch((error) => [problem(error)])
		];
	} catch (error) {
		return [problem(error)];
	}
}
/** What each part of the configuration asks of the data and of the project's files. */
async function inspectData(context, project) {
	const { dataPath, target: targetName } = requireData(project);
	const { table } = await profileFile({
		...context,
		project
	});
	const names = table.columns.map(({ name }) => name);
	const read = {
		status: "ok",
		message: `"${showAddress(dataPath)}" has ${formatNumber(table.rows)} rows and ${names.length} columns`
	};
	const derived = project.config.data.derive ?? {};
	const absent = askedColumns(project).flatMap(([name, key]) => {
		if (names.includes(name) || Object.hasOwn(derived, name)) return [];
		const { file, line } = project.place(key);
		return [{
			status: "problem",
			message: `the data has no column "${name}"${didYouMean(name, names)}`,
			fix: `Correct ${key.join(".")} in ${file}, line ${line}`
		}];
	});
	if (targetName === void 0) {
		const fix = "Add data.target to mlops.yml";
		return [
			read,
			...absent,
			{
				status: "problem",
				message: "no target column is set",
				fix
			}
		];
	}
	const target = await readTarget(project, table, targetName).catch((error) => problem(error));
	if (target === void 0) return [
		read,
		...absent,
		...await inspectParams(project, void 0)
	];
	if ("status" in target) return [
		read,
		...absent,
		target,
		...await inspectParams(project, void 0)
	];
	const { task, classes } = target;
	const made = {
		status: "ok",
		message: `the target "${targetName}" makes it a ${task}${classes.length > 0 ? ` of ${classes.length} classes` : ""}`
	};
	return [
		read,
		...absent,
		made,
		...await inspectParams(project, task),
		...inspectRules(project, target)
	];
}
/** The target; undefined where the data lack it. */
async function readTarget(project, table, name) {
	const loaded = findColumn(table, name) && await table.load?.([name]);
	const column = findColumn(loaded ?? table, name);
	const { data, train } = project.config;
	return column && encodeTarget(column, {
		task: train.task,
		asksForClasses: asksForClasses(project.config),
		positive: data.positive,
		place: (key) => project.place(["data", key])
	});
}
/** What the engine does not take, of its parameters and those that are searched. */
async function inspectParams(project, task) {
	return (await checkParams(project, task === void 0 ? ["regression", "classification"] : [task])).map(problem);
}
function inspectNode() {
	if (Number(process.versions.node.split(".")[0]) >= 20) return {
		status: "ok",
		message: `Node ${process.versions.node} runs the CLI; the actions bring Node 24 with the runner (2.327.1 or later)`
	};
	return {
		status: "problem",
		message: `Node ${process.versions.node} is too old`,
		fix: "Install Node 20 or later"
	};
}
async function inspectGit({ git, inputs }) {
	const head = await git.head(inputs["working-directory"]);
	if (head !== void 0) return [{
		status: "ok",
		message: `git is at ${head.slice(0, 12)}`
	}];
	return [{
		status: "warning",
		message: "this is no git repository with a commit",
		fix: "Run \"git init\" and commit, so that models name the code that made them"
	}];
}
function problem(error) {
	if (error instanceof ServiceError) return {
		status: "problem",
		message: error.message,
		fix: error.hint ?? "See whether the server is there"
	};
	if (!(error instanceof UserError)) throw error;
	const { file, line } = error.place;
	const where = file === void 0 ? "" : `${file}${line === void 0 ? "" : `:${line}`}`;
	const fix = [error.hint, where === "" ? void 0 : `Correct ${where}`].filter((each) => each !== void 0).join("\n") || void 0;
	return {
		status: "problem",
		message: error.message,
		fix
	};
}
function render({ status, message, fix }) {
	const mark = {
		ok: "\u2713",
		warning: "!",
		problem: "\u2717"
	}[status];
	const fixLines = fix === void 0 ? "" : `${fix.split("\n").map((line) => `    ${line}`).join("\n")}\n`;
	return makeLinesVisible(`${mark} ${message}\n${fixLines}`);
}

export { doctor };