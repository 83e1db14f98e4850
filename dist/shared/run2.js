import { ServiceError, UserError, baseInput, baselineInput, dataInputs, defineAction, dryRunInput, errorReport, failsStep, flag, keepProfile, nativesInput, path as path$1, projectInputs, resultInputs, tokenInput, train, trainInputs, within, writeStoredReport } from "./core.js";
import { combineReports, isOfDefaultBranch, prComment, renderRunPage, whileChecking, withHistory, writeSarif } from "./commenting.js";
import { shareTable } from "./data.js";
import { qualityGate } from "./quality-gate2.js";
import { validateData } from "./validate-data.js";
const path = process.getBuiltinModule("node:path");

// src/actions/run.ts
const inputs = {
	...projectInputs,
	...dataInputs,
	...baseInput,
	...resultInputs,
	sarif: path$1("Where to write the findings of the run as SARIF, for code scanning"),
	...trainInputs,
	...nativesInput,
	...baselineInput,
	report: path$1("Where the HTML report is written; default: .mlops/<name>/report.html"),
	"in-progress": flag("Comment at the start that the check is in progress, above the last result; the end replaces it").default("false"),
	...tokenInput,
	...dryRunInput
};
/** The whole check in one step: validate, train, gate, and on GitHub the comment. */
const run = defineAction({
	name: "run",
	description: "Checks a pull request: validates the data, trains, judges the model, and comments",
	inputs,
	outputs: {
		...train.outputs,
		...qualityGate.outputs,
		...validateData.outputs,
		...prComment.outputs,
		html: "Path of the HTML report"
	},
	toleratesBadConfig: true,
	run: (context) => whileChecking(context, () => checkProject(context))
});
async function checkProject(context) {
	const { project, files } = context;
	await keepProfile(context);
	for (const folder of [
		"reports",
		"model",
		"evidence"
	]) await files.remove(project.folders[folder]);
	shareTable(project);
	if (context.inputs["in-progress"] && context.environment.kind === "github") await announce(context);
	const done = await refuseSettings(context) ?? await runSteps(context, [
		validateData,
		train,
		qualityGate
	]);
	context.signal.throwIfAborted();
	const report = await withHistory(context, combineReports(done.reports, project.name));
	const html = context.inputs.report ? within(context.inputs["working-directory"], context.inputs.report) : path.join(project.folders.root, "report.html");
	await files.write(html, await renderRunPage(project, report));
	const sarif = await writeSarif(context, report, context.inputs.sarif);
	const ended = {
		...context,
		inputs: {
			...context.inputs,
			"in-progress": false
		}
	};
	const comment = context.environment.kind === "github" ? await runStep(ended, prComment) : void 0;
	const whole = comment?.verdict === "refused" ? combineReports([...done.reports, comment.report], project.name) : report;
	if (isKept(context, whole)) await keep(context);
	return {
		verdict: whole.verdict,
		outputs: {
			...done.outputs,
			...comment?.outputs,
			sarif,
			html
		},
		report: whole,
		...comment?.summary !== void 0 && { summary: comment.summary },
		...done.error !== void 0 && { error: done.error }
	};
}
/** What stands in the way of the comment now is said by the one at the end. */
async function announce(context) {
	const { report } = await runStep(context, prComment);
	const findings = report.sections.flatMap((section) => section.findings ?? []);
	for (const { message } of findings) context.log.info(message);
}
/** What the default branch comes to is what later pull requests are compared with. */
function isKept({ environment, artifacts }, report) {
	return !failsStep(report) && environment.kind === "github" && artifacts.isAvailable && isOfDefaultBranch(environment);
}
/** Where it cannot be saved, the check has been made all the same. */
async function keep(context) {
	try {
		await runStep(context, (await import("./save2.js")).save);
	} catch (error) {
		if (!(error instanceof ServiceError)) throw error;
		context.log.warn(`${error.message}; later pull requests find nothing of this run to compare with`);
	}
}
/** Rules that no metrics can mend and parameters that the engine does not take, told before the long work and not after it. */
async function refuseSettings(context) {
	const { project } = context;
	const refuse = async (action, error) => {
		const report = errorReport(action, project, error);
		await (await writeStoredReport(context, project, action.name)).finish(report);
		return {
			reports: [report],
			outputs: {},
			error
		};
	};
	try {
		const { checkRules } = await import("./gate.js");
		checkRules(project.config.gate.rules, project.place);
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return refuse(qualityGate, error);
	}
	const { task, params, search } = project.config.train;
	if (Object.keys({
		...params,
		...search?.params
	}).length === 0) return void 0;
	const { checkParams } = await import("./check-params2.js");
	const [wrong] = await checkParams(project, task === void 0 ? ["regression", "classification"] : [task]);
	return wrong && refuse(train, wrong);
}
/** Runs actions in order until a verdict is a no, or one cannot finish. */
async function runSteps(context, steps) {
	const done = {
		reports: [],
		outputs: {},
		error: void 0
	};
	for (const step of steps) try {
		const { report, outputs } = await runStep(context, step);
		done.reports.push(report);
		Object.assign(done.outputs, outputs);
		if (failsStep(report)) break;
	} catch (error) {
		if (!(error instanceof UserError || error instanceof ServiceError)) throw error;
		done.reports.push(errorReport(step, context.project, error));
		done.error = error;
		break;
	}
	return done;
}
/** Runs one action with the inputs that it shares with this one, and keeps its report. */
async function runStep(context, step) {
	const given = context.inputs;
	const shared = Object.entries(step.inputs).map(([name, input]) => [name, name in given ? given[name] : input.parse(void 0, name)]);
	const stored = await writeStoredReport(context, context.project, step.name);
	try {
		if (context.project.problem && !step.toleratesBadConfig) throw context.project.problem;
		const result = await step.run({
			...context,
			inputs: Object.fromEntries(shared)
		});
		await stored.finish(result.report);
		return result;
	} catch (error) {
		if (!context.signal.aborted) await stored.finish(errorReport(step, context.project, error));
		throw error;
	}
}

export { run };