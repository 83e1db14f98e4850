import { profileFile, projectOf } from "./profile-file.js";
import { UserError, didYouMean, fallbackProject, flag, formatNumber, holdsSecret, isAddress, loadProject, makeLinesVisible, nameOfData, repository, showAddress, text, version } from "./core.js";
import { findLeaks } from "./judge-leakage.js";
import { declareColumns, suggestChecks, suggestImageChecks, withoutTexts } from "./find-declarations.js";
import { findColumn } from "./data.js";
import { defineCommand } from "./commands.js";
import { Document, isCollection, isScalar, stringify } from "./vendor-yaml.js";
import { chooseWorkflow, placeInRepository } from "./repository-top.js";
const path = process.getBuiltinModule("node:path");

// src/commands/find-order.ts
/** Fewer rows or dates say little of an order. */
const fewest = 20;
/** Of neighbouring rows: a table of several series, one behind the other, starts again between them. */
const mostBreaks = .05;
/** Of the steps between dates, those of the usual length. */
const fewestAlike = .9;
/** The first column of dates that the rows are in order of, forwards or backwards. */
function findOrder(table) {
	for (const column of table.columns) {
		if (column.kind !== "numeric" || column.type !== "date" && column.type !== "datetime") continue;
		const order = orderOf(column);
		if (order !== void 0) return order;
	}
}
function orderOf({ name, values }) {
	if (values.length < fewest || values.some(Number.isNaN)) return void 0;
	let [rises, falls] = [0, 0];
	for (let row = 1; row < values.length; row++) if (values[row] > values[row - 1]) rises++;
	else if (values[row] < values[row - 1]) falls++;
	const breaks = Math.min(rises, falls);
	const dates = Float64Array.from(new Set(values)).sort();
	if (dates.length < fewest || breaks > mostBreaks * values.length) return void 0;
	const { length, share } = usualStep(dates);
	const isSeries = share >= fewestAlike;
	if (!isSeries && breaks > 0) return void 0;
	const apart = isSeries ? `, ${spanOf(length)} apart` : "";
	return {
		column: name,
		isSeries,
		evidence: `the rows are in order of ${name}: ${formatNumber(dates.length)} dates${apart}`
	};
}
/** The most frequent step between neighbouring dates in whole days, else in milliseconds, and its share. */
function usualStep(dates) {
	const steps = /* @__PURE__ */ new Map();
	for (let at = 1; at < dates.length; at++) {
		const length = dates[at] - dates[at - 1];
		const days = length / day;
		const rounded = days >= 28 && days <= 31 ? 30 * day : days >= 90 && days <= 92 ? 91 * day : length;
		steps.set(rounded, (steps.get(rounded) ?? 0) + 1);
	}
	let [length, most] = [0, 0];
	for (const [step, count] of steps) if (count > most) [length, most] = [step, count];
	return {
		length,
		share: most / (dates.length - 1)
	};
}
const day = 864e5;
function spanOf(length) {
	if (length === 30 * day) return "1 month";
	if (length === 91 * day) return "1 quarter";
	for (const [unit, size] of [
		["week", 7 * day],
		["day", day],
		["hour", 36e5],
		["minute", 6e4],
		["second", 1e3]
	]) if (length % size === 0) return `${formatNumber(length / size)} ${unit}${length === size ? "" : "s"}`;
	return `${formatNumber(length)} milliseconds`;
}

// src/commands/guess-positive.ts
/** Words for the class that is looked for, and for its absence, as people write them in data. */
const yes = /^(y|yes|j|ja|oui|s[i\u00ed]|sim|true|t|1|pos|positive|positiv|spam|fraud|malignant|churn(ed)?|default(ed)?|failed|defect(ive)?|>50k)\.?$/iu;
const no = /^(n|no|nein|non|n[a\u00e3]o|false|f|0|neg|negative|negativ|ham|legit|benign|retained|stay(ed)?|paid|ok|good|passed|normal|<=50k)\.?$/iu;
/** Which of two classes is the positive one, by what they are called; undefined where that does not tell. */
function guessPositive([a, b, ...more]) {
	if (a === void 0 || b === void 0 || more.length > 0) return void 0;
	if (yes.test(a) !== yes.test(b)) return yes.test(a) ? a : b;
	if (no.test(a) !== no.test(b)) return no.test(a) ? b : a;
}

// src/commands/propose.ts
/** Characters, on average: longer ones are sentences, which are learned from. */
const longestKey = 40;
/** Of the check `leakage`: what predicts better than this alone is hardly known before the target is. */
const mostAlone = .99;
/** The text of an `mlops.yml` for a data file: valid, small, with the checks that its profile suggests. */
function proposeConfig(proposal) {
	const { dataPath, name, csv, columns = {}, target, profile, checks, isTrained } = proposal;
	const isNumbered = isTrained && looksNumbered(profile, target);
	const positive = guessPositive(textClasses(profile, target) ?? []);
	const config = {
		version: 1,
		name,
		data: {
			path: isAddress(dataPath) ? dataPath : dataPath.split(path.sep).join("/"),
			...csv !== void 0 && { csv },
			...Object.keys(columns).length > 0 && { columns },
			target,
			...isTrained && positive !== void 0 && { positive },
			...keyOf(proposal),
			...isTimed(proposal) && { split: { time: proposal.order.column } }
		},
		checks: isTrained ? [...checks, {
			leakage: { max: mostAlone },
			severity: "warning"
		}] : checks,
		...isTrained && { train: {
			engine: "random-forest",
			...isNumbered && { task: "classification" }
		} }
	};
	const document = new Document(config);
	inOneLine(document, [
		["data", "csv"],
		["data", "columns"],
		["data", "key"],
		["data", "split"]
	]);
	for (const check of document.get("checks").items) check.flow = true;
	if (isTrained) noteDoubts(document, proposal);
	const text = document.toString({
		lineWidth: 0,
		flowCollectionPadding: true,
		defaultKeyType: "PLAIN"
	});
	const head = "# Checked by mlops-actions; \"mlops doctor\" says what is wrong,";
	if (!isTrained) return `${head} "mlops validate-data" checks it\n${text}`;
	return `${head} "mlops run" runs it all\n${text}# Without gate rules the model must beat a dummy model. For example:\n# gate:\n#   rules:\n#     - { metric: ${isNumbered || isClasses(profile, target) ? "f1_macro, min: 0.8" : "r2, min: 0.75"} }\n`;
}
/** What identifies rows is not learned from. */
function keyOf({ profile, target }) {
	const [first] = profile.columns.filter(({ role, name, mean_length: length = 0 }) => role === "identifier" && name !== target && length <= longestKey);
	return first !== void 0 && profile.columns.length > 2 ? { key: [first.name] } : {};
}
/** Whether the rows are a series of numbers in time: what comes later is what is to be predicted. */
function isTimed({ order, profile, target, isTrained }) {
	const { type } = profile.columns.find(({ name }) => name === target) ?? {};
	return isTrained && order?.isSeries === true && order.column !== target && (type === "integer" || type === "number");
}
function inOneLine(document, paths) {
	for (const path of paths) {
		const node = document.getIn(path, true);
		if (isCollection(node)) node.flow = true;
	}
}
/** Says as comments what the data show and only their owner knows. */
function noteDoubts(document, proposal) {
	const { order, profile, target, leaks = [] } = proposal;
	const data = document.get("data");
	const comments = [];
	if (order !== void 0 && order.column !== target) {
		const split = inFlow(order.column);
		const said = ` ${order.evidence.charAt(0).toUpperCase()}${order.evidence.slice(1)}.`;
		if (isTimed(proposal)) {
			const pair = data.items.find(({ key }) => String(key) === "split");
			if (pair !== void 0 && isScalar(pair.key)) pair.key.commentBefore = `${said} The latest rows are the test rows`;
		} else comments.push(`${said} If later rows are to be predicted, test on the latest:`, ` split: { time: ${split} }`);
	}
	const classes = textClasses(profile, target);
	if (classes?.length === 2 && !data.has("positive")) comments.push(` Which class is looked for? Precision and recall are its own: positive: ${classes.map(inFlow).join(" or ")}`);
	if (leaks.length > 0) comments.push(` Each alone tells ${inFlow(target)}; those that are known only afterwards are left out by: exclude: [ ${leaks.map(inFlow).join(", ")} ]`);
	if (comments.length > 0) data.comment = comments.join("\n");
}
/** The classes of a target of texts, where the profile holds all of them. */
function textClasses({ columns }, target) {
	const { type, distinct, top_values: top = [] } = columns.find(({ name }) => name === target) ?? {};
	return type === "text" && top.length === distinct ? top.map(({ value }) => String(value)).sort() : void 0;
}
/**
* A workflow for pull requests, and for pushes to the main branch, of which it saves what pull requests are compared
* with: train and gate are left out for data that no model is trained on. Least permissions.
*/
function proposeWorkflow({ repository, isTrained, branch, title = "model", folder = ".", needsPython = false }) {
	const actions = [
		...needsPython ? ["setup"] : [],
		"validate-data",
		...isTrained ? ["train", "quality-gate"] : []
	];
	const given = folder === "." ? "" : `        with: { working-directory: ${inFlow(folder)} }\n`;
	const uses = actions.map((action) => `      - uses: ${repository}/actions/${action}@v1\n${given}`).join("");
	return `name: ${inFlow(title)}
on: { pull_request: {}, push: { branches: [${inFlow(branch)}] } }
permissions: { contents: read, actions: read, pull-requests: write }
concurrency: { group: "${title}-\${{ github.ref }}", cancel-in-progress: true }
jobs:
  model:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
        with: { persist-credentials: false }
${uses}      - uses: ${repository}/actions/save@v1
        if: \${{ github.event_name == 'push' }}
${given}      - uses: ${repository}/actions/pr-comment@v1
        if: \${{ !cancelled() }}
${given}`;
}
/** A text as it is written in YAML between brackets or braces: quoted where it has to be. */
function inFlow(text) {
	return /^[\w./-]+$/.test(text) ? stringify(text).trim() : JSON.stringify(text);
}
function isClasses(profile, target) {
	const column = profile.columns.find(({ name }) => name === target);
	if (column === void 0) return false;
	const isBinary = column.distinct === 2 && column.min === 0 && column.max === 1;
	return column.type === "text" || column.type === "boolean" || isBinary;
}
const classNames = /^(target|label|class|category|species|digit|diagnosis|y|.*[ _-](class|label|category))$/i;
/** Whether the target is classes that are numbered without a gap, by its values and its name. */
function looksNumbered(profile, target) {
	const { type, distinct, min, max } = profile.columns.find(({ name }) => name === target) ?? {};
	if (type !== "integer" || distinct === void 0 || !classNames.test(target)) return false;
	return distinct >= 3 && distinct <= 20 && (min === 0 || min === 1) && max === min + distinct - 1;
}

// src/commands/init.ts
const configPath = "mlops.yml";
/** Looks at a data file or a folder of images and writes `mlops.yml` and a workflow. Never replaces a file unless told so. */
const init = defineCommand({
	name: "init",
	description: "Looks at the data and writes mlops.yml and a workflow for it",
	usage: "init [data] [--target column] [--force] [--dry-run]",
	inputs: {
		target: text("Column that the model predicts; default: a guess, which is said"),
		force: flag("Replace files that are there").default("false"),
		"dry-run": flag("Show the files that it would write, and write nothing").default("false")
	},
	async run(context) {
		const { inputs, words, files } = context;
		const write = (line) => context.write(makeLinesVisible(line));
		const dataPath = words[0] ?? await findData(files);
		if (holdsSecret(dataPath)) throw secretAddress(dataPath);
		const project = await findProject(files);
		const { table, profile, csv, columns } = await profileAsWritten(context, project, dataPath);
		const names = table.columns.map(({ name }) => name);
		if (inputs.target !== void 0 && !names.includes(inputs.target)) throw new UserError(`Cannot find column "${inputs.target}" in "${showAddress(dataPath)}"${didYouMean(inputs.target, names)}`);
		const target = inputs.target ?? guessTarget(profile);
		const isTrained = !table.holdsImages;
		const checks = isTrained ? withoutTexts(suggestChecks(profile), table) : suggestImageChecks(profile).map(({ check }) => check);
		const name = nameProject(files.root, dataPath);
		const order = isTrained ? await findOrderIn(table) : void 0;
		const leaks = isTrained ? findTellTales(table, target) : [];
		const config = proposeConfig({
			dataPath,
			name,
			csv,
			columns,
			target,
			profile,
			checks,
			isTrained,
			order,
			leaks
		});
		const branch = await context.git.mainBranch(".") ?? "main";
		const place = await placeInRepository(context.git, ".");
		const workflowFile = await chooseWorkflow(files, place, name);
		const title = path.posix.basename(workflowFile, ".yml");
		const folder = place.below;
		const isKept = project.configFile !== void 0 && !inputs.force;
		const needsPython = isKept && runsPython(project);
		const workflow = proposeWorkflow({
			repository,
			isTrained,
			branch,
			title,
			folder,
			needsPython
		});
		write(`${showAddress(dataPath)}: ${formatNumber(table.rows)} ${isTrained ? "rows" : "images"}, ${table.columns.length} columns\n`);
		write(`target: ${isKept ? sayKept(project, target) : sayTarget(inputs.target, target)}\n\n`);
		for (const [file, content] of [[configPath, config], [path.posix.join(place.top, workflowFile), workflow]]) if (!inputs.force && await files.exists(file)) write(`kept  ${file} (it is there already; --force replaces it)\n`);
		else if (inputs["dry-run"]) write(`--- ${file}\n${content}\n`);
		else {
			await files.write(file, content);
			write(`wrote ${file}\n`);
		}
		write(`\nNext: "mlops ${isTrained ? "run" : "validate-data"}" does the whole check here; commit both files and open a pull request to see it on GitHub\n`);
		if (/^0\./.test(version)) write("There is no release yet: replace @v1 in the workflow by @ and a commit SHA of mlops-actions\n");
		return 0;
	}
});
/** Of data that are read part by part, the columns of dates alone are in memory. */
async function findOrderIn(table) {
	const dates = table.columns.flatMap(({ name, type }) => type === "date" || type === "datetime" ? [name] : []);
	return dates.length === 0 ? void 0 : findOrder(await table.load?.(dates) ?? table);
}
/** Columns that say what the target is, as one does that was made from it; of data that are not in memory none is known. */
function findTellTales(table, target) {
	const asked = findColumn(table, target);
	if (asked === void 0 || table.load !== void 0) return [];
	const columns = table.columns.map(({ name }) => name).filter((name) => name !== target);
	return findLeaks(table, asked, {
		max: mostAlone,
		columns
	}).found.map(({ name }) => name);
}
/** Whether the project's own program is one in Python. */
function runsPython({ config }) {
	const { engine, command = "", predict_command = "" } = config.train;
	return (engine === "command" || engine === "external") && /\b(python[\d.]*|uv|pip|poetry|jupyter|papermill|dvc)\b|\.(py|ipynb)\b/.test(`${command}\n${predict_command}`);
}
function sayTarget(asked, target) {
	return asked === void 0 ? `${target} (a guess; --target sets it)` : target;
}
/** The target of the `mlops.yml` that is not replaced: it is the one that counts. */
function sayKept({ config }, target) {
	const kept = config.data.target;
	return kept === target ? target : `${kept ?? "none"} (of the mlops.yml that is kept; --force writes ${JSON.stringify(target)})`;
}
/** The project of an `mlops.yml` that is there; one that cannot be read says nothing. */
function findProject(files) {
	const options = {
		config: configPath,
		"working-directory": "."
	};
	return loadProject(files, options).catch(() => fallbackProject(files, options));
}
/** The data's profile, and how the file, its dates and its numbers are written: as the project says, else as they can be read. */
async function profileAsWritten(context, project, dataPath) {
	const readAs = (csv, columns) => profileFile({
		...context,
		project: projectOf(project, dataPath, csv, columns)
	});
	const read = async (csv) => declareColumns(await readAs(csv), (columns) => readAs(csv, columns));
	const csv = findDialect(project, dataPath);
	try {
		return {
			...await read(csv),
			csv
		};
	} catch (error) {
		if (!(error instanceof UserError && error.message.includes("is not UTF-8")) || csv !== void 0) throw error;
		const encoding = "windows-1252";
		return {
			...await read({
				quote: "\"",
				header: true,
				encoding
			}),
			csv: { encoding }
		};
	}
}
/** Names of files that say nothing of what is in them. */
const plainNames = /^(data|dataset|train|training|input|raw|file|table|model)$/i;
/** A name for the project: the file's or, where that says nothing, the repository's folder's. */
function nameProject(root, dataPath) {
	const name = nameOfData(dataPath);
	return plainNames.test(name) ? nameOfData(path.basename(path.resolve(root))) : name;
}
/** What the project says of how the file is written. */
function findDialect(project, dataPath) {
	return project.dataPath === (isAddress(dataPath) ? dataPath : path.normalize(dataPath)) ? project.config.data.csv : void 0;
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
	const { findImages } = await import("./read-images.js");
	for (const folder of [
		...dataFolders.slice(1),
		"images",
		"photos"
	]) if (await findImages(files, folder) !== void 0) return folder;
	throw new UserError("Cannot find a data file: there is no CSV, TSV, JSON Lines or Parquet file here or in \"data\", and no folder of images", { hint: "Name it: \"mlops init path/to/file.csv\"" });
}
const targetNames = /^(target|label|class|y|outcome|response|price|churn(ed)?|species|survived|default|quality|diagnosis|median_house_value|is_\w+)$/i;
/** Roles of columns that nobody predicts, and of those that are predicted where their name says so. */
const hopeless = /* @__PURE__ */ new Set(["empty", "constant"]);
const unlikely = /* @__PURE__ */ new Set([
	"identifier",
	"time",
	"text"
]);
/** A column with a usual name of a target, else the last one of numbers or few categories, else the last one. */
function guessTarget({ columns }) {
	const possible = columns.filter(({ role }) => !hopeless.has(role));
	const likely = possible.filter(({ role }) => !unlikely.has(role));
	return (possible.find(({ name }) => targetNames.test(name)) ?? likely.at(-1) ?? columns.at(-1))?.name ?? "";
}

export { init };