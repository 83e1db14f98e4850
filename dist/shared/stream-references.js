import { findColumn } from "./data.js";
import { keyKindOf } from "./checks.js";
import { eachKeys, matchKeys, storeKeys } from "./stored-keys.js";
import { keyStates } from "./row-keys.js";

// src/actions/stream-references.ts
/**
* As `findUnmatched`, of rows that are too many for memory: keys are compared by 64 bits that depend on
* a key of the run, so that none can be made to pass for another, and lie in scratch files meanwhile.
*/
async function findUnmatchedKeys(context, { table, columns, where, place }, references) {
	const { key } = context.scratch;
	const kinds = columns.map((name) => keyKindOf(columnOf(table, name)));
	const otherKinds = references.columns.map((name) => keyKindOf(columnOf(references.table, name)));
	const asking = {
		kind: "keys",
		columns: columns.map((name, index) => ({
			name,
			other: otherKinds[index]
		})),
		where,
		place,
		key
	};
	const knowing = {
		kind: "keys",
		columns: references.columns.map((name, index) => ({
			name,
			other: kinds[index]
		})),
		where: void 0,
		place,
		key
	};
	const [asked, known] = [await storeKeys(context, table.source), await storeKeys(context, references.table.source)];
	let rows = 0;
	const addAsked = async (keys, from) => {
		for (const state of keys.state) if (state !== keyStates.leftOut) rows++;
		await addThere(asked, keys, from);
	};
	try {
		if (table.eachKeys !== void 0 && table.eachKeys === references.table.eachKeys) await eachKeys(table, [asking, knowing], async ([own, others], from) => {
			await addAsked(own, from);
			await addThere(known, others, from);
		});
		else {
			await eachKeys(table, [asking], ([own], from) => addAsked(own, from));
			await eachKeys(references.table, [knowing], ([others], from) => addThere(known, others, from));
		}
		const { unmatched } = await matchKeys(known, asked, { kept: 100 });
		return {
			asked: rows,
			considered: asked.count,
			failed: unmatched.count,
			first: unmatched.first
		};
	} finally {
		await asked.remove();
		await known.remove();
	}
}
function addThere(store, keys, from) {
	return store.add(keys, from, (row) => keys.state[row] === keyStates.there);
}
function columnOf(table, name) {
	const column = findColumn(table, name);
	if (column === void 0) throw new Error(`"${name}" is no column of ${table.source}`);
	return column;
}

export { findUnmatchedKeys };