import { combineReports, prComment } from "./shared/pr-comment.js";
import { checkRules, qualityGate } from "./shared/quality-gate.js";
import { restore } from "./shared/restore.js";
import { run as run$1 } from "./shared/run.js";
import { save } from "./shared/save.js";
import { encodeTarget, train } from "./shared/train.js";
import { validateData } from "./shared/validate-data.js";
import { ServiceError, UserError, bugReport, closeServices, commonOutputs, counted, createServices, didYouMean, execute, exitCodeOf, exitCodeOfError, findColumn, flag, formatNumber, formatPercent, formats, holdsSecret, inert, isAddress, loadProject, makeLinesVisible, nameOfData, openData, openProjectData, parseInputs, path as path$1, profileTable, readData, readEnvironment, readReports, repository, requireData, runOf, showAddress, stopSignal, text, version } from "./shared/core.js";
import { parseYaml } from "./shared/parse-config.js";
import { findImages } from "./shared/read-images.js";
import { stringify } from "./shared/vendor-yaml.js";
import { renderTerminal } from "./shared/render-terminal.js";
import path from "node:path";
import { parseArgs } from "node:util";

// src/actions/index.ts
/** Every published action; `run` is the root action, the whole check in one step. */
const actions = [
	run$1,
	validateData,
	train,
	qualityGate,
	prComment,
	save,
	restore
];

// src/commands/command.ts
/** Declares a command; the identity function, for its types. */
function defineCommand(command) {
	return command;
}

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
	const comment = ours.find(({ action }) => action === "pr-comment" || action === "");
	if (comment) {
		const missing = missingPermissions(job.permissions ?? workflowPermissions);
		if (missing.length > 0) found.push({
			status: "problem",
			message: `${where}: the token may not ${missing.includes("contents") ? "read the repository" : "comment on pull requests"}`,
			fix: "permissions:\n  contents: read\n  pull-requests: write"
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
function objectOf(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
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
	const { signal, workers } = context;
	const files = await openProjectData({
		...context,
		project
	});
	const { csv, columns } = project.config.data;
	const table = await readData(files, dataPath, {
		signal,
		csv,
		columns,
		workers
	});
	const names = table.columns.map(({ name }) => name);
	const found = [{
		status: "ok",
		message: `"${showAddress(dataPath)}" has ${table.rows.toLocaleString("en")} rows and ${names.length} columns`
	}];
	const { data, checks, gate } = project.config;
	const named = [
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
	for (const [name, key] of named) {
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
	const column = table.columns.find(({ name }) => name === target);
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

// src/checks/suggest-checks.ts
/** More categories than this are not proposed as a closed list. */
const mostCategories = 12;
/** The share of the values that frequent categories must have to be proposed as what most values are. */
const fewestCovered = .9;
/** Cells that a share must be seen in to be proposed. */
const fewestSeen = 50;
/** Of the normal distribution: two-sided 95 %, as Deequ's suggestions use it. */
const normalQuantile = 1.96;
/** Formats that no text has by chance. */
const tellingFormats = [
	"uuid",
	"email",
	"url",
	"ipv4",
	"ipv6"
];
/**
* Checks that the profiled data holds, by Deequ's rules (retain type and completeness, unique, not negative, categories
* that are few), for a first configuration. With the table, also the formats of its texts.
*/
function suggest$1(profile, table) {
	return [
		{
			check: { row_count: { min: Math.floor(profile.rows / 2) } },
			evidence: `${counted(profile.rows, "row")}; half of them, so that a file that was cut short is noticed`
		},
		...profile.duplicate_rows === 0 && profile.rows > 1 ? [{
			check: { duplicate_rows: { max: 0 } },
			evidence: "no row repeats another"
		}] : [],
		...profile.columns.filter(({ role }) => role !== "empty").flatMap((column) => [suggestColumn(column, table), ...suggestMost(column)])
	];
}
/** The checks of `suggest`, without what was seen. */
function suggestChecks(profile) {
	return suggest$1(profile).map(({ check }) => check);
}
function suggestColumn(column, table) {
	const parts = [
		suggestType(column),
		suggestCompleteness(column),
		suggestUnique(column),
		suggestSign(column),
		suggestCategories(column),
		...table === void 0 ? [] : [suggestFormat(column, table)]
	].filter((each) => each !== void 0);
	return {
		check: Object.assign({ column: column.name }, ...parts.map(({ check }) => check)),
		evidence: parts.map(({ evidence }) => evidence).join("; ")
	};
}
function suggestType({ type, count, invalid }) {
	const values = counted(count + invalid, "value");
	const misfits = invalid === 0 ? "" : `, but ${formatNumber(invalid)} ${invalid === 1 ? "is" : "are"} not`;
	return {
		check: { type },
		evidence: `${values} of type ${type}${misfits}`
	};
}
/** Required where nothing is missing; else the upper end of the missing share's interval, in whole percent. */
function suggestCompleteness({ count, missing, invalid }) {
	const cells = count + missing + invalid;
	if (missing === 0) return {
		check: { required: true },
		evidence: "no cell is missing"
	};
	const share = missing / cells;
	const most = Math.ceil(100 * (share + normalQuantile * Math.sqrt(share * (1 - share) / cells)));
	if (cells < fewestSeen || most >= 80) return void 0;
	return {
		check: { missing: { max: `${most}%` } },
		evidence: `${formatNumber(missing)} of ${formatNumber(cells)} cells are missing (${formatPercent(share)}; ${most}% is the end of the 95 % interval)`
	};
}
function suggestUnique({ role, why, count }) {
	if (role !== "identifier" || count < fewestSeen) return void 0;
	return {
		check: { unique: true },
		evidence: why
	};
}
function suggestSign({ negatives, min }) {
	if (negatives !== 0 || typeof min !== "number") return void 0;
	return {
		check: { min: 0 },
		evidence: "none is negative"
	};
}
/** The texts of a category, when the profile holds all of them. */
function suggestCategories(column) {
	const { role, why, distinct, top_values: top } = column;
	if (role !== "category" || distinct > mostCategories || top.length !== distinct) return void 0;
	return {
		check: { enum: categoriesOf(column) },
		evidence: why
	};
}
/** The frequent texts of a category that has rare ones too, as what most values are. */
function suggestMost(column) {
	const { name, role, count, distinct, top_values: top } = column;
	const share = top.reduce((sum, each) => sum + each.count, 0) / count;
	const isMost = share >= fewestCovered && top.length < distinct && top.length <= mostCategories;
	if (role !== "category" || !isMost || count < fewestSeen) return [];
	const least = Math.floor(100 * (share - normalQuantile * Math.sqrt(share * (1 - share) / count)));
	return [{
		check: {
			column: name,
			enum: categoriesOf(column),
			mostly: `${least}%`
		},
		evidence: `${counted(top.length, "text")} of ${formatNumber(distinct)} are ${formatPercent(share)} of ${counted(count, "value")}`
	}];
}
function suggestFormat({ name, type, distinct }, table) {
	const column = type === "text" ? findColumn(table, name) : void 0;
	if (column?.kind !== "text" || column.dictionary.length === 0) return void 0;
	const format = tellingFormats.find((each) => column.dictionary.every(formats[each]));
	if (format === void 0) return void 0;
	return {
		check: { format },
		evidence: `all ${counted(distinct, "different text")} have the format ${format}`
	};
}
function categoriesOf({ top_values: top }) {
	return top.map(({ value }) => String(value)).sort();
}

// src/images/suggest-image-checks.ts
/** Checks that a folder of images holds, but for those that cannot be read: none is proposed to stay. */
function suggestImageChecks(profile) {
	const { rows, columns } = profile;
	const find = (name) => columns.find((column) => column.name === name);
	return [
		{
			check: { row_count: { min: Math.floor(rows / 2) } },
			evidence: `${counted(rows, "image")}; half of them, so that a folder that is not all there is noticed`
		},
		{
			check: {
				column: "readable",
				enum: [true]
			},
			evidence: "what cannot be decoded cannot be learned from"
		},
		...suggestClasses(find("class")),
		...["format", "channels"].flatMap((name) => suggestValues(find(name))),
		...["width", "height"].flatMap((name) => suggestSmallest(find(name)))
	];
}
/** The classes as a closed list where the profile holds all, each at least half as frequent as the rarest is now. */
function suggestClasses(column) {
	if (column === void 0) return [];
	const { count, missing, distinct, top_values: top } = column;
	const required = {
		column: "class",
		...missing === 0 && { required: true }
	};
	const evidence = `${distinct} ${distinct === 1 ? "class" : "classes"}`;
	if (top.length !== distinct) return missing === 0 ? [{
		check: required,
		evidence
	}] : [];
	const rarest = Math.min(...top.map((each) => each.count)) / count;
	const percent = Math.floor(rarest * 50);
	return [{
		check: {
			...required,
			enum: top.map(({ value }) => String(value)).sort(),
			...distinct > 1 && percent > 0 && { balance: { min: `${percent}%` } }
		},
		evidence: `${evidence}, the rarest with ${formatPercent(rarest)} of the images`
	}];
}
function suggestValues(column) {
	if (column === void 0 || column.count === 0 || column.top_values.length !== column.distinct) return [];
	const values = column.top_values.map(({ value }) => value).sort();
	const evidence = values.length === 1 ? "it is the same in all" : `${values.length} different ones`;
	return [{
		check: {
			column: column.name,
			enum: values
		},
		evidence
	}];
}
function suggestSmallest(column) {
	if (typeof column?.min !== "number") return [];
	return [{
		check: {
			column: column.name,
			min: column.min
		},
		evidence: "none is smaller"
	}];
}

// src/commands/propose.ts
/** The text of an `mlops.yml` for a data file: valid, small, with the checks that its profile suggests. */
function proposeConfig(proposal) {
	const { dataPath, csv, target, profile, checks, isTrained } = proposal;
	const identifiers = profile.columns.filter((column) => column.role === "identifier" && column.name !== target).map(({ name }) => name);
	const config = {
		version: 1,
		name: nameOfData(dataPath),
		data: {
			path: isAddress(dataPath) ? dataPath : dataPath.split(path.sep).join("/"),
			...csv !== void 0 && { csv },
			target,
			...identifiers.length > 0 && { key: identifiers.slice(0, 1) }
		},
		checks,
		...isTrained && { train: { engine: "random-forest" } }
	};
	const text = stringify(config, {
		lineWidth: 100,
		flowCollectionPadding: true,
		defaultKeyType: "PLAIN"
	});
	const head = "# Checked by mlops-actions; \"mlops doctor\" says what is wrong,";
	if (!isTrained) return `${head} "mlops validate-data" checks it\n${text}`;
	return `${head} "mlops run" runs it all\n${text}# Without gate rules the model must beat a dummy model. For example:\n# gate:\n#   rules:\n#     - { metric: ${isClasses(profile, target) ? "f1_macro, min: 0.8" : "r2, min: 0.75"} }\n`;
}
/** A workflow for pull requests: five steps, or three for data that no model is trained on; least permissions. */
function proposeWorkflow(repository, isTrained) {
	return `name: model
on: pull_request
permissions: { contents: read, pull-requests: write }
concurrency: { group: "model-\${{ github.ref }}", cancel-in-progress: true }
jobs:
  model:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
        with: { persist-credentials: false }
${[
		"validate-data",
		...isTrained ? ["train", "quality-gate"] : [],
		"pr-comment"
	].map((action) => `      - uses: ${repository}/actions/${action}@v1\n`).join("")}        if: \${{ !cancelled() }}
`;
}
function isClasses(profile, target) {
	const column = profile.columns.find(({ name }) => name === target);
	return column?.type === "text" || column?.type === "boolean";
}

// src/commands/init.ts
const configPath = "mlops.yml";
const workflowPath = ".github/workflows/model.yml";
/** Looks at a data file or a folder of images and writes `mlops.yml` and a workflow. Never replaces a file unless told so. */
const init = defineCommand({
	name: "init",
	description: "Looks at the data and writes mlops.yml and a workflow for it",
	usage: "init [data] [--target column] [--force] [--dry-run]",
	inputs: {
		target: text("Column that the model predicts; default: a guess, which is said"),
		force: flag("Replace files that are there").default("false"),
		"dry-run": flag("Show the files, write nothing").default("false")
	},
	async run(context) {
		const { inputs, words, files, signal, workers } = context;
		const write = (line) => context.write(makeLinesVisible(line));
		const dataPath = words[0] ?? await findData(files);
		if (holdsSecret(dataPath)) throw secretAddress(dataPath);
		const csv = await findDialect(files, dataPath);
		const table = await readData(await openData(context, dataPath), dataPath, {
			signal,
			csv,
			workers
		});
		const names = table.columns.map(({ name }) => name);
		if (inputs.target !== void 0 && !names.includes(inputs.target)) throw new UserError(`Cannot find column "${inputs.target}" in "${showAddress(dataPath)}"${didYouMean(inputs.target, names)}`);
		const profile = profileTable(table);
		const target = inputs.target ?? guessTarget(names);
		const isTrained = !table.holdsImages;
		const checks = isTrained ? suggestChecks(profile) : suggestImageChecks(profile).map(({ check }) => check);
		const config = proposeConfig({
			dataPath,
			csv,
			target,
			profile,
			checks,
			isTrained
		});
		const workflow = proposeWorkflow(repository, isTrained);
		write(`${showAddress(dataPath)}: ${formatNumber(table.rows)} ${isTrained ? "rows" : "images"}, ${table.columns.length} columns\n`);
		write(`target: ${target}${inputs.target === void 0 ? " (a guess; --target sets it)" : ""}\n\n`);
		for (const [file, content] of [[configPath, config], [workflowPath, workflow]]) if (inputs["dry-run"]) write(`--- ${file}\n${content}\n`);
		else if (!inputs.force && await files.exists(file)) write(`kept  ${file} (it is there already; --force replaces it)\n`);
		else {
			await files.write(file, content);
			write(`wrote ${file}\n`);
		}
		write(`\nNext: "mlops ${isTrained ? "run" : "validate-data"}" does the whole check here; commit both files and open a pull request to see it on GitHub\n`);
		return 0;
	}
});
/** What an `mlops.yml` that is there says of how the file is written; one that cannot be read says nothing. */
async function findDialect(files, dataPath) {
	const project = await loadProject(files, {
		config: configPath,
		"working-directory": "."
	}).catch(() => void 0);
	return project?.dataPath === (isAddress(dataPath) ? dataPath : path.normalize(dataPath)) ? project?.config.data.csv : void 0;
}
/** mlops.yml is committed. */
function secretAddress(address) {
	return new UserError(`Cannot write "${showAddress(address)}" into mlops.yml: it holds a password or a signature`, { hint: "Run it on a file that you fetched, and give the workflow's steps the address as the input data, from a secret" });
}
const dataFolders = [
	".",
	"data",
	"dataset",
	"datasets",
	"data/raw",
	"input"
];
/**
* The largest data file at the top or in a folder that is named after data; where there is none, such a folder of
* images.
*/
async function findData(files) {
	const candidates = [];
	for (const folder of dataFolders) for (const { name, isFolder } of await files.list(folder)) {
		if (isFolder || !/\.(csv|tsv|jsonl|ndjson|parquet)(\.(gz|zst))?$/i.test(name)) continue;
		const full = path.join(folder, name);
		candidates.push({
			name: full,
			size: await files.size(full) ?? 0
		});
	}
	const [largest] = candidates.sort((a, b) => b.size - a.size);
	if (largest) return largest.name;
	for (const folder of [
		...dataFolders.slice(1),
		"images",
		"photos"
	]) if (await findImages(files, folder) !== void 0) return folder;
	throw new UserError("Cannot find a data file: there is no CSV, TSV, JSON Lines or Parquet file here or in \"data\", and no folder of images", { hint: "Name it: \"mlops init path/to/file.csv\"" });
}
const targetNames = /^(target|label|class|y|outcome|response|price|churn(ed)?|species|survived|default|quality|diagnosis|median_house_value|is_\w+)$/i;
/** A column with a usual name of a target, else the last one. */
function guessTarget(names) {
	return names.find((name) => targetNames.test(name)) ?? names.at(-1) ?? "";
}

// src/runner/screen-options.ts
/** How wide and how colourful standard output is; NO_COLOR and FORCE_COLOR are obeyed. */
function screenOptions() {
	const { stdout, env } = process;
	return {
		color: env.FORCE_COLOR ? env.FORCE_COLOR !== "0" : stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb",
		width: stdout.columns || 100
	};
}

// src/commands/report.ts
/** Prints the last report, or opens its page. */
const report = defineCommand({
	name: "report",
	description: "Prints the last report, or opens it in the browser with --open",
	usage: "report [name] [--open] [--working-directory folder]",
	inputs: {
		open: flag("Open report.html in the browser").default("false"),
		"working-directory": path$1("Folder with the mlops.yml").default(".")
	},
	async run(context) {
		const { files, inputs, words, write, json } = context;
		const root = path.join(inputs["working-directory"], ".mlops");
		const names = (await files.list(root)).filter((entry) => entry.isFolder).map(({ name }) => name);
		const wanted = words.length > 0 ? names.filter((name) => words.includes(name)) : names;
		if (wanted.length === 0) throw new UserError(words.length > 0 && names.length > 0 ? `Cannot find a report of "${words.join(" ")}" in "${root}"${didYouMean(words[0] ?? "", names)}` : `Cannot find a report in "${root}"`, { hint: names.length > 0 ? `There is one of ${names.join(", ")}` : "\"mlops run\" makes one" });
		for (const name of wanted) {
			const page = path.join(root, name, "report.html");
			if (inputs.open && await files.exists(page)) {
				await open(context, path.resolve(files.root, page));
				write(`opened ${page}\n`);
				continue;
			}
			const reports = (await readReports(files, path.join(root, name, "reports"), runOf(context.environment))).flatMap((each) => each.report && each.action !== "run" ? [each.report] : []);
			const combined = combineReports(reports, name);
			write(json ? `${JSON.stringify(combined, null, 2)}\n` : renderTerminal(combined, screenOptions()));
		}
		return 0;
	}
});
const openers = {
	darwin: ["open"],
	win32: ["rundll32", "url.dll,FileProtocolHandler"]
};
async function open({ process: processes }, page) {
	const [program, ...args] = openers[process.platform] ?? ["xdg-open"];
	const { exitCode } = await processes.run(program, [...args, page]);
	if (exitCode !== 0) throw new UserError(`Cannot open "${page}": "${program}" failed`, { hint: "Open the file in a browser by hand" });
}

// src/commands/suggest.ts
/** Prints a `checks` section that the data holds, each check with what was seen. Writes no file. */
const suggest = defineCommand({
	name: "suggest",
	description: "Prints a checks section that the data holds, with the evidence for each check",
	usage: "suggest [data] [--config mlops.yml] [--working-directory folder] [--json]",
	inputs: {
		config: path$1("The project's configuration, which names the data").default("mlops.yml"),
		"working-directory": path$1("Folder that paths start from").default(".")
	},
	async run(context) {
		const { inputs, words, signal, workers, json, write } = context;
		const project = await loadProject(context.files, inputs);
		const dataPath = words[0] ?? requireData(project).dataPath;
		const isOwn = dataPath === project.dataPath;
		const files = await (isOwn ? openProjectData({
			...context,
			project
		}) : openData(context, dataPath));
		const { csv, columns } = isOwn ? project.config.data : {};
		const table = await readData(files, dataPath, {
			signal,
			csv,
			columns,
			workers
		});
		const profile = profileTable(table);
		const suggestions = table.holdsImages ? suggestImageChecks(profile) : suggest$1(profile, table);
		write(json ? `${JSON.stringify(suggestions, null, 2)}\n` : makeLinesVisible(renderSuggestions(suggestions)));
		return 0;
	}
});
/** A `checks` section of mlops.yml with a comment above each check. */
function renderSuggestions(suggestions) {
	return `checks:\n${suggestions.map(({ check, evidence }) => {
		return `  # ${evidence}\n  - ${stringify(check, {
			collectionStyle: "flow",
			flowCollectionPadding: true,
			lineWidth: 0,
			defaultKeyType: "PLAIN"
		}).trimEnd()}\n`;
	}).join("")}`;
}

// src/commands/index.ts
/** The commands that exist in the terminal alone, in the order of the help. */
const terminalCommands = [
	init,
	suggest,
	doctor,
	report
];

// src/runner/help.ts
/** The text of `mlops --help`. */
function renderHelp(actions, commands) {
	const width = Math.max(...[...actions, ...commands].map(({ name }) => name.length)) + 2;
	const row = ({ name, description }) => `  ${name.padEnd(width)}${description}`;
	return [
		"mlops: machine learning on GitHub Actions, and the same from a terminal",
		"",
		"Usage: mlops <command> [--input value] [--json]",
		"",
		"Commands",
		...commands.map(row),
		"",
		"Actions",
		...actions.map(row),
		"",
		"\"mlops <command> --help\" shows its inputs. Exit codes: 0 done, 1 the verdict is no, 2 wrong input,",
		"3 an outside service failed, 70 a bug of ours.",
		""
	].join("\n");
}
/** The text of `mlops <action> --help`, from its declaration. */
function renderActionHelp(action) {
	const flags = Object.entries(action.inputs).map(([name, input]) => ({
		flag: input.kind === "flag" ? `--${name}` : `--${name} <${input.choices ? input.choices.join("|") : input.kind}>`,
		text: `${input.description}${defaultNote(input)}`
	}));
	const width = Math.max(...flags.map(({ flag }) => flag.length)) + 2;
	const outputs = {
		...commonOutputs,
		...action.outputs
	};
	const outputWidth = Math.max(...Object.keys(outputs).map((name) => name.length)) + 2;
	return [
		`mlops ${action.name}: ${action.description}`,
		"",
		"Inputs",
		...flags.map(({ flag, text }) => `  ${flag.padEnd(width)}${text}`),
		`  ${"--json".padEnd(width)}One JSON object on standard output, everything else on standard error`,
		"",
		"Outputs (with --json)",
		...Object.entries(outputs).map(([name, text]) => `  ${name.padEnd(outputWidth)}${text}`),
		""
	].join("\n");
}
function defaultNote(input) {
	if (input.isRequired) return " (required)";
	if (input.defaultText === void 0 || input.defaultText.startsWith("${{")) return "";
	return ` (default ${input.defaultText})`;
}

// src/runner/parse-arguments.ts
/** Parses the arguments after a command. Flags are the inputs' names; an unknown one is a UserError. */
function parseArguments(command, inputs, args) {
	const options = {
		json: { type: "boolean" },
		help: {
			type: "boolean",
			short: "h"
		},
		verbose: { type: "boolean" }
	};
	for (const [name, input] of Object.entries(inputs)) options[name] = { type: input.kind === "flag" ? "boolean" : "string" };
	const { values, positionals, tokens } = parseArgs({
		args: joinNegatives(args),
		options,
		strict: false,
		allowPositionals: true,
		tokens: true
	});
	const given = {};
	for (const token of tokens) {
		if (token.kind !== "option") continue;
		const { name, rawName } = token;
		const declared = Object.hasOwn(options, name) ? options[name] : void 0;
		if (declared === void 0) throw new UserError(`Cannot run "mlops ${command}": unknown flag "${rawName}"${didYouMean(rawName, Object.keys(options).map((each) => `--${each}`))}`, { hint: `"mlops ${command} --help" lists the flags` });
		if (declared.type === "string" && token.value === void 0) throw new UserError(`Cannot run "mlops ${command}": flag "${rawName}" needs a value`);
		if (Object.hasOwn(inputs, name)) given[name] = declared.type === "boolean" ? token.value ?? "true" : token.value;
	}
	return {
		inputs: given,
		words: positionals,
		json: values.json === true,
		help: values.help === true,
		verbose: values.verbose === true
	};
}
/** `--min -3` as `--min=-3`: a value that starts with a dash and a digit is not a flag. */
function joinNegatives(args) {
	const joined = [];
	for (const arg of args) {
		const last = joined.at(-1);
		if (/^-[\d.]/.test(arg) && last?.startsWith("--") && !last.includes("=")) joined[joined.length - 1] = `${last}=${arg}`;
		else joined.push(arg);
	}
	return joined;
}

// src/runner/terminal-log.ts
/** The log of a terminal, on standard error: a live line for each step, or its end alone where nobody watches. */
function terminalLog(screen, verbose = false) {
	const line = (text) => screen.write(`${makeLinesVisible(text)}\n`);
	return {
		info: line,
		warn: (message, place) => {
			const where = place?.file ? ` (${place.file}${place.line ? `:${place.line}` : ""})` : "";
			line(`warning: ${message}${where}`);
		},
		debug: (message) => {
			if (verbose) line(message);
		},
		progress(title) {
			const draw = (text) => {
				if (screen.isTerminal) screen.write(`\r\u001b[K${makeLinesVisible(text).slice(0, screen.columns - 1)}`);
			};
			let lastDrawn = 0;
			draw(`… ${title}`);
			return {
				update(done, total, note) {
					const percent = Math.floor(100 * done / Math.max(total, 1));
					if (percent <= lastDrawn) return;
					lastDrawn = percent;
					draw(`… ${title} ${bar(done / Math.max(total, 1))} ${percent} %${note ? ` ${note}` : ""}`);
				},
				end(note) {
					if (screen.isTerminal) screen.write("\r\x1B[K");
					line(`✓ ${title}${note ? `: ${note}` : ""}`);
				}
			};
		}
	};
}
function bar(share) {
	const full = Math.round(20 * Math.min(1, Math.max(0, share)));
	return "█".repeat(full) + "░".repeat(20 - full);
}

// src/runner/terminal.ts
/** The CLI: `mlops <command> …`. Results go to standard output, progress and errors to standard error. */
async function startInTerminal(argv) {
	const stop = stopSignal();
	for (const stream of [process.stdout, process.stderr]) stream.on("error", tolerateClosedPipe);
	try {
		process.exitCode = await run(argv, stop.signal);
	} catch (error) {
		process.exitCode = stop.exitCode() ?? exitCodeOfError(error);
		process.stderr.write(stop.exitCode() === void 0 ? harmless(makeLinesVisible(describeError(error))) : "mlops: stopped; nothing half-written was kept\n");
	}
}
/** Who reads our output may have seen enough, as in `mlops run | head`. */
function tolerateClosedPipe(error) {
	if (error.code !== "EPIPE") throw error;
}
async function run(argv, signal) {
	const [name, ...rest] = argv;
	if (name === "--version" || name === "-v" || name === "version") {
		process.stdout.write(`${version}\n`);
		return 0;
	}
	if (name === void 0 || name === "--help" || name === "-h" || name === "help") {
		process.stdout.write(renderHelp(actions, terminalCommands));
		return name === void 0 ? 2 : 0;
	}
	const action = actions.find((each) => each.name === name);
	const command = terminalCommands.find((each) => each.name === name);
	if (action === void 0 && command === void 0) {
		const known = [...actions, ...terminalCommands].map((each) => each.name);
		throw new UserError(`Cannot run "mlops ${name}": there is no such command${didYouMean(name, known)}`, { hint: "\"mlops --help\" lists the commands" });
	}
	const args = parseArguments(name, (action ?? command).inputs, rest);
	if (args.help) {
		process.stdout.write(action ? renderActionHelp(action) : `mlops ${command.usage}\n\n${command.description}\n`);
		return 0;
	}
	const services = terminalServices(args, signal);
	try {
		if (command) return await command.run({
			...services,
			words: args.words,
			json: args.json,
			inputs: parseInputs(command, args.inputs),
			write
		});
		if (args.words.length > 0) throw new UserError(`Cannot run "mlops ${name}": unexpected "${args.words[0]}"`, { hint: "Values follow their flag, for example --data data.csv" });
		return await runOneAction(action, args, services);
	} finally {
		await closeServices(services);
	}
}
/** A step that did not come to its end leaves its live line behind, where the next text would go on. */
function clearLiveLine() {
	if (process.stderr.isTTY) process.stderr.write("\r\x1B[K");
}
async function runOneAction(action, args, services) {
	const inputs = parseInputs(action, args.inputs);
	const { result, reportPath } = await execute(action, inputs, services).finally(clearLiveLine);
	const passed = result.verdict === "pass" || result.verdict === "skipped";
	if (args.json) {
		const outputs = {
			...result.outputs,
			verdict: result.verdict,
			passed,
			report: reportPath
		};
		write(`${JSON.stringify({
			action: action.name,
			verdict: result.verdict,
			passed,
			outputs,
			report: result.report
		}, null, 2)}\n`);
	} else {
		const { renderTerminal } = await import("./shared/render-terminal2.js");
		write(harmless(renderTerminal(result.report, screenOptions())));
	}
	if (result.error !== void 0) throw result.error;
	return exitCodeOf(result.report, inputs["fail-on"]);
}
function terminalServices(args, signal) {
	const { env, stderr } = process;
	const token = args.inputs["github-token"] ?? env.GITHUB_TOKEN ?? env.GH_TOKEN;
	const log = terminalLog({
		write: (text) => stderr.write(text),
		isTerminal: stderr.isTTY === true,
		columns: stderr.columns || 80
	}, args.verbose);
	const environment = readEnvironment(env, {
		workingDirectory: process.cwd(),
		version
	});
	return createServices({
		environment,
		env,
		token: token || void 0,
		log,
		signal
	});
}
/** In a workflow's `run:` step the runner reads lines as commands: names and paths from data must not become one. */
function harmless(text) {
	return process.env.GITHUB_ACTIONS === "true" ? inert(text) : text;
}
function write(text) {
	process.stdout.write(text);
}
function describeError(error) {
	if (error instanceof UserError) {
		const { file, line, column } = error.place;
		const where = file === void 0 ? "" : `  at ${[
			file,
			line,
			column
		].filter((each) => each !== void 0).join(":")}\n`;
		return `error: ${error.message}\n${where}${error.hint === void 0 ? "" : `  ${error.hint}\n`}`;
	}
	if (error instanceof ServiceError) return `error: ${error.message}\n${error.hint === void 0 ? "" : `  ${error.hint}\n`}  ${error.rerun ? "A rerun may help" : "A rerun does not help"}\n`;
	return `${bugReport("mlops", error)}\n`;
}

// \0entry:mlops
await startInTerminal(process.argv.slice(2));

export {  };