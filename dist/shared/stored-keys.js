import { hashKeys } from "./row-keys.js";

// src/parts/match-keys.ts
/** Bytes of a stored key. */
const storedBytes = 12;
/** Keys that are compared at a time: 64 MiB at the load that the table may have. */
const mostKnown = 2 ** 22;
/**
* Looks keys up among others by their 64 bits. Where those are many, they are compared in several passes over both
* files, by the first bits of their hashes, so that memory does not grow with them.
*/
async function matchKeys(known, asked, { kept, most = mostKnown }) {
	const passBits = Math.max(0, Math.ceil(Math.log2(known.count / most)));
	const found = {
		count: 0,
		first: []
	};
	const unmatched = {
		count: 0,
		first: []
	};
	for (let pass = 0; pass < 2 ** passBits; pass++) {
		const isNow = (high) => passBits === 0 || high >>> 32 - passBits === pass;
		const set = createKeySet();
		for await (const words of wordsOf(known.read(), 12)) for (let at = 0; at < words.length; at += 3) if (isNow(words[at])) set.add(words[at], words[at + 1]);
		const rows = {
			found: 0,
			unmatched: 0
		};
		for await (const words of wordsOf(asked.read(), 12)) for (let at = 0; at < words.length; at += 3) {
			if (!isNow(words[at])) continue;
			const side = set.has(words[at], words[at + 1]) ? "found" : "unmatched";
			const into = side === "found" ? found : unmatched;
			into.count++;
			if (rows[side]++ < kept) into.first.push(words[at + 2]);
		}
		for (const into of [found, unmatched]) into.first = into.first.sort((a, b) => a - b).slice(0, kept);
	}
	return {
		found,
		unmatched
	};
}
/** Whole keys, of so many bytes each, of chunks that may end within one. */
async function* wordsOf(chunks, keyBytes) {
	let rest = /* @__PURE__ */ new Uint8Array(0);
	for await (const chunk of chunks) {
		const bytes = new Uint8Array(rest.length + chunk.length);
		bytes.set(rest);
		bytes.set(chunk, rest.length);
		const whole = bytes.length - bytes.length % keyBytes;
		rest = bytes.slice(whole);
		yield new Uint32Array(bytes.buffer, 0, whole / 4);
	}
}
/** 64-bit numbers by open addressing. */
function createKeySet() {
	let highs = /* @__PURE__ */ new Uint32Array(1024);
	let lows = /* @__PURE__ */ new Uint32Array(1024);
	let size = 0;
	let hasZero = false;
	const place = (high, low) => {
		const mask = lows.length - 1;
		let slot = (low ^ high >>> 7) & mask;
		while ((lows[slot] !== low || highs[slot] !== high) && (lows[slot] !== 0 || highs[slot] !== 0)) slot = slot + 1 & mask;
		return slot;
	};
	const widen = () => {
		const [oldHighs, oldLows] = [highs, lows];
		highs = new Uint32Array(oldHighs.length * 2);
		lows = new Uint32Array(oldLows.length * 2);
		for (let old = 0; old < oldLows.length; old++) {
			if (oldLows[old] === 0 && oldHighs[old] === 0) continue;
			const slot = place(oldHighs[old], oldLows[old]);
			highs[slot] = oldHighs[old];
			lows[slot] = oldLows[old];
		}
	};
	return {
		add(high, low) {
			if (high === 0 && low === 0) {
				hasZero = true;
				return;
			}
			const slot = place(high, low);
			if (lows[slot] === low && highs[slot] === high) return;
			highs[slot] = high;
			lows[slot] = low;
			if (++size * 2 > lows.length) widen();
		},
		has(high, low) {
			if (high === 0 && low === 0) return hasZero;
			const slot = place(high, low);
			return lows[slot] === low && highs[slot] === high;
		}
	};
}

// src/actions/stored-keys.ts
/** A scratch file for keys. */
async function storeKeys({ scratch }, source) {
	const file = await scratch.create(source);
	const store = {
		count: 0,
		read: file.read,
		remove: file.remove,
		async add({ high, low }, from, isChosen) {
			const words = new Uint32Array(high.length * 12 / 4);
			let at = 0;
			for (let row = 0; row < high.length; row++) {
				if (!isChosen(row)) continue;
				words[at++] = high[row];
				words[at++] = low[row];
				words[at++] = from + row;
			}
			if (at === 0) return;
			await file.append(new Uint8Array(words.buffer, 0, at * 4));
			store.count += at * 4 / 12;
		}
	};
	return store;
}
/** Gives the hashes of a table's rows in their order, part by part where they are not in memory. */
async function eachKeys(table, requests, take) {
	if (table.eachKeys === void 0) return take(requests.map((each) => hashKeys(table, each)), 0);
	let from = 0;
	await table.eachKeys(requests, async (keys) => {
		const start = from;
		from += keys[0]?.state.length ?? 0;
		await take(keys, start);
	});
}

export { eachKeys, matchKeys, storeKeys, wordsOf };