import { stringify } from "./vendor-yaml.js";
import { profileFile, projectOf } from "./profile-file.js";
import { loadProject, makeLinesVisible, path, requireData } from "./core.js";
import { findDeclarations, suggest as suggest$1, suggestImageChecks, withoutTextsOf } from "./find-declarations.js";
import { defineCommand } from "./commands.js";

// src/checks/hold-suggestions.ts
/**
* What `suggest` gives for a table. Where its rows are not in memory, formats and frequent categories are told by some
* of them and judged on all, and those that do not hold are left out.
*/
async function suggestHolding(profile, table) {
	const { sample, judge } = table;
	if (sample === void 0 || judge === void 0) return suggest$1(profile, table);
	const told = suggest$1(profile, sample).flatMap(({ check }) => uncertain(check));
	if (told.length === 0) return suggest$1(profile, sample);
	const broken = (await judge(told, profile, {})).filter(({ passed }) => !passed);
	const refuted = new Set(broken.map(({ check, constraint }) => `${check.column}.${constraint}`));
	return suggest$1(profile, sample, refuted);
}
/** What is told by some rows of a suggested check. */
function uncertain({ column, format, enum: values, mostly }) {
	return [...format === void 0 ? [] : [{
		column,
		format
	}], ...mostly === void 0 ? [] : [{
		column,
		enum: values,
		mostly
	}]];
}

// src/commands/suggest.ts
/** Prints a `checks` section that the data holds, each check with what was seen. Writes no file. */
const suggest = defineCommand({
	name: "suggest",
	description: "Prints a checks section that the data holds, with the evidence for each check",
	usage: "suggest [data] [--config mlops.yml] [--working-directory folder] [--json]",
	inputs: {
		config: path("The project's configuration, which names the data").default("mlops.yml"),
		"working-directory": path("Folder that paths start from").default(".")
	},
	async run(context) {
		const { inputs, words, json, write } = context;
		const project = await loadProject(context.files, inputs);
		const dataPath = words[0] ?? requireData(project).dataPath;
		const asked = dataPath === project.dataPath ? project : projectOf(project, dataPath);
		const { table, profile } = await profileFile({
			...context,
			project: asked
		});
		const suggestions = table.holdsImages ? suggestImageChecks(profile) : withoutTextsOf(await suggestHolding(profile, table), findDeclarations(table));
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

export { suggest };