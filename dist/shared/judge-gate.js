import { entryFile, pastFile, placed } from "./core.js";
import { claimsOf, fullName, isRefusal, judge } from "./gate.js";
import { applyWaivers, compareModels, keepLooks, measure, readGateSettings, readJudged, reportGate, verdictOf, waivableOf } from "./read-judged.js";
import { scanModel } from "./evaluating.js";

// src/actions/judge-gate.ts
/** Judges the model that is there by the rules in force. Throws UserError where there is nothing to judge. */
async function judgeGate(context, onInconclusive) {
	const { project } = context;
	for (const file of [entryFile(project), pastFile(project)]) await context.files.remove(file);
	const judged = await readJudged(context);
	if (isRefusal(judged)) return refuse(project.name, [findingOf(judged)], judged.refused);
	const settings = await readGateSettings(context, judged.metrics, onInconclusive);
	const unsafe = await scanModel(context, judged.model ?? project.folders.model, settings.allowPickle);
	if (unsafe.length > 0) return refuse(project.name, [...unsafe, ...settings.findings], "loading the model could run code");
	const compared = await compareModels(context, judged, settings);
	if (isRefusal(compared)) return refuse(project.name, [findingOf(compared)], compared.refused);
	const { judgements, findings } = waive(judge(measure(claimsOf(settings.rules), compared.measurable), settings.isOfBase), settings, new Date(context.clock.now()));
	const report = reportGate({
		title: project.name,
		judgements,
		metrics: judged.metrics,
		baseline: compared.baseline,
		evaluation: judged.rows?.rows.evaluation,
		noBaseline: compared.noBaseline,
		failsUndecided: settings.failsUndecided,
		notes: [
			...settings.findings,
			...findings,
			...compared.notes
		],
		sections: compared.sections,
		placeOf: ({ claim }) => settings.placeOfRule(claim.index)
	});
	if (compared.looks) await keepLooks(context, compared.looks);
	if (context.environment.kind === "github" && project.config.report.history !== "none") {
		const { keepHistory } = await import("./keep-history.js");
		await keepHistory(context, {
			verdict: report.verdict,
			judgements,
			metrics: judged.metrics
		});
	}
	context.log.info(`${project.name}: ${report.headline}`);
	return {
		verdict: verdictOf(judgements),
		outputs: {
			"failed-rules": failedNames(judgements),
			metrics: judged.path,
			baseline: compared.shown
		},
		report
	};
}
/** Takes out what waivers of today are for: what fails, and what is not decided, which may stop a merge as well. */
function waive(judged, { waivers, placeOfWaiver }, today) {
	const failures = judged.filter(({ verdict }) => verdict === "fail" || verdict === "inconclusive").map((judgement) => ({
		judgement,
		...waivableOf(judgement)
	}));
	const { waived, findings } = applyWaivers(failures, waivers, {
		today: today.toISOString().slice(0, 10),
		placeOf: placeOfWaiver
	});
	const by = new Map(waived.map(({ failure, waiver }) => [failure.judgement, waiver]));
	return {
		judgements: judged.map((each) => {
			const waiver = by.get(each);
			return waiver === void 0 ? each : {
				...each,
				verdict: "waived",
				waiver
			};
		}),
		findings
	};
}
function failedNames(judgements) {
	return judgements.filter(({ verdict }) => verdict === "fail").map(fullName);
}
/** What cannot be judged is no pass. */
function refuse(title, findings, headline) {
	return {
		verdict: "refused",
		outputs: { "failed-rules": [] },
		report: {
			schema: "mlops/report@1",
			action: "quality-gate",
			title,
			verdict: "refused",
			headline,
			facts: [],
			sections: [{
				title: "Quality gate",
				rank: 1,
				findings
			}]
		}
	};
}
function findingOf({ refused, hint, file, line, column }) {
	return {
		severity: "error",
		message: refused,
		...hint !== void 0 && { hint },
		...placed({
			file,
			line,
			column
		})
	};
}

export { judgeGate };