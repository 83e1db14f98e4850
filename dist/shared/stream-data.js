import { UserError, cellConstraints, constraints, counted, formatBytes, formatNumber, showAddress, transcode } from "./core.js";
import { addHash, addInvalid, cellJudgement, countDuplicates, createHyperLogLog, decodeEntries, describeGaps, distinctJudgement, distributionOfCounts, estimateDistinct, exactDistinct, fencesOf, findColumn, findCompression, findEncoding, findFormat, findNamed, formatOf, histogramEdges, hyperLogLogError, inferType, invalidCells, isPersonal, isWorthKernel, judges, kernelLoops, knownStatistic, limits, mergeDays, missingJudgement, numberRole, openProjectData, outcomeOf, plainLoops, probabilities, profileNumbers, profileText, refuseDigest, refuseLfsPointer, refuseUnknown, shownDate, shownValue, skewnessOf, streamedBytes, textEntries, textRole, topOf, topValues, unpackedBytes, viewOf } from "./data.js";
import { addValue, findAscending, glanceAtRows, joinSamples, judgePart, kllError, mergeKll, openPlan, partsOfPlan, planBytes, planColumns, quantilesOfKll, ranksOfKll, readCsvHead, rowsOf, sampledRows } from "./open-plan.js";
import { duplicatesJudgement, expressionJudgement, noColumn, uniqueKeyJudgement } from "./checks.js";
import { compileExpression, deriveColumns, parseExpression } from "./expression.js";
import { correlateColumns, mergeMissing, tellPatterns } from "./relating.js";
import { commonType, emptyColumn, matchColumns, openRowPlaces, partitionKeys, partitionType } from "./tables.js";
import { planProjectColumns, withDerived } from "./actions.js";
import { digestFiles, findFiles } from "./program.js";
import { hashText } from "./profile.js";
import { addEvidence, settledType } from "./csv-part.js";
import { glanceAtObjects, planJsonColumn } from "./json-part2.js";
import { withoutKeys } from "./read-json2.js";
import { decompress } from "./decompress.js";
import { refuseMixture } from "./read-data-files2.js";

// src/parts/hash-log.ts
/** Rows whose hashes are kept at most: 64 MiB of them. */
const mostHashes = 2 ** 23;
/** Bits that the hashes are divided by to be counted, so that little more memory is needed at a time. */
const passBits = 3;
/** No hashes. */
function createHashLog() {
	return {
		parts: [],
		size: 0,
		skippedBits: 0
	};
}
/** Adds a part's hashes. Past the bound only every second kept one stays, picked by the hash, so equal rows stay together. */
function addHashes(log, part) {
	const { high, low } = part;
	if (high.length === 0) return;
	const kept = log.skippedBits === 0 ? {
		high,
		low
	} : keep(part, log.skippedBits, 0);
	log.parts.push(kept);
	log.size += kept.high.length;
	while (log.size > mostHashes) {
		log.skippedBits++;
		log.parts = log.parts.map((each) => keep(each, log.skippedBits, 0));
		log.size = log.parts.reduce((sum, { high }) => sum + high.length, 0);
	}
}
/** Rows whose hash an earlier row has too; an estimate where the log does not hold all rows. */
function duplicatesOf(log) {
	const { parts, size, skippedBits } = log;
	const bits = size < 2 ** 18 ? 0 : passBits;
	let count = 0;
	for (let pass = 0; pass < 2 ** bits; pass++) count += countDuplicates(join(bits === 0 ? parts : parts.map((each) => keep(each, skippedBits + bits, pass))));
	return {
		count: count * 2 ** skippedBits,
		isExact: skippedBits === 0
	};
}
/** The hashes whose first `bits` bits are the number `prefix`. */
function keep(part, bits, prefix) {
	const shift = 32 - bits;
	let size = 0;
	for (let i = 0; i < part.high.length; i++) if (part.high[i] >>> shift === prefix) size++;
	const high = new Uint32Array(size);
	const low = new Uint32Array(size);
	for (let i = 0, at = 0; at < size; i++) {
		if (part.high[i] >>> shift !== prefix) continue;
		high[at] = part.high[i];
		low[at++] = part.low[i];
	}
	return {
		high,
		low
	};
}
function join(parts) {
	const size = parts.reduce((sum, { high }) => sum + high.length, 0);
	const all = {
		high: new Uint32Array(size),
		low: new Uint32Array(size)
	};
	let at = 0;
	for (const { high, low } of parts) {
		all.high.set(high, at);
		all.low.set(low, at);
		at += high.length;
	}
	return all;
}

// src/parts/judge-repeated.ts
/** The keys that tell whether rows repeat each other, as the check asks; undefined where a column is not there. */
function repeatedKeysOf(table, { columns }, { check, constraint, place }) {
	const { column = "", unique, where } = check;
	if (constraint === "duplicate_rows") return {
		kind: "content",
		columns: columns.map(({ name }) => name),
		where,
		place
	};
	const names = constraint === "unique" && typeof unique === "object" ? unique : [column];
	if (names.some((name) => findColumn(table, name) === void 0)) return void 0;
	return {
		kind: "own keys",
		columns: names,
		where,
		place
	};
}
/** The judgement on rows that repeat each other, once they are counted. */
function repeatedJudgement({ check, constraint }, { distinct, all, later, considered }) {
	const column = { name: check.column ?? "" };
	if (constraint === "duplicate_rows") return duplicatesJudgement(check, considered, {
		failed: later.count,
		first: later.first
	});
	if (constraint === "distinct") return distinctJudgement(check, column, {
		count: considered,
		distinct
	});
	const failures = {
		considered,
		failed: all.count,
		first: all.first.slice(0, 100)
	};
	if (typeof check.unique === "object") return uniqueKeyJudgement(check, check.unique, {
		...failures,
		distinct
	});
	return cellJudgement(check, "unique", column, failures);
}

// src/parts/judge-stream.ts
/** Judges every constraint of every check, as `judgeChecks` does, on rows that are not in memory. */
async function judgeStream(stream, checks, profile, options) {
	const { placeOf = () => ({}), ...context } = options;
	const all = allAsked(checks, placeOf);
	const byPart = all.filter((each) => judges[each.constraint].by === "parts" && hasColumn(stream.table, each));
	const counts = await stream.count(byPart.map(withoutCode));
	const byKeys = all.flatMap((each) => {
		const keys = needs("keys", each, profile) ? repeatedKeysOf(stream.table, profile, each) : void 0;
		return keys === void 0 ? [] : [{
			each,
			keys
		}];
	});
	const repeated = await stream.countKeys(byKeys.map(({ keys }) => keys));
	const loaded = all.filter((each) => needs("columns", each, profile) && hasColumn(stream.table, each));
	await stream.load(loaded.flatMap((each) => columnsOf(stream.table, each)));
	const outcomes = [];
	const foundFor = new Map(byPart.map((each, index) => [each, counts[index]]));
	const repeatedFor = new Map(byKeys.map(({ each }, index) => [each, repeated[index]]));
	for (const each of all) {
		await context.pause?.();
		const found = foundFor.get(each);
		const keys = repeatedFor.get(each);
		if (found !== void 0) outcomes.push(await outcomeOfCounts(stream, each, found, {
			profile,
			context
		}));
		else if (keys !== void 0) outcomes.push(outcomeOfKeys(stream, each, keys));
		else outcomes.push(await judgeRows(stream, each, profile, context));
	}
	return outcomes;
}
/** The constraints of all checks that are counted part by part. */
function partChecks(checks, placeOf) {
	return allAsked(checks, placeOf).filter(({ constraint }) => judges[constraint].by === "parts").map(withoutCode);
}
/** What can be sent to threads. */
function withoutCode({ check, constraint, place }) {
	return {
		check,
		constraint,
		place
	};
}
function allAsked(checks, placeOf) {
	return checks.flatMap((check, index) => askedBy(check).map((constraint) => ({
		check,
		index,
		constraint,
		place: placeOf([
			"checks",
			index,
			constraint
		]),
		placeIn: (offset) => placeOf([
			"checks",
			index,
			constraint
		], offset)
	})));
}
function askedBy(check) {
	return constraints.filter((constraint) => check[constraint] !== void 0 && check[constraint] !== false);
}
function hasColumn(table, { check }) {
	return check.column === void 0 || findColumn(table, check.column) !== void 0;
}
function needs(by, { check, constraint }, profile) {
	return judges[constraint].by === by && !isToldByProfile(check, constraint, profile);
}
/** Whether the profile of all rows settles a constraint. */
function isToldByProfile(check, constraint, profile) {
	const isWhole = check.where === void 0;
	if (constraint === "duplicate_rows") return isWhole && profile.duplicate_rows === 0 && !profile.duplicate_rows_estimated;
	const name = check.column ?? "";
	if (knownStatistic({
		profile,
		isWhole
	}, constraint, name) !== void 0) return true;
	const known = isWhole ? findNamed(profile.columns, name) : void 0;
	if (known === void 0 || known.distinct_error !== void 0) return false;
	return constraint === "distinct" || constraint === "unique" && known.distinct === known.count;
}
/** The columns that judging a check takes. Texts are told apart, and looked into for conditions and lists of values. */
function columnsOf(table, { check, constraint }) {
	const { column, where } = check;
	const isRead = constraint === "values" || check.most_frequent?.enum !== void 0;
	const asked = (column === void 0 ? table.columns.map(({ name }) => name) : [column]).filter((name) => findColumn(table, name) !== void 0).map((name) => ({
		name,
		isHashed: !isRead
	}));
	if (where === void 0) return asked;
	const { columns } = compileExpression(parseExpression(where, {}), table.columns);
	return [...asked, ...columns.map((name) => ({
		name,
		isHashed: false
	}))];
}
async function outcomeOfCounts(stream, asked, found, rest) {
	const { check, index, constraint } = asked;
	const isWhole = check.where === void 0;
	const table = {
		...stream.table,
		rows: found.asked
	};
	const judgement = constraint === "row_count" ? await judges[constraint].judge({
		...asked,
		...rest,
		table,
		isWhole
	}) : judgeCounts(asked, found);
	const view = {
		table,
		rows: isWhole ? void 0 : { length: found.asked }
	};
	return {
		...outcomeOf({
			...judgement,
			first: []
		}, {
			check,
			index,
			constraint,
			table,
			view
		}),
		rows: judgement.first?.length ? found.first.slice(0, 100) : []
	};
}
function judgeCounts({ check, constraint }, found) {
	const failures = {
		...found,
		first: found.first.map(({ row }) => row)
	};
	const column = { name: check.column ?? "" };
	if (constraint === "expression") return expressionJudgement(check, failures);
	if (constraint === "missing") return missingJudgement(check, column, failures);
	const cell = cellConstraints.find((each) => each === constraint);
	if (cell === void 0) throw new Error(`"${constraint}" is not counted part by part`);
	return cellJudgement(check, cell, column, failures);
}
function outcomeOfKeys(stream, asked, found) {
	const { check, index, constraint } = asked;
	const table = {
		...stream.table,
		rows: found.asked
	};
	const view = {
		table,
		rows: check.where === void 0 ? void 0 : { length: found.asked }
	};
	const outcome = outcomeOf(repeatedJudgement(asked, found), {
		check,
		index,
		constraint,
		table,
		view
	});
	return {
		...outcome,
		rows: outcome.rows.map(({ row }) => ({
			row,
			line: stream.lineOf(row)
		}))
	};
}
/** The rows that judging takes: those of the sample, of some columns, or none. */
async function rowsFor(stream, asked, profile) {
	if (judges[asked.constraint].by === "sample") return stream.sample;
	return needs("columns", asked, profile) ? stream.load(columnsOf(stream.table, asked)) : stream.table;
}
/** Judges a constraint on columns that are loaded, or on the sample. */
async function judgeRows(stream, asked, profile, context) {
	const { check, index, constraint, place } = asked;
	const isWhole = check.where === void 0;
	const { by } = judges[constraint];
	if (!hasColumn(stream.table, asked)) return outcomeOf(noColumn(stream.table, check.column ?? ""), {
		check,
		index,
		constraint,
		table: stream.table,
		view: {
			table: stream.table,
			rows: void 0
		}
	});
	const table = await rowsFor(stream, asked, profile);
	const view = await viewOf(table, check.where, place);
	const judged = await judges[constraint].judge({
		...asked,
		table: view.table,
		profile,
		isWhole,
		context: {
			...context,
			whole: table
		}
	});
	const judgement = by === "sample" && stream.sample.rows < stream.table.rows ? {
		...judged,
		first: [],
		message: `${judged.message} (by ${formatNumber(view.table.rows)} rows picked at random)`
	} : judged;
	const { asked: chosen } = judgement;
	const seen = chosen === void 0 || isWhole ? view : {
		table: {
			...view.table,
			rows: chosen
		},
		rows: { length: chosen }
	};
	const outcome = outcomeOf(judgement, {
		check,
		index,
		constraint,
		table,
		view: seen
	});
	if (by !== "itself") return outcome;
	return {
		...outcome,
		rows: outcome.rows.map(({ row }) => ({
			row,
			line: stream.lineOf(row)
		}))
	};
}

// src/profile/finish-summary.ts
/**
* The profile of a column that was read part by part. What is known exactly is exact; what is estimated says so:
* `distinct_error`, `quantile_error`, `top_values_share`.
*/
function finishSummary(merged, of, loops = plainLoops) {
	const { sample } = of;
	const sampled = sample.kind === "text" ? profileText(sample, loops) : profileNumbers(sample, loops);
	return merged.kind === "text" ? finishTexts(merged, of, sampled) : finishNumbers(merged, of, sampled);
}
/** How many of so many values are different. */
function distinctOf({ counts, sketch }, count) {
	if (counts !== void 0) return { distinct: counts.size };
	return {
		distinct: Math.min(count, Math.round(estimateDistinct(sketch))),
		distinct_error: hyperLogLogError
	};
}
/** For roles: an estimate cannot say that all values differ. */
function knownDistinct({ distinct, distinct_error: error }, count) {
	return error === void 0 ? distinct : Math.min(distinct, count - 1);
}
/** That all values of the sample differ, and the estimate allows it for all rows, is as good as knowing it. */
function identifierRole(sampled, { distinct, distinct_error: error }, count) {
	return error !== void 0 && sampled.role === "identifier" && distinct >= count * (1 - 3 * error) ? {
		role: "identifier",
		why: "every value of a sample is different"
	} : {};
}
/** The most frequent values of the sample, with their counts brought to all rows. */
function scaledTop({ top_values: top }, share) {
	return {
		top_values: top.map(({ value, count }) => ({
			value,
			count: Math.round(count / share)
		})),
		top_values_share: share
	};
}
function finishTexts(merged, { share }, sampled) {
	const { count, missing, values, shortest, longest, characters } = merged;
	const distinct = distinctOf(values, count);
	const top = [...values.counts ?? []].filter(([value, times]) => times >= topValues.atLeast && value.length <= topValues.longest && !isPersonal(value)).sort((a, b) => b[1] - a[1]).slice(0, topValues.most).map(([value, times]) => ({
		value,
		count: times
	}));
	return {
		...sampled,
		...textRole({
			distinct: knownDistinct(distinct, count),
			count,
			longest,
			isClock: sampled.role === "time"
		}),
		...identifierRole(sampled, distinct, count),
		count,
		missing,
		invalid: 0,
		...distinct,
		...values.counts === void 0 ? scaledTop(sampled, share) : { top_values: sampled.pii === void 0 ? top : [] },
		...count === 0 ? {} : {
			min_length: shortest,
			max_length: longest,
			mean_length: characters / count
		}
	};
}
function finishNumbers(merged, { type, share }, { days, missing_days, largest_gap, ...sampled }) {
	const { moments, missing, invalid, values } = merged;
	const count = moments.finite + moments.infinite;
	const distinct = merged.ascending === void 0 ? distinctOf(values, count) : { distinct: count };
	const base = {
		...sampled,
		type,
		...numberRole(type, knownDistinct(distinct, count), count),
		...identifierRole(sampled, distinct, count),
		count,
		missing,
		invalid,
		...distinct,
		...topOfNumbers(merged, sampled, {
			type,
			share
		})
	};
	return sampled.quantiles === void 0 ? base : {
		...base,
		...spreadOf(merged, type)
	};
}
function topOfNumbers({ values: { counts } }, sampled, { type, share }) {
	if (counts === void 0) return scaledTop(sampled, share);
	if (sampled.pii !== void 0 || type === "text") return { top_values: [] };
	return { top_values: topOf(Float64Array.from(counts.keys()), Int32Array.from(counts.values()), topValues.atLeast, topValues.most).map(({ value, count }) => ({
		value: shownValue(value, type),
		count
	})) };
}
function spreadOf(merged, type) {
	const { moments, values } = merged;
	const exact = values.counts && exactDistribution(values.counts, moments);
	const { quantiles, histogram, outliers } = exact ?? estimatedDistribution(merged);
	const shared = {
		quantiles: Object.fromEntries(probabilities.map((each, index) => [String(each), quantiles[index] ?? 0])),
		histogram,
		...exact === void 0 ? { quantile_error: rankError(merged) } : {}
	};
	const { min, max, mean, std, skewness, zeros, negatives, infinite } = moments;
	if (type === "date" || type === "datetime") return {
		...shared,
		min: shownDate(min, type),
		max: shownDate(max, type),
		...merged.days === void 0 ? {} : describeGaps(merged.days)
	};
	return {
		...shared,
		min,
		max,
		mean,
		...Number.isFinite(std) ? { std } : {},
		...Number.isFinite(skewness) ? { skewness } : {},
		zeros,
		negatives,
		infinite,
		...values.counts === void 0 || values.counts.size > 2 ? { outliers } : {}
	};
}
function exactDistribution(counts, moments) {
	const keys = Float64Array.from(counts.keys()).filter(Number.isFinite).sort();
	const times = Int32Array.from(keys, (key) => counts.get(key) ?? 0);
	return distributionOfCounts({
		keys,
		counts: times
	}, moments, probabilities);
}
/**
* How far ranks may be off, as a share of the values, in 99 % of files: the sketch's error, and where values were picked
* for it, 2.58 standard errors of a share of so many.
*/
function rankError({ quantiles: { count }, moments: { finite } }) {
	const ofPicking = count < finite ? 1.29 / Math.sqrt(count) : 0;
	return Math.hypot(kllError(400), ofPicking);
}
/** From the quantiles' sketch: `quantile_error` is that of ranks, so bins may be off by twice as much of all values. */
function estimatedDistribution({ quantiles: sketch, moments }) {
	const { min, max, finite } = moments;
	const quantiles = quantilesOfKll(sketch, probabilities);
	const edges = histogramEdges(min, max, 20) ?? [min, max];
	const below = ranksOfKll(sketch, edges.slice(1, -1)).map((rank) => Math.round(rank * finite));
	const counts = [...below, finite].map((count, bin) => Math.max(0, count - (below[bin - 1] ?? 0)));
	const [low, high] = fencesOf(quantiles, probabilities);
	const [lower = 0, upper = 1] = ranksOfKll(sketch, [low, high]);
	return {
		quantiles,
		histogram: {
			edges,
			counts
		},
		outliers: Math.round((low > min ? lower * finite : 0) + (high < max ? (1 - upper) * finite : 0))
	};
}

// src/parts/collect-columns.ts
/** Room for columns of that many rows. */
function collectColumns(rows) {
	const collected = /* @__PURE__ */ new Map();
	const lines = new Uint32Array(rows);
	let from = 0;
	return {
		lines,
		add(part, line) {
			for (let row = 0; row < part.rows; row++) lines[from + row] = part.rowLines[row] + line;
			for (const column of part.columns) {
				const into = collected.get(column.name) ?? startColumn(column, rows);
				collected.set(column.name, into);
				into.add(column, from);
			}
			from += part.rows;
		},
		columns: () => [...collected.values()].map((each) => each.finish())
	};
}
function startColumn(column, rows) {
	if (column.kind === "numeric") return collectNumbers(column.name, column.type, rows);
	return column.kind === "text" ? collectTexts(column.name, rows) : collectHashed(column.name, rows);
}
function collectNumbers(name, type, rows) {
	const values = new Float64Array(rows);
	const log = {
		invalid: [],
		rows: []
	};
	return {
		add(column, from) {
			if (column.kind !== "numeric") return;
			values.set(column.values, from);
			const texts = new Map(column.invalid.map(({ row, text }) => [row, text]));
			for (const row of column.invalidRows ?? texts.keys()) addInvalid(log, from + row, texts.get(row) ?? "");
		},
		finish: () => ({
			kind: "numeric",
			name,
			type,
			values,
			...invalidCells(log)
		})
	};
}
function collectTexts(name, rows) {
	const codes = new Int32Array(rows).fill(-1);
	const codeOf = /* @__PURE__ */ new Map();
	return {
		add(column, from) {
			if (column.kind !== "text") return;
			const known = decodeEntries(textEntries(column)).map((text) => {
				const code = codeOf.get(text) ?? codeOf.size;
				codeOf.set(text, code);
				return code;
			});
			for (let row = 0; row < column.codes.length; row++) codes[from + row] = known[column.codes[row]] ?? -1;
		},
		finish: () => ({
			kind: "text",
			name,
			type: "text",
			codes,
			dictionary: [...codeOf.keys()]
		})
	};
}
/** Texts by the 64 bits of their hashes: they can be told apart, but not read. */
function collectHashed(name, rows) {
	const codes = new Int32Array(rows).fill(-1);
	let table = {
		high: /* @__PURE__ */ new Int32Array(1024),
		low: /* @__PURE__ */ new Int32Array(1024),
		codes: /* @__PURE__ */ new Int32Array(1024)
	};
	let size = 0;
	const place = (into, high, low) => {
		const mask = into.codes.length - 1;
		let slot = low & mask;
		while (into.codes[slot] !== 0 && (into.low[slot] !== low || into.high[slot] !== high)) slot = slot + 1 & mask;
		return slot;
	};
	const widen = () => {
		const slots = table.codes.length * 2;
		const wider = {
			high: new Int32Array(slots),
			low: new Int32Array(slots),
			codes: new Int32Array(slots)
		};
		for (let slot = 0; slot < table.codes.length; slot++) {
			if (table.codes[slot] === 0) continue;
			const to = place(wider, table.high[slot], table.low[slot]);
			wider.high[to] = table.high[slot];
			wider.low[to] = table.low[slot];
			wider.codes[to] = table.codes[slot];
		}
		table = wider;
	};
	const codeOf = (high, low) => {
		const slot = place(table, high, low);
		if (table.codes[slot] !== 0) return table.codes[slot] - 1;
		table.high[slot] = high;
		table.low[slot] = low;
		table.codes[slot] = ++size;
		if (size * 2 > table.codes.length) widen();
		return size - 1;
	};
	return {
		add(column, from) {
			if (column.kind !== "hashed") return;
			const known = Int32Array.from(column.high, (high, code) => codeOf(high, column.low[code]));
			for (let row = 0; row < column.codes.length; row++) codes[from + row] = known[column.codes[row]] ?? -1;
		},
		finish: () => ({
			kind: "text",
			name,
			type: "text",
			codes,
			dictionary: new Array(size).fill("")
		})
	};
}

// src/parts/line-log.ts
/** Runs that are kept: 16 bytes each. */
const mostRuns = 1 << 20;
/**
* Remembers on which line each row starts, part by part, by the rows after which a line is not the next one: those with
* line ends in their cells, or blank lines behind them. Lines behind a million of them are not known.
*/
function logLines() {
	const starts = [];
	const shifts = [];
	let rows = 0;
	let known = 0;
	return {
		/** Adds the next part's lines, which are those of the file less `line`. */
		add(rowLines, line) {
			for (let i = 0; i < rowLines.length; i++) {
				const shift = rowLines[i] + line - (rows + i);
				if (shift === shifts.at(-1)) continue;
				if (starts.length === mostRuns) break;
				starts.push(rows + i);
				shifts.push(shift);
			}
			rows += rowLines.length;
			if (starts.length < mostRuns) known = rows;
		},
		lineOf(row) {
			if (row >= known) return void 0;
			let low = 0;
			for (let high = starts.length; high - low > 1;) {
				const middle = low + high >> 1;
				if (starts[middle] <= row) low = middle;
				else high = middle;
			}
			return row + shifts[low];
		}
	};
}

// src/profile/merge-summaries.ts
/**
* Adds a part's summary, which is used up, to those of the parts before it, which are changed. The order of the parts decides the last bits
* of sums and sketches: it must be that of the rows.
*/
function mergeSummary(merged, part) {
	if (part.kind === "text") return mergeTexts(merged?.kind === "text" ? merged : void 0, part);
	return mergeNumbers(merged?.kind === "numeric" ? merged : void 0, part);
}
function mergeNumbers(merged, part) {
	const { values, sketch, ...rest } = part;
	const into = merged ?? {
		...rest,
		values: noValues()
	};
	addValues(into.values, values && {
		keys: values.keys,
		counts: values.counts
	}, sketch, addValue);
	if (merged === void 0) return into;
	into.missing += part.missing;
	into.invalid += part.invalid;
	into.moments = mergeMoments(into.moments, part.moments);
	mergeKll(into.quantiles, part.quantiles);
	giveBack(part.quantiles.buffer);
	into.ascending = joinAscending(into.ascending, part.ascending);
	into.days = into.days && part.days && mergeDays(into.days, part.days);
	return into;
}
function joinAscending(a, b) {
	return a && b && a.last < b.first ? {
		first: a.first,
		last: b.last
	} : void 0;
}
function mergeTexts(merged, part) {
	const { values, sketch, ...rest } = part;
	const into = merged ?? {
		...rest,
		values: noValues()
	};
	addValues(into.values, values && {
		keys: values.texts,
		counts: values.counts
	}, sketch, addText);
	if (merged === void 0) return into;
	into.count += part.count;
	into.missing += part.missing;
	into.shortest = Math.min(into.shortest, part.shortest);
	into.longest = Math.max(into.longest, part.longest);
	into.characters += part.characters;
	return into;
}
function noValues() {
	return {
		counts: /* @__PURE__ */ new Map(),
		sketch: createHyperLogLog()
	};
}
function addText(sketch, text) {
	const { high, low } = hashText(text);
	addHash(sketch, high, low);
}
function addValues(into, values, sketch, add) {
	const { counts } = into;
	if (values !== void 0 && counts !== void 0) countEach(counts, values);
	else if (values !== void 0) for (let i = 0; i < values.keys.length; i++) add(into.sketch, values.keys[i]);
	if (counts !== void 0 && (sketch !== void 0 || counts.size > 65536)) {
		for (const value of counts.keys()) add(into.sketch, value);
		into.counts = void 0;
	}
	if (sketch === void 0) return;
	for (let register = 0; register < sketch.length; register++) if (sketch[register] > into.sketch[register]) into.sketch[register] = sketch[register];
	giveBack(sketch);
}
function countEach(counts, values) {
	for (let i = 0; i < values.keys.length; i++) {
		const value = values.keys[i];
		counts.set(value, (counts.get(value) ?? 0) + values.counts[i]);
	}
}
/**
* Frees the memory of what is merged: such arrays would wait for a collection that only comes once they are 64 MB, since
* the collector sees no more of them than their small heads. Before Node 22 they wait.
*/
function giveBack({ buffer }) {
	if (buffer instanceof ArrayBuffer) buffer.transfer?.(0);
}
/** The moments of two groups of values together (Chan, Golub, LeVeque 1983, for the sum of squares; P\u00e9bay 2008, for that of cubes). */
function mergeMoments(a, b) {
	const counts = {
		infinite: a.infinite + b.infinite,
		zeros: a.zeros + b.zeros,
		negatives: a.negatives + b.negatives
	};
	if (a.finite === 0 || b.finite === 0) return {
		...a.finite === 0 ? b : a,
		...counts
	};
	const finite = a.finite + b.finite;
	const step = b.mean - a.mean;
	const mean = a.mean + step * (b.finite / finite);
	const [second, other] = [squaresOf(a), squaresOf(b)];
	const shared = step * step * (a.finite * b.finite / finite);
	const squares = second + other + shared;
	const cubes = cubesOf(a, second) + cubesOf(b, other) + step * (shared * ((a.finite - b.finite) / finite) + 3 * (a.finite * other - b.finite * second) / finite);
	return {
		...counts,
		finite,
		min: Math.min(a.min, b.min),
		max: Math.max(a.max, b.max),
		mean,
		std: Math.sqrt(squares / (finite - 1)),
		skewness: skewnessOf(finite, squares, cubes)
	};
}
/** The sum of cubed deviations from the mean, by that of squared ones; two values or equal ones have none. */
function cubesOf({ finite, skewness }, squares) {
	if (Number.isNaN(skewness)) return 0;
	return skewness * (finite - 2) * squares ** 1.5 / (finite * Math.sqrt(finite - 1));
}
/** The sum of squared deviations from the mean. */
function squaresOf({ finite, std }) {
	return finite < 2 ? 0 : std * std * (finite - 1);
}

// src/parts/seen-columns.ts
/** Adds what a part of a file shows. */
function addSeen(into, seen, file) {
	const { name, cells, type, hasNumbers = false } = seen;
	const known = into.get(name);
	if (known?.cells !== void 0 && cells !== void 0) addEvidence(known.cells, cells);
	const of = known ?? {
		cells,
		types: /* @__PURE__ */ new Map(),
		hasNumbers
	};
	of.hasNumbers ||= hasNumbers;
	into.set(name, of);
	if (type === void 0) return;
	const before = of.types.get(type);
	of.types.set(type, {
		file: before?.file ?? file,
		areNumbers: hasNumbers && before?.areNumbers !== false
	});
}

// src/parts/merge-parts.ts
/** Nothing yet. */
function noParts() {
	return {
		rows: 0,
		line: 1,
		fileRows: [],
		fileKeys: [],
		seen: /* @__PURE__ */ new Map(),
		columns: [],
		hashes: createHashLog(),
		samples: [],
		missing: [],
		invalid: [],
		failures: [],
		spans: []
	};
}
/** Kept of each column's invalid cells. */
const keptInvalid = 1e3;
/** Adds what the next part gave, which was read from that range; its lines are those of its file less `line`. */
function mergePart(merged, part, range, line) {
	const { rows } = merged;
	if (part.rows > 0) merged.spans.push({
		range: {
			...range,
			from: part.start,
			isExact: true
		},
		row: rows,
		rows: part.rows
	});
	for (const [index, file] of part.files.entries()) {
		const at = range.file + index;
		for (const each of file.seen) addSeen(merged.seen, each, at);
		merged.fileRows[at] = (merged.fileRows[at] ?? 0) + file.rows;
		merged.fileKeys[at] = merged.fileKeys[at] === true || file.seen.length > 0;
	}
	part.summaries.forEach((each, index) => {
		merged.columns[index] = mergeSummary(merged.columns[index], each);
	});
	part.invalid.forEach(({ cells, count }, index) => {
		merged.invalid[index] ??= {
			cells: [],
			count: 0
		};
		const into = merged.invalid[index];
		into.count += count;
		for (const cell of cells) if (into.cells.length < keptInvalid) into.cells.push({
			...cell,
			row: cell.row + rows,
			...cell.line !== void 0 && { line: cell.line + line }
		});
	});
	part.failures.forEach((each, index) => {
		merged.failures[index] ??= {
			asked: 0,
			considered: 0,
			failed: 0,
			first: []
		};
		const into = merged.failures[index];
		into.asked += each.asked;
		into.considered += each.considered;
		into.failed += each.failed;
		for (const { row, line: at } of each.first) if (into.first.length < 100) into.first.push({
			row: row + rows,
			line: at === void 0 ? void 0 : at + line
		});
	});
	addHashes(merged.hashes, part);
	merged.samples.push(part.sample);
	merged.missing = mergeMissing(merged.missing, part.missing);
	merged.rows += part.rows;
	merged.line += part.lines;
}

// src/parts/settle-plan.ts
/**
* The plan with the types that all parts told, and whether they were read by them. Throws UserError where files with
* types of their own do not fit together.
*/
function settlePlan(plan, seen) {
	const own = plan.columns.slice(0, plan.columns.length - plan.folders);
	const folders = plan.columns.slice(own.length).map((column, index) => ({
		...column,
		type: folderType(plan, index, seen)
	}));
	const columns = [...plan.format === "json" ? settleKeys(plan, own, seen) : own.map((column) => settleColumn(plan, column, seen)), ...folders];
	const isRead = columns.length === plan.columns.length && columns.every((column, index) => isReadAlike(column, plan.columns[index]));
	return {
		plan: {
			...plan,
			columns
		},
		isRead
	};
}
function settleColumn(plan, column, seen) {
	const type = typeOf(plan, column, seen);
	const isWritten = column.isWritten || type === "text" && seen.seen.get(column.name)?.hasNumbers;
	return {
		...column,
		type,
		isWritten: isWritten === true
	};
}
/** The columns of objects, in the order in which their keys come first. */
function settleKeys(plan, planned, { seen, fileRows, fileKeys }) {
	const { declared, files } = plan;
	const bare = files.findIndex((_, file) => fileKeys[file] !== true);
	if (bare >= 0) throw withoutKeys(files[bare].layout.source, fileRows[bare] ?? 0);
	if (seen.size > limits.columns) throw tooManyKeys(files[0].layout.source);
	const known = new Map(planned.map((column) => [column.name, column]));
	return [...seen].map(([name, { cells, hasNumbers }]) => {
		if (known.get(name)?.isWritten || cells === void 0) return planJsonColumn(name, "text", {
			declared,
			isWritten: true
		});
		const base = settledType(cells);
		return planJsonColumn(name, base, {
			declared,
			isWritten: base === "text" && hasNumbers
		});
	});
}
function typeOf(plan, column, { seen }) {
	const { name, isDeclared, type } = column;
	const found = seen.get(name);
	if (isDeclared || found === void 0) return type;
	if (found.cells !== void 0) return settledType(found.cells);
	const parts = [...found.types].map(([each, { file, areNumbers }]) => ({
		type: each,
		source: plan.files[file]?.layout.source ?? "",
		order: file,
		isWhole: () => areNumbers
	}));
	if (parts.length === 0) return type;
	return commonType(name, parts.sort((a, b) => a.order - b.order));
}
function tooManyKeys(source) {
	return new UserError(`Cannot read "${source}": there are more than 100,000 different keys`, {
		file: source,
		hint: "Keys are columns' names"
	});
}
/** Folders say the same of all rows of a file. */
function folderType({ files }, index, { fileRows }) {
	return partitionType(files.map(({ folders }, file) => ({
		text: folders[index],
		rows: fileRows[file] ?? 0
	})));
}
/** Integers are read as numbers are, dates as times. */
function isReadAlike(one, other) {
	const kindOf = ({ type, base = type }) => base === "integer" ? "number" : base === "datetime" ? "date" : base;
	const areWritten = [one, other].map(({ isWritten = false }) => isWritten);
	return one.name === other.name && kindOf(one) === kindOf(other) && areWritten[0] === areWritten[1];
}

// src/actions/read-parts.ts
/** Bytes of a part: the memory of a thread grows with it, and the work that parts repeat shrinks. */
const usualBytes = 1 << 23;
/**
* Reads data part by part on threads and puts together what the parts gave. Data with a column that turns out to be of
* another type than the first rows said are read again. Throws UserError for what cannot be read.
*/
async function readParts(request) {
	let { plan } = request;
	for (let tries = 0; tries < 3; tries++) {
		const merged = await readOnce({
			...request,
			plan
		});
		if (request.columns !== void 0) return {
			merged,
			plan
		};
		const settled = settlePlan(plan, merged);
		plan = settled.plan;
		if (settled.isRead) return {
			merged,
			plan
		};
	}
	throw new UserError(`Cannot read "${request.source}": the file changed while it was read`, { file: request.source });
}
async function readOnce(request) {
	const { plan, rows, checks, derive, columns, hashes, keys, pool, signal } = request;
	const merged = noParts();
	const work = {
		plan,
		columns,
		hashes,
		keys,
		rows,
		share: Math.min(1, sampledRows / rows),
		checks,
		derive
	};
	const sizes = plan.files.map(({ layout }) => layout.format === "parquet" ? rowsOf(layout) : layout.bytes);
	let before = 0;
	let file = -1;
	let next = 0;
	let left = partsOfPlan(plan, request.partBytes ?? usualBytes);
	while (left.length > 0) {
		const ranges = left.map((range, index) => {
			return index > 0 || range.file !== file ? range : {
				...range,
				from: next,
				isExact: true,
				line: merged.line
			};
		});
		let done = 0;
		await pool.run("csv-part", {
			...work,
			ranges
		}, ranges.length, {
			signal,
			async onAnswer(part, index) {
				const range = ranges[index];
				const isFirst = range.file !== file;
				const last = range.file + (range.more ?? 0);
				if (part.start !== (isFirst ? range.from : next)) return false;
				if (part.fault !== void 0) {
					if (range.line === void 0) return false;
					const { message, place, hint } = part.fault;
					throw new UserError(message, {
						file: plan.files[range.file].layout.source,
						...place,
						hint
					});
				}
				if (range.line !== void 0) merged.line = range.line;
				const offset = range.line === void 0 ? merged.line : 0;
				await request.onPart?.(part, offset);
				mergePart(merged, part, range, offset);
				for (; file < last; file++) before += sizes[file] ?? 0;
				next = part.next;
				done = index + 1;
				request.onProgress?.(before + next);
				return true;
			}
		});
		left = ranges.slice(done).filter((range) => range.file !== file || range.to > next);
	}
	return merged;
}

// src/actions/open-stream.ts
/** Bytes of a part whose columns are given on: they are in memory several times on their way. */
const givenBytes = 1 << 20;
/** Answers what checks ask of rows that are not in memory: by the first pass, or by further ones. */
function openStream(request, table, first) {
	const { plan, derive, rows } = request;
	const counted = /* @__PURE__ */ new Map();
	const keyOf = ({ check, constraint }) => JSON.stringify([constraint, check]);
	const remember = ({ checks, failures }) => checks.forEach((each, index) => {
		const found = failures[index];
		if (found !== void 0) counted.set(keyOf(each), found);
	});
	remember(first);
	const keys = /* @__PURE__ */ new Map();
	const loaded = /* @__PURE__ */ new Map();
	const hashed = /* @__PURE__ */ new Map();
	let lines = /* @__PURE__ */ new Uint32Array(0);
	const sample = deriveColumns(first.sample, derive);
	const columns = [...table.columns, ...sample.columns.slice(table.columns.length)];
	let lineOf = () => void 0;
	const eachKeys = async (keys, take) => {
		const log = logLines();
		await readParts({
			...request,
			checks: [],
			hashes: false,
			columns: [],
			keys,
			partBytes: request.partBytes ?? givenBytes * 2,
			onPart(part, line) {
				log.add(part.rowLines, line);
				return take(part.keys);
			}
		});
		lineOf = log.lineOf;
	};
	return {
		table: {
			...table,
			columns,
			eachKeys
		},
		sample,
		lineOf: (row) => lineOf(row) ?? lines[row],
		async each(take) {
			const log = logLines();
			await readParts({
				...request,
				checks: [],
				hashes: false,
				columns: columns.map(({ name }) => ({
					name,
					isHashed: false
				})),
				partBytes: request.partBytes ?? givenBytes,
				onPart(part, line) {
					log.add(part.rowLines, line);
					const typed = part.columns.map((each, index) => ({
						...each,
						type: columns[index]?.type
					}));
					return take({
						rows: part.rows,
						columns: typed
					});
				}
			});
			lineOf = log.lineOf;
		},
		async count(checks) {
			const missing = checks.filter((each) => !counted.has(keyOf(each)));
			if (missing.length > 0) {
				const { merged } = await readParts({
					...request,
					checks: missing,
					hashes: false
				});
				remember({
					checks: missing,
					failures: merged.failures
				});
			}
			return checks.map((each) => counted.get(keyOf(each)));
		},
		async countKeys(requests) {
			const missing = requests.filter((each) => !keys.has(JSON.stringify(each)));
			if (missing.length > 0) {
				const { countKeys } = await import("./stream-repeated.js");
				const found = await countKeys(request, {
					...table,
					eachKeys
				}, missing);
				for (const [index, each] of missing.entries()) keys.set(JSON.stringify(each), found[index]);
			}
			return requests.map((each) => keys.get(JSON.stringify(each)));
		},
		async load(wanted) {
			const missing = wanted.filter(({ name, isHashed }) => !loaded.has(name) && !(isHashed && hashed.has(name)));
			if (missing.length > 0) {
				const asText = new Set(missing.filter(({ isHashed }) => !isHashed).map(({ name }) => name));
				const columns = [...new Set(missing.map(({ name }) => name))].map((name) => ({
					name,
					isHashed: !asText.has(name)
				}));
				const collected = collectColumns(rows);
				await readParts({
					...request,
					checks: [],
					columns,
					hashes: false,
					onPart: collected.add
				});
				for (const column of collected.columns()) (asText.has(column.name) ? loaded : hashed).set(column.name, column);
				if (plan.format !== "parquet") lines = collected.lines;
			}
			const names = [...new Set(wanted.map(({ name }) => name))];
			const { judge: _, load: __, eachPart: ___, sample: ____, ...whole } = table;
			return {
				...whole,
				lines,
				columns: names.flatMap((name) => loaded.get(name) ?? hashed.get(name) ?? [])
			};
		}
	};
}

// src/actions/pick-rows.ts
/** Characters of picked cells past which no more rows are read. */
const mostCharacters = 1 << 25;
/**
* What picks rows of a table that is read part by part: it reads again the parts that hold rows which are not picked
* yet, in the order of the rows. Throws UserError where the file changed.
*/
function rowPicker({ source, plan, pool, signal }, spans) {
	const picked = /* @__PURE__ */ new Map();
	let characters = 0;
	return {
		picked,
		async pick(rows) {
			const wanted = [...new Set(rows)].filter((row) => !picked.has(row));
			const holding = divideRows(spans, Uint32Array.from(wanted).sort());
			if (holding.length === 0 || characters > mostCharacters) return;
			const work = {
				plan,
				ranges: holding.map(({ span }) => span.range),
				picked: holding.map((each) => each.rows),
				hashes: false,
				rows: 0,
				share: 0,
				checks: [],
				derive: {}
			};
			await pool.run("csv-part", work, holding.length, {
				signal,
				onAnswer({ cells, fault, rows: count }, index) {
					const { span, rows: places } = holding[index];
					if (fault !== void 0 || count !== span.rows) throw new UserError(`Cannot read "${source}": the file changed while it was read`, { file: source });
					for (const [at, texts] of cells.entries()) {
						picked.set(span.row + places[at], texts);
						characters += texts.reduce((sum, text = "") => sum + text.length, texts.length);
					}
					return characters <= mostCharacters;
				}
			});
		}
	};
}
/** The spans that hold some of the rows, which ascend, and which of theirs. */
function divideRows(spans, rows) {
	let next = 0;
	return spans.flatMap((span) => {
		const from = next;
		while (next < rows.length && rows[next] < span.row + span.rows) next++;
		return next === from ? [] : [{
			span,
			rows: rows.slice(from, next).map((row) => row - span.row)
		}];
	});
}

// src/parts/join-files.ts
/** Matches the columns of files by name. Throws UserError where they do not fit together. */
function joinFiles(known) {
	const sources = known.map((file) => ({
		...file,
		source: file.layout.source
	}));
	const folders = partitionKeys(sources);
	const own = matchColumns(sources, new Set(folders));
	const placeOf = new Map([...own, ...folders].map((name, place) => [name, place]));
	return {
		own,
		folders,
		files: known.map(({ path, layout, names, partitions }) => {
			const order = names.map((name) => placeOf.get(name) ?? -1);
			return {
				path,
				layout,
				order: order.length === own.length && order.every((place, index) => place === index) ? void 0 : order,
				folders: folders.map((key) => partitions.get(key))
			};
		})
	};
}

// src/actions/plain-copy.ts
/** Bytes that are unpacked to disk at most. */
const mostBytes = 64e9;
/**
* A CSV or JSON file as it is, or the scratch file that it is unpacked and transcoded to. Undefined where it is of another
* format, on no disk, or comes to less than `leastBytes`. Throws UserError as reading it does, and for one that unpacks
* to more than 64 GB.
*/
async function findPlain(context, files, { path, source, encoding: declared, leastBytes, onChunk }) {
	const bytes = await files.size(path) ?? 0;
	const place = await files.locate(path);
	if (place === void 0) return void 0;
	const head = await files.readRange(path, 0, Math.min(bytes, planBytes));
	refuseLfsPointer(head, source);
	const compression = findCompression(head, source);
	const open = () => compression === void 0 ? files.stream(path) : decompress(compression, files.stream(path), source);
	const start = compression === void 0 ? head : await firstBytes(open());
	const format = findFormat(start, source);
	if (format === "parquet") return void 0;
	const encoding = format === "json" ? "utf-8" : declared ?? findEncoding(start);
	const copied = {
		source,
		leastBytes,
		onChunk
	};
	if (encoding !== "utf-8") return copyPlain(context, transcode(open(), encoding, source), copied);
	if (compression !== void 0) return copyPlain(context, open(), copied);
	return bytes < leastBytes ? void 0 : {
		path: place,
		bytes,
		head,
		isCopy: false
	};
}
/** Writes content to a scratch file; undefined where it comes to less than `leastBytes`. */
async function copyPlain({ scratch, log, signal }, content, { source, leastBytes, onChunk }) {
	const first = [];
	let bytes = 0;
	let progress;
	async function* watched() {
		for await (const chunk of boundBytes(content, mostBytes, source)) {
			signal.throwIfAborted();
			if (bytes < 1048576) first.push(chunk.slice(0, planBytes - bytes));
			bytes += chunk.length;
			onChunk?.(chunk);
			if (bytes >= leastBytes) progress ??= log.progress(`Unpacking ${source}`);
			yield chunk;
		}
	}
	const path = await scratch.write(watched(), source);
	if (bytes < leastBytes) {
		await scratch.remove(path);
		return;
	}
	progress?.end(formatBytes(bytes));
	return {
		path,
		bytes,
		head: Buffer.concat(first),
		isCopy: true
	};
}
/** Passes chunks on. Throws UserError once they come to more than `most` bytes. */
async function* boundBytes(chunks, most, source) {
	let bytes = 0;
	for await (const chunk of chunks) {
		bytes += chunk.length;
		if (bytes > most) throw new UserError(`Cannot read "${source}": it unpacks to more than ${formatBytes(most)}`, {
			file: source,
			hint: "Split it, or write it as Parquet"
		});
		yield chunk;
	}
}
async function firstBytes(chunks) {
	for await (const chunk of chunks) if (chunk.length > 0) return chunk;
	return /* @__PURE__ */ new Uint8Array(0);
}

// src/actions/plan-csv-files.ts
/**
* Plans to read CSV files by their first bytes, which the first types of the columns are guessed from, up to `planBytes`
* of all files. Undefined where one of them is on no disk or its first bytes hold no row, or where all come to less
* than `leastBytes` once they are unpacked. Throws UserError.
*/
async function planCsvFiles(context, files, found, { leastBytes }) {
	const { declared, project } = context;
	const { csv } = project.config.data;
	const { encoding, ...dialect } = csv ?? {};
	const least = found.length === 1 ? leastBytes : 0;
	const known = [];
	const copies = [];
	const guess = {
		rows: 0,
		bytes: 0,
		tallies: /* @__PURE__ */ new Map()
	};
	let columns = [];
	let first;
	let bytes = 0;
	const giveUp = async () => {
		for (const copy of copies) await context.scratch.remove(copy);
	};
	for (const { path, source, partitions } of found) {
		context.signal.throwIfAborted();
		const plain = await findPlain(context, files, {
			path,
			source,
			encoding,
			leastBytes: least
		});
		if (plain?.isCopy) copies.push(plain.path);
		const options = {
			source,
			declared,
			kernel: context.csvKernel,
			...dialect
		};
		const head = plain && readCsvHead(plain.head, plain.bytes, options);
		if (plain === void 0 || head === void 0) return giveUp();
		const { layout, names } = head;
		known.push({
			path: plain.path,
			layout,
			names,
			partitions,
			format: "csv",
			hasLines: true
		});
		bytes += plain.bytes;
		if (guess.bytes >= 1048576) continue;
		const glance = glanceAtRows(plain.head, head, options);
		if (glance === void 0) return giveUp();
		guess.rows += glance.rows;
		guess.bytes += plain.head.length;
		for (const [index, name] of names.entries()) addTally(guess.tallies, name, glance.tallies[index]);
		if (first === void 0) columns = planColumns(head, [], options);
		first ??= {
			bytes: plain.head,
			planned: glance.end
		};
	}
	if (bytes < leastBytes) return giveUp();
	return {
		files: known,
		columns: columns.map((column) => {
			const tally = guess.tallies.get(column.name);
			return column.isDeclared || tally === void 0 ? column : {
				...column,
				type: inferType(tally)
			};
		}),
		rows: Math.ceil(guess.rows / Math.max(1, guess.bytes) * bytes),
		size: bytes,
		head: first
	};
}
function addTally(into, name, tally) {
	const known = into.get(name);
	if (known === void 0) into.set(name, { ...tally });
	else for (const shape of Object.keys(tally)) known[shape] += tally[shape];
}

// src/tables/json-borders.ts
const quote = 34;
const backslash = 92;
/**
* Finds the commas between a list's elements by what stands in strings and how deep brackets are. In what is no JSON
* they may be wrong; reading the elements tells.
*/
function watchBorders(size) {
	const cuts = [];
	const nestings = nestingOf();
	let isList = true;
	let depth = 0;
	let isText = false;
	let isEscaped = false;
	let line = 1;
	let lineStart = 0;
	let passed = 0;
	let last = 0;
	return {
		add(chunk) {
			for (let i = 0; i < chunk.length && isList; i++) {
				const byte = chunk[i];
				if (byte === 10) {
					line++;
					lineStart = passed + i + 1;
				}
				if (isText) {
					if (isEscaped) isEscaped = false;
					else if (byte === backslash) isEscaped = true;
					else if (byte === quote) isText = false;
					continue;
				}
				const nesting = nestings[byte];
				if (nesting === 0) continue;
				if (nesting === token) isText = true;
				else if (nesting === comma) {
					const place = passed + i + 1;
					if (depth !== 1 || place - last < size) continue;
					cuts.push(place, line, lineStart);
					last = place;
				} else {
					if (depth === 0) isList = byte === 91;
					depth += nesting;
					isList &&= depth > 0;
				}
			}
			passed += chunk.length;
		},
		cuts: () => Float64Array.from(cuts)
	};
}
const comma = 2;
const token = 3;
/** By byte, how it changes the depth, or what else it is; 0 for bytes that say nothing. */
function nestingOf() {
	const nestings = /* @__PURE__ */ new Int8Array(256);
	for (const open of [91, 123]) nestings[open] = 1;
	for (const close of [93, 125]) nestings[close] = -1;
	nestings[44] = comma;
	nestings[quote] = token;
	return nestings;
}

// src/actions/plan-json-files.ts
/** Bytes between the places at which a list may be cut, at least. */
const cutBytes = 1 << 20;
/**
* Plans to read JSON by the first objects of each file: a list is read once to find where it may be cut. Undefined where
* a file is on no disk or its first bytes hold no object, or where all come to less than `leastBytes` once they are
* unpacked. Throws UserError.
*/
async function planJsonFiles(context, files, found, { leastBytes, partBytes = cutBytes }) {
	const { declared } = context;
	const least = found.length === 1 ? leastBytes : 0;
	const known = [];
	const copies = [];
	const columns = /* @__PURE__ */ new Map();
	const sum = {
		rows: 0,
		glanced: 0,
		bytes: 0
	};
	const giveUp = async () => {
		for (const copy of copies) await context.scratch.remove(copy);
	};
	for (const { path, source, partitions } of found) {
		context.signal.throwIfAborted();
		const borders = watchBorders(Math.min(cutBytes, partBytes));
		const stored = {
			path,
			source,
			encoding: void 0,
			leastBytes: least,
			onChunk: borders.add
		};
		const plain = await findPlain(context, files, stored);
		if (plain?.isCopy) copies.push(plain.path);
		const glance = plain && glanceAtObjects(plain.head, plain.bytes, {
			source,
			declared
		});
		if (plain === void 0 || glance === void 0) return giveUp();
		if (glance.isList && !plain.isCopy) for await (const chunk of files.stream(path)) {
			context.signal.throwIfAborted();
			borders.add(chunk);
		}
		const { isList, rows, end } = glance;
		const rowBytes = end / Math.max(1, rows);
		const cuts = borders.cuts();
		known.push({
			path: plain.path,
			partitions,
			format: "json",
			hasLines: true,
			layout: {
				format: "json",
				source,
				bytes: plain.bytes,
				start: 0,
				line: 1,
				isList,
				cuts,
				rowBytes
			},
			names: glance.columns.map(({ name }) => name)
		});
		sum.bytes += plain.bytes;
		for (const column of glance.columns) if (!columns.has(column.name)) columns.set(column.name, column);
		sum.rows += rows;
		sum.glanced += end;
	}
	if (sum.bytes < leastBytes) return giveUp();
	const rows = Math.ceil(sum.rows / Math.max(1, sum.glanced) * sum.bytes);
	return {
		files: known,
		columns: [...columns.values()],
		rows,
		size: sum.bytes,
		head: void 0
	};
}

// src/actions/plan-parquet-files.ts
/** Where files differ in a type, the guess is the last of theirs here: writers take the first ones for columns of nulls. */
const widths = [
	"integer",
	"number",
	"date",
	"boolean",
	"datetime",
	"text"
];
/**
* Plans to read Parquet files by what they say of themselves; those that are compressed as a whole are unpacked to scratch
* files. Undefined where one of them is on no disk, and where all are smaller than `leastBytes` or have no rows. Throws
* UserError.
*/
async function planParquetFiles(context, files, found, { leastBytes }) {
	const { declared, signal, scratch } = context;
	if (found.reduce((sum, { path, bytes }) => sum + unpackedBytes(path, bytes), 0) < leastBytes) return void 0;
	const { readParquetHead } = await import("./parquet-part.js");
	const known = [];
	const columns = /* @__PURE__ */ new Map();
	const copies = [];
	let total = 0;
	let rows = 0;
	const giveUp = async () => {
		for (const copy of copies) await scratch.remove(copy);
	};
	for (const file of found) {
		signal.throwIfAborted();
		const { source, partitions } = file;
		const stored = await findStored(context, files, file, found.length === 1 ? leastBytes : 0);
		if (stored === void 0) return giveUp();
		if (stored.isCopy) copies.push(stored.path);
		total += stored.bytes;
		const head = await readParquetHead(stored, {
			source,
			declared
		});
		const names = head.columns.map(({ name }) => name);
		known.push({
			path: stored.path,
			layout: head.layout,
			names,
			partitions,
			format: "parquet",
			hasLines: false
		});
		rows += rowsOf(head.layout);
		for (const column of head.columns) {
			const before = columns.get(column.name);
			if (before === void 0 || widths.indexOf(column.type) > widths.indexOf(before.type)) columns.set(column.name, {
				...column,
				isDeclared: false,
				rule: {}
			});
		}
	}
	if (rows === 0 || total < leastBytes) return giveUp();
	return {
		files: known,
		columns: [...columns.values()],
		rows,
		size: rows,
		head: void 0
	};
}
/** A file's bytes as they are on disk, or those of the scratch file that it is unpacked to. */
async function findStored(context, files, { path, source, bytes }, leastBytes) {
	const place = await files.locate(path);
	const start = await files.readRange(path, 0, 200);
	refuseLfsPointer(start, source);
	if (place === void 0) return void 0;
	const compression = findCompression(start, source);
	if (compression === void 0) {
		findFormat(start, source);
		const readRange = (from, to) => files.readRange(path, from, to);
		return {
			path: place,
			bytes,
			isCopy: false,
			readRange
		};
	}
	const unpacked = decompress(compression, files.stream(path), source);
	const copy = await copyPlain(context, unpacked, {
		source,
		leastBytes
	});
	if (copy === void 0) return void 0;
	findFormat(copy.head, source);
	return {
		...copy,
		readRange: (from, to) => context.scratch.readRange(copy.path, from, to)
	};
}

// src/actions/plan-stream.ts
const planners = {
	csv: planCsvFiles,
	json: planJsonFiles,
	parquet: planParquetFiles
};
/** Plans to read data part by part; undefined where they have to be read as a whole. Throws UserError. */
async function planStream(context, files, found, sizes) {
	refuseMixture(found);
	const [first] = found;
	if (first === void 0) return void 0;
	const format = formatOf(showAddress(first.path));
	const { declared } = context;
	const { csv } = context.project.config.data;
	if (format !== "csv" && csv !== void 0) return void 0;
	const planned = await planners[format](context, files, found, sizes);
	if (planned === void 0) return void 0;
	const joined = joinFiles(planned.files);
	const known = new Map(planned.columns.map((column) => [column.name, column]));
	const folders = joined.folders.map((name, index) => {
		const cells = joined.files.map((file) => ({
			text: file.folders[index],
			rows: 1
		}));
		return {
			name,
			type: partitionType(cells),
			isDeclared: false,
			rule: {}
		};
	});
	const plan = {
		format,
		columns: [...joined.own.flatMap((name) => known.get(name) ?? []), ...folders],
		folders: folders.length,
		declared,
		files: joined.files
	};
	const { rows, size, head } = planned;
	return {
		plan,
		rows,
		size,
		first: await firstRows(plan, head, context.csvKernel)
	};
}
function withoutRows$1({ columns }, source) {
	return {
		source,
		rows: 0,
		columns: columns.map(({ name, type }) => emptyColumn(name, type, 0)),
		lines: /* @__PURE__ */ new Uint32Array(0),
		bytes: 0,
		digest: ""
	};
}
/** The rows that the first bytes hold, with the columns of all; none where there are no first bytes. */
async function firstRows(plan, head, kernel) {
	const [file] = plan.files;
	if (head === void 0 || file?.layout.format !== "csv") return withoutRows$1(plan, file?.layout.source ?? "");
	const { bytes, planned } = head;
	const read = (position, target) => {
		const some = bytes.subarray(position, Math.min(planned, position + target.length));
		target.set(some);
		return some.length;
	};
	const { start } = file.layout;
	const cut = {
		...plan,
		files: [{
			...file,
			layout: {
				...file.layout,
				bytes: planned
			}
		}]
	};
	const { table } = await openPlan(cut, () => read, kernel, false)({
		file: 0,
		from: start,
		to: planned,
		isExact: true
	});
	return table;
}

// src/actions/stream-data.ts
/**
* Reads a file or a data set part by part, in memory that does not grow with it: profiles it, and counts on the way what
* breaks the project's checks. Text that is compressed, or not in UTF-8, is unpacked to scratch files first. Undefined
* where a file is on no disk, or all unpack to less than `leastBytes`. Throws UserError.
*/
async function streamData(context, path, { partBytes, leastBytes = streamedBytes, declared = context.project.config.data.columns } = {}) {
	const { project, signal, workers, log } = context;
	const files = await openProjectData(context);
	const source = showAddress(path);
	const found = await findFiles(files, path);
	const planned = await planStream({
		...context,
		declared
	}, files, found, {
		leastBytes,
		partBytes
	});
	if (planned === void 0) return void 0;
	const checks = partChecks(project.config.checks, project.place);
	const mayAscend = await tryRows(project, planned.first, checks);
	const progress = log.progress(`Reading ${source}`);
	const request = {
		source,
		plan: planned.plan,
		partBytes,
		rows: planned.rows,
		pool: workers.pool(),
		scratch: context.scratch,
		signal,
		derive: project.config.data.derive ?? {},
		onProgress: (done) => progress.update(done, planned.size)
	};
	const [read, sha256] = await allOrNone(signal, (stopped) => [readParts({
		...request,
		signal: stopped,
		checks,
		hashes: !mayAscend
	}), digestFiles(files, found, stopped)]);
	const isAscending = read.merged.columns.some((each) => each.kind === "numeric" && each.ascending);
	if (mayAscend && !isAscending) {
		const { merged } = await readParts({
			...request,
			plan: read.plan,
			checks: [],
			columns: [],
			hashes: true
		});
		read.merged.hashes = merged.hashes;
	}
	await request.pool.close();
	await refuseDigest(project, sha256);
	const stored = found.reduce((sum, { bytes }) => sum + bytes, 0);
	const { table, sample, profile } = describe(read, context.columnKernel, {
		source,
		bytes: stored,
		digest: sha256
	});
	if (found[0]?.name !== "") Object.assign(table, placesOf(read));
	progress.end(counted(table.rows, "row"));
	refuseUnknown(project, table);
	const stream = openStream({
		...request,
		plan: read.plan,
		rows: table.rows
	}, table, {
		checks,
		failures: read.merged.failures,
		sample
	});
	const findUnmatched = async (...keys) => (await import("./stream-references.js")).findUnmatchedKeys(context, ...keys);
	stream.table.findUnmatched = findUnmatched;
	const all = stream.table.columns.map(({ name }) => ({
		name,
		isHashed: false
	}));
	table.load = (names) => stream.load(names?.map((name) => ({
		name,
		isHashed: false
	})) ?? all);
	table.eachPart = stream.each;
	table.sample = stream.sample;
	Object.assign(table, rowPicker({
		...request,
		plan: read.plan
	}, read.merged.spans), {
		eachKeys: stream.table.eachKeys,
		findUnmatched
	});
	table.judge = (asked, profile, options) => judgeStream(stream, asked, profile, options);
	return {
		table,
		profile
	};
}
/**
* Judges the first rows here, so that what is wrong with a check itself is said at its place; whether a column ascends
* in them.
*/
async function tryRows(project, table, checks) {
	await judgePart(withDerived(table, planProjectColumns(project, table)), checks);
	return table.rows > 0 && table.columns.some((column) => column.kind === "numeric" && findAscending(column.values));
}
/** The answers of two works; where one fails, or the signal aborts, the other stops too. */
async function allOrNone(signal, start) {
	const stop = new AbortController();
	try {
		return await Promise.all(start(AbortSignal.any([signal, stop.signal])));
	} catch (error) {
		stop.abort();
		throw error;
	}
}
/** Where the rows of several files stand. */
function placesOf({ merged, plan }) {
	const placeOf = openRowPlaces(plan.files.map((_, file) => merged.fileRows[file] ?? 0));
	return {
		fileOf: (row) => plan.files[placeOf(row).file]?.layout.source ?? "",
		rowInFile: (row) => placeOf(row).at
	};
}
/** The table without its rows, those that were sampled, and the profile, by what the parts gave. */
function describe({ merged, plan }, kernel, { source, bytes, digest }) {
	const { rows } = merged;
	const sampled = joinSamples(plan.columns, merged.samples);
	const share = rows === 0 ? 1 : sampled.rows / rows;
	const columns = plan.columns.map(({ name, type }, index) => withoutRows(name, type, merged.invalid[index] ?? {
		cells: [],
		count: 0
	}));
	const loops = kernel && isWorthKernel(sampled.rows) ? kernelLoops(kernel, sampled.rows) : void 0;
	const profiles = merged.columns.map((column, index) => {
		const type = plan.columns[index]?.type ?? "text";
		return finishSummary(column, {
			type,
			sample: sampled.columns[index],
			share
		}, loops);
	});
	const duplicates = profiles.some((each) => each.distinct === rows && each.distinct_error === void 0) ? {
		count: 0,
		isExact: true
	} : duplicatesOf(merged.hashes);
	const profile = {
		schema: "mlops/profile@1",
		rows,
		bytes,
		digest,
		duplicate_rows: duplicates.count,
		...duplicates.isExact ? {} : { duplicate_rows_estimated: true },
		columns: profiles
	};
	const table = {
		source,
		rows,
		columns,
		lines: /* @__PURE__ */ new Uint32Array(0),
		bytes,
		digest
	};
	const sample = {
		...table,
		...sampled
	};
	const names = columns.map(({ name }) => name);
	return {
		table,
		sample,
		profile: {
			...profile,
			correlations: correlateColumns(sample, profile, kernel),
			missing_patterns: tellPatterns(merged.missing, names)
		}
	};
}
function withoutRows(name, type, { cells, count }) {
	if (type === "text") return {
		kind: "text",
		name,
		type,
		codes: /* @__PURE__ */ new Int32Array(0),
		dictionary: []
	};
	return {
		kind: "numeric",
		name,
		type,
		values: /* @__PURE__ */ new Float64Array(0),
		invalid: cells,
		invalidCount: count
	};
}

export { streamData };