import { finalize } from "./dividing.js";
import { eachKeys, wordsOf } from "./stored-keys.js";
import { keyStates } from "./row-keys.js";

// src/parts/count-repeated.ts
/** Bytes of a key of 96 bits, behind which its row stands. */
const countedBytes = 16;
/** Words of such a key with its row. */
const wide = 16 / 4;
/** Marks a key that a row was found with before. */
const seen = 2147483648;
/** Counts the keys in these files, of which equal ones are in one file, their rows ascending. One file's are in memory at a time. */
async function countRepeated(files, kept) {
	const total = {
		distinct: 0,
		all: {
			count: 0,
			first: []
		},
		later: {
			count: 0,
			first: []
		}
	};
	for (const file of files) {
		const counts = createKeyCounts();
		for await (const words of wordsOf(file.read(), 16)) for (let at = 0; at < words.length; at += wide) counts.add(words, at);
		total.distinct += counts.size();
		const found = {
			all: 0,
			later: 0
		};
		const note = (which, row) => {
			total[which].count++;
			if (found[which]++ < kept) total[which].first.push(row);
		};
		if (counts.repeats()) for await (const words of wordsOf(file.read(), 16)) for (let at = 0; at < words.length; at += wide) {
			const times = counts.visit(words, at);
			if (times > 1) note("all", words[at + 3]);
			if (times > seen) note("later", words[at + 3]);
		}
		for (const into of [total.all, total.later]) into.first = into.first.sort((a, b) => a - b).slice(0, kept);
	}
	return total;
}
function createKeyCounts() {
	let slots = new Uint32Array(1024 * wide);
	let size = 0;
	let added = 0;
	const place = (words, at) => {
		const mask = slots.length / wide - 1;
		let slot = finalize(words[at] ^ Math.imul(words[at + 1], 2654435761)) & mask;
		for (;;) {
			const from = slot * wide;
			if (slots[from + 3] === 0) return from;
			if (slots[from] === words[at] && slots[from + 1] === words[at + 1] && slots[from + 2] === words[at + 2]) return from;
			slot = slot + 1 & mask;
		}
	};
	const put = (words, at) => {
		const slot = place(words, at);
		for (let word = 0; word < 3; word++) slots[slot + word] = words[at + word];
		return slot;
	};
	const widen = () => {
		const old = slots;
		slots = new Uint32Array(old.length * 2);
		for (let at = 0; at < old.length; at += wide) if (old[at + 3] !== 0) slots[put(old, at) + 3] = old[at + 3];
	};
	return {
		add(words, at) {
			const count = put(words, at) + 3;
			added++;
			if (slots[count]++ === 0 && ++size * 1.5 * wide > slots.length) widen();
		},
		visit(words, at) {
			const count = place(words, at) + 3;
			const times = slots[count];
			slots[count] = times | seen;
			return times;
		},
		size: () => size,
		repeats: () => added > size
	};
}

// src/actions/stream-repeated.ts
/** Keys that are compared at a time, about: 48 MiB of memory. */
const mostCompared = 2 ** 20;
/** Files that keys are divided into at most. */
const mostFiles = 256;
/**
* Counts which rows have a key that others have too, for each request, in one pass over the data. Keys are compared by
* 96 bits, and lie in scratch files meanwhile; equal ones in the same file.
*/
async function countKeys(context, table, requests) {
	const stores = [];
	try {
		for (const _ of requests) stores.push(await divideKeys(context, table));
		await eachKeys(table, requests, async (keys, from) => {
			for (const [index, store] of stores.entries()) await store.add(keys[index], from);
		});
		const counted = [];
		for (const { files, asked, considered } of stores) counted.push({
			...await countRepeated(files, 100),
			asked,
			considered
		});
		return counted;
	} finally {
		for (const { files } of stores) for (const file of files) await file.remove();
	}
}
/** Files that keys are divided into by the first bits of their hashes. */
async function divideKeys({ scratch }, table) {
	const bits = Math.max(0, Math.ceil(Math.log2(Math.min(mostFiles, table.rows / mostCompared))));
	const files = [];
	for (let file = 0; file < 2 ** bits; file++) files.push(await scratch.create(table.source));
	const fileOf = (high) => bits === 0 ? 0 : high >>> 32 - bits;
	const store = {
		files,
		asked: 0,
		considered: 0,
		async add({ high, low, more, state }, from) {
			const counts = new Uint32Array(files.length);
			for (let row = 0; row < state.length; row++) {
				if (state[row] !== keyStates.leftOut) store.asked++;
				if (state[row] === keyStates.there) counts[fileOf(high[row])]++;
			}
			const words = Array.from(counts, (count) => new Uint32Array(count * 16 / 4));
			const at = new Uint32Array(files.length);
			for (let row = 0; row < state.length; row++) {
				if (state[row] !== keyStates.there) continue;
				const file = fileOf(high[row]);
				const into = words[file];
				into[at[file]++] = high[row];
				into[at[file]++] = low[row];
				into[at[file]++] = more?.[row] ?? 0;
				into[at[file]++] = from + row;
			}
			for (const count of counts) store.considered += count;
			await Promise.all(words.map((each, file) => each.length > 0 && files[file].append(new Uint8Array(each.buffer))));
		}
	};
	return store;
}

export { countKeys };