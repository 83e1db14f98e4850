import { profileFile } from "./profile-file.js";
import { ServiceError, UserError, didYouMean, findColumn, loadProject, makeLinesVisible, path, repository, requireData, showAddress } from "./core.js";
import { checkRules } from "./gate.js";
import { encodeTarget } from "./learn.js";
import { defineCommand } from "./commands.js";
import { parseYaml } from "./config2.js";
import { isRecord } from "./config.js";

// src/commands/inspect-workflows.ts
const folder = ".github/workflows";
/** Looks at the workflows that use our actions: permissions, checkout, and that the comment comes on failure too. */
async function inspectWorkflows(files) {
	const names = (await files.list(folder)).filter(({ name, isFolder }) => !isFolder && /\.ya?ml$/.test(name));
	const found = [];
	for (const { name } of names) found.push(...await inspectWorkflow(files, `${folder}/${name}`));
	if (found.length > 0) return found;
	return [{
		status: "warning",
		message: "no workflow uses mlops-actions",
		fix: "\"mlops init\" writes .github/workflows/model.yml"
	}];
}
async function inspectWorkflow(files, file) {
	let workflow;
	try {
		workflow = parseYaml(await files.read(file), file).value;
	} catch (error) {
		if (error instanceof UserError) return [{
			status: "problem",
			message: error.message,
			fix: `Correct ${file}`
		}];
		throw error;
	}
	return Object.entries(objectOf(objectOf(workflow).jobs)).flatMap(([id, job]) => inspectJob(file, id, objectOf(job), objectOf(workflow).permissions));
}
function inspectJob(file, id, job, workflowPermissions) {
	const steps = (Array.isArray(job.steps) ? job.steps : []).map((step) => objectOf(step));
	const ours = steps.flatMap((step, index) => actionOf(step) === void 0 ? [] : [{
		step,
		index,
		action: actionOf(step)
	}]);
	const first = ours[0];
	if (first === void 0) return [];
	const where = `${file}, job "${id}"`;
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
	if (ours.some(({ action }) => ["quality-gate", ""].includes(action)) && !mayReadRuns(job.permissions ?? workflowPermissions)) found.push({
		status: "warning",
		message: `${where}: the token may not read earlier runs, which the model and the data are compared with`,
		fix: "permissions:\n  actions: read"
	});
	const comment = ours.find(({ action }) => action === "pr-comment" || action === "");
	if (comment) {
		const missing = missingPermissions(job.permissions ?? workflowPermissions);
		if (missing.length > 0) found.push({
			status: "problem",
			message: `${where}: the token may not ${missing.includes("contents") ? "read the repository" : "comment on pull requests"}`,
			fix: "permissions:\n  contents: read\n  actions: read\n  pull-requests: write"
		});
		if (comment.action === "pr-comment" && !/cancelled\(\)|always\(\)|failure\(\)/.test(String(comment.step.if ?? ""))) found.push({
			status: "warning",
			message: `${where}: pr-comment does not run when an earlier step failed`,
			fix: "        if: ${{ !cancelled() }}"
		});
	}
	return found.length > 0 ? found : [{
		status: "ok",
		message: `${where} is set up well`
	}];
}
/** Name of our action that a step uses; "" for the root action; undefined for others'. */
function actionOf(step) {
	if (typeof step.uses !== "string") return void 0;
	const [target = ""] = step.uses.split("@");
	if (target === repository) return "";
	return target.startsWith(`${repository}/actions/`) ? target.slice(`${repository}/actions/`.length) : void 0;
}
/** Scopes that are missing once any is listed; nothing listed depends on the repository's settings. */
function missingPermissions(permissions) {
	if (permissions === "write-all") return [];
	if (permissions === void 0 || permissions === "read-all") return ["pull-requests"];
	const scopes = objectOf(permissions);
	const canComment = scopes["pull-requests"] === "write" || scopes.issues === "write";
	const canRead = scopes.contents === "read" || scopes.contents === "write";
	return [...canComment ? [] : ["pull-requests"], ...canRead ? [] : ["contents"]];
}
/** What is not listed, once anything is, is none; without a list it depends on the repository's settings. */
function mayReadRuns(permissions) {
	if (typeof permissions !== "object" || permissions === null) return true;
	return ["read", "write"].includes(String(objectOf(permissions).actions));
}
function objectOf(value) {
	return isRecord(value) ? value : {};
}

// src/commands/doctor.ts
/** Checks configuration, data, workflows and runner, and prints the exact fix of what is wrong. */
const doctor = defineCommand({
	name: "doctor",
	description: "Checks configuration, data, the workflows' permissions and the runner, and prints the exact fix",
	usage: "doctor [--config mlops.yml] [--working-directory folder] [--json]",
	inputs: {
		config: path("The project's configuration").default("mlops.yml"),
		"working-directory": path("Folder that paths start from").default(".")
	},
	async run(context) {
		const found = [
			...await inspectProject(context),
			...await inspectWorkflows(context.files),
			inspectNode(),
			...await inspectGit(context)
		];
		if (context.json) context.write(`${JSON.stringify(found, null, 2)}\n`);
		else for (const each of found) context.write(render(each));
		return found.some(({ status }) => status === "problem") ? 1 : 0;
	}
});
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