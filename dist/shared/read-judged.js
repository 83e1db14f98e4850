import { ServiceError, UserError, counted, didYouMean, digestFile, digestModel, formatNumber, inputPath, isSameRepository, listFirst, placed, within } from "./core.js";
import { canonicalName, classificationMetrics, estimateFolds, findMetric, formatChange, formatInterval, formatMetric, isFairness, nameIn, parseMetrics, regressionMetrics, saysTheSame, showChange, sliceBy, sliceByClass, sliceNames, tellChange, unjudgedSlices } from "./evaluating.js";
import { array, int, literal, strictObject, string } from "./vendor-zod.js";
import { findRunSources, pullRequestHead } from "./bundle.js";
import { fileWithin, inputFile } from "./actions.js";
import { findColumn } from "./data.js";
import { parseManifest } from "./evidence.js";
import { findBase } from "./diff.js";
import { alpha, areCases, checkRules, claimsOf, compareBases, endOfBase, estimateMetrics, fullName, isRefusal, judgedRows, labelsOf, nameOf, pairCases, pointOf as pointOf$1, readModel, readOutcome, refusing, taskOf, unusable, whyAbsent } from "./gate.js";
import { championAtPath, championBeside, committedChampion, readChallenger } from "./judging.js";
import { statisticOf } from "./metrics.js";
import { transformEstimate } from "./statistics.js";
const path = process.getBuiltinModule("node:path");

// src/gate/compare-folds.ts
/**
* The model's score less so many times the other's, fold by fold; undefined where neither has scores by fold. Folds are the
* same where they are as many, of as many rows, and of one digest or seed where either names one.
*/
function compareFolds({ rule, against }, own, theirs) {
	const [ours, others] = [own.imported?.folds, theirs.imported?.folds];
	if (ours === void 0 && others === void 0) return void 0;
	const one = ours?.scores.get(nameIn(own, rule.metric));
	const other = others?.scores.get(nameIn(theirs, rule.metric));
	if (ours === void 0 || others === void 0 || one === void 0 || other === void 0) return { unpaired: `the ${ours === void 0 ? "model" : against} has no scores by fold` };
	if (!(one.length === other.length && ours.trainRows === others.trainRows && ours.testRows === others.testRows && ours.division === others.division)) return { unpaired: `the folds are not those of the ${against}` };
	return { contrast: (factor) => estimateFolds(one.map((score, fold) => score - factor * other[fold]), ours) };
}

// src/gate/unmeasured.ts
/** Whether there is no value. */
function isUnmeasured(measured) {
	return typeof measured === "object" && "missing" in measured;
}

// src/gate/measure.ts
/** Metrics that compare with the mean of the rows at hand: within a slice they say something else. */
const ofOwnMean = /* @__PURE__ */ new Set([
	"r2",
	"explained_variance",
	"d2_absolute_error_score",
	"d2_log_loss_score",
	"d2_brier_score"
]);
/** Measures each claim, on all rows or on the slices that its rule asks for, and beside comparisons their slices. */
function measure(claims, measurable) {
	const slicer = rememberSlices(measurable);
	const parts = claims.flatMap((claim) => partsOf(claim, measurable, slicer));
	const byEvaluation = /* @__PURE__ */ new Map();
	for (const part of parts) if (part.evaluation !== void 0) byEvaluation.set(part.evaluation, [...byEvaluation.get(part.evaluation) ?? [], part]);
	const estimates = /* @__PURE__ */ new Map();
	for (const [evaluation, of] of byEvaluation) {
		const asked = of.map(({ claim }) => ({
			metric: claim.metric,
			factors: factorsOf(claim)
		}));
		for (const [index, found] of estimateMetrics(evaluation, asked, measurable.effort).entries()) estimates.set(of[index], found);
	}
	return parts.flatMap((part) => measurePart(part, estimates.get(part), measurable));
}
function partsOf(claim, measurable, slicesOf) {
	const { own, references, guarded, extra } = measurable;
	if (claim.against === void 0 && extra.has(extraName(claim))) return [{
		claim,
		evaluation: void 0,
		isGuard: false
	}];
	const of = claim.against === void 0 ? own : references[claim.against];
	const part = (found, isGuard) => found.evaluation === void 0 ? [] : [{
		claim,
		evaluation: found.evaluation,
		slice: found,
		isGuard
	}];
	const { by } = claim.rule;
	if (by !== void 0) {
		const slices = slicesOf(of, by);
		const parts = slices.flatMap((each) => part(each, false));
		const missing = unjudgedSlices(slices, measurable.minRows);
		const rest = {
			claim,
			evaluation: void 0,
			isGuard: false,
			missing
		};
		return parts.length === 0 || missing !== void 0 ? [...parts, rest] : parts;
	}
	const guards = claim.condition === "no_worse_than" && !ofOwnMean.has(claim.metric) ? guarded.flatMap((column) => slicesOf(of, column)) : [];
	return [{
		claim,
		evaluation: of.evaluation,
		isGuard: false
	}, ...guards.flatMap((each) => part(each, true))];
}
/** The slices of a column, made once however many claims ask for them. */
function rememberSlices({ minRows }) {
	const made = /* @__PURE__ */ new Map();
	const make = ({ evaluation, slices }, column) => {
		if (evaluation === void 0) return [];
		if (column === "class" && evaluation.classes.length > 0) return sliceByClass(evaluation, minRows);
		const codes = slices?.find(({ name }) => name === column);
		return codes === void 0 ? [] : sliceBy(evaluation, codes, minRows);
	};
	return (of, column) => {
		const known = made.get(of) ?? /* @__PURE__ */ new Map();
		made.set(of, known);
		const found = known.get(column) ?? make(of, column);
		known.set(column, found);
		return found;
	};
}
/** Metrics of how slices differ are known by their column too. */
function extraName({ metric, rule }) {
	return rule.by === void 0 ? metric : `${metric} by ${rule.by}`;
}
/** Of a margin that is a share: what the reference's value is multiplied by. */
function factorsOf({ margin, condition, against, sign }) {
	if (against === void 0 || !margin.isShare) return [];
	return [1 + (condition === "no_worse_than" ? -sign : sign) * margin.value];
}
function measurePart(part, found, measurable) {
	const { claim, slice, isGuard, evaluation } = part;
	const extra = claim.against === void 0 ? measurable.extra.get(extraName(claim)) : void 0;
	if (extra !== void 0 && isUnmeasured(extra)) return [unmeasured(claim, extra, measurable)];
	if (extra !== void 0) {
		const unit = claim.metric === "latency_ratio" ? "repeat" : "row";
		return [{
			claim,
			actual: extra,
			lead: pointed(claim, boundLead(claim, extra)),
			unit
		}];
	}
	if (part.missing !== void 0) return [unmeasured(claim, { missing: part.missing }, measurable)];
	if (found === void 0 || evaluation === void 0) return isGuard ? [] : [measureNumbers(claim, measurable)];
	const unit = evaluation.groups === void 0 ? "row" : "group";
	const shared = {
		claim,
		slice,
		isGuard,
		actual: found.challenger,
		unit
	};
	const value = typeof found.challenger === "number" ? found.challenger : found.challenger.value;
	if (slice !== void 0 && Number.isNaN(value)) return isGuard ? [] : [{
		...shared,
		actual: 0,
		lead: void 0,
		missing: "its rows leave it undefined"
	}];
	if (claim.against === void 0) return [{
		...shared,
		lead: pointed(claim, boundLead(claim, found.challenger))
	}];
	const { champion, difference } = found;
	return [{
		...shared,
		reference: champion,
		difference: typeof difference === "object" ? difference : void 0,
		lead: pointed(claim, comparedLead(claim, found)),
		isUnchanged: evaluation.champion && saysTheSame(evaluation.challenger, evaluation.champion),
		missing: `the ${claim.against} has no ${claim.metric} on these rows`
	}];
}
/** What could not be measured here may stand among the numbers that were given. */
function unmeasured(claim, { missing }, measurable) {
	const { metrics } = measurable;
	return claim.rule.by === void 0 && metrics.values.has(nameIn(metrics, claim.rule.metric)) ? measureNumbers(claim, measurable) : {
		claim,
		actual: void 0,
		lead: void 0,
		missing
	};
}
function boundLead(claim, actual) {
	const bound = claim.bound;
	return typeof actual === "number" ? claim.sign * (actual - bound) : transformEstimate(actual, {
		scale: claim.sign,
		offset: -claim.sign * bound
	});
}
function comparedLead(claim, found) {
	const { sign, margin, isStrict } = claim;
	const [factor] = factorsOf(claim);
	const contrast = factor === void 0 ? found.difference : found.contrasts.get(factor);
	if (contrast === void 0) return void 0;
	const offset = margin.isShare ? 0 : isStrict ? -margin.value : margin.value;
	return typeof contrast === "number" ? sign * contrast + offset : transformEstimate(contrast, {
		scale: sign,
		offset
	});
}
/** `on: point` judges the number alone. */
function pointed(claim, lead) {
	return claim.rule.on === "point" && typeof lead === "object" ? lead.value : lead;
}
/** By numbers alone, where there are no rows. */
function measureNumbers(claim, { metrics, references }) {
	const name = nameIn(metrics, claim.rule.metric);
	const actual = metrics.values.get(name);
	const { sign, margin, against, isStrict } = claim;
	if (claim.rule.by !== void 0) return {
		claim,
		actual: actual ?? 0,
		lead: void 0,
		missing: `there are no rows to slice by "${claim.rule.by}"`
	};
	if (actual === void 0 || Number.isNaN(actual)) return {
		claim,
		actual,
		lead: void 0
	};
	if (against === void 0) {
		const measured = metrics.imported?.estimates.get(name) ?? actual;
		return {
			claim,
			actual: measured,
			lead: pointed(claim, boundLead(claim, measured))
		};
	}
	const of = references[against];
	const reference = of.metrics?.values.get(nameIn(of.metrics, claim.rule.metric));
	if (reference === void 0 || Number.isNaN(reference)) return {
		claim,
		actual,
		lead: void 0,
		missing: missingOf(against, claim.metric, of)
	};
	const folds = compareFolds(claim, metrics, of.metrics);
	if (folds !== void 0) return measureFolds(claim, {
		...folds,
		actual,
		reference
	});
	const allowance = margin.isShare ? margin.value * Math.abs(reference) : margin.value;
	return {
		claim,
		actual,
		reference,
		lead: sign * (actual - (reference + sign * (isStrict ? allowance : -allowance)))
	};
}
/** By scores of the same folds. */
function measureFolds(claim, { actual, reference, contrast, unpaired }) {
	if (contrast === void 0) return {
		claim,
		actual,
		reference,
		lead: void 0,
		missing: unpaired
	};
	const difference = contrast(1);
	const [factor = 1] = factorsOf(claim);
	return {
		claim,
		actual,
		reference,
		difference,
		lead: pointed(claim, comparedLead(claim, {
			challenger: actual,
			champion: reference,
			difference,
			contrasts: /* @__PURE__ */ new Map([[factor, contrast(factor)]])
		})),
		unit: "fold"
	};
}
function missingOf(against, metric, { metrics, missing }) {
	if (metrics !== void 0) return `the ${against}'s metrics have no "${metric}"`;
	if (missing !== void 0) return missing;
	if (against === "dummy") return "the metrics file does not say what a dummy model reaches";
	return against === "anchor" ? "no anchor is named" : "there is no baseline to compare with yet";
}

// src/gate/gate-tables.ts
/** What each rule asked and got. */
function rulesTable(judgements) {
	const shown = judgements.filter(({ isGuard, verdict }) => !isGuard || verdict === "fail");
	const isCompared = shown.some(({ claim }) => claim.against !== void 0);
	const columns = [...new Set(shown.flatMap(({ slice }) => slice?.column ?? []))];
	const hasIntervals = shown.some((each) => intervalCell(each) !== null);
	const rows = shown.map((each) => {
		const { claim, slice, actual, reference } = each;
		const { metric, required } = claim;
		const groups = isFairness(metric) ? ` by ${claim.rule.by}` : "";
		const value = each.lead === void 0 && slice !== void 0 ? void 0 : pointOf$1(actual);
		const bounds = (each.difference ?? (typeof actual === "object" ? actual : void 0))?.bounds(alpha);
		const show = (number) => number === void 0 ? null : formatMetric(metric, number, bounds);
		return [
			`${findMetric(metric)?.label ?? metric}${groups} ${required}${claim.rule.branch === void 0 ? "" : `, as ${claim.rule.branch} asks`}`,
			...columns.length > 0 ? [sliceCell(slice, columns)] : [],
			show(value),
			...isCompared ? [show(reference), changeCell(each)] : [],
			...hasIntervals ? [intervalCell(each)] : [],
			verdictText(each)
		];
	});
	const right = (label) => ({
		label,
		align: "right"
	});
	return {
		columns: [
			{ label: "Gate" },
			...columns.length > 0 ? [{ label: columns.length === 1 ? columns[0] : "Of" }] : [],
			right("This commit"),
			...isCompared ? [right("Compared with"), right("Difference")] : [],
			...hasIntervals ? [right("95 % CI")] : [],
			{ label: "Verdict" }
		],
		rows
	};
}
function sliceCell(slice, columns) {
	if (slice === void 0) return "all rows";
	return columns.length === 1 ? slice.value : `${slice.value} (${slice.column})`;
}
function changeCell({ claim, actual, reference, difference }) {
	const value = pointOf$1(actual);
	const { metric, sign } = claim;
	if (difference) return showChange(metric, difference.value, {
		sign,
		bounds: difference.bounds(alpha)
	});
	return value === void 0 || reference === void 0 ? null : showChange(metric, value - reference);
}
/** Of the difference, where there is one, else of the value. */
function intervalCell({ claim, actual, difference }) {
	const { metric } = claim;
	if (difference) return formatInterval(metric, difference.bounds(alpha), { isChange: true });
	return typeof actual === "object" ? formatInterval(metric, actual.bounds(alpha)) : null;
}
/** A value with its interval, where it has one. */
function measuredCell(name, measured) {
	if (measured === void 0) return null;
	if (typeof measured === "number") return formatMetric(name, measured);
	const bounds = measured.bounds(alpha);
	return `${formatMetric(name, measured.value, bounds)} (${formatInterval(name, bounds)})`;
}
/** A difference with its interval: `\u22120.007 (\u22120.037 \u2026 +0.019)`. */
function changeWithInterval(metric, difference) {
	const bounds = difference.bounds(alpha);
	return `${formatChange(metric, difference.value, bounds)} (${formatInterval(metric, bounds, { isChange: true })})`;
}
/** Every metric, beside those of the baseline and of the dummy. */
function metricsTable(metrics, baseline) {
	const show = (name, value) => value === void 0 ? null : formatMetric(name, value);
	const rows = [...metrics.values].map(([name, value]) => [
		findMetric(name)?.label ?? name,
		metrics.aliases.get(name) ?? name,
		show(name, value),
		...baseline ? [show(name, baseline.values.get(name)), changeOf(name, value, baseline)] : [],
		...metrics.dummy ? [show(name, metrics.dummy.get(name))] : []
	]);
	return {
		columns: [
			{ label: "Metric" },
			{ label: "Name" },
			{
				label: "This commit",
				align: "right"
			},
			...baseline ? ["Baseline", "Difference"].map((label) => ({
				label,
				align: "right"
			})) : [],
			...metrics.dummy ? [{
				label: "Dummy",
				align: "right"
			}] : []
		],
		rows
	};
}
function changeOf(name, value, { values }) {
	const before = values.get(name);
	return before === void 0 || Number.isNaN(value - before) ? null : showChange(name, value - before);
}
function verdictText({ verdict, claim, difference }) {
	if (verdict === "pass" && difference && claim.condition === "no_worse_than") {
		const [worst, best] = difference.bounds(alpha).map((end) => claim.sign * end).sort((a, b) => a - b);
		if (best < 0) return "\u2705 worse, within the margin";
		if (worst > 0) return "\u2705 better";
	}
	return {
		pass: "\u2705 holds",
		fail: "\u274c fails",
		inconclusive: "\u2754 not decided",
		unjudged: "\u26aa not judged",
		waived: "\ud83e\ude79 waived"
	}[verdict];
}

// src/gate/gate-findings.ts
/** What is wrong, undecided or worth a word. */
function findingsOf(gate) {
	const broken = gate.judgements.filter(({ verdict }) => verdict !== "pass");
	const near = gate.judgements.filter(isNearPoint).map((each) => nearFinding(each, gate));
	return [
		...broken.map((each) => findingOf(each, gate)),
		...near,
		...gate.notes
	];
}
/** A rule on the point alone changes its mind with the rows where the bound is within two standard errors. */
function isNearPoint({ actual, lead, claim }) {
	if (typeof actual !== "object" || typeof lead !== "number" || claim.against !== void 0) return false;
	return Math.abs(lead) < 2 * actual.standardError;
}
function nearFinding(each, { placeOf }) {
	return {
		severity: "warning",
		rule: fullName(each),
		message: `${each.claim.metric} is within two standard errors of its bound: on other test rows the rule may say otherwise`,
		hint: "Ask for the bound of the interval (on: bound), or move the threshold",
		...placed(placeOf(each))
	};
}
function findingOf(each, gate) {
	const { placeOf, baseline, noBaseline, failsUndecided } = gate;
	const { claim, verdict, reason } = each;
	const actual = pointOf$1(each.actual);
	const missing = verdict === "unjudged" && claim.against === "baseline" && !baseline ? noBaseline : void 0;
	const hint = missing?.hint ?? hintOf(each, gate);
	return {
		severity: verdict === "fail" || verdict === "inconclusive" && failsUndecided === true ? "error" : "warning",
		rule: fullName(each),
		message: {
			fail: `${sliceWords(each)}${reason}${actual === void 0 || Number.isNaN(actual) || each.isUnchanged ? "" : `: it is ${shownValue(each)}`}`,
			inconclusive: `"${fullName(each)}" is not decided: ${reason}; it is ${shownValue(each)}`,
			unjudged: `"${fullName(each)}" could not be judged: ${reason}${missing ? `: ${missing.why}` : ""}`,
			waived: `"${fullName(each)}" ${(each.p ?? 0) > .025 ? "is not decided" : "fails"}, which ${each.waiver?.by} allows until ${each.waiver?.until}: ${each.waiver?.reason}`,
			pass: ""
		}[verdict],
		...hint !== void 0 && { hint },
		...placed(placeOf(each))
	};
}
/** The value with its interval, and of a comparison how far it is from the other one. */
function shownValue({ claim, actual, difference }) {
	const { metric, against } = claim;
	const value = measuredCell(metric, actual) ?? "";
	if (difference === void 0) return String(value);
	return `${value}, ${changeWithInterval(metric, difference)} from the ${against}'s`;
}
function sliceWords({ slice }) {
	return slice === void 0 ? "" : `where ${slice.column} is ${slice.value}, `;
}
/** What helps where a rule could not be judged by its numbers. */
function hintOf(each, { metrics, evaluation }) {
	const { actual, verdict, claim } = each;
	const value = pointOf$1(actual);
	if (verdict === "fail" && value === void 0) return whyAbsent(claim.rule.metric, metrics, evaluation);
	if (value !== void 0 && Number.isNaN(value)) return "Test rows that lack a class leave some metrics undefined: add rows, or set data.split.stratify";
	if (verdict === "inconclusive") return openHint(each);
	if (verdict !== "unjudged" || claim.against === void 0) return void 0;
	return claim.against === "baseline" || claim.against === "anchor" ? `Give the metrics of the model to compare with as gate.${claim.against} or, of the baseline, the input baseline` : "Judge the metrics of a model that train made, which say what a dummy model reaches";
}
/** What helps where the rows do not tell. */
function openHint({ claim, lead, rowsNeeded, unit = "row" }) {
	const { condition, margin, isStrict } = claim;
	const isAllowance = condition === "no_worse_than";
	if (rowsNeeded !== void 0) return `About ${`${formatNumber(roundUp(rowsNeeded))} ${unit === "repeat" ? "" : "test "}${unit}s`} would tell with a chance of 80 %${isAllowance ? ", if both models were equal" : ""}`;
	if (isAllowance) return margin.value === 0 ? "Give the rule a margin: without one, no number of rows shows that equal models are equal" : "More test rows, or a wider margin";
	if (isStrict) return `More test rows, or a ${margin.value === 0 ? "model that is better by more" : "smaller margin"}`;
	return pointOf$1(lead) > 0 ? "More test rows, or on: point, which asks it of the value alone" : "The value itself does not reach the bound: more test rows, another model or another bound";
}
/** Rows with two significant digits. */
function roundUp(rows) {
	const place = 10 ** Math.max(0, Math.floor(Math.log10(rows)) - 1);
	return Math.ceil(rows / place) * place;
}

// src/gate/gate-sections.ts
/** Slices shown beside the baseline. */
const mostGuards = 20;
/** The slices that no comparison may be worse on, the worst first. */
function guardSections(judgements) {
	const guards = judgements.filter(({ isGuard }) => isGuard);
	if (guards.length === 0) return [];
	const rows = [...guards].sort((a, b) => (a.p ?? 1) - (b.p ?? 1) || pointOf$1(a.lead) - pointOf$1(b.lead)).slice(0, mostGuards).map(({ claim, slice, actual, reference, difference, p }) => [
		`${slice.column} = ${slice.value}`,
		difference?.n ?? null,
		findMetric(claim.metric)?.label ?? claim.metric,
		formatMetric(claim.metric, pointOf$1(actual)),
		formatMetric(claim.metric, reference),
		difference ? changeWithInterval(claim.metric, difference) : null,
		p === void 0 ? null : formatP(p)
	]);
	const failed = guards.some(({ verdict }) => verdict === "fail");
	return [{
		title: "Slices beside the baseline",
		rank: failed ? 2 : 3,
		folded: !failed,
		text: ["A slice fails the gate only where it is shown to be worse by more than the rule's margin, with p corrected for all rules and slices (Holm) at most 0.025."],
		tables: [{
			columns: [
				{ label: "Slice" },
				{
					label: "Rows",
					align: "right"
				},
				{ label: "Metric" },
				{
					label: "This commit",
					align: "right"
				},
				{
					label: "Compared with",
					align: "right"
				},
				{
					label: "Difference (95 % CI)",
					align: "right"
				},
				{
					label: "p of harm",
					align: "right"
				}
			],
			rows,
			...guards.length > rows.length && { total: guards.length }
		}]
	}];
}
/** Of each claim that was judged by an interval: how many rows, which method, which p. */
function methodSections(judgements) {
	const judged = judgements.filter(({ lead, isGuard }) => lead !== void 0 && !isGuard);
	if (judged.every(({ lead }) => typeof lead === "number")) return judgements.length === 0 ? [] : [{
		title: "How this was judged",
		rank: 7,
		folded: true,
		text: ["By the numbers alone: without predictions nothing says how much of them is chance."]
	}];
	const rows = judged.map(({ claim, slice, lead, p, isUnchanged }) => {
		const method = typeof lead === "object" ? lead.method : "none: by the number alone";
		return [
			fullName({
				claim,
				slice
			}),
			typeof lead === "object" ? lead.n : null,
			isUnchanged ? "the predictions are the same" : method,
			p === void 0 ? null : formatP(p)
		];
	});
	return [{
		title: "How this was judged",
		rank: 7,
		folded: true,
		text: [
			"A rule holds where its whole 95 % interval does. It fails where the opposite is shown, with p corrected for all rules and slices (Holm) at most 0.025. Between them it is not decided.",
			...new Set(judged.flatMap(({ lead }) => typeof lead === "object" ? lead.caution ?? [] : [])),
			"The verdict is about this model on rows like these: not about the same training with another seed, nor about data to come."
		],
		tables: [{
			columns: [
				{ label: "Rule" },
				{
					label: "Rows or groups",
					align: "right"
				},
				{ label: "Interval" },
				{
					label: "p of failing",
					align: "right"
				}
			],
			rows
		}]
	}];
}
function formatP(p) {
	return p < 1e-4 ? "< 0.0001" : formatNumber(Number(p.toPrecision(2)), { digits: 2 });
}

// src/gate/render-gate.ts
/** Fail when a claim fails; inconclusive when one is not decided or there is none. */
function verdictOf(judgements) {
	if (judgements.some(({ verdict }) => verdict === "fail")) return "fail";
	return judgements.length === 0 || judgements.some(({ verdict }) => verdict !== "pass" && verdict !== "waived") ? "inconclusive" : "pass";
}
/** The gate's report: the verdict first, then what each rule asked and got, then every metric. */
function reportGate(gate) {
	const { judgements, metrics, baseline } = gate;
	const verdict = verdictOf(judgements);
	return {
		schema: "mlops/report@1",
		action: "quality-gate",
		title: gate.title,
		verdict,
		...verdict === "inconclusive" && gate.failsUndecided && { fails: true },
		headline: headlineOf(judgements),
		facts: factsOf(judgements, baseline),
		sections: [
			{
				title: "Quality gate",
				rank: 1,
				tables: [rulesTable(judgements)],
				findings: findingsOf(gate)
			},
			...guardSections(judgements),
			...gate.sections,
			...methodSections(judgements),
			...baseline || !metrics.dummy ? [{
				title: "All metrics",
				rank: 4,
				folded: true,
				tables: [metricsTable(metrics, baseline)]
			}] : []
		]
	};
}
/** What a waiver may call a judgement. */
function waivableOf({ claim, slice }) {
	const { rule, metric } = claim;
	return {
		names: [
			nameOf(claim),
			metric,
			rule.metric
		],
		...slice && { slice: `${slice.column}=${slice.value}` }
	};
}
function headlineOf(judgements) {
	const failed = judgements.filter(({ verdict }) => verdict === "fail");
	const open = judgements.filter(({ verdict }) => verdict === "inconclusive");
	const unjudged = judgements.filter(({ verdict }) => verdict === "unjudged");
	const total = judgements.filter(({ isGuard, verdict }) => !isGuard || verdict === "fail").length;
	if (failed.length > 0) {
		const names = listFirst(failed.map(fullName), 3, { between: "; " });
		return `${failed.length} of ${total} gate rules ${failed.length === 1 ? "does" : "do"} not hold: ${names}`;
	}
	if (judgements.length === 0) return "there was nothing to judge";
	const [first = unjudged[0]] = open;
	if (first) {
		const [named, word] = open.length > 0 ? [open, "decided"] : [unjudged, "judged"];
		const rest = open.length > 0 && unjudged.length > 0 ? `; ${unjudged.length} could not be judged` : "";
		return `${named.length} of ${total} gate rules could not be ${word}: ${first.reason}${enoughRows(named)}${rest}`;
	}
	const waived = judgements.filter(({ verdict }) => verdict === "waived").length;
	if (waived > 0) return `the gate holds but for ${counted(waived, "waived rule")}`;
	return total === 1 ? "the gate holds" : "every gate holds";
}
/** How many rows would decide all that is open, or else the first of it. */
function enoughRows(open) {
	const all = open.every(({ rowsNeeded }) => rowsNeeded !== void 0);
	const most = (all ? open : open.slice(0, 1)).reduce((a, b) => (b.rowsNeeded ?? 0) > (a.rowsNeeded ?? 0) ? b : a);
	if (most.rowsNeeded === void 0) return "";
	const what = `${most.unit === "repeat" ? "" : "test "}${most.unit ?? "row"}s`;
	return `; about ${formatNumber(roundUp(most.rowsNeeded))} ${what} would${all && open.length > 1 ? " decide all" : ""}`;
}
/** The metrics that rules name, in their order, with the interval, and the difference from the baseline. */
function factsOf(judgements, baseline) {
	const facts = /* @__PURE__ */ new Map();
	const whole = judgements.filter(({ slice, actual }) => slice === void 0 && actual !== void 0);
	const ranked = [...whole].sort((a, b) => Number(b.claim.against === "baseline") - Number(a.claim.against === "baseline"));
	for (const name of new Set(whole.map(({ claim }) => claim.metric))) {
		const each = ranked.find(({ claim }) => claim.metric === name);
		const value = pointOf$1(each.actual);
		const note = noteOf(each, each.claim.against === "baseline" ? each.reference : baseline?.values.get(name));
		facts.set(name, {
			label: findMetric(name)?.label ?? name,
			value: formatMetric(name, value, boundsOf(each)),
			...note !== void 0 && { note }
		});
	}
	return [...facts.values()].slice(0, 4);
}
/** Of the difference where there is one, as the note says it, else of the value. */
function boundsOf({ actual, difference, claim }) {
	if (difference && claim.against === "baseline") return difference.bounds(alpha);
	return typeof actual === "object" ? actual.bounds(alpha) : void 0;
}
function noteOf(each, before) {
	const { claim, actual, difference } = each;
	const { metric, against, sign } = claim;
	const bounds = boundsOf(each);
	const isCompared = difference !== void 0 && against === "baseline";
	const change = isCompared ? difference.value : pointOf$1(actual) - (before ?? NaN);
	const ofChange = isCompared ? bounds : void 0;
	const interval = bounds && `95 % CI ${formatInterval(metric, bounds, { isChange: isCompared })}`;
	if (Number.isNaN(change)) return interval;
	const { arrow, word } = tellChange(change, sign, ofChange);
	const text = `${[
		formatChange(metric, change, ofChange),
		arrow,
		word === "" ? "from" : `${word} than`
	].filter((part) => part !== "").join(" ")} the baseline`;
	if (interval === void 0) return text;
	return isCompared ? `${text}, ${interval}` : `${interval}; ${text}`;
}

// src/gate/waivers.ts
/**
* Takes the failures out that a waiver of today is for. A waiver without a slice is for the rule with all of its slices,
* and one that has expired is for nothing. `today` is a date such as 2026-01-31, in UTC.
*/
function applyWaivers(failures, waivers, { today, placeOf = () => ({}) }) {
	const isFor = (waiver, { names, slice }) => names.some((name) => isSameRule(name, waiver.rule)) && (waiver.slice === void 0 || waiver.slice === slice);
	const findings = waivers.flatMap((waiver, index) => {
		const count = failures.filter((failure) => isFor(waiver, failure)).length;
		const isOver = waiver.until < today;
		if (!isOver && count > 0) return [];
		return [{
			severity: "warning",
			rule: "waivers",
			message: isOver ? `The waiver of ${shown(waiver)} ended on ${waiver.until}` : `The waiver of ${shown(waiver)} until ${waiver.until} is not needed: nothing of it fails`,
			hint: isOver && count > 0 ? "Mend the model, or ask for another waiver" : "Remove it from gate.waivers",
			...placed(placeOf(index))
		}];
	});
	const left = [];
	const waived = [];
	for (const failure of failures) {
		const waiver = waivers.find((each) => each.until >= today && isFor(each, failure));
		if (waiver === void 0) left.push(failure);
		else waived.push({
			failure,
			waiver
		});
	}
	return {
		failures: left,
		waived,
		findings
	};
}
/** Refuses, at its place, a waiver of a rule that is not there. Without rules those count that the gate then asks. */
function checkWaivers(waivers, rules, placeOf) {
	const known = rules.length > 0 ? rules.flatMap(({ name, metric }) => name === void 0 ? [metric] : [name, metric]) : [
		"rmse",
		"roc_auc",
		"balanced_accuracy"
	];
	for (const [index, { rule }] of waivers.entries()) {
		if (known.some((name) => isSameRule(name, rule))) continue;
		throw new UserError(`Cannot waive "${rule}": there is no such rule${didYouMean(rule, known)}`, {
			...placeOf([
				"gate",
				"waivers",
				index,
				"rule"
			]),
			hint: `Name a rule of gate.rules by its name or its metric: ${[...new Set(known)].slice(0, 10).join(", ")}`
		});
	}
}
/** Metrics may be called by any of their names. */
function isSameRule(name, asked) {
	if (name === asked) return true;
	return findMetric(asked) !== void 0 && canonicalName(name) === canonicalName(asked);
}
function shown({ rule, slice, by }) {
	return `"${rule}"${slice === void 0 ? "" : ` in the slice ${slice}`} by ${by}`;
}

// src/gate/dummy-outcome.ts
/** What a model that ignores the columns says of the rows: a number, or the same probabilities of every row. */
function dummyOutcome({ task, rows, classes }, outputs) {
	if (outputs === void 0) return void 0;
	const numbers = /* @__PURE__ */ new Map();
	if (task === "regression") return outputs.length === 1 ? {
		predicted: new Float64Array(rows).fill(outputs[0]),
		scores: void 0,
		numbers
	} : void 0;
	if (outputs.length !== classes.length) return void 0;
	const scores = new Float64Array(rows * classes.length);
	for (let row = 0; row < rows; row++) scores.set(outputs, row * classes.length);
	const code = outputs.indexOf(Math.max(...outputs));
	return {
		predicted: new Int32Array(rows).fill(code),
		scores,
		numbers
	};
}

// src/gate/metrics-of.ts
/** The usual metrics of predictions, and those that rules name, where there is no file of metrics. */
function metricsOf(evaluation, rules) {
	const { task, actual, classes, positive, costs, weights, rows } = evaluation;
	const { predicted, scores, numbers } = evaluation.challenger;
	const extra = rules.map(({ metric }) => canonicalName(metric).replace(/^neg_/, ""));
	const found = evaluation.hasOnlyNumbers ? {} : task === "regression" ? regressionMetrics(actual, predicted, weights, extra) : classificationMetrics({
		actual,
		predicted,
		scores,
		classes,
		positive,
		weights,
		costs
	}, extra);
	const means = [...numbers].map(([name, values]) => [name, values.reduce((sum, value) => sum + value, 0) / values.length]);
	return {
		values: new Map([...means, ...Object.entries(found)]),
		aliases: /* @__PURE__ */ new Map(),
		dummy: void 0,
		rows,
		task,
		evaluation: void 0,
		model: void 0
	};
}
/** The metrics of the model that is compared with, on these rows; undefined where there is none. */
function championMetrics(evaluation, rules) {
	const { champion } = evaluation;
	return champion && metricsOf({
		...evaluation,
		challenger: champion,
		champion: void 0
	}, rules);
}

// src/gate/slice-chart.ts
/** For intervals that nothing is judged by. */
const shownEffort = {
	resamples: 1999,
	mostUnits: 500
};
/** Digits that a chart keeps of a value: more than anyone reads off it. */
const digits = 6;
/**
* A metric of all rows and of each slice, with 95 % intervals, and the baseline's below them; none of a single slice.
* `slices` are those to show, in their order, with what is known of the metric.
*/
function sliceChart(metric, { evaluation, column, slices, baseline, minRows, effort }) {
	const shown = slices.filter(({ estimate }) => estimate !== void 0);
	if (shown.length < 2) return [];
	const { label = metric, percent = false } = findMetric(metric) ?? {};
	const own = [estimateAlone(evaluation, metric, effort), ...shown.map(({ estimate }) => estimate)];
	return [{
		kind: "interval",
		title: `${label} by ${column.name}`,
		group: column.name,
		pageOnly: true,
		x: {
			label: column.name,
			values: ["All test rows", ...shown.map(({ value }) => value)]
		},
		y: { label: `${label}${percent ? " in %" : ""} (95 % CI)` },
		series: [seriesOf("This commit", own, percent), ...baseline ? [baselineSeries(metric, {
			evaluation,
			shown,
			baseline,
			minRows,
			percent,
			effort
		})] : []]
	}];
}
function baselineSeries(metric, { evaluation, shown, baseline, minRows, percent, effort }) {
	const alone = (both) => ({
		...both,
		challenger: both.champion
	});
	const parts = new Map(sliceBy(alone(baseline.evaluation), baseline.column, minRows).map((each) => [each.value, each.evaluation]));
	const { rows } = baseline.evaluation;
	return seriesOf(rows === evaluation.rows ? "Baseline" : `Baseline, on ${formatNumber(rows)} of the rows`, [estimateAlone(alone(baseline.evaluation), metric, effort), ...shown.map(({ value }) => {
		const part = parts.get(value);
		return part && estimateAlone(part, metric, effort);
	})], percent);
}
/** Of the challenger, beside no other. */
function estimateAlone(evaluation, metric, effort) {
	return estimateMetrics({
		...evaluation,
		champion: void 0
	}, [{
		metric,
		factors: []
	}], effort)[0];
}
function seriesOf(label, estimates, percent) {
	const scaled = (value) => Number((percent ? value * 100 : value).toPrecision(digits));
	return {
		label,
		values: estimates.map((each) => {
			if (each === void 0) return null;
			const { challenger } = each;
			const value = typeof challenger === "number" ? challenger : challenger.value;
			return Number.isFinite(value) ? scaled(value) : null;
		}),
		bounds: estimates.map((each) => {
			if (each === void 0 || typeof each.challenger === "number") return null;
			const [lower, upper] = each.challenger.bounds(alpha);
			return Number.isFinite(lower) && Number.isFinite(upper) ? [scaled(lower), scaled(upper)] : null;
		})
	};
}

// src/gate/slice-table.ts
/** Slices that are shown of a column. */
const mostShown = 50;
/** Slices that are listed without metrics. */
const mostSmall = 3;
/** Metrics of each slice. */
const mostMetrics = 4;
/** The different values of a column and which row has which; `(missing)` for empty cells. */
function sliceColumn(column) {
	const { name } = column;
	const values = [];
	const known = /* @__PURE__ */ new Map();
	const count = column.kind === "text" ? column.codes.length : column.values.length;
	return {
		name,
		values,
		codes: Int32Array.from({ length: count }, (_, row) => {
			const label = labelAt(column, row);
			const code = known.get(label) ?? values.length;
			if (code === values.length) values.push(label);
			known.set(label, code);
			return code;
		})
	};
}
/** What a reader must know of slices that are not judged, because they are too many. */
function slicesFinding({ name, values, codes }, minRows) {
	const slices = values.map(() => ({ rows: 0 }));
	for (const code of codes) slices[code].rows++;
	const missing = values.length > 100 ? unjudgedSlices(slices, minRows) : void 0;
	return missing === void 0 ? [] : [{
		severity: "warning",
		message: `${name}: ${missing}`
	}];
}
/**
* Metrics with their 95 % intervals for each value of a column, the worst slices first, and a chart of the first of them
* beside the baseline's. Slices of fewer than `minRows` rows are listed without metrics. R\u00b2 is left out: within a slice
* it compares with the slice's own mean.
*/
function reportSlices(evaluation, column, { minRows, asked, baseline, openKernel }) {
	const names = shownMetrics(evaluation, asked);
	const effort = {
		...shownEffort,
		openKernel
	};
	const slices = sliceBy({
		...evaluation,
		champion: void 0
	}, column, minRows).map((slice) => ({
		...slice,
		estimates: slice.evaluation && estimateMetrics(slice.evaluation, names.map((metric) => ({
			metric,
			factors: []
		})), effort)
	}));
	const [leading] = names;
	const sign = leading !== void 0 && findMetric(leading)?.direction === "minimize" ? -1 : 1;
	const worst = (estimates) => {
		const value = estimates?.[0] && pointOf(estimates[0]);
		return value === void 0 || Number.isNaN(value) ? Number.POSITIVE_INFINITY : sign * value;
	};
	const ordered = slices.toSorted((a, b) => worst(a.estimates) - worst(b.estimates) || b.rows - a.rows);
	const small = ordered.findIndex(({ estimates }) => estimates === void 0);
	const shown = ordered.slice(0, small < 0 ? mostShown : Math.min(mostShown, small + mostSmall));
	const charts = leading === void 0 ? [] : sliceChart(leading, {
		evaluation,
		column,
		slices: shown.map(({ value, estimates }) => ({
			value,
			estimate: estimates?.[0]
		})),
		baseline,
		minRows,
		effort
	});
	return {
		table: tableOf(shown, {
			column,
			names,
			total: ordered.length
		}),
		charts
	};
}
/** Those that are asked for and that the predictions have, and the usual ones. */
function shownMetrics(evaluation, asked) {
	const usual = evaluation.classes.length > 0 ? ["accuracy", "f1_macro"] : ["rmse", "mae"];
	return [.../* @__PURE__ */ new Set([...asked.filter((name) => !ofOwnMean.has(name)), ...usual])].filter((name) => statisticOf(name, evaluation, evaluation.challenger) !== void 0).slice(0, mostMetrics);
}
function tableOf(slices, { column, names, total }) {
	const rows = slices.map((slice) => [
		slice.value,
		slice.rows,
		...names.map((name, index) => cellOf(name, slice.estimates?.[index]))
	]);
	return {
		title: column.name,
		group: column.name,
		columns: [
			{ label: column.name },
			{
				label: "Test rows",
				align: "right"
			},
			...names.map((name) => ({
				label: `${findMetric(name)?.label ?? name} (95 % CI)`,
				align: "right"
			}))
		],
		rows,
		...total > rows.length && { total }
	};
}
function cellOf(name, estimates) {
	if (estimates === void 0) return null;
	const { challenger } = estimates;
	if (typeof challenger === "number") return formatMetric(name, challenger);
	const bounds = challenger.bounds(alpha);
	return `${formatMetric(name, challenger.value, bounds)} (${formatInterval(name, bounds)})`;
}
function pointOf({ challenger }) {
	return typeof challenger === "number" ? challenger : challenger.value;
}
function labelAt(column, row) {
	if (column.kind === "text") return column.codes[row] < 0 ? "(missing)" : column.dictionary[column.codes[row]];
	const value = column.values[row];
	if (Number.isNaN(value)) return "(missing)";
	return column.type === "boolean" ? String(value === 1) : String(value);
}

// src/gate/pair-rows.ts
/** Relative difference that an actual value may have after a round trip as a float32. */
const tolerance = 1e-6;
/**
* Two models' predictions of the same rows, paired by identity and never by position: the order of neither file matters.
* Refuses what cannot be judged: files of another task or with other classes, without identities, with rows or actual
* values that differ; and with each file what `readEvaluation` refuses. With `shared`, rows that differ are left out, if at
* least so many remain.
*/
function pairRows(challenger, reference, { shared } = {}) {
	return refusing(() => {
		if (areCases(challenger) || areCases(reference)) return {
			...pairCases(challenger, reference),
			leftOut: {
				challenger: 0,
				champion: 0,
				relabelled: 0
			}
		};
		const [one, other] = readBoth(challenger, reference);
		const { pairs, leftOut } = matchRows(one, other);
		if (leftOut.challenger + leftOut.champion + leftOut.relabelled > 0 && shared === void 0) return otherRows(leftOut, one, other);
		if (shared !== void 0 && pairs.length < shared) return tooFew(pairs.length, shared, other);
		const champion = readOutcome({
			...other,
			order: pairs.right.subarray(0, pairs.length)
		});
		const isWhole = pairs.length === one.order.length;
		const own = judgedRows(isWhole ? one : {
			...one,
			order: pairs.left.slice(0, pairs.length)
		});
		return {
			leftOut,
			isIdentified: own.isIdentified,
			evaluation: {
				...own.evaluation,
				champion
			},
			get table() {
				return own.table;
			},
			get ids() {
				return own.ids;
			},
			get hashes() {
				return own.hashes;
			}
		};
	});
}
function readBoth(challenger, champion) {
	for (const { table, facts } of [challenger, champion]) if (facts.isDividedByProgram) throw unusable(table, "the program divided the data itself, so that nothing tells its rows from others");
	const { task, classes } = agree(challenger, champion);
	const read = ({ table, facts }, like) => readModel({
		table,
		facts: {
			...facts,
			task,
			classes
		}
	}, like);
	const one = read(challenger);
	const { positive } = challenger.facts;
	return [one, read({
		...champion,
		facts: {
			...champion.facts,
			positive
		}
	}, one)];
}
/** What both files are about. Throws UserError where they are about different things. */
function agree(challenger, champion) {
	const task = taskOf(challenger);
	const other = taskOf(champion);
	if (task !== other) throw unusable(champion.table, `it is of a ${other}, and what is judged of a ${task}`);
	if (task === "regression") return {
		task,
		classes: []
	};
	const [own, its] = [challenger.facts.classes, champion.facts.classes];
	if (own !== void 0 && its !== void 0 && !isSame$1(own, its)) throw unusable(champion.table, `its ${its.length} classes are not the ${own.length} of the model that is judged`, "Models are compared on the same classes");
	return {
		task,
		classes: own ?? its ?? labelsOf(challenger, champion)
	};
}
function isSame$1(classes, others) {
	const known = new Set(classes);
	return known.size === new Set(others).size && others.every((label) => known.has(label));
}
/** Pairs of rows in the order of the first file's. */
function matchRows(one, other) {
	const [left, right] = [idsOf(one), idsOf(other)];
	const leftOut = {
		challenger: 0,
		champion: 0,
		relabelled: 0
	};
	const most = Math.min(one.order.length, other.order.length);
	if (one.order === other.order) return {
		pairs: {
			left: one.order,
			right: other.order,
			length: most
		},
		leftOut
	};
	const pairs = {
		left: new Uint32Array(most),
		right: new Uint32Array(most),
		length: 0
	};
	const [length, others] = [one.order.length, other.order.length];
	let [i, j] = [0, 0];
	while (i < length || j < others) {
		const difference = i === length ? 1 : j === others ? -1 : compareBases(left, one.order[i], right, other.order[j]);
		if (difference < 0) {
			leftOut.challenger++;
			i++;
		} else if (difference > 0) {
			leftOut.champion++;
			j++;
		} else {
			const ends = [endOfBase(one.repeats, i), endOfBase(other.repeats, j)];
			matchCopies({
				one,
				from: i,
				to: ends[0]
			}, {
				one: other,
				from: j,
				to: ends[1]
			}, pairs, leftOut);
			[i, j] = ends;
		}
	}
	return {
		pairs,
		leftOut
	};
}
/** Rows of one content are paired by what was so: nothing else tells them apart. */
function matchCopies(left, right, pairs, leftOut) {
	const alone = {
		left: 0,
		right: 0
	};
	let [i, j] = [left.from, right.from];
	while (i < left.to || j < right.to) {
		const [row, twin] = [left.one.order[i], right.one.order[j]];
		const [a, b] = [left.one.actual[row], right.one.actual[twin]];
		if (i < left.to && j < right.to && Math.abs(a - b) <= tolerance * Math.abs(a)) {
			pairs.left[pairs.length] = row;
			pairs.right[pairs.length++] = twin;
			i++;
			j++;
		} else if (j >= right.to || i < left.to && a < b) {
			alone.left++;
			i++;
		} else {
			alone.right++;
			j++;
		}
	}
	const relabelled = Math.min(alone.left, alone.right);
	leftOut.relabelled += relabelled;
	leftOut.challenger += alone.left - relabelled;
	leftOut.champion += alone.right - relabelled;
}
function idsOf({ model, ids }) {
	if (ids !== void 0) return ids;
	throw unusable(model.table, "without a column \"row_id\" its rows cannot be paired with those of another model", "Copy row_id from MLOPS_TEST into the predictions");
}
function otherRows({ challenger, champion, relabelled }, one, other) {
	const { source } = other.model.table;
	const own = one.model.table.source;
	return {
		refused: `Cannot judge "${source}": ${challenger + champion === 0 ? `${counted(relabelled, "row")} ${relabelled === 1 ? "has" : "have"} another actual value than in "${own}"` : `its rows are not those of "${own}": ${formatNumber(challenger)} of ${formatNumber(one.order.length)} are in that file alone, ${formatNumber(champion)} of ${formatNumber(other.order.length)} in this one alone`}`,
		hint: "Models are compared on the same rows with the same actual values",
		file: source,
		isOfOtherRows: true
	};
}
function tooFew(count, least, { model }) {
	const { source } = model.table;
	return {
		refused: `Cannot judge "${source}": only ${counted(count, "row")} are left that both models can be compared on, at least ${least} are needed`,
		file: source,
		isOfOtherRows: true
	};
}

// src/actions/compare-rows.ts
/** Rows that a comparison needs where the two models were tested on other rows. */
const fewestRows = 100;
/**
* Finds the rows that a model and its champion can be compared on: the same, or else those of today that the champion was
* not trained on, predicted by its model again; or else those that both have. Refuses what nobody should compare.
*/
async function compareRows(context, challenger, champion, { minRows = fewestRows, allowPickle }) {
	const own = challenger.model;
	const before = await champion.readRows();
	if (before !== void 0 && isRefusal(before)) return before;
	const why = unpaired(challenger, before);
	if (why !== void 0) return {
		kind: "metrics",
		why
	};
	if (before !== void 0) {
		const paired = pairRows(own, before);
		if (!isRefusal(paired)) return {
			kind: "same rows",
			rows: paired,
			notes: []
		};
		if (!paired.isOfOtherRows) return paired;
	}
	const { evaluateChampion } = await import("./evaluate-champion.js");
	const again = await evaluateChampion(context, champion, {
		ids: challenger.rows.ids ?? [],
		minRows,
		allowPickle
	});
	if (typeof again !== "string") {
		if (isRefusal(again)) return again;
		const rows = pairRows(own, again.model, { shared: minRows });
		if (isRefusal(rows)) return rows;
		return {
			kind: "evaluated again",
			rows,
			notes: [evaluatedNote(rows, again.seen)]
		};
	}
	if (before === void 0) return {
		kind: "metrics",
		why: `${champion.shown} has no predictions, and ${again}`
	};
	const rows = pairRows(own, before, { shared: minRows });
	if (isRefusal(rows)) return {
		...rows,
		hint: `The baseline's model was not evaluated again: ${again}`
	};
	return {
		kind: "shared rows",
		rows,
		notes: [sharedNote(rows, again)]
	};
}
/** Why rows can be paired with no others at all. */
function unpaired({ model, rows, manifest }, before) {
	if (model.facts.isDividedByProgram || before?.facts.isDividedByProgram) return "a program divided the data itself, so that nothing tells its rows from others";
	if (!rows.isIdentified) return "the predictions have no row_id";
	return before === void 0 && manifest === void 0 ? "the baseline has no predictions" : void 0;
}
function evaluatedNote({ evaluation, leftOut }, seen) {
	const rows = formatNumber(evaluation.rows);
	if (leftOut.challenger === 0) return `The test rows are not those of the baseline's training: its model was evaluated again on today's ${rows}.`;
	return `The test rows are not those of the baseline's training: its model was evaluated again on ${rows} of them. ${counted(seen, "row")} that it was trained on ${seen === 1 ? "is" : "are"} left out.`;
}
function sharedNote({ evaluation, leftOut }, why) {
	return `Compared on the ${formatNumber(evaluation.rows)} test rows that both models have; ${leftOutText(leftOut)}. The baseline's model was not evaluated again: ${why}.`;
}
function leftOutText({ challenger, champion, relabelled }) {
	return [
		[challenger, "new"],
		[champion, "gone"],
		[relabelled, "of another actual value"]
	].filter(([count]) => count > 0).map(([count, what]) => `${counted(count, "row")} ${count === 1 ? "is" : "are"} ${what}`).join(", ");
}

// src/evidence/looks.ts
/** Digests of test rows that are remembered: a project seldom has more than one at a time. */
const mostDigests = 10;
/** What `evidence/looks.json` holds: how often which test rows were judged on, the last ones last. */
const looksSchema = strictObject({
	schema: literal("mlops/looks@1"),
	looks: array(strictObject({
		evaluation: string().regex(/^[0-9a-f]{64}$/).describe("Digest of the test rows' identities and actual values"),
		count: int().min(1).max(1e9).describe("How often a gate has judged on them")
	})).max(mostDigests)
});
/** Parses `looks.json`. Throws UserError. */
function parseLooks(text, file) {
	let value;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		throw new UserError(`Cannot read "${file}": it is not JSON`, {
			file,
			cause
		});
	}
	const result = looksSchema.safeParse(value);
	if (result.success) return new Map(result.data.looks.map(({ evaluation, count }) => [evaluation, count]));
	const issue = result.error.issues[0];
	throw new UserError(`Cannot read "${file}": ${issue?.path.join(".")}: ${issue?.message}`, { file });
}
/** The looks of before, and `more` at these test rows, which are now the last; the oldest are forgotten. */
function addLooks(before, evaluation, more) {
	const others = [...before].filter(([digest]) => digest !== evaluation);
	const count = (before.get(evaluation) ?? 0) + more;
	return new Map([...others.slice(-9), [evaluation, count]]);
}
/** The text of `looks.json`. */
function renderLooks(looks) {
	const list = [...looks].map(([evaluation, count]) => ({
		evaluation,
		count
	}));
	return `${JSON.stringify({
		schema: "mlops/looks@1",
		looks: list
	}, null, 1)}\n`;
}

// src/actions/count-looks.ts
/** Looks from which on it is said that the test rows are used up. */
const manyLooks = 20;
/** Bytes of a file of looks at most. */
const mostBytes$1 = 1e5;
/**
* Counts this look at the test rows on top of what the baseline's run has counted, and of a pull request on top of those
* of its earlier pushes; attempts of a run count each, and judging again in one does not. Undefined where the rows are not the project's own, or nobody knows which they are.
*/
async function countLooks(context, { metrics, path }, baseline) {
	const { project, environment } = context;
	const { evaluation } = metrics;
	if (evaluation === void 0 || path !== `${project.folders.evidence}/metrics.json`) return void 0;
	const before = await readLooks(context, baseline);
	const own = (environment.runAttempt ?? 1) + await countPushes(context);
	const looks = addLooks(before, evaluation, own);
	const count = looks.get(evaluation);
	if (count <= manyLooks) return {
		looks,
		count,
		findings: []
	};
	return {
		looks,
		count,
		findings: [{
			severity: "info",
			message: `These test rows have been looked at ${formatNumber(count)} times: what was chosen by them looks better on them than it is`,
			hint: "Test on new rows, and hold what is lost in all to an older model (gate.anchor)"
		}]
	};
}
/** Writes the count beside the evidence, where `save` takes it along. */
async function keepLooks({ files, project }, { looks }) {
	await files.write(`${project.folders.evidence}/looks.json`, renderLooks(looks));
}
/** Runs of the pull request's earlier pushes, of this workflow, a hundred at most: each may have looked. */
async function countPushes({ environment, github, log }) {
	const head = pullRequestHead(environment.event);
	if (head === void 0 || !github.isAvailable) return 0;
	const { workflow, own } = findRunSources(environment);
	try {
		return (await (await github.runs()).ended(head.branch, workflow)).filter(({ id, event, headRepository }) => !own.includes(id) && /^pull_request/.test(event) && isSameRepository(headRepository, head.repository)).length;
	} catch (error) {
		if (!(error instanceof ServiceError)) throw error;
		log.debug(`${error.message}; the looks of earlier pushes are not counted`);
		return 0;
	}
}
/** A count that cannot be read is no reason to judge nothing. */
async function readLooks({ files, log }, { looks: file, shown }) {
	if (file === void 0 || (await files.size(file) ?? 0) > mostBytes$1) return /* @__PURE__ */ new Map();
	try {
		return parseLooks(await files.read(file), `looks.json of ${shown}`);
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		log.warn(error.message);
		return /* @__PURE__ */ new Map();
	}
}

// src/actions/champion-in-runs.ts
/** The model of an earlier run; `kind` asks for that of the base's commit, or of its branch, alone. */
function championInRuns(kind) {
	return { async find(context) {
		const [{ findBaseBundle }, { championOf }] = await Promise.all([import("./find-base-bundle2.js"), import("./champion.js")]);
		const found = await findBaseBundle(context, { kind });
		if (found.base === void 0) return found;
		const { base } = found;
		try {
			const champion = await championOf(context, base);
			if (champion.metrics === void 0 || base.manifest !== void 0) return champion;
			return { why: `${base.shown} has no manifest beside its metrics` };
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			return { why: error.message };
		}
	} };
}

// src/actions/find-baseline.ts
/** What `gate.baseline` may name beside paths: the sources of each, in the order in which they count. */
const sources = {
	auto: [championInRuns(void 0), committedChampion],
	base_commit: [championInRuns("commit")],
	base_branch: [championInRuns("branch")]
};
/**
* The first of `gate.baseline`, or of the input, that there is; `setting` is another one than the project's own. Throws
* UserError for a path that cannot be used.
*/
async function findBaseline(context, given, setting = context.project.config.gate.baseline) {
	const { project, files } = context;
	const asked = given.baseline === void 0 ? [setting].flat() : [given.baseline];
	let none;
	for (const name of asked) {
		if (!Object.hasOwn(sources, name)) {
			const { file, part } = given.baseline === void 0 ? await fileWithin(files, project.directory, name) : await inputFile(files, given["working-directory"], name);
			return championAtPath(file, part).find(context);
		}
		for (const source of sources[name] ?? []) {
			const found = await source.find(context);
			if (found.metrics !== void 0) return found;
			none ??= found;
		}
	}
	return none ?? { why: "none is named" };
}

// src/actions/measure-extras.ts
/**
* Measures what the rules name beside the metrics of the predictions, by the rule's metric and column: `model_size`,
* `demographic_parity_ratio by sex`. What no rule names is not measured.
*/
async function measureExtras(context, rules, sources) {
	const found = /* @__PURE__ */ new Map();
	const asked = rules.map(({ metric, by }) => ({
		metric: canonicalName(metric),
		by
	})).filter(({ metric }) => findMetric(metric)?.beside);
	if (asked.length === 0) return found;
	const { extraMeasurer } = await import("./extra-measurer.js");
	const measure = extraMeasurer(context, sources);
	for (const { metric, by } of asked) {
		const name = by === void 0 ? metric : `${metric} by ${by}`;
		if (!found.has(name)) found.set(name, await measure(metric, by));
	}
	return found;
}

// src/actions/require-slices.ts
/** A column of the predictions by whose values rules are asked. Throws UserError where there is none. */
function requireSlices(table, name, project) {
	const found = findColumn(table, name);
	if (found) return found;
	const near = didYouMean(name, table.columns.map((column) => column.name));
	const index = project.config.gate.rules.findIndex(({ by }) => by === name);
	const place = project.place(index < 0 ? [
		"gate",
		"slices",
		"columns"
	] : [
		"gate",
		"rules",
		index,
		"by"
	]);
	throw new UserError(`Cannot slice "${table.source}": it has no column "${name}"${near}`, {
		...place,
		hint: "gate.slices.columns and by name columns of the data; train again after a change"
	});
}

// src/actions/slice-sections.ts
/** Metrics by the values of the columns that are shown, beside the baseline's where it has its rows. */
function sliceSections({ evaluation, slices = [] }, baseline, options) {
	if (evaluation === void 0 || options.columns.length === 0) return [];
	const shown = slices.filter(({ name }) => options.columns.includes(name));
	const reported = shown.map((column) => {
		const its = baseline.slices?.find(({ name }) => name === column.name);
		const both = baseline.evaluation;
		return reportSlices(evaluation, column, {
			...options,
			baseline: both && its && {
				evaluation: both,
				column: its
			}
		});
	});
	return [{
		title: "Slices",
		rank: 3,
		folded: true,
		tables: reported.map(({ table }) => table),
		charts: reported.flatMap(({ charts }) => charts),
		findings: shown.flatMap((column) => slicesFinding(column, options.minRows))
	}];
}

// src/actions/compare-models.ts
/** Finds what the rules compare the model with. */
async function compareModels(context, judged, settings) {
	const { rules, slices } = settings;
	const { metrics, rows } = judged;
	const found = (context.inputs.baseline !== void 0 || settings.baseline !== "auto" ? void 0 : championBeside(metrics)) ?? await findBaseline(context, context.inputs, settings.baseline);
	const own = rows ? {
		evaluation: rows.rows.evaluation,
		slices: slicesOf(context, settings, rows.rows)
	} : {};
	const baseline = await compareWith(context, judged, {
		settings,
		champion: found,
		as: "baseline"
	});
	if (isRefusal(baseline)) return baseline;
	const anchor = await compareWith(context, judged, {
		settings,
		champion: await findAnchor(context, settings),
		as: "anchor"
	});
	if (isRefusal(anchor)) return anchor;
	const dummy = rows && dummyOutcome(rows.rows.evaluation, metrics.dummyOutputs);
	const asked = rules.map(({ metric }) => canonicalName(metric));
	const looks = await countLooks(context, judged, found);
	return {
		measurable: {
			metrics,
			own,
			references: {
				baseline: baseline.compared,
				anchor: anchor.compared,
				dummy: {
					...dummy && rows && {
						evaluation: {
							...rows.rows.evaluation,
							champion: dummy
						},
						slices: own.slices
					},
					metrics: metrics.dummy && {
						values: metrics.dummy,
						aliases: /* @__PURE__ */ new Map()
					}
				}
			},
			extra: await measureExtras(context, rules, {
				metrics,
				model: modelOf(context, judged),
				manifest: rows?.manifest,
				own,
				baseline: baselineSources(found, baseline),
				minRows: slices.minRows
			}),
			guarded: slices.columns,
			minRows: slices.minRows,
			effort: { openKernel: context.resampleKernel }
		},
		baseline: baseline.metrics,
		noBaseline: found.metrics ? void 0 : found,
		shown: found.shown,
		looks,
		notes: [
			...looks?.findings ?? [],
			...baselineNotes(baseline, asksOf(rules, "baseline")),
			...baselineNotes(anchor, asksOf(rules, "anchor"))
		],
		sections: [...sliceSections(own, baseline.compared, {
			...slices,
			asked,
			openKernel: context.resampleKernel
		}), digestSection(judged, found, looks)]
	};
}
/** Folder of the model that is judged; of metrics or predictions from elsewhere it has to be named. */
function modelOf({ inputs, project }, { model }) {
	const isElsewhere = inputs.metrics !== void 0 || inputs.predictions !== void 0;
	return model ?? (isElsewhere ? void 0 : project.folders.model);
}
function baselineSources(found, { compared, why }) {
	const none = found.metrics ? void 0 : `there is no baseline to compare with yet: ${found.why}`;
	return {
		evaluation: compared.evaluation,
		noRows: none ?? why ?? "the baseline has no predictions of these rows",
		model: found.metrics && found.model,
		noModel: none ?? "the baseline comes without its model"
	};
}
async function compareWith(context, { rows, metrics }, { settings, champion, as }) {
	if (champion.metrics === void 0) return {
		compared: {},
		notes: []
	};
	const compared = { metrics: champion.metrics };
	const told = {
		compared,
		metrics: champion.metrics,
		notes: []
	};
	if (metrics.imported?.folds && champion.metrics.imported?.folds) return told;
	if (rows === void 0) return {
		...told,
		why: "there are no predictions of the model"
	};
	const found = await compareRows(context, rows, champion, {
		minRows: settings.slices.minRows,
		allowPickle: settings.allowPickle
	});
	if (isRefusal(found)) return asksOf(settings.rules, as) ? found : {
		compared,
		notes: [],
		why: found.refused
	};
	if (found.kind === "metrics") return {
		...told,
		why: found.why
	};
	const { evaluation } = found.rows;
	const again = found.kind !== "same rows" && evaluation.rows === rows.rows.evaluation.rows ? championMetrics(evaluation, settings.rules) : void 0;
	return {
		compared: {
			...compared,
			evaluation,
			slices: slicesOf(context, settings, found.rows)
		},
		metrics: found.kind === "same rows" ? champion.metrics : again,
		notes: found.notes
	};
}
async function findAnchor(context, { anchor }) {
	const { project } = context;
	if (anchor === void 0) return { why: "none is named" };
	const { file, part } = await fileWithin(context.files, project.directory, anchor);
	return championAtPath(file, part).find(context);
}
/** The columns that rules or `gate.slices` name, as they are in the predictions. */
function slicesOf({ project }, { rules, slices }, judged) {
	const own = sliceNames(project.config.gate);
	return [.../* @__PURE__ */ new Set([...own, ...sliceNames({
		rules: [...rules],
		slices: {
			...slices,
			min_rows: 1
		}
	})])].filter((name) => own.includes(name) || findColumn(judged.table, name) !== void 0).map((name) => sliceColumn(requireSlices(judged.table, name, project)));
}
/** What was judged, by digest: the link of this report to the model before it. */
function digestSection({ metrics, text }, compared, looks) {
	const baseline = compared.metrics;
	const known = [
		["Model", metrics.model],
		["Test rows", metrics.evaluation],
		["Metrics file", text && digestFile(text)],
		["Baseline's model", baseline?.model],
		["Baseline's test rows", baseline?.evaluation]
	].filter((row) => row[1] !== void 0);
	return {
		title: "What was judged",
		rank: 8,
		folded: true,
		text: [baseline ? `Baseline: ${compared.shown}.` : `No baseline: ${compared.why}.`, ...looks ? [`These test rows have been looked at ${counted(looks.count, "time")}.`] : []],
		tables: [{
			columns: [{ label: "What" }, { label: "SHA-256" }],
			rows: known
		}]
	};
}
function asksOf(rules, reference) {
	return claimsOf(rules).some(({ against }) => against === reference);
}
/** What a reader must know of a comparison. */
function baselineNotes({ notes, why }, isAsked) {
	const said = notes.map((message) => ({
		severity: "info",
		message
	}));
	if (why === void 0 || !isAsked) return said;
	return [...said, {
		severity: "warning",
		message: `The models are compared by their numbers alone, which says nothing of chance: ${why}`,
		hint: "Give the predictions of both, with row_id, or a bundle that has them"
	}];
}

// src/gate/default-rules.ts
/**
* What is asked of a model when no rules are written: to be better than the dummy model (mean, or most frequent
* class). ROC AUC serves two classes, balanced accuracy several, RMSE numbers: a dummy cannot score on them by luck
* of the class shares. Empty when the metrics hold none of them.
*/
function defaultRules(metrics) {
	const metric = [
		"rmse",
		"roc_auc",
		"balanced_accuracy"
	].find((name) => metrics.dummy?.has(name) && metrics.values.has(name));
	return metric === void 0 ? [] : [{
		metric,
		better_than: "dummy"
	}];
}

// src/gate/fails-undecided.ts
const usual = {
	pull_request: "neutral",
	merge_group: "fail",
	release: "fail",
	other: "neutral"
};
/**
* Whether a gate that cannot decide fails the step: by default where nobody looks at it again, in the merge queue and for
* releases (the event, or the push of a tag).
*/
function failsUndecided(setting, { eventName, ref }) {
	if (typeof setting === "string") return setting === "fail";
	return {
		...usual,
		...setting
	}[kindOf(eventName, ref)] === "fail";
}
function kindOf(eventName, ref) {
	if (eventName === "pull_request" || eventName === "pull_request_target") return "pull_request";
	if (eventName === "merge_group") return "merge_group";
	return eventName === "release" || ref?.startsWith("refs/tags/") ? "release" : "other";
}

// src/gate/rules-in-force.ts
/**
* The rules that a pull request must meet: its own, and those of the base branch that it has not. So whoever loosens a
* rule is judged by the stricter one until that is merged. The name says where such a rule comes from. A rule that has
* but another name keeps the one of the base: waivers go by it.
*/
function rulesInForce(own, base, branch = "the base branch") {
	const rules = own.rules.map((rule, index) => {
		const twin = twinOf(rule, base);
		return {
			rule: twin ?? rule,
			index,
			isOfBase: twin !== void 0
		};
	});
	const gone = (base?.rules ?? []).filter((rule) => !own.rules.some((each) => isSame(each, rule)));
	return [...rules, ...gone.map((rule) => ({
		rule: named(rule, branch),
		index: void 0,
		isOfBase: true
	}))];
}
/** The columns that comparisons must not be worse on, and the least rows of a slice: of both, the stricter. */
function slicesInForce(own, base, usualRows) {
	const both = [own, ...base ? [base] : []].map(({ slices }) => slices);
	return {
		columns: [...new Set(both.flatMap((slices) => slices?.columns ?? []))],
		minRows: Math.min(...both.map((slices) => slices?.min_rows ?? usualRows))
	};
}
/** The rule as the base has it, where it asks the same. */
function twinOf(rule, base) {
	const twins = (base?.rules ?? []).filter((each) => isSame(each, rule));
	return twins.find(({ name }) => name === rule.name) ?? twins[0];
}
/** The same but for the name. */
function isSame(rule, other) {
	const textOf = ({ name, ...asked }) => JSON.stringify(Object.entries(asked).sort());
	return textOf(rule) === textOf(other);
}
function named(rule, branch) {
	return {
		...rule,
		branch,
		name: `${rule.name ?? `${rule.metric}, by its rule`} (${branch})`
	};
}

// src/actions/base-config.ts
/** The largest `mlops.yml` of a base. */
const mostBytes = 8 << 20;
/**
* Reads the base commit's `mlops.yml`, from git or else GitHub, and says what of the gate's settings is otherwise in this
* one. Undefined where the event has no base: then the own settings count. Where it cannot be read, a finding says why.
*/
async function readBaseConfig(context) {
	const { environment, project } = context;
	if (findBase(environment.event) === void 0) return void 0;
	const file = project.configFile ?? within(project.directory, "mlops.yml");
	try {
		const { openBaseCommit } = await import("./actions.js");
		const base = await openBaseCommit(context, {
			dataPath: project.directory,
			named: void 0,
			mostBytes
		});
		if (base === void 0) return void 0;
		if (typeof base === "string") return unread(context, base);
		const name = `"${file}" of ${base.shown}`;
		if ((await base.files.find(file))?.kind !== "file") return unread(context, `there is no ${name}`, "info");
		const { parseConfig } = await import("./parse-config.js");
		const { config } = parseConfig(await base.files.read(file), `${file} of ${base.shown}`);
		const { compareSettings } = await import("./compare-settings.js");
		const findings = compareSettings(config, project.config, project.place);
		return {
			config,
			shown: base.shown,
			findings
		};
	} catch (error) {
		if (!(error instanceof UserError || error instanceof ServiceError)) throw error;
		return unread(context, error.message);
	}
}
function unread({ project }, why, severity = "warning") {
	const { file } = project.place([]);
	return {
		why,
		findings: [{
			severity,
			rule: "settings of the base",
			message: `The settings of the base are not known, so those of this commit count alone: ${why}`,
			...file !== void 0 && {
				file,
				line: 1
			}
		}]
	};
}

// src/actions/gate-settings.ts
/** Rows below which a slice is listed and not judged, where the configuration does not say. */
const usualRows = 100;
/** Reads the settings in force. Throws UserError for rules that no metrics can meet. */
async function readGateSettings(context, metrics, onInconclusive) {
	const { project, environment } = context;
	const { gate } = project.config;
	const read = await readBaseConfig(context);
	const base = read?.config?.gate;
	const usual = defaultRules(metrics);
	const before = base && gate.rules.length > 0 && base.rules.length === 0 ? {
		...base,
		rules: usual
	} : base;
	const inForce = rulesInForce(gate, before, read?.config && read.shown);
	const rules = inForce.length > 0 ? inForce : usual.map((rule) => ({
		rule,
		index: void 0,
		isOfBase: false
	}));
	const own = rules.filter(({ index }) => index !== void 0);
	checkRules(own.map(({ rule }) => rule), project.place);
	checkWaivers(gate.waivers, gate.rules, project.place);
	const settings = (base === void 0 ? [gate] : [gate, base]).map((each) => each.on_inconclusive);
	return {
		rules: rules.map(({ rule }) => rule),
		waivers: base === void 0 ? gate.waivers : base.waivers,
		slices: slicesInForce(gate, base, usualRows),
		failsUndecided: onInconclusive === void 0 ? settings.some((setting) => failsUndecided(setting, environment)) : onInconclusive === "fail",
		allowPickle: (base ?? gate).allow_pickle ?? [],
		baseline: (base ?? gate).baseline,
		anchor: (base ?? gate).anchor ?? gate.anchor,
		isOfBase: ({ claim, slice, isGuard }) => rules[claim.index]?.isOfBase === true && (!isGuard || base?.slices?.columns.includes(slice?.column ?? "") === true),
		findings: read?.findings ?? [],
		placeOfRule(index) {
			const place = rules[index]?.index;
			return place === void 0 ? {} : project.place([
				"gate",
				"rules",
				place,
				"metric"
			]);
		},
		placeOfWaiver: (index) => base === void 0 ? project.place([
			"gate",
			"waivers",
			index
		]) : {}
	};
}

// src/actions/read-folder.ts
/** All files below a folder, by their path relative to it with `/`; empty where there is none. */
async function readFolder(files, folder, prefix = "") {
	const found = /* @__PURE__ */ new Map();
	for (const { name, isFolder } of await files.list(folder)) {
		const full = `${folder}/${name}`;
		if (!isFolder) found.set(prefix + name, await files.readBytes(full));
		else for (const [key, bytes] of await readFolder(files, full, `${prefix}${name}/`)) found.set(key, bytes);
	}
	return found;
}

// src/actions/verify-evidence.ts
/**
* Refuses the project's own metrics where the manifest beside them is missing, of another run, or of other test rows,
* and where the model is missing or another than theirs. Metrics from elsewhere are held to a model only where one is
* named and they name one too.
*/
async function verifyEvidence(context, evidence) {
	const { files, project } = context;
	const { metrics, metricsPath } = evidence;
	const isOwn = path.resolve(files.root, path.dirname(metricsPath)) === path.resolve(files.root, project.folders.evidence);
	if (isOwn) {
		const manifest = await readManifest(context);
		refuseOtherRun(context, manifest);
		if (metrics.evaluation !== manifest.digests.evaluation || metrics.model !== manifest.digests.model || digestFile(await files.readBytes(metricsPath)) !== manifest.digests.metrics) throw new UserError(`Cannot judge "${project.name}": the metrics in "${metricsPath}" are not those that its manifest speaks of`, { hint: "A file of the evidence changed after training; train again" });
	}
	if (metrics.model !== void 0 && (isOwn || evidence.model !== void 0)) await requireModel(context, evidence.model ?? project.folders.model, metrics.model);
}
async function readManifest({ files, project }) {
	const file = `${project.folders.evidence}/manifest.json`;
	if (await files.exists(file)) return parseManifest(await files.read(file), file);
	throw new UserError(`Cannot judge "${project.name}": there is no manifest beside the metrics in "${project.folders.evidence}"`, { hint: "Train again, or restore the whole bundle; metrics of your own go into the input \"metrics\"" });
}
/** In a run, evidence of no run is another's too: it was made elsewhere. */
function refuseOtherRun({ environment, project }, manifest) {
	if (environment.runId === void 0 || manifest.run?.id === environment.runId) return;
	throw new UserError(`Cannot judge "${project.name}": the metrics in "${project.folders.evidence}" are of another run`, { hint: "They are left over from an earlier run: train again, or restore this run's bundle" });
}
async function requireModel({ files, project }, folder, digest) {
	const model = await readFolder(files, folder);
	if (model.size === 0) throw new UserError(`Cannot judge "${project.name}": there is no model in "${folder}"`, { hint: "Train again, or restore the bundle that holds the model with its metrics" });
	if (digestModel(model) === digest) return;
	throw new UserError(`Cannot judge "${project.name}": the model in "${folder}" is not the one that was evaluated`, { hint: "A file of the model changed after training; train again" });
}

// src/actions/read-judged.ts
/**
* Reads what is to be judged and holds it to its manifest. What is not as the manifest says is a refusal; that there is
* nothing to judge is a UserError.
*/
async function readJudged(context) {
	const { inputs, files, project } = context;
	const named = (path) => inputPath(files, inputs["working-directory"], path);
	const model = inputs.model && await named(inputs.model);
	const { file, part } = inputs.metrics ? await inputFile(files, inputs["working-directory"], inputs.metrics) : {
		file: void 0,
		part: void 0
	};
	const path = inputs.metrics ? file : inputs.predictions === void 0 ? `${project.folders.evidence}/metrics.json` : void 0;
	if (path !== void 0) await requireMetrics(context, path);
	const text = path && await files.read(path);
	try {
		const told = path !== void 0 && text !== void 0 ? parseMetrics(text, path, part) : void 0;
		if (told && path !== void 0) await verifyEvidence(context, {
			metrics: told,
			metricsPath: path,
			model
		});
		const rows = inputs.metrics !== void 0 && inputs.predictions === void 0 ? void 0 : await readChallenger(context);
		if (rows !== void 0 && isRefusal(rows)) return rows;
		return {
			metrics: told ?? metricsOf(rows.rows.evaluation, project.config.gate.rules),
			path,
			text,
			rows,
			model
		};
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return {
			refused: error.message,
			hint: error.hint,
			...error.place
		};
	}
}
async function requireMetrics({ files, inputs, project }, path) {
	if (inputs.metrics !== void 0 || await files.exists(path)) return;
	throw new UserError(`Cannot judge "${project.name}": there are no metrics at "${path}"`, { hint: "Run train before quality-gate, or set the input \"metrics\" or \"predictions\"" });
}

export { applyWaivers, compareModels, dummyOutcome, keepLooks, measure, pairRows, readGateSettings, readJudged, reportGate, requireSlices, sliceColumn, verdictOf, waivableOf };