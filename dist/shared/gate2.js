import { UserError, baselineInput, didYouMean, loadProject, number, path } from "./core.js";
import { checkRules } from "./gate.js";
import { screenOptions } from "./cache-code.js";
import { renderTerminal } from "./render-terminal.js";
import { defineCommand } from "./commands.js";

// src/commands/gate.ts
const inputs = {
	config: path("The project's configuration").default("mlops.yml"),
	"working-directory": path("Folder that paths start from").default("."),
	predictions: path("File of the test rows' predictions (CSV or Parquet); default: the trained model's"),
	...baselineInput,
	runs: number("simulate: sets of test rows that are drawn; default: as many as take some ten seconds", {
		min: 10,
		max: 1e5,
		integer: true
	}),
	bundles: path("simulate: bundles or evidence of earlier runs, or a folder of them, to judge by today's rules"),
	seeds: number("noise: how many seeds the model is trained with", {
		min: 2,
		max: 100,
		integer: true
	}).default("5")
};
const tasks = ["simulate", "noise"];
/** Says how often the gate would be wrong, and how much of a metric is chance of the training. */
const gate = defineCommand({
	name: "gate",
	description: "simulate: how often the rules would be wrong, and what they can find; noise: what another seed changes",
	usage: "gate simulate [--runs 1000] [--predictions file] [--baseline path] | gate simulate --bundles folder | gate noise [--seeds 5] [--config mlops.yml] [--working-directory folder] [--json]",
	inputs,
	async run(context) {
		const { files, words, json, write } = context;
		const [name = "", ...more] = words;
		const task = tasks.find((each) => each === name);
		if (task === void 0) throw new UserError(`Cannot run "mlops gate${name && ` ${name}`}": it is simulate or noise${didYouMean(name, tasks)}`, { hint: "\"mlops gate simulate\" says how often the rules would be wrong; \"mlops gate --help\" lists the flags" });
		if (more.length > 0 && (task === "noise" || context.inputs.bundles === void 0)) throw new UserError(`Cannot run "mlops gate ${task}": unexpected "${more[0]}"`, { hint: "Values follow their flag, for example --runs 200" });
		const project = await loadProject(files, context.inputs);
		checkRules(project.config.gate.rules, project.place);
		const report = await runTask(task, {
			...context,
			project
		}, more);
		write(json ? `${JSON.stringify(report, null, 2)}\n` : renderTerminal(report, screenOptions()));
		return 0;
	}
});
/** What one of the two tasks reports; `more` are further bundles. */
async function runTask(task, context, more) {
	const { inputs: given } = context;
	if (task === "noise") {
		const { measureNoise } = await import("./measure-noise.js");
		return measureNoise(context, { seeds: given.seeds });
	}
	if (given.bundles !== void 0) {
		const { replayGate } = await import("./replay-gate.js");
		return replayGate(context, [given.bundles, ...more]);
	}
	const { simulateGate } = await import("./simulate-gate.js");
	return simulateGate(context, { runs: given.runs });
}

export { gate };