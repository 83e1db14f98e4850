import { isUnchangedFolder } from "./compare-images.js";
import { adjustFalseDiscovery, compareColumn } from "./false-discovery.js";
import { declareTypes, findColumn, profileTable, readData, streamedBytes, takeRows } from "./data.js";
import { hashRows } from "./dividing.js";
import { ServiceError, UserError, counted, findEarlier, formatNumber, formatPercent, isAddress, listFirst } from "./core.js";
import { contentId } from "./commit-tree.js";
import { openBaseCommit } from "./actions.js";
import { findDataFiles, isDataSet } from "./program.js";
const { createHash } = process.getBuiltinModule("node:crypto");

// src/diff/compare-columns.ts
/** Columns that are compared by their distribution at most: each takes up to some 50 ms. */
const mostDrifts = 100;
const mostNames = 5;
const alpha = .05;
/** Columns of these roles are no distributions, or change with every row. */
const otherRoles = [
	"identifier",
	"text",
	"time",
	"empty"
];
/**
* Compares what the columns hold that both sides have; those that hold the same are left out. p-values of the
* distributions are adjusted after Benjamini and Hochberg.
*/
function compareColumns(before, after) {
	const earlier = new Map(before.profile.columns.map((column) => [column.name, column]));
	const pairs = after.profile.columns.flatMap((now) => {
		const then = earlier.get(now.name);
		return then === void 0 ? [] : [{
			then,
			now
		}];
	});
	const { drifts, undrifted } = measureDrifts(pairs, before, after);
	const changes = pairs.map(({ then, now }) => {
		const categories = compareCategories({
			then,
			now
		}, before, after);
		const drift = drifts.get(now.name);
		return {
			column: now.name,
			missing: {
				before: shareOf(then.missing, before.profile.rows),
				after: shareOf(now.missing, after.profile.rows)
			},
			...categories && { categories },
			...drift && { drift }
		};
	});
	const isChanged = ({ missing, categories, drift }) => missing.before !== missing.after || categories !== void 0 || drift !== void 0;
	return {
		columns: changes.filter(isChanged),
		undrifted
	};
}
function shareOf(count, rows) {
	return rows === 0 ? 0 : count / rows;
}
/** The distributions that differ by more than chance, by column, and how many columns were too many to look at. */
function measureDrifts(pairs, before, after) {
	const { table } = after;
	const asked = table === void 0 ? [] : pairs.filter(({ then, now }) => ![then, now].some(({ role }) => otherRoles.includes(role)));
	const { profile } = before;
	const reference = {
		source: "",
		rows: profile.rows,
		profile,
		...before.table && { table: before.table }
	};
	const measured = asked.slice(0, mostDrifts).flatMap(({ now }) => {
		const column = table && findColumn(table, now.name);
		const found = column && compareColumn(column, reference, {
			method: "total_variation",
			max: 0,
			alpha,
			min_rows: 20
		});
		return found === void 0 || typeof found === "string" ? [] : [found];
	});
	const adjusted = adjustFalseDiscovery(measured.map(({ p = 1 }) => p));
	const drifts = measured.flatMap(({ column, effect }, i) => {
		const p = adjusted[i] ?? 1;
		return effect > 0 && p <= alpha ? [[column, {
			moved: effect,
			p
		}]] : [];
	});
	return {
		drifts: new Map(drifts),
		undrifted: Math.max(0, asked.length - mostDrifts)
	};
}
/** Undefined where no side has the column for a category, both have the same ones, or not all rows are there. */
function compareCategories({ then, now }, before, after) {
	if (before.isSample || after.isSample) return void 0;
	if (then.role !== "category" && now.role !== "category") return void 0;
	const b = before.table && findColumn(before.table, then.name);
	const a = after.table && findColumn(after.table, now.name);
	if (b?.kind !== "text" || a?.kind !== "text") return void 0;
	const [countsBefore, countsAfter] = [countTexts(b), countTexts(a)];
	const isPersonal = then.pii !== void 0 || now.pii !== void 0;
	const added = without(countsAfter, countsBefore, isPersonal);
	const vanished = without(countsBefore, countsAfter, isPersonal);
	return added.count + vanished.count === 0 ? void 0 : {
		added,
		vanished
	};
}
function countTexts({ codes, dictionary }) {
	const counts = new Float64Array(dictionary.length);
	for (const code of codes) if (code >= 0) counts[code]++;
	return new Map(dictionary.flatMap((text, code) => counts[code] === 0 ? [] : [[text, counts[code]]]));
}
function without(counts, others, isPersonal) {
	const left = [...counts].filter(([text]) => !others.has(text)).sort(([, x], [, y]) => y - x);
	return {
		count: left.length,
		rows: left.reduce((sum, [, count]) => sum + count, 0),
		names: isPersonal ? [] : left.slice(0, mostNames).map(([text]) => text)
	};
}

// src/diff/compare-rows.ts
/**
* Compares rows over the columns that both tables have; `identity`, a part of them, says which row is which. Of rows with
* one identity those of equal content are the same, the others are paired in their order.
*/
function compareRows(before, after, { columns, identity }) {
	const left = leftOver(hashesOf(before, columns), hashesOf(after, columns));
	const identities = {
		before: hashesOf(before, identity),
		after: hashesOf(after, identity)
	};
	const pairs = pairRows(left, identities);
	return {
		added: left.after.length - pairs.before.length,
		removed: left.before.length - pairs.before.length,
		changed: pairs.before.length,
		cells: countCells(takeRows(before, pairs.before), takeRows(after, pairs.after), { columns: columns.filter((name) => !identity.includes(name)) }),
		repeated: {
			before: countRepeated(identities.before),
			after: countRepeated(identities.after)
		}
	};
}
/** One hash a row. */
function hashesOf(table, columns) {
	const { high, low } = hashRows(table, columns);
	const words = new Uint32Array(high.length * 2);
	for (let row = 0; row < high.length; row++) {
		words[row * 2] = low[row];
		words[row * 2 + 1] = high[row];
	}
	return new BigUint64Array(words.buffer);
}
/** The rows of each side that the other one has not as often, in order. */
function leftOver(before, after) {
	const [sortedBefore, sortedAfter] = [before.toSorted(), after.toSorted()];
	const excess = {
		before: /* @__PURE__ */ new Map(),
		after: /* @__PURE__ */ new Map()
	};
	const count = (side, hash) => side.set(hash, (side.get(hash) ?? 0) + 1);
	for (let i = 0, j = 0; i < sortedBefore.length || j < sortedAfter.length;) {
		const [b, a] = [sortedBefore[i], sortedAfter[j]];
		if (a === void 0 || b !== void 0 && b < a) count(excess.before, sortedBefore[i++]);
		else if (b === void 0 || a < b) count(excess.after, sortedAfter[j++]);
		else [i, j] = [i + 1, j + 1];
	}
	return {
		before: rowsOf(before, excess.before),
		after: rowsOf(after, excess.after)
	};
}
function rowsOf(hashes, wanted) {
	const rows = [];
	if (wanted.size === 0) return rows;
	for (let row = 0; row < hashes.length; row++) {
		const left = wanted.get(hashes[row]) ?? 0;
		if (left === 0) continue;
		wanted.set(hashes[row], left - 1);
		rows.push(row);
	}
	return rows;
}
function pairRows(left, identities) {
	const waiting = /* @__PURE__ */ new Map();
	for (const row of left.before) {
		const found = waiting.get(identities.before[row]);
		if (found === void 0) waiting.set(identities.before[row], {
			rows: [row],
			next: 0
		});
		else found.rows.push(row);
	}
	const pairs = {
		before: [],
		after: []
	};
	for (const row of left.after) {
		const found = waiting.get(identities.after[row]);
		const partner = found?.rows[found.next];
		if (found === void 0 || partner === void 0) continue;
		found.next++;
		pairs.before.push(partner);
		pairs.after.push(row);
	}
	return {
		before: Uint32Array.from(pairs.before),
		after: Uint32Array.from(pairs.after)
	};
}
/** In how many of the paired rows each column differs; columns that never do are left out. */
function countCells(before, after, { columns }) {
	if (before.rows === 0) return [];
	return columns.map((column) => {
		const [b, a] = [hashRows(before, [column]), hashRows(after, [column])];
		let rows = 0;
		for (let i = 0; i < before.rows; i++) if (b.high[i] !== a.high[i] || b.low[i] !== a.low[i]) rows++;
		return {
			column,
			rows
		};
	}).filter(({ rows }) => rows > 0).sort((x, y) => y.rows - x.rows);
}
function countRepeated(identities) {
	const sorted = identities.toSorted();
	let repeated = 0;
	for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) repeated++;
	return repeated;
}

// src/diff/compare-schema.ts
/** Compares columns by name; renamed ones are known by rows alone. */
function compareSchema(before, after) {
	const types = new Map(before.columns.map(({ name, type }) => [name, type]));
	const names = new Set(after.columns.map(({ name }) => name));
	return {
		added: [...names].filter((name) => !types.has(name)),
		removed: [...types.keys()].filter((name) => !names.has(name)),
		renamed: [],
		retyped: after.columns.flatMap(({ name, type }) => {
			const earlier = types.get(name);
			return earlier === void 0 || earlier === type ? [] : [{
				column: name,
				before: earlier,
				after: type
			}];
		})
	};
}
/**
* Takes columns that have the same values under another name, in whatever order the rows are, for renamed. One that has
* no values, or whose values several columns have, is not.
*/
function findRenamed(changes, before, after) {
	if (before.rows !== after.rows || changes.added.length === 0) return changes;
	const [removed, added] = [digestsOf(before, changes.removed), digestsOf(after, changes.added)];
	const renamed = [...removed].flatMap(([digest, from]) => {
		const to = added.get(digest);
		return from === void 0 || to === void 0 ? [] : [{
			before: from,
			after: to
		}];
	});
	return {
		...changes,
		added: changes.added.filter((name) => renamed.every((each) => each.after !== name)),
		removed: changes.removed.filter((name) => renamed.every((each) => each.before !== name)),
		renamed
	};
}
/** The table under the names that the other one has. */
function renameColumns(table, renamed) {
	if (renamed.length === 0) return table;
	const names = new Map(renamed.map((each) => [each.before, each.after]));
	return {
		...table,
		columns: table.columns.map((column) => ({
			...column,
			name: names.get(column.name) ?? column.name
		}))
	};
}
/** The columns by a digest of their values; undefined stands for several of one digest. */
function digestsOf(table, names) {
	const wanted = new Set(names);
	const digests = /* @__PURE__ */ new Map();
	for (const column of table.columns) {
		if (!wanted.has(column.name)) continue;
		const hashes = hashesOf({
			...table,
			columns: [nameless(column)]
		}, [""]).sort();
		if (hashes.at(-1) === 0n) continue;
		const digest = createHash("sha256").update(hashes).digest("hex");
		digests.set(digest, digests.has(digest) ? void 0 : column.name);
	}
	return digests;
}
function nameless(column) {
	return {
		...column,
		name: ""
	};
}

// src/diff/diff-data.ts
/**
* Compares data row by row where both sides' rows are there, else by their profiles. Rows are known by the key; without
* one by all columns that both have but the target, so that a row whose target alone is another one has changed.
*/
function diffData(before, after, options = {}) {
	const { table: earlier } = before;
	const { table } = after;
	const rows = {
		before: before.profile.rows,
		after: after.profile.rows
	};
	const names = compareSchema(before.profile, after.profile);
	if (!(!before.isSample && !after.isSample) || earlier === void 0 || table === void 0) return {
		rows,
		schema: names,
		...compareColumns(before, after)
	};
	const schema = findRenamed(names, earlier, table);
	const renamed = renameColumns(earlier, schema.renamed);
	return {
		rows,
		schema,
		...compareColumns(before, after),
		...knowRows(renamed, table, options)
	};
}
function knowRows(before, after, options) {
	const names = new Set(before.columns.map(({ name }) => name));
	const columns = after.columns.map(({ name }) => name).filter((name) => names.has(name));
	const key = options.key?.every((name) => columns.includes(name)) ? options.key : void 0;
	const identity = key ?? columns.filter((name) => name !== options.target);
	return {
		changes: compareRows(before, after, {
			columns,
			identity
		}),
		...key && { key }
	};
}
/** Whether the data hold the same, in whatever order. */
function isUnchanged({ rows, schema, columns, changes }) {
	const { added, removed, renamed, retyped } = schema;
	return rows.before === rows.after && [
		added,
		removed,
		renamed,
		retyped,
		columns
	].every((each) => each.length === 0) && (changes === void 0 || changes.added + changes.removed + changes.changed === 0);
}

// src/diff/render-diff.ts
const title = "What changed in the data";
const mostRows = 50;
/** Says what changed against `source`; values only where they are shown. */
function renderDiff(diff, { source, target, showsValues }) {
	const tables = [
		schemaTable(diff),
		columnTable(diff, target),
		...showsValues ? [nameTable(diff)] : []
	];
	return {
		fact: {
			label: "Data changes",
			value: headlineOf(diff),
			note: `against ${source}`
		},
		renamed: {
			source,
			columns: diff.schema.renamed
		},
		section: {
			title,
			rank: 4,
			text: [
				rowsText(diff, source),
				...identityText(diff, target),
				...leftOutText(diff)
			],
			tables: tables.filter(({ rows }) => rows.length > 0)
		}
	};
}
/** Says that other files hold the same. */
function renderSame({ changes }, source) {
	const text = `The data are written otherwise than in ${source}; ${changes === void 0 ? "their profiles are the same" : "the rows are the same"}.`;
	return { section: {
		title,
		rank: 8,
		text: [text]
	} };
}
/** Says that there was nothing to compare with. */
function renderNoDiff(why) {
	return {
		isNone: true,
		section: {
			title,
			rank: 8,
			text: [`Nothing to compare with: ${why}.`]
		}
	};
}
/** `+120 rows, \u22123, 14 changed, 1 column added`. */
function headlineOf({ changes, rows, schema, columns }) {
	const { added, removed, renamed, retyped } = schema;
	const count = (list, words) => list.length === 0 ? [] : [`${counted(list.length, "column")} ${words}`];
	const parts = [
		...rowParts(changes ?? addedOrRemoved(rows)),
		...count(added, "added"),
		...count(removed, "removed"),
		...count(renamed, "renamed"),
		...count(retyped, "of another type")
	];
	if (parts.length > 0) return parts.join(", ");
	return `${counted(columns.length, "column")} with other values`;
}
/** Where rows cannot be told apart, how many more or fewer there are. */
function addedOrRemoved({ before, after }) {
	return {
		added: Math.max(0, after - before),
		removed: Math.max(0, before - after),
		changed: 0
	};
}
function rowParts({ added, removed, changed }) {
	const [first, ...rest] = [...added > 0 ? [`+${formatNumber(added)}`] : [], ...removed > 0 ? [`\u2212${formatNumber(removed)}`] : []];
	return [...first === void 0 ? [] : [`${first} ${first === "+1" || first === "\u22121" ? "row" : "rows"}`, ...rest], ...changed === 0 ? [] : [first === void 0 ? `${counted(changed, "row")} changed` : `${formatNumber(changed)} changed`]];
}
function rowsText({ changes, rows }, source) {
	const was = `${counted(rows.before, "row")} before, ${formatNumber(rows.after)} now`;
	if (changes === void 0) return `Compared with ${source} by profiles: ${was}. Which rows changed they do not tell.`;
	const { added, removed, changed } = changes;
	if (added + removed + changed === 0) return `Compared with ${source}: no row changed; ${was}.`;
	return `Compared with ${source}: ${counted(added, "row")} added, ${formatNumber(removed)} removed, ${formatNumber(changed)} changed; ${was}.`;
}
function identityText({ changes, key }, target) {
	if (changes === void 0) return [];
	if (key === void 0) {
		const besides = target === void 0 ? "" : ` without ${target}`;
		return changes.added + changes.removed === 0 ? [] : [`Rows are known by their content${besides}: one with another value counts as removed and added.`];
	}
	const { before, after } = changes.repeated;
	return [`Rows are known by ${key.join(", ")}.${before + after === 0 ? "" : ` It is no key: ${counted(before, "row")} before and ${formatNumber(after)} now ${before + after === 1 ? "has" : "have"} that of an earlier row.`}`];
}
function leftOutText({ undrifted }) {
	return undrifted === 0 ? [] : [`${counted(undrifted, "more column")} were not compared by distribution.`];
}
function schemaTable({ schema }) {
	return cut({
		title: "Columns",
		columns: [{ label: "Column" }, { label: "Change" }],
		rows: [
			...schema.added.map((column) => [column, "added"]),
			...schema.removed.map((column) => [column, "removed"]),
			...schema.renamed.map(({ before, after }) => [after, `renamed, was ${before}`]),
			...schema.retyped.map(({ column, before, after }) => [column, `${before} \u2192 ${after}`])
		]
	});
}
function columnTable({ columns, changes }, target) {
	const cells = new Map(changes?.cells.map(({ column, rows }) => [column, rows]));
	const byName = new Map(columns.map((each) => [each.column, each]));
	return cut({
		title: "Values",
		columns: [
			{ label: "Column" },
			{
				label: "Rows changed",
				align: "right"
			},
			{
				label: "Missing before",
				align: "right"
			},
			{
				label: "Missing now",
				align: "right"
			},
			{
				label: "New categories",
				align: "right"
			},
			{
				label: "Vanished",
				align: "right"
			},
			{
				label: "Distribution moved",
				align: "right"
			}
		],
		rows: [.../* @__PURE__ */ new Set([...byName.keys(), ...cells.keys()])].sort((a, b) => sizeOf(byName.get(b)) - sizeOf(byName.get(a))).map((name) => {
			const { missing, categories, drift } = byName.get(name) ?? {};
			const isSame = missing === void 0 || missing.before === missing.after;
			return [
				name === target ? `${name} (target)` : name,
				cells.get(name) ?? null,
				isSame ? null : formatPercent(missing.before),
				isSame ? null : formatPercent(missing.after),
				categoryCell(categories?.added),
				categoryCell(categories?.vanished),
				drift === void 0 ? null : formatPercent(drift.moved)
			];
		})
	});
}
/** The most telling columns first. */
function sizeOf(change) {
	if (change === void 0) return 0;
	const { missing, categories, drift } = change;
	return (drift?.moved ?? 0) + Math.abs(missing.after - missing.before) + (categories === void 0 ? 0 : .1);
}
function categoryCell(change) {
	return change === void 0 || change.count === 0 ? null : `${formatNumber(change.count)} (${counted(change.rows, "row")})`;
}
/** The names of categories. */
function nameTable({ columns }) {
	const list = ({ names, count }) => listFirst(names, names.length, { total: count });
	return cut({
		title: "Categories",
		columns: [
			{ label: "Column" },
			{ label: "New" },
			{ label: "Vanished" }
		],
		rows: columns.flatMap(({ column, categories }) => categories === void 0 || categories.added.names.length + categories.vanished.names.length === 0 ? [] : [[
			column,
			list(categories.added),
			list(categories.vanished)
		]])
	});
}
function cut(table) {
	const { rows } = table;
	return rows.length > mostRows ? {
		...table,
		rows: rows.slice(0, mostRows),
		total: rows.length
	} : table;
}

// src/actions/report-changes.ts
/**
* Says what changed in the data since the base of the pull request, or the commit that is named. Undefined where the
* data are the same byte by byte. It never fails: what goes wrong is said in the report.
*/
async function reportChanges(context, data, named) {
	const { log, project } = context;
	const progress = log.progress("Comparing with the base");
	try {
		const images = data.table.holdsImages ? await reportImages(context, data, named) : void 0;
		if (data.table.holdsImages && typeof images !== "string") {
			progress.end(images?.fact?.value ?? "nothing changed");
			return images;
		}
		const before = await findBefore(context, data, {
			named,
			why: typeof images === "string" ? images : void 0
		});
		if (before === void 0) {
			progress.end("nothing changed");
			return;
		}
		if (typeof before === "string") {
			progress.end(before);
			return renderNoDiff(before);
		}
		const { key, target } = project.config.data;
		const diff = diffData(before, sideOf(data), {
			key,
			target
		});
		if (isUnchanged(diff)) {
			progress.end("the same rows");
			return renderSame(diff, before.source);
		}
		const rendered = renderDiff(diff, {
			source: before.source,
			target,
			showsValues: showsValues(context)
		});
		progress.end(rendered.fact?.value);
		return rendered;
	} catch (error) {
		progress.end("failed");
		return renderNoDiff(explain(context, error));
	}
}
function showsValues({ project, environment }) {
	return project.config.report.show_values ?? environment.kind === "terminal";
}
/** What changed in a folder of images; undefined where nothing did, and in words why there is nothing to compare with. */
async function reportImages(context, { table, profile }, named) {
	const { findImageChanges } = await import("./find-image-changes.js");
	const found = await findImageChanges(context, table, named).catch((error) => explain(context, error));
	if (typeof found === "string") return found;
	if (found === void 0 || isUnchangedFolder(found.diff)) return void 0;
	const { renderImageDiff } = await import("./render-image-diff.js");
	const classes = profile.columns.find(({ name }) => name === "class")?.top_values ?? [];
	return renderImageDiff(found.diff, {
		source: found.source,
		named: new Set(classes.map(({ value }) => String(value))),
		showsValues: showsValues(context)
	});
}
/** What went wrong, in words that hold no values. Throws where the run is stopped. */
function explain({ signal, log }, error) {
	signal.throwIfAborted();
	if (error instanceof UserError || error instanceof ServiceError) return error.message;
	const { name, stack = "" } = error instanceof Error ? error : /* @__PURE__ */ new Error();
	log.debug(stack.split("\n").filter((line) => /^ +at /.test(line)).join("\n"));
	return `it failed with ${name}, which is a mistake in mlops`;
}
/** The base commit's data where Git has them, else the reference, else the profile that the base's run saved. */
async function findBefore(context, data, { named, why }) {
	const inGit = () => findInGit(context, data, named).catch((error) => explain(context, error));
	const found = why ?? await inGit();
	if (typeof found !== "string") return found;
	const reference = await findEarlier(context);
	if (typeof reference === "string") return context.github.isAvailable ? `${found}; ${reference}` : found;
	const { source, table } = reference;
	const isSample = reference.profile !== void 0;
	const profile = reference.profile ?? (table && describe(context, table));
	if (profile === void 0) return found;
	return profile.digest === data.profile.digest ? void 0 : {
		profile,
		table,
		isSample,
		source
	};
}
function sideOf({ table, profile }) {
	return table.judge === void 0 ? {
		profile,
		table
	} : {
		profile,
		table: table.sample,
		isSample: true
	};
}
async function findInGit(context, data, named) {
	const { project, files, signal, csvKernel, workers } = context;
	const { dataPath } = project;
	if (dataPath === void 0 || isAddress(dataPath)) return "the data are not in Git";
	const base = await openBaseCommit(context, {
		dataPath,
		named,
		mostBytes: streamedBytes
	});
	if (base === void 0 || typeof base === "string") return base;
	if (!await base.files.exists(dataPath) && !await isDataSet(files, dataPath)) return `${base.shown} has no ${dataPath}`;
	if (await isSame({
		files,
		base,
		dataPath
	}, data)) return void 0;
	const { csv, columns } = project.config.data;
	const table = await readData(base.files, dataPath, {
		signal,
		csv,
		columns,
		kernel: csvKernel,
		workers
	});
	if (table.digest === data.table.digest) return void 0;
	return {
		profile: describe(context, table),
		table,
		source: base.shown
	};
}
function describe({ project }, table) {
	return declareTypes(profileTable(table), project.config.data.columns);
}
/** Whether the base has the same files, told by Git's ids of them without reading the base's. */
async function isSame({ files, base, dataPath }, { table }) {
	if (!await isDataSet(files, dataPath)) {
		const file = {
			path: dataPath,
			bytes: table.bytes
		};
		return await isSameFile(files, base.files, file) || await isPointerTo(base.files, dataPath, table.digest);
	}
	const now = await findDataFiles(files, dataPath);
	const then = await findDataFiles(base.files, dataPath);
	if (now.length !== then.length || now.some(({ name }, i) => name !== then[i]?.name)) return false;
	for (const file of now) if (!await isSameFile(files, base.files, file)) return false;
	return true;
}
async function isSameFile(files, base, { path, bytes }) {
	const entry = await base.find(path);
	if (entry?.kind !== "file" || entry.bytes !== bytes) return false;
	return await contentId(files.stream(path), {
		bytes,
		like: entry.id
	}) === entry.id;
}
/** Whether the base has a Git LFS pointer to the very same data. */
async function isPointerTo(base, path, digest) {
	const bytes = await base.size(path);
	return bytes !== void 0 && bytes < 1024 && (await base.read(path)).includes(`\noid sha256:${digest}\n`);
}

export { reportChanges };