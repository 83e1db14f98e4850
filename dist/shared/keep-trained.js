import { UserError, listFirst } from "./core.js";
import { digestData } from "./digest-data.js";
import { leftProcesses } from "./fail-program.js";
import { findModelFiles, keepProgram, leftFiles } from "./keep-program.js";
import { environmentFacts } from "./read-environment.js";
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
	return [{
		severity: "warning",
		message: `The command changed files of the repository: ${listFirst(changed, 5)}`,
		hint: "Let it write into MLOPS_MODEL_DIR and MLOPS_EVIDENCE_DIR: later steps see what it changed"
	}];
}

// src/actions/keep-trained.ts
/** Keeps the model that a program left behind. Throws UserError for what cannot be used. */
async function keepTrained(context, trained) {
	const { command, prepared, environment, changes, inputs, before, run, head, described } = trained;
	const [changed] = await Promise.all([findChangedFiles(context, changes), refuseChangedData(context, prepared)]);
	const model = await findModelFiles(context, before);
	return keepProgram(context, {
		prepared,
		before,
		model,
		run,
		inputs,
		head,
		described,
		program: {
			...programOf(context, command, run),
			...environmentFacts(environment),
			...changes && { dirty: changes.length > 0 }
		},
		packages: environment.packages,
		findings: [
			...leftProcesses(run),
			...leftFiles(context.project, model),
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

export { keepTrained };