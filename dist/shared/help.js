import { commonOutputs } from "./core.js";

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

export { renderActionHelp, renderHelp };