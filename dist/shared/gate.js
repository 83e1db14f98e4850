import { UserError, didYouMean, formatDifference, formatNumber, formatPercent, placed } from "./core.js";
import { findMetric, metricNames } from "./metrics.js";
import { metricsSchema } from "./evidence.js";
import { parseJson } from "./imports.js";
import { isRecord } from "./config.js";

// src/gate/parse-metrics.ts
/**
* Parses our own `metrics.json`, or any JSON object of numbers, nested keys joined by dots
* (`{"test": {"r2_score": 0.8}}` gives `r2`, from "test.r2_score"). Throws UserError on anything else.
*/
function parseMetrics(text, file) {
	const root = parseObject(text, file);
	const isOwn = typeof root.schema === "string" && root.schema.startsWith("mlops/metrics@");
	if (isOwn && root.schema !== "mlops/metrics@1") throw new UserError(`Cannot read "${file}": it is of schema "${root.schema}", known is "${metricsSchema}"`, {
		file,
		hint: "Make it with this version of mlops-actions"
	});
	const source = isOwn ? objectAt(root, "metrics") : root;
	if (!source) throw new UserError(`Cannot read "${file}": it has no "metrics" object`, { file });
	const { values, aliases } = collectMetrics(source);
	if (values.size === 0) throw new UserError(`Cannot read "${file}": there is no number in it`, {
		file,
		hint: "Write metric names and numbers, for example {\"r2\": 0.82}"
	});
	const dummy = isOwn ? objectAt(root, "dummy") : void 0;
	const stringAt = (key) => typeof root[key] === "string" ? root[key] : void 0;
	return {
		values,
		aliases,
		dummy: dummy && collectMetrics(dummy).values,
		rows: isOwn && typeof root.rows === "number" ? root.rows : void 0,
		task: isOwn ? stringAt("task") : void 0,
		evaluation: isOwn ? stringAt("evaluation_digest") : void 0,
		model: isOwn ? stringAt("model_digest") : void 0
	};
}
function parseObject(text, file) {
	const value = parseJson(text, file);
	if (isRecord(value)) return value;
	throw new UserError(`Cannot read "${file}": expected a JSON object of metric names and numbers`, { file });
}
function objectAt(root, key) {
	const value = root[key];
	return isRecord(value) ? value : void 0;
}
const maxDepth = 8;
/**
* Numbers below an object. Of those that mean one metric the shallowest has its name, then the one of test rows, and
* the one of validation rows last; the others keep their whole path. `null` and 1e999 have no value.
*/
function collectMetrics(source) {
	const values = /* @__PURE__ */ new Map();
	const aliases = /* @__PURE__ */ new Map();
	let level = Object.entries(source);
	for (let depth = 0; depth < maxDepth && level.length > 0; depth++) {
		const next = [];
		for (const [path, value] of level.toSorted(([a], [b]) => partRank(a) - partRank(b))) if (typeof value === "number" || value === null) {
			const canonical = canonicalName(path);
			const name = values.has(canonical) ? path : canonical;
			values.set(name, value !== null && Number.isFinite(value) ? value : NaN);
			if (name !== path) aliases.set(name, path);
		} else if (typeof value === "object" && !Array.isArray(value)) for (const [key, child] of Object.entries(value)) next.push([`${path}.${key}`, child]);
		level = next;
	}
	return {
		values,
		aliases
	};
}
/**
* The name under which metrics hold what a rule names: its path in the file where that is told apart, else its
* canonical name. A path of the rule's own is never another path's value.
*/
function nameIn({ values, aliases }, name) {
	if (values.has(name)) return name;
	const canonical = canonicalName(name);
	const path = aliases.get(canonical) ?? canonical;
	return name.includes(".") && path.includes(".") && path !== name && !path.endsWith(`.${name}`) ? name : canonical;
}
/** Metrics of test rows come before those of no named part, and these before those of validation rows. */
function partRank(path) {
	const words = path.toLowerCase().split(/[^a-z]+/);
	if (words.some((word) => /^(test|testing|eval|evaluation|holdout)$/.test(word))) return 0;
	return words.some((word) => /^(val|valid|validation|cv|dev)$/.test(word)) ? 2 : 1;
}
/**
* `metrics.test.r2_score` and `test/r2` → `r2`; a name that is not in the table stays as it is, and so does one of
* training rows (`train.r2`) or of a single class (`classes.cat.f1`), which says nothing about a model.
*/
function canonicalName(path) {
	if (/(^|[./])(?:train(?:ing)?|classes)[./]/i.test(path)) return path;
	const last = path.slice(Math.max(path.lastIndexOf("."), path.lastIndexOf("/")) + 1);
	return findMetric(path)?.name ?? findMetric(last)?.name ?? path;
}

// src/gate/judge.ts
/**
* Judges each condition of each rule on point values. A missing or NaN metric fails its rule; a rule whose
* baseline is not there is unjudged. Margins in percent are of the reference's value and need a positive loss
* (checked by `checkRules`).
*/
function judge(metrics, rules, baseline) {
	return rules.flatMap((rule, index) => conditionsOf(rule).map((condition) => judgeCondition({
		metrics,
		rule,
		index,
		condition,
		baseline
	})));
}
/** Which way is better, from the table or as the rule says; undefined when neither knows. */
function directionOf(rule) {
	return findMetric(canonicalName(rule.metric))?.direction ?? rule.direction;
}
function conditionsOf(rule) {
	return [
		"min",
		"max",
		"no_worse_than",
		"better_than"
	].filter((condition) => rule[condition] !== void 0);
}
function judgeCondition({ metrics, rule, index, condition, baseline }) {
	const metric = nameIn(metrics, rule.metric);
	const actual = metrics.values.get(metric);
	const requirement = requirementOf(rule, condition, baseline, metrics.dummy);
	const outcome = (verdict, reason = "") => ({
		index,
		name: rule.name ?? `${metric} ${requirement.text}`,
		metric,
		condition,
		actual,
		reference: requirement.reference,
		required: requirement.text,
		verdict,
		reason
	});
	if (actual === void 0) return outcome("fail", `the metrics have no "${rule.metric}"${didYouMean(rule.metric, metrics.values.keys())}`);
	if (Number.isNaN(actual)) return outcome("fail", `${metric} is not a number`);
	if (requirement.bound === void 0) return outcome("unjudged", requirement.missing);
	return requirement.holds(actual) ? outcome("pass") : outcome("fail", `${metric} is ${requirement.failure}`);
}
function requirementOf(rule, condition, baseline, dummy) {
	if (condition === "min" || condition === "max") {
		const bound = rule[condition];
		const isMin = condition === "min";
		return {
			text: `${isMin ? "≥" : "≤"} ${showBound(bound)}`,
			reference: bound,
			bound,
			missing: "",
			failure: `not ${isMin ? "≥" : "≤"} ${showBound(bound)}`,
			holds: (actual) => isMin ? actual >= bound : actual <= bound
		};
	}
	const metric = canonicalName(rule.metric);
	const against = condition === "better_than" ? rule.better_than : "baseline";
	const reference = against === "dummy" ? dummy?.get(metric) : baseline?.values.get(nameIn(baseline, rule.metric));
	const sign = directionOf(rule) === "minimize" ? -1 : 1;
	const margin = reference === void 0 ? 0 : marginOf(rule, reference);
	const strict = condition === "better_than";
	const bound = reference === void 0 || Number.isNaN(reference) ? void 0 : reference + sign * (strict ? margin : -margin);
	const lead = rule.margin === void 0 ? "" : ` by ${strict ? "" : "more than "}the margin ${rule.margin}`;
	return {
		text: `${strict ? "better than" : "no worse than"} ${against}${rule.margin === void 0 ? "" : `, margin ${rule.margin}`}`,
		reference,
		bound,
		missing: missingReference(against, metric, against === "dummy" ? dummy !== void 0 : baseline !== void 0),
		failure: `${strict ? "not better" : "worse"} than the ${against}'s${lead}`,
		holds: (actual) => strict ? sign * (actual - bound) > 0 : sign * (actual - bound) >= 0
	};
}
/** A bound keeps every digit that was written. */
function showBound(bound) {
	return Number.isInteger(bound) ? formatNumber(bound) : String(bound);
}
function marginOf(rule, reference) {
	if (rule.margin === void 0) return 0;
	if (typeof rule.margin === "number") return rule.margin;
	return Number.parseFloat(rule.margin) / 100 * Math.abs(reference);
}
function missingReference(against, metric, isThere) {
	if (isThere) return `the ${against}'s metrics have no "${metric}"`;
	return against === "dummy" ? "the metrics file does not say what a dummy model reaches" : "there is no baseline to compare with yet";
}

// src/gate/check-rules.ts
/**
* Refuses rules that cannot be judged whatever the metrics are: a comparison by a metric whose direction nobody
* knows, a percentage of a metric that is not a positive loss.
*/
function checkRules(rules, placeOf) {
	for (const [index, rule] of rules.entries()) {
		const known = findMetric(canonicalName(rule.metric));
		const compares = rule.no_worse_than !== void 0 || rule.better_than !== void 0;
		const place = (key) => placeOf([
			"gate",
			"rules",
			index,
			key
		]);
		if (known && rule.direction !== void 0 && rule.direction !== known.direction) throw new UserError(`Cannot judge "${rule.metric}": it is better when it ${words[known.direction]}, not the reverse`, {
			...place("direction"),
			hint: "Remove direction: it is known for this metric"
		});
		if (compares && directionOf(rule) === void 0) throw new UserError(`Cannot judge "${rule.metric}": it is not known which way is better${didYouMean(rule.metric, metricNames)}`, {
			...place("metric"),
			hint: "Add direction: maximize or direction: minimize to the rule"
		});
		if (typeof rule.margin === "string" && !known?.loss) throw new UserError(`Cannot judge "${rule.metric}": a margin in percent needs a positive loss such as rmse`, {
			...place("margin"),
			hint: "Give the margin as a number in the metric's own units"
		});
	}
}
const words = {
	maximize: "grows",
	minimize: "shrinks"
};

// src/gate/render-gate.ts
/** Fail when a condition fails; inconclusive when one has nothing to compare with, or there is no condition. */
function verdictOf(judgements) {
	if (judgements.some(({ verdict }) => verdict === "fail")) return "fail";
	return judgements.length === 0 || judgements.some(({ verdict }) => verdict === "unjudged") ? "inconclusive" : "pass";
}
/** The gate's report: the verdict first, then what each rule asked and got, then every metric. */
function reportGate(gate) {
	const { judgements, metrics, baseline } = gate;
	return {
		schema: "mlops/report@1",
		action: "quality-gate",
		title: gate.title,
		verdict: verdictOf(judgements),
		headline: headlineOf(judgements),
		facts: factsOf(judgements, metrics, baseline),
		sections: [
			{
				title: "Quality gate",
				rank: 1,
				tables: [rulesTable(judgements)],
				findings: findingsOf(gate)
			},
			...gate.sections,
			...baseline || !metrics.dummy ? [{
				title: "All metrics",
				rank: 4,
				folded: true,
				tables: [metricsTable(metrics, baseline)]
			}] : []
		]
	};
}
function headlineOf(judgements) {
	const failed = judgements.filter(({ verdict }) => verdict === "fail");
	const unjudged = judgements.filter(({ verdict }) => verdict === "unjudged");
	if (failed.length > 0) {
		const names = failed.slice(0, 3).map(({ name }) => name);
		const more = failed.length > names.length ? ` and ${failed.length - names.length} more` : "";
		return `${failed.length} of ${judgements.length} gate rules ${failed.length === 1 ? "does" : "do"} not hold: ${names.join("; ")}${more}`;
	}
	if (judgements.length === 0) return "there was nothing to judge";
	if (unjudged.length > 0) return `${unjudged.length} of ${judgements.length} gate rules could not be judged: ${unjudged[0]?.reason}`;
	return judgements.length === 1 ? "the gate holds" : "every gate holds";
}
/** The metrics that rules name, in their order, with the difference from the baseline. */
function factsOf(judgements, metrics, baseline) {
	return [...new Set(judgements.map(({ metric }) => metric))].filter((name) => metrics.values.has(name)).slice(0, 4).map((name) => {
		const value = metrics.values.get(name);
		const before = baseline?.values.get(name);
		return {
			label: findMetric(name)?.label ?? name,
			value: formatMetric(name, value),
			...before !== void 0 && { note: `${formatChange(name, value - before)} from the baseline` }
		};
	});
}
function rulesTable(judgements) {
	const compares = judgements.some((each) => !isBound(each));
	const show = (each, value) => value === void 0 ? null : formatMetric(each.metric, value);
	const rows = judgements.map((each) => [
		findMetric(each.metric)?.label ?? each.metric,
		each.required,
		show(each, each.actual),
		...compares ? [isBound(each) ? null : show(each, each.reference)] : [],
		verdictText(each.verdict)
	]);
	return {
		columns: [
			{ label: "Metric" },
			{ label: "Required" },
			{
				label: "This commit",
				align: "right"
			},
			...compares ? [{
				label: "Compared with",
				align: "right"
			}] : [],
			{ label: "Verdict" }
		],
		rows
	};
}
function metricsTable(metrics, baseline) {
	const show = (name, value) => value === void 0 ? null : formatMetric(name, value);
	const rows = [...metrics.values].map(([name, value]) => [
		findMetric(name)?.label ?? name,
		metrics.aliases.get(name) ?? name,
		show(name, value),
		...baseline ? [show(name, baseline.values.get(name))] : [],
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
			...baseline ? [{
				label: "Baseline",
				align: "right"
			}] : [],
			...metrics.dummy ? [{
				label: "Dummy",
				align: "right"
			}] : []
		],
		rows
	};
}
function findingsOf({ judgements, notes, placeOf, baseline, noBaseline }) {
	return [...judgements.filter(({ verdict }) => verdict !== "pass").map((each) => {
		const { file, line, column } = placeOf(each);
		const value = each.actual === void 0 || Number.isNaN(each.actual) ? "" : `: it is ${formatMetric(each.metric, each.actual)}`;
		const missing = baseline === void 0 && isAgainstBaseline(each) ? noBaseline : void 0;
		const hint = missing?.hint ?? hintOf(each);
		return {
			severity: each.verdict === "fail" ? "error" : "warning",
			rule: each.name,
			message: each.verdict === "fail" ? `${each.reason}${value}` : `"${each.name}" could not be judged: ${each.reason}${missing ? `: ${missing.why}` : ""}`,
			...hint !== void 0 && { hint },
			...placed({
				file,
				line,
				column
			})
		};
	}), ...notes];
}
/** What helps where a rule could not be judged by its numbers. */
function hintOf({ actual, verdict, required }) {
	if (actual !== void 0 && Number.isNaN(actual)) return "Test rows that lack a class leave some metrics undefined: add rows, or set data.split.stratify";
	if (verdict !== "unjudged") return void 0;
	return !isAgainstBaseline({ required }) ? "Judge the metrics of a model that train made, which say what a dummy model reaches" : "Give the metrics of the model to compare with as gate.baseline or the input baseline";
}
function isAgainstBaseline({ required }) {
	return /^(no worse|better) than baseline/.test(required);
}
function isBound({ condition }) {
	return condition === "min" || condition === "max";
}
function verdictText(verdict) {
	return {
		pass: "✅ holds",
		fail: "❌ fails",
		unjudged: "⚪ not judged"
	}[verdict];
}
/** A metric's value as people read it: percentages where the metric is a share, else four significant digits. */
function formatMetric(name, value) {
	if (Number.isNaN(value)) return "undefined";
	if (Math.abs(value) < 1e-12) return "0";
	return findMetric(name)?.percent ? formatPercent(value) : formatNumber(value, { digits: 4 });
}
function formatChange(name, difference) {
	if (findMetric(name)?.percent) return `${formatDifference(difference * 100, { digits: 2 })} points`;
	return formatDifference(difference, { digits: 3 });
}

export { checkRules, collectMetrics, formatMetric, judge, parseMetrics, reportGate, verdictOf };