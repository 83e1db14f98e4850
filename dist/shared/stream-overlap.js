import { findColumn } from "./data.js";
import { codesOf, columnOf, divideRows, identityColumns, splitRows } from "./dividing.js";
import { eachKeys, matchKeys, storeKeys } from "./stored-keys.js";
import { keyStates } from "./row-keys.js";

// src/actions/stream-overlap.ts
const sides = {
	train: 1,
	test: 2
};
/** The parts that one table is divided into, where its rows are too many for memory: a byte a row says which it is in. */
async function divideStream(context, table) {
	const sideOf = await findSides(context.project, table);
	const sideFor = (side) => ({
		table,
		isThere: (row) => sideOf[row] === side
	});
	return partsOf(context, sideFor(sides.train), sideFor(sides.test));
}
/** Two sets as parts, where the rows of either are too many for memory. */
function streamedSets(context, train, test) {
	const isThere = () => true;
	return partsOf(context, {
		table: train,
		isThere
	}, {
		table: test,
		isThere
	});
}
async function partsOf(context, train, test) {
	const { checks } = context.project.config;
	const times = checks.flatMap(({ column, time_overlap }) => column === void 0 || time_overlap === void 0 ? [] : [column]);
	return {
		train: await loadTimes(train, times),
		test: await loadTimes(test, times),
		countShared: (columns) => countShared(context, {
			train,
			test,
			columns
		})
	};
}
/** The columns of times that are compared, of the rows of a side. */
async function loadTimes({ table, isThere }, times) {
	const names = times.filter((name) => findColumn(table, name) !== void 0);
	if (names.length === 0) return {
		table,
		rows: /* @__PURE__ */ new Uint32Array(0)
	};
	const rows = Uint32Array.from({ length: table.rows }, (_, row) => row).filter(isThere);
	return {
		table: await table.load?.(names) ?? table,
		rows
	};
}
/** Test rows whose columns hash to 64 bits that a training row has, too. */
async function countShared(context, { train, test, columns }) {
	const request = {
		kind: "rows",
		columns
	};
	const known = await storeKeys(context, train.table.source);
	const asked = await storeKeys(context, test.table.source);
	const counts = {
		rows: 0,
		there: 0
	};
	const isKey = ({ state }, row) => state[row] === keyStates.there;
	const addTrain = (keys, from) => known.add(keys, from, (row) => train.isThere(from + row) && isKey(keys, row));
	const addTest = (keys, from) => {
		for (let row = 0; row < keys.state.length; row++) if (test.isThere(from + row)) counts.rows++;
		return asked.add(keys, from, (row) => test.isThere(from + row) && isKey(keys, row));
	};
	try {
		if (train.table === test.table) await eachKeys(train.table, [request], async ([keys], from) => {
			await addTrain(keys, from);
			await addTest(keys, from);
		});
		else {
			await eachKeys(train.table, [request], ([keys], from) => addTrain(keys, from));
			await eachKeys(test.table, [request], ([keys], from) => addTest(keys, from));
		}
		const { found } = await matchKeys(known, asked, { kept: 100 });
		return {
			rows: counts.rows,
			there: asked.count,
			found: found.count,
			first: found.first
		};
	} finally {
		await known.remove();
		await asked.remove();
	}
}
/** The side of each row. By a column and by classes rows are divided together: eight bytes a row are in memory for it. */
async function findSides(project, table) {
	const { target, split } = project.config.data;
	const sideOf = new Uint8Array(table.rows);
	const mark = ({ train, test }, from) => {
		for (const row of train) sideOf[from + row] = sides.train;
		for (const row of test) sideOf[from + row] = sides.test;
	};
	const { column, time, stratify, test, seed } = split;
	const place = (key) => project.place([
		"data",
		"split",
		...key === "split" ? [] : [key]
	]);
	const classes = stratify && target !== void 0 ? findColumn(table, target) : void 0;
	const divider = column ?? time;
	if (divider !== void 0) {
		const loaded = findColumn(table, divider) && await table.load?.([divider]);
		mark(divideRows(loaded ?? table, noHashes(0), {
			options: split,
			classes: void 0,
			place
		}), 0);
	} else if (classes !== void 0) {
		const loaded = await table.load?.([classes.name]);
		const stratified = Int32Array.from(codesOf(loaded?.columns[0] ?? classes).codes);
		mark(splitRows(await loadHashes(project, table), {
			test,
			seed,
			stratify: stratified
		}), 0);
	} else await eachIdentity(project, table, async (hashes, from) => mark(splitRows(hashes, {
		test,
		seed
	}), from));
	return sideOf;
}
/** The hashes by which rows are divided, part by part: those of their group or, without one, of their identity. */
async function eachIdentity(project, table, take) {
	const { target, key, split } = project.config.data;
	const { group } = split;
	if (group !== void 0) columnOf(table, group, project.place([
		"data",
		"split",
		"group"
	]));
	const requests = [{
		kind: "rows",
		columns: identityColumns(table, {
			key,
			target
		})
	}, ...group === void 0 ? [] : [{
		kind: "rows",
		columns: [group]
	}]];
	await eachKeys(table, requests, ([own, groups], from) => take(groups === void 0 ? own : withGroups(own, groups), from));
}
async function loadHashes(project, table) {
	const all = noHashes(table.rows);
	await eachIdentity(project, table, async ({ high, low }, from) => {
		all.high.set(high, from);
		all.low.set(low, from);
	});
	return all;
}
function noHashes(rows) {
	return {
		high: new Uint32Array(rows),
		low: new Uint32Array(rows)
	};
}
/** The hashes of rows' groups, of rows without one their own. */
function withGroups(own, groups) {
	const { state } = groups;
	return {
		high: groups.high.map((each, row) => state[row] === keyStates.there ? each : own.high[row]),
		low: groups.low.map((each, row) => state[row] === keyStates.there ? each : own.low[row])
	};
}

export { divideStream, streamedSets };