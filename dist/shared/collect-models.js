import { fromWorst, reportRun } from "./commenting.js";
import { historySections } from "./history-sections.js";
import { counted, verdictIcons, verdictWords, verdicts } from "./core.js";
import { divideBundles, grouped } from "./divide-bundles2.js";
import { tellLostJobs } from "./lost-jobs.js";

// src/comment/collect-models.ts
/** How many models came to a verdict, in words. */
const said = {
	pass: ["holds", "hold"],
	fail: ["fails", "fail"],
	inconclusive: ["is not decided", "are not decided"],
	refused: ["could not be judged", "could not be judged"],
	skipped: ["was skipped", "were skipped"]
};
/**
* One report for all models of a run: how many hold, a table of them with their main metric, and each one's report behind
* a fold, the worst first. Models and jobs that saved nothing are named.
*/
function collectModels(saved, context) {
	const { expected, notes, lost = [] } = context;
	const models = modelsOf(saved, context);
	const names = /* @__PURE__ */ new Set([...saved.map(({ name }) => name), ...models.map(({ title }) => title)]);
	const missing = [...new Set(expected)].filter((name) => !names.has(name));
	const findings = [
		...missing.map(missingModel),
		...tellLostJobs(lost),
		...notes
	];
	return sumUp(models, {
		missing: missing.length,
		lost: lost.length,
		findings
	});
}
/**
* One report for the jobs of one model: the run's where they found one thing together, and otherwise what each came to, in
* a table and behind a fold, so that none hides another.
*/
function reportJobs(results, title, { attempt } = {}) {
	const [only] = results;
	if (results.length <= 1) return reportRun(only?.reports ?? [], title, { attempt });
	return {
		...sumUp(results.map(({ leg, reports }) => reportRun(reports, titleOf(title, leg), { attempt })), {
			missing: 0,
			lost: 0,
			findings: []
		}),
		title
	};
}
function sumUp(unordered, { missing, lost, findings }) {
	const models = unordered.toSorted((a, b) => fromWorst.indexOf(a.verdict) - fromWorst.indexOf(b.verdict) || (a.title < b.title ? -1 : 1));
	const worst = models[0]?.verdict ?? "refused";
	const count = models.length + missing;
	const isIncomplete = missing + lost > 0;
	return {
		schema: "mlops/report@1",
		action: "run",
		title: count === 0 ? "Models" : counted(count, "model"),
		verdict: isIncomplete && worst !== "fail" ? "refused" : worst,
		...models.some(({ fails }) => fails) && { fails: true },
		headline: headlineOf(models, {
			missing,
			lost
		}),
		facts: [],
		sections: [
			...findings.length > 0 ? [{
				title: "Not in the table",
				rank: 0,
				findings
			}] : [],
			...models.length > 0 ? [{
				title: "Models",
				rank: 0,
				tables: [overview(models)]
			}] : [],
			...models.flatMap((model, index) => folded(model, index + 1))
		]
	};
}
/** Whether every model that must be there saved its results in this attempt; without names nobody knows. */
function isWhole(saved, expected, attempt = 1) {
	const names = new Set(saved.filter((each) => each.attempt === attempt).map(({ name }) => name));
	return expected.length > 0 && expected.every((name) => names.has(name)) && saved.every((each) => each.attempt === attempt);
}
/** A report for each model, and for each of its results where jobs came to several under one name. */
function modelsOf(saved, { branch, attempt }) {
	return grouped(saved, ({ name }) => name).flatMap(([name, bundles]) => divideBundles(bundles).map(({ leg, reports, bundles: own }) => {
		const report = reportRun(reports, titleOf(name, leg), { attempt });
		const { history } = own.findLast((each) => each.history) ?? {};
		return history === void 0 ? report : {
			...report,
			sections: [...report.sections, ...historySections(history, branch)]
		};
	}));
}
function titleOf(name, leg) {
	return leg === void 0 ? name : `${name} (${leg})`;
}
function headlineOf(models, { missing, lost }) {
	const parts = verdicts.flatMap((verdict) => {
		const count = models.filter((each) => each.verdict === verdict).length;
		return count === 0 ? [] : [`${count} ${said[verdict][count === 1 ? 0 : 1]}`];
	});
	if (missing > 0) parts.push(`${missing} saved nothing`);
	if (lost > 0) parts.push(`${counted(lost, "failed job")} saved nothing`);
	return parts.length === 0 ? "no job saved anything" : parts.join(", ");
}
function missingModel(name) {
	return {
		severity: "error",
		message: `${name} saved nothing: its job stopped before the action save, or has none`,
		hint: "Its log says more. The action save belongs at the end of its job, with `if: ${{ !cancelled() }}`"
	};
}
function overview(models) {
	return {
		columns: [...[
			"Model",
			"Verdict",
			"Metric",
			"Difference",
			"Result"
		].map((label) => ({ label }))],
		rows: models.map(({ title, verdict, facts, headline }) => {
			const fact = facts.find(({ label }) => label !== "");
			return [
				title,
				`${verdictIcons[verdict]} ${verdictWords[verdict]}`,
				fact === void 0 ? null : `${fact.label} ${fact.value}`,
				fact?.note ?? null,
				headline
			];
		})
	};
}
/** A model's report as one section behind a fold, and what only the page shows as another. */
function folded({ title, verdict, headline, facts, sections }, rank) {
	const name = `${verdictIcons[verdict]} ${title}: ${headline}`;
	const numbers = facts.map(({ label, value, note }) => [
		label,
		value,
		note && `(${note})`
	].filter((each) => each).join(" "));
	const ranked = sections.toSorted((a, b) => a.rank - b.rank);
	return [false, true].flatMap((isPageOnly) => {
		const shown = ranked.filter(({ pageOnly = false }) => pageOnly === isPageOnly);
		const section = {
			title: isPageOnly ? `${title}: more` : name,
			rank,
			folded: true,
			...isPageOnly && { pageOnly: true },
			text: [...isPageOnly || numbers.length === 0 ? [] : [numbers.join(" \u00b7 ")], ...shown.flatMap((each) => (each.text ?? []).map((text) => `${each.title}: ${text}`))],
			findings: shown.flatMap((each) => each.findings ?? []),
			log: shown.find((each) => each.log?.length)?.log ?? [],
			tables: shown.flatMap((each) => (each.tables ?? []).map((table) => ({
				...table,
				title: table.title === void 0 ? each.title : `${each.title}: ${table.title}`
			}))),
			charts: shown.flatMap((each) => each.charts ?? [])
		};
		return isPageOnly && shown.length === 0 ? [] : [section];
	});
}

export { collectModels, isWhole, reportJobs };