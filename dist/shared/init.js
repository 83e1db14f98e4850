import { profileFile, projectOf } from "./profile-file.js";
import { UserError, didYouMean, fallbackProject, flag, formatNumber, holdsSecret, isAddress, loadProject, makeLinesVisible, nameOfData, repository, showAddress, text } from "./core.js";
import { suggestChecks, suggestImageChecks } from "./suggest-image-checks.js";
import { defineCommand } from "./commands.js";
import { findTextTrap } from "./data.js";
import { stringify } from "./vendor-yaml.js";
import { chooseWorkflow, placeInRepository } from "./repository-top.js";
const path = process.getBuiltinModule("node:path");

// src/commands/find-dates.ts
/** Text columns of dates that are not ISO 8601, with the format of each; undefined where there is none or several. */
function findDates(table) {
	const found = /* @__PURE__ */ new Map();
	for (const column of table.columns) {
		const sampled = table.sample?.columns.find(({ name }) => name === column.name) ?? column;
		const trap = sampled.kind === "text" ? findTextTrap(sampled) : void 0;
		if (trap?.kind !== "dates") continue;
		const [format, other] = trap.formats;
		found.set(column.name, other === void 0 ? format : void 0);
	}
	return found;
}
/**
* The data as they are when formats are declared: those that read all cells are. `read` reads the data with columns
* declared.
*/
async function declareDates(found, read) {
	const declared = [...findDates(found.table)].flatMap(([name, format]) => format === void 0 ? [] : [[name, { format }]]);
	if (declared.length === 0) return {
		...found,
		columns: {}
	};
	const first = Object.fromEntries(declared);
	const again = await read(first);
	const misread = again.profile.columns.filter(({ name, invalid }) => Object.hasOwn(first, name) && invalid > 0);
	if (misread.length === 0) return {
		...again,
		columns: first
	};
	const columns = Object.fromEntries(declared.filter(([name]) => !misread.some((each) => each.name === name)));
	return {
		...await read(columns),
		columns
	};
}
/** The checks without those that dates are text, which would be all that is said of them. */
function withoutTexts(checks, dates) {
	return checks.flatMap((check) => {
		if (check.column === void 0 || !dates.has(check.column) || check.type !== "text") return [check];
		const { type: _, ...rest } = check;
		return Object.keys(rest).length > 1 ? [rest] : [];
	});
}

// src/commands/propose.ts
/** Characters, on average: longer ones are sentences, which are learned from. */
const longestKey = 40;
/** The text of an `mlops.yml` for a data file: valid, small, with the checks that its profile suggests. */
function proposeConfig(proposal) {
	const { dataPath, name, csv, columns = {}, target, profile, checks, isTrained } = proposal;
	const identifiers = profile.columns.filter(({ role, name: column, mean_length: length = 0 }) => role === "identifier" && column !== target && length <= longestKey).map((column) => column.name);
	const hasMore = profile.columns.length > 2;
	const isNumbered = isTrained && looksNumbered(profile, target);
	const config = {
		version: 1,
		name,
		data: {
			path: isAddress(dataPath) ? dataPath : dataPath.split(path.sep).join("/"),
			...csv !== void 0 && { csv },
			...Object.keys(columns).length > 0 && { columns },
			target,
			...identifiers.length > 0 && hasMore && { key: identifiers.slice(0, 1) }
		},
		checks,
		...isTrained && { train: {
			engine: "random-forest",
			...isNumbered && { task: "classification" }
		} }
	};
	const text = stringify(config, {
		lineWidth: 100,
		flowCollectionPadding: true,
		defaultKeyType: "PLAIN"
	});
	const head = "# Checked by mlops-actions; \"mlops doctor\" says what is wrong,";
	if (!isTrained) return `${head} "mlops validate-data" checks it\n${text}`;
	return `${head} "mlops run" runs it all\n${text}# Without gate rules the model must beat a dummy model. For example:\n# gate:\n#   rules:\n#     - { metric: ${isNumbered || isClasses(profile, target) ? "f1_macro, min: 0.8" : "r2, min: 0.75"} }\n`;
}
/**
* A workflow for pull requests, and for pushes to the main branch, of which it saves what pull requests are compared
* with: train and gate are left out for data that no model is trained on. Least permissions.
*/
function proposeWorkflow({ repository, isTrained, branch, title = "model", folder = "." }) {
	const actions = ["validate-data", ...isTrained ? ["train", "quality-gate"] : []];
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
		"dry-run": flag("Show the files, write nothing").default("false")
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
		const target = inputs.target ?? guessTarget(names);
		const isTrained = !table.holdsImages;
		const checks = isTrained ? withoutTexts(suggestChecks(profile), findDates(table)) : suggestImageChecks(profile).map(({ check }) => check);
		const name = nameProject(files.root, dataPath);
		const config = proposeConfig({
			dataPath,
			name,
			csv,
			columns,
			target,
			profile,
			checks,
			isTrained
		});
		const branch = await context.git.mainBranch(".") ?? "main";
		const place = await placeInRepository(context.git, ".");
		const workflowFile = await chooseWorkflow(files, place, name);
		const title = path.posix.basename(workflowFile, ".yml");
		const folder = place.below;
		const workflow = proposeWorkflow({
			repository,
			isTrained,
			branch,
			title,
			folder
		});
		write(`${showAddress(dataPath)}: ${formatNumber(table.rows)} ${isTrained ? "rows" : "images"}, ${table.columns.length} columns\n`);
		write(`target: ${project.configFile !== void 0 && !inputs.force && !inputs["dry-run"] ? sayKept(project, target) : sayTarget(inputs.target, target)}\n\n`);
		for (const [file, content] of [[configPath, config], [path.posix.join(place.top, workflowFile), workflow]]) if (inputs["dry-run"]) write(`--- ${file}\n${content}\n`);
		else if (!inputs.force && await files.exists(file)) write(`kept  ${file} (it is there already; --force replaces it)\n`);
		else {
			await files.write(file, content);
			write(`wrote ${file}\n`);
		}
		write(`\nNext: "mlops ${isTrained ? "run" : "validate-data"}" does the whole check here; commit both files and open a pull request to see it on GitHub\n`);
		return 0;
	}
});
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
/** The data's profile, and how the file and its dates are written: as the project says, else as they can be read. */
async function profileAsWritten(context, project, dataPath) {
	const readAs = (csv, columns) => profileFile({
		...context,
		project: projectOf(project, dataPath, csv, columns)
	});
	const read = async (csv) => declareDates(await readAs(csv), (columns) => readAs(csv, columns));
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
/** A column with a usual name of a target, else the last one. */
function guessTarget(names) {
	return names.find((name) => targetNames.test(name)) ?? names.at(-1) ?? "";
}

export { init };