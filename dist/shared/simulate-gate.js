import { UserError, counted, formatNumber, formatPercent, placed } from "./core.js";
import { alpha, claimsOf, fullName, isRefusal, judge, nameOf, pointOf, seedOf } from "./gate.js";
import { compareModels, measure, readGateSettings, readJudged, verdictOf } from "./read-judged.js";
import { canonicalName, findMetric, formatChange, formatMetric, normalQuantile, selectRows } from "./evaluating.js";
import { randomFrom, randomState } from "./numbers.js";
import { designOf } from "./statistics.js";
import { pausing } from "./data.js";

// src/gate/draw-sample.ts
/**
* Draws other test rows of the same kind: rows, groups or blocks in time with replacement, the same ones for every
* comparison that is on as many rows.
*/
function drawMeasurable(measurable, random) {
	const drawn = /* @__PURE__ */ new Map();
	const draw = (compared) => {
		const { evaluation, slices } = compared;
		if (evaluation === void 0) return compared;
		const sample = drawn.get(evaluation.rows) ?? drawSample(evaluation, random);
		drawn.set(evaluation.rows, sample);
		const { rows, groups, time } = sample;
		return {
			...compared,
			evaluation: {
				...selectRows({
					...evaluation,
					groups: void 0,
					time: void 0
				}, rows),
				groups,
				time
			},
			slices: slices?.map((column) => ({
				...column,
				codes: Int32Array.from(rows, (row) => column.codes[row])
			}))
		};
	};
	const { own, references } = measurable;
	return {
		...measurable,
		own: draw(own),
		references: {
			baseline: draw(references.baseline),
			anchor: draw(references.anchor),
			dummy: draw(references.dummy)
		}
	};
}
function drawSample({ rows, groups, time }, random) {
	if (groups !== void 0) return drawGroups(groups, random);
	if (time !== void 0) return drawBlocks(time, random);
	return {
		rows: Uint32Array.from({ length: rows }, () => random.below(rows)),
		groups: void 0,
		time
	};
}
function drawGroups(groups, random) {
	const members = [];
	for (const [row, group] of groups.entries()) {
		members[group] ??= [];
		members[group].push(row);
	}
	const drawn = Array.from(members, () => members[random.below(members.length)]);
	return {
		rows: Uint32Array.from(drawn.flat()),
		groups: Int32Array.from(drawn.flatMap((rows, group) => rows.map(() => group))),
		time: void 0
	};
}
/** Circular blocks, of the length of the gate's own intervals. */
function drawBlocks(time, random) {
	const { length } = time;
	const order = Int32Array.from(time.keys()).sort((a, b) => time[a] - time[b] || a - b);
	const { blockLength = 1 } = designOf(length, { time });
	const rows = new Uint32Array(length);
	for (let place = 0, start = 0; place < length; place++) {
		if (place % blockLength === 0) start = random.below(length);
		rows[place] = order[(start + place % blockLength) % length];
	}
	return {
		rows,
		groups: void 0,
		time: Float64Array.from(rows.keys())
	};
}

// src/gate/swap-models.ts
/**
* Two models that are as good as each other, and disagree as often as those that are here: of each row (group, or block in
* time) a coin says which of both is which. Undefined where one of the two says what the other does not.
*/
function swapModels(evaluation, random) {
	const { challenger, champion, rows } = evaluation;
	if (champion === void 0 || challenger.scores === void 0 !== (champion.scores === void 0)) return void 0;
	const turned = coins(evaluation, random);
	const mix = (own, other) => {
		const mixed = own.slice();
		const width = own.length / rows;
		for (let cell = 0; cell < mixed.length; cell++) if (turned[Math.floor(cell / width)]) mixed[cell] = other[cell];
		return mixed;
	};
	const outcome = (one, other) => ({
		predicted: mix(one.predicted, other.predicted),
		scores: one.scores && mix(one.scores, other.scores),
		numbers: new Map([...one.numbers].flatMap(([name, values]) => {
			const others = other.numbers.get(name);
			return others === void 0 ? [] : [[name, mix(values, others)]];
		}))
	});
	return {
		...evaluation,
		challenger: outcome(challenger, champion),
		champion: outcome(champion, challenger)
	};
}
function coins({ rows, groups, time }, random) {
	const toss = () => random.next() >>> 31;
	if (groups === void 0 && time === void 0) return Uint8Array.from({ length: rows }, toss);
	const { blockOf, unitOf } = designOf(rows, {
		groups,
		time
	});
	const known = /* @__PURE__ */ new Map();
	return Uint8Array.from({ length: rows }, (_, row) => {
		const unit = (unitOf ?? blockOf)[row];
		const found = known.get(unit) ?? toss();
		known.set(unit, found);
		return found;
	});
}

// src/gate/simulate.ts
/**
* Intervals of a simulation, which would take hours by resamples: closed forms where the gate has them, else the
* infinitesimal jackknife, and percentiles of few resamples for what has no influence.
*/
const effort = {
	resamples: 199,
	mostUnits: 0,
	draws: 199
};
/** A world in which nothing was judged yet. */
function emptyWorld() {
	return {
		claims: /* @__PURE__ */ new Map(),
		gate: emptyTally()
	};
}
/** Names what a tally is of: the claim, and its slice. Slices that a claim only guards come together. */
function tallyName({ claim, slice, isGuard }) {
	const part = isGuard ? "guards" : slice === void 0 ? "" : `${slice.column}=${slice.value}`;
	return `${claim.index} ${claim.required} ${part}`;
}
/** Whether a claim compares with another model, which may be as good. */
function comparesModels({ against }) {
	return against === "baseline" || against === "anchor";
}
/**
* Judges one more set of test rows by today's rules, and adds it to the worlds: `same` is this model beside what it is
* compared with; `equal` are two models that are truly as good as each other. What is drawn depends on `seed` and `run`
* alone.
*/
function simulateRun(claims, measurable, { seed, run, same, equal }) {
	const random = randomFrom(randomState(seed, run));
	const drawn = {
		...drawMeasurable(measurable, random),
		effort: {
			...measurable.effort,
			...effort,
			seed: run
		}
	};
	addTo(same, judge(measure(claims, drawn)));
	const comparing = claims.filter(comparesModels);
	if (comparing.length === 0) return;
	const swap = (compared) => {
		const evaluation = compared.evaluation && swapModels(compared.evaluation, random);
		return evaluation === void 0 ? {} : {
			...compared,
			evaluation
		};
	};
	const { baseline, anchor, dummy } = drawn.references;
	const references = {
		baseline: swap(baseline),
		anchor: swap(anchor),
		dummy
	};
	addTo(equal, judge(measure(comparing, {
		...drawn,
		references
	})));
}
/** The standard deviation of how far a claim was exceeded; undefined where it had no value. */
function spreadOf({ leads: { count, squares } }) {
	return count < 2 ? void 0 : Math.sqrt(squares / (count - 1));
}
function addTo({ claims, gate }, judgements) {
	const parts = /* @__PURE__ */ new Map();
	for (const each of judgements) parts.set(tallyName(each), [...parts.get(tallyName(each)) ?? [], each]);
	let breaks = false;
	for (const [name, of] of parts) {
		const tally = claims.get(name) ?? emptyTally();
		claims.set(name, tally);
		const [first] = of;
		const verdict = of.some((each) => each.verdict === "fail") ? "fail" : first.verdict;
		const isBroken = of.some(breaksByValue);
		breaks ||= isBroken;
		addVerdict(tally, verdict, isBroken);
		const lead = of.length === 1 ? pointOf(first.lead) : void 0;
		if (lead !== void 0 && Number.isFinite(lead)) addLead(tally, lead);
	}
	const verdict = verdictOf(judgements);
	addVerdict(gate, verdict === "pass" || verdict === "fail" ? verdict : "inconclusive", breaks);
}
function breaksByValue({ claim, lead, actual, isUnchanged }) {
	const value = pointOf(lead);
	if (value === void 0) return actual === void 0;
	if (isUnchanged) return claim.isStrict;
	return !(claim.isStrict ? value > 0 : value >= 0);
}
function emptyTally() {
	return {
		runs: 0,
		verdicts: {},
		pointFails: 0,
		leads: {
			count: 0,
			mean: 0,
			squares: 0
		}
	};
}
function addVerdict(tally, verdict, isBroken) {
	tally.runs++;
	tally.verdicts[verdict] = (tally.verdicts[verdict] ?? 0) + 1;
	if (isBroken) tally.pointFails++;
}
/** Welford's sums (Technometrics, 1962), which lose no digits where values are large and alike. */
function addLead({ leads }, lead) {
	leads.count++;
	const step = lead - leads.mean;
	leads.mean += step / leads.count;
	leads.squares += step * (lead - leads.mean);
}

// src/gate/simulation-findings.ts
/** Share of runs from which on it is said that a value's verdict is chance. */
const often = .05;
/** Share of equal models that a comparison should let pass. */
const power$1 = .8;
/** What a reader should know of a rule before believing its shares. */
function findUnsteady(each, tally, place) {
	if (tally === void 0 || each.isUnchanged) return [];
	if (spreadOf(tally) !== 0) return flapping(each, tally, place);
	return [{
		severity: "info",
		rule: fullName(each),
		message: `"${fullName(each)}" came to the same in every set: no row that is here shows how it may vary, and its shares say nothing of others`
	}];
}
/** A rule whose bare value changes its mind with the rows. */
function flapping(each, tally, { file, line }) {
	if (each.claim.against !== void 0) return [];
	const share = tally.pointFails / tally.runs;
	if (share < often || share > .95) return [];
	const isPoint = each.claim.rule.on === "point";
	const says = share > .5 ? "passes" : "fails";
	return [{
		severity: isPoint ? "warning" : "info",
		rule: fullName(each),
		message: `As a threshold on the value, "${fullName(each)}" ${says} ${oneIn(Math.min(share, 1 - share))} identical models${isPoint ? "" : `; the interval fails ${shareOf(tally, "fail")} of them`}`,
		...isPoint && { hint: "Without on: point it is asked of the interval; or set the bound further off" },
		...placed({
			file,
			line
		})
	}];
}
/** A comparison that equal models do not pass. */
function findUnsteadyEqual(each, tally, { file, line }) {
	if (tally === void 0 || each.claim.isStrict) return [];
	const passed = (tally.verdicts.pass ?? 0) / tally.runs;
	const failed = (tally.verdicts.fail ?? 0) / tally.runs;
	const isWrong = failed > alpha + 2 * Math.sqrt(alpha * (1 - alpha) / tally.runs);
	if (passed >= power$1 && !isWrong) return [];
	return [{
		severity: "warning",
		rule: fullName(each),
		message: isWrong ? `"${fullName(each)}" fails ${oneIn(failed)} equal models, more than the 1 in 40 that it may` : `"${fullName(each)}" lets only ${formatPercent(passed, { digits: 2 })} of equal models pass: its margin is small for these rows`,
		hint: isWrong ? "The test rows are few: add some" : "Widen the margin, or add test rows",
		...placed({
			file,
			line
		})
	}];
}
function oneIn(share) {
	return share > .4 ? "about every second of" : `1 in ${Math.round(1 / share)}`;
}
/** In how many of the runs it came to a verdict. */
function shareOf({ verdicts, runs }, verdict) {
	return formatShare(verdicts[verdict] ?? 0, runs);
}
/** A share of runs, with three digits. */
function formatShare(count, runs) {
	return formatPercent(runs === 0 ? 0 : count / runs, { digits: 3 });
}

// src/gate/simulation-reach.ts
/** Chance of being found that "can find" means. */
const power = .8;
/** Share of passes from which on it says how far a rule is from where it turns, and runs without a pass that it takes. */
const leastShare = .05;
const leastRuns = 5;
/** Rows below which no standard error says how many are needed. */
const fewestRows = 30;
/** Where the rule passes and fails in four of five sets of as many rows, and how many it takes for the first. */
function reachOf(each, tallies, rows) {
	const error = errorOf(each, tallies.same);
	if (error === void 0) return [
		null,
		null,
		null
	];
	const { sign, metric, bound, isStrict } = each.claim;
	const reach = (decidesAt(each) + normalQuantile(power)) * error;
	const needed = neededRows(each, {
		error,
		tallies,
		rows
	});
	if (bound !== void 0) return [
		formatWithin(metric, bound + sign * reach),
		formatWithin(metric, bound - sign * reach),
		needed
	];
	const zero = isStrict ? allowedBy(each) : -allowedBy(each);
	return [
		formatChange(metric, sign * (zero + reach)),
		formatChange(metric, sign * (zero - reach)),
		needed
	];
}
/** Standard errors that a value must be away from where its rule turns. */
function decidesAt({ claim }) {
	return claim.rule.on === "point" ? 0 : normalQuantile(1 - alpha);
}
function allowedBy({ claim: { margin }, reference }) {
	return margin.isShare ? margin.value * Math.abs(reference ?? NaN) : margin.value;
}
/** A value that the metric cannot have is not to be reached with these rows. */
function formatWithin(metric, value) {
	const [low, high] = findMetric(metric)?.range ?? [-Infinity, Infinity];
	return value < low || value > high ? "out of reach" : formatMetric(metric, value);
}
/**
* Test rows for a pass in four of five sets: of a comparison were the models equal, else were the value as it is seen. How
* far that is in standard errors tells the share of sets that pass with these rows, or where hardly any or nearly all do
* the standard error itself.
*/
function neededRows(each, of) {
	const { error, tallies, rows } = of;
	const isEqual = each.claim.condition === "no_worse_than";
	const distance = isEqual ? allowedBy(each) : pointOf(each.lead) ?? NaN;
	if (!(distance > 0)) return "none";
	const decides = decidesAt(each);
	const { runs = 0, verdicts: { pass = 0 } = {} } = (isEqual ? tallies.equal : tallies.same) ?? {};
	const share = runs === 0 ? 0 : pass / runs;
	const seen = share > leastShare && runs - pass >= leastRuns ? decides + normalQuantile(share) : distance / error;
	const needed = rows * ((decides + normalQuantile(power)) / (seen > 0 ? seen : distance / error)) ** 2;
	return needed < fewestRows ? `under ${fewestRows}` : Number(needed.toPrecision(2));
}
/** The standard error of how far the claim is exceeded: that of the gate's interval, else as it was seen. */
function errorOf({ lead, isUnchanged }, tally) {
	if (lead === void 0 || isUnchanged) return void 0;
	const told = typeof lead === "object" ? lead.standardError : NaN;
	const error = Number.isFinite(told) ? told : tally && spreadOf(tally);
	return error !== void 0 && error > 0 ? error : void 0;
}

// src/gate/render-simulation.ts
/** How often each rule would be wrong, and what it can find. The verdict is today's. */
function reportSimulation(simulation) {
	const { judgements, same, title, rows, leftOut } = simulation;
	const verdict = verdictOf(judgements);
	const { runs } = same.gate;
	const asked = judgements.filter(({ isGuard }) => !isGuard);
	return {
		schema: "mlops/report@1",
		action: "gate",
		title,
		verdict,
		headline: `on other test rows the same model would pass in ${shareOf(same.gate, "pass")} and fail in ${shareOf(same.gate, "fail")} of ${counted(runs, "run")}`,
		facts: [],
		sections: [
			sameSection(simulation, asked),
			...powerSections(simulation, asked),
			...equalSections(simulation, asked),
			{
				title: "How this was worked out",
				rank: 5,
				text: [...leftOut.length > 0 ? [`Not of the test rows, and left out: ${leftOut.join(", ")}.`] : [], `Test rows were drawn anew ${formatNumber(runs)} times from the ${formatNumber(rows)} that are there, with replacement, by groups or blocks in time where the split has them. Each set was judged as the gate judges, by intervals that need no resamples (closed forms, else the infinitesimal jackknife). Shares are accurate to about ${formatPercent(1 / Math.sqrt(runs), { digits: 1 })}.`]
			}
		]
	};
}
function sameSection({ same, placeOf }, asked) {
	return {
		title: "The same model on other test rows",
		rank: 1,
		text: ["Nothing changes but which rows the model is tested on. Beside today's rule stands a threshold on the bare value."],
		tables: [{
			columns: [
				{ label: "Rule" },
				{ label: "Today" },
				{
					label: "Passes",
					align: "right"
				},
				{
					label: "Not decided",
					align: "right"
				},
				{
					label: "Fails",
					align: "right"
				},
				{
					label: "Value alone fails",
					align: "right"
				}
			],
			rows: asked.map((each) => [
				fullName(each),
				todayOf(each),
				...sharesOf(same.claims.get(tallyName(each)))
			])
		}],
		findings: asked.flatMap((each) => findUnsteady(each, same.claims.get(tallyName(each)), placeOf(each)))
	};
}
/** The true values at which each rule decides, and the rows that it takes. */
function powerSections({ same, equal, rows }, asked) {
	return [{
		title: "What these rows can find",
		rank: 3,
		text: ["With a chance of 80 %: the true value, or the true difference from the model compared with, from which on the rule passes or fails, by each rule's standard error; and how many test rows in all a pass takes, were the value as it is seen or the models equal. Of each rule alone."],
		tables: [{
			columns: [
				{ label: "Rule" },
				{
					label: "Passes from",
					align: "right"
				},
				{
					label: "Fails from",
					align: "right"
				},
				{
					label: "Rows to pass",
					align: "right"
				}
			],
			rows: asked.map((each) => [fullName(each), ...reachOf(each, {
				same: same.claims.get(tallyName(each)),
				equal: equal.claims.get(tallyName(each))
			}, rows)])
		}]
	}];
}
function equalSections({ equal, noBaseline, baseline, placeOf }, asked) {
	const comparing = asked.filter(({ claim }) => comparesModels(claim));
	if (comparing.length === 0) return [];
	const title = "Equal models that disagree as often as these";
	const known = comparing.filter((each) => (equal.claims.get(tallyName(each))?.leads.count ?? 0) > 0);
	if (known.length === 0) return [{
		title,
		rank: 2,
		text: [`Without another model's predictions of the same rows it is not known how often two equal models disagree, and so not what ${comparing.map(fullName).join(", ")} would say of them${noBaseline ? `: ${noBaseline.why}` : ""}.`]
	}];
	return [{
		title,
		rank: 2,
		text: [`Of each row a coin says which of this model and ${baseline ?? "the other"} is which, so that the true difference is 0. What fails here fails falsely; all comparisons together in ${shareOf(equal.gate, "fail")} of the runs.`],
		tables: [{
			columns: [
				{ label: "Rule" },
				{
					label: "Passes",
					align: "right"
				},
				{
					label: "Not decided",
					align: "right"
				},
				{
					label: "Fails falsely",
					align: "right"
				},
				{
					label: "Value alone fails",
					align: "right"
				}
			],
			rows: known.map((each) => [fullName(each), ...sharesOf(equal.claims.get(tallyName(each)))])
		}],
		findings: known.flatMap((each) => findUnsteadyEqual(each, equal.claims.get(tallyName(each)), placeOf(each)))
	}];
}
function todayOf({ verdict }) {
	return {
		pass: "holds",
		fail: "fails",
		inconclusive: "not decided",
		unjudged: "not judged",
		waived: "waived"
	}[verdict];
}
function sharesOf(tally) {
	if (tally === void 0 || tally.verdicts.unjudged === tally.runs) return [
		null,
		null,
		null,
		null
	];
	return [...[
		"pass",
		"inconclusive",
		"fail"
	].map((verdict) => shareOf(tally, verdict)), formatShare(tally.pointFails, tally.runs)];
}

// src/actions/simulate-gate.ts
/** Rows times rules that are judged in all runs together, unless another number of runs is asked for: some ten seconds. */
const usualWork = 1e7;
const [fewestRuns, mostRuns] = [100, 1e3];
/**
* Judges many sets of test rows like those that are there by today's rules: how often each rule would come to which
* verdict though nothing changed but the rows. Throws UserError where there are no predictions, or the gate would refuse
* them.
*/
async function simulateGate(context, { runs: asked }) {
	const { project, log } = context;
	const judged = required(await readJudged(context));
	const { evaluation } = requireRows(judged).rows;
	const settings = await readGateSettings(context, judged.metrics, void 0);
	const { rules, leftOut, placeOfRule } = rulesOfRows(settings);
	const compared = required(await compareModels(context, judged, {
		...settings,
		rules
	}));
	const claims = claimsOf(rules);
	const runs = asked ?? usualRuns(evaluation.rows * (claims.length + claims.filter(comparesModels).length));
	const seed = seedOf(evaluation);
	const [same, equal] = [emptyWorld(), emptyWorld()];
	const pause = pausing(context);
	const progress = log.progress(`Judging ${formatNumber(runs)} other sets of test rows`);
	for (let run = 0; run < runs; run++) {
		await pause();
		simulateRun(claims, compared.measurable, {
			seed,
			run,
			same,
			equal
		});
		progress.update(run + 1, runs);
	}
	progress.end();
	return reportSimulation({
		title: project.name,
		judgements: judge(measure(claims, compared.measurable)),
		rows: evaluation.rows,
		same,
		equal,
		baseline: compared.shown,
		noBaseline: compared.noBaseline,
		leftOut,
		placeOf: ({ claim }) => placeOfRule(claim.index)
	});
}
/** Hundreds of runs, as many as take some ten seconds. */
function usualRuns(work) {
	return Math.max(fewestRuns, Math.min(mostRuns, Math.round(usualWork / work / 100) * 100));
}
/** The rules that are asked of test rows: not of the model's size, its speed or the age of the data. */
function rulesOfRows({ rules, placeOfRule }) {
	const isOfRows = ({ metric }) => !findMetric(canonicalName(metric))?.beside;
	const kept = rules.flatMap((rule, index) => isOfRows(rule) ? [index] : []);
	return {
		rules: kept.map((index) => rules[index]),
		leftOut: claimsOf(rules.filter((rule) => !isOfRows(rule))).map(nameOf),
		placeOfRule: (index) => placeOfRule(kept[index] ?? -1)
	};
}
/** What the gate would refuse cannot be simulated. Throws UserError. */
function required(found) {
	if (!isRefusal(found)) return found;
	const { refused, hint, file, line, column } = found;
	throw new UserError(refused, {
		hint,
		file,
		line,
		column
	});
}
/** Throws UserError where there are metrics alone. */
function requireRows({ rows }) {
	if (rows !== void 0) return rows;
	throw new UserError("Cannot draw other test rows: there are metrics alone, without predictions", { hint: "Train first, or name a file of predictions with --predictions" });
}

export { requireRows, required, rulesOfRows, simulateGate };