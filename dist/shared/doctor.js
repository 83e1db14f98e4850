import { asksForClasses } from "./actions.js";
import { profileFile } from "./profile-file.js";
import { ServiceError, UserError, didYouMean, loadProject, makeLinesVisible, path as path$1, repository, requireData, showAddress, within } from "./core.js";
import { checkRules } from "./gate.js";
import { encodeTarget } from "./learn.js";
import { findColumn } from "./data.js";
import { defineCommand } from "./commands.js";
import { parseYaml } from "./config2.js";
import { actionOf, isAbout, jobsOf, objectOf, oursOf, placeInRepository, startsOn, workflowFolder } from "./repository-top.js";
const path = process.getBuiltinModule("node:path");

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
* Looks at the workflows that use our actions: permissions, checkout, that the comment comes on failure too, and that
* they are where GitHub reads them and are about the project's folder.
*/
async function inspectWorkflows(files, place = {
	top: ".",
	below: "."
}) {
	const { workflows, found } = await readWorkflows(files, place.top);
	for (const each of workflows) found.push(...inspectTrusted(each, workflows), ...inspectJobs(each));
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
			...await inspectWorkflows(context.files, await placeOfProject(context)),
			inspectNode(),
			...await inspectGit(context)
		];
		if (context.json) context.write(`${JSON.stringify(found, null, 2)}\n`);
		else for (const each of found) context.write(render(each));
		return found.some(({ status }) => status === "problem") ? 1 : 0;
	}
});
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
		return [{
			status: "ok",
			message: `"${project.configFile}" is valid`
		}, ...await inspectData(context, project)];
	} catch (error) {
		return [problem(error)];
	}
}
async function inspectData(context, project) {
	const { dataPath, target } = requireData(project);
	const { table } = await profileFile({
		...context,
		project
	});
	const names = table.columns.map(({ name }) => name);
	const found = [{
		status: "ok",
		message: `"${showAddress(dataPath)}" has ${table.rows.toLocaleString("en")} rows and ${names.length} columns`
	}];
	const { data, checks, gate } = project.config;
	const asked = [
		...target === void 0 ? [] : [[target, ["data", "target"]]],
		...(data.key ?? []).map((name, index) => [name, [
			"data",
			"key",
			index
		]]),
		...(data.exclude ?? []).map((name, index) => [name, [
			"data",
			"exclude",
			index
		]]),
		...(gate.slices?.columns ?? []).map((name, index) => [name, [
			"gate",
			"slices",
			"columns",
			index
		]]),
		...checks.flatMap((check, index) => "column" in check && check.set === void 0 ? [[check.column, [
			"checks",
			index,
			"column"
		]]] : [])
	];
	for (const [name, key] of asked) {
		if (names.includes(name) || Object.hasOwn(data.derive ?? {}, name)) continue;
		const { file, line } = project.place(key);
		found.push({
			status: "problem",
			message: `the data has no column "${name}"${didYouMean(name, names)}`,
			fix: `Correct ${key.join(".")} in ${file}, line ${line}`
		});
	}
	if (target === void 0) {
		found.push({
			status: "problem",
			message: "no target column is set",
			fix: "Add data.target to mlops.yml"
		});
		return found;
	}
	const loaded = findColumn(table, target) && await table.load?.([target]);
	const column = findColumn(loaded ?? table, target);
	if (column) {
		const { task, classes } = encodeTarget(column, {
			task: project.config.train.task,
			asksForClasses: asksForClasses(project.config),
			positive: data.positive
		});
		found.push({
			status: "ok",
			message: `the target "${target}" makes it a ${task}${classes.length > 0 ? ` of ${classes.length} classes` : ""}`
		});
	}
	return found;
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
	const fix = error.hint ?? (where === "" ? void 0 : `Correct ${where}`);
	return {
		status: "problem",
		message: error.message,
		fix
	};
}
function render({ status, message, fix }) {
	const mark = {
		ok: "✓",
		warning: "!",
		problem: "✗"
	}[status];
	const fixLines = fix === void 0 ? "" : `${fix.split("\n").map((line) => `    ${line}`).join("\n")}\n`;
	return makeLinesVisible(`${mark} ${message}\n${fixLines}`);
}

export { doctor };