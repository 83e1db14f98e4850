import { UserError } from "./core.js";
import { prepareProgram } from "./prepare-program.js";
import { readProgramEnvironment } from "./read-environment.js";
import { noteBefore } from "./require-fresh.js";
import { runCommand } from "./actions.js";
import { tracked } from "./tracked.js";

// src/actions/train-program.ts
/** Runs the user's own training program, and makes of what it leaves behind a model with its evidence. */
async function trainProgram(context) {
	const { project } = context;
	const { command } = project.config.train;
	if (command === void 0) throw new UserError("Cannot train: engine command needs train.command", {
		...project.place(["train", "engine"]),
		hint: "For example command: python train.py"
	});
	const [prepared, environment, changes, head] = await Promise.all([
		prepareProgram(context),
		readProgramEnvironment(context, command),
		context.git.changes(project.directory),
		context.git.commit(project.directory),
		checkParams(context)
	]);
	const ready = {
		command,
		prepared,
		environment,
		changes,
		head,
		cached: void 0
	};
	const { inputs, cache } = project.config.train;
	if (inputs === void 0 || cache === false) return runTracked(context, ready);
	const { restoreTraining, resultOfCache, saveTraining, trainingKey } = await import("./trained-cache.js");
	const cached = await trainingKey(context, inputs, {
		...prepared,
		environment
	});
	const earlier = await restoreTraining(context, cached.key);
	if (earlier) return resultOfCache(context, earlier);
	const result = await runTracked(context, {
		...ready,
		cached
	});
	if (result.verdict === "pass") await saveTraining(context, cached.key, result.report);
	return result;
}
/** A broken file of parameters is not to cost a training. */
async function checkParams(context) {
	if (context.project.config.train.params_files === void 0) return;
	const { checkParamsFiles } = await import("./read-own-metrics2.js");
	await checkParamsFiles(context);
}
function runTracked(context, ready) {
	const { params } = context.project.config.train;
	const facts = {
		source: ready.command,
		params,
		data: ready.prepared.digests
	};
	return tracked(context, facts, (live) => runAndKeep(context, ready, live));
}
/** Runs the command, and keeps the model that it leaves behind. */
async function runAndKeep(context, ready, live) {
	const { command, prepared, cached } = ready;
	const before = await noteBefore(context);
	let meanwhile;
	const run = await runCommand(context, command, {
		title: `Training: ${command.split("\n")[0]}`,
		variables: {
			...prepared.variables,
			...live.variables
		},
		onProgress: live.point,
		onStart() {
			meanwhile = startMeanwhile(context, prepared);
		}
	});
	if (run.exitCode !== 0 || run.timedOut) {
		meanwhile?.stop();
		return (await import("./fail-program.js")).failProgram(context, run);
	}
	const { keeping, described } = meanwhile ?? startMeanwhile(context, prepared);
	const { keepTrained } = await keeping;
	return keepTrained(context, {
		...ready,
		inputs: cached?.inputs,
		before,
		run,
		described
	});
}
/** What does not wait for the program: our code for what comes after it, and what the data are like. */
function startMeanwhile(context, prepared) {
	const stopped = new AbortController();
	const signal = AbortSignal.any([context.signal, stopped.signal]);
	const keeping = import("./keep-trained.js");
	const described = import("./describe-program-data2.js").then(({ describeProgramData }) => describeProgramData({
		...context,
		signal
	}, prepared));
	described.catch(() => {});
	return {
		keeping,
		described,
		stop: () => stopped.abort()
	};
}

export { trainProgram };