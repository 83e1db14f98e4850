// src/profile/quantiles.ts
/** Ranks (from 0, ascending, each once) of the sorted values that quantiles of `count` values rest on. */
function quantileRanks(count, probabilities) {
	const last = count - 1;
	const ranks = probabilities.flatMap((probability) => {
		const rank = Math.floor(probability * last);
		return [rank, Math.min(last, rank + 1)];
	});
	return [...new Set(ranks)].sort((a, b) => a - b);
}
/**
* Exact quantiles of `count` finite values with linear interpolation: numpy's `quantile`, method "linear". `found` has
* the values at `quantileRanks`.
*/
function interpolate(found, count, probabilities) {
	const last = count - 1;
	return probabilities.map((probability) => {
		const position = probability * last;
		const rank = Math.floor(position);
		const low = found.get(rank) ?? NaN;
		const high = found.get(Math.min(last, rank + 1)) ?? NaN;
		const share = position - rank;
		if (!Number.isFinite(high - low)) return low * (1 - share) + high * share;
		return share >= .5 ? high - (high - low) * (1 - share) : low + (high - low) * share;
	});
}

// src/profile/select-ranks.ts
const bucketCount = 4096;
/** Fewer values than this are simply sorted. */
const sortBelow = 2048;
/**
* The values at the given ranks (from 0, any order) of the sorted array, without sorting it: values are counted
* into equal-width buckets, and only the buckets that hold a wanted rank are looked into. All values must be
* finite; the array is not changed.
*/
function selectRanks(values, ranks) {
	const found = /* @__PURE__ */ new Map();
	select(values, [...new Set(ranks)], 0, found, 0);
	return found;
}
function select(values, ranks, offset, found, depth) {
	if (ranks.length === 0) return;
	let min = Infinity;
	let max = -Infinity;
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		if (value < min) min = value;
		if (value > max) max = value;
	}
	const scale = bucketCount / (max - min);
	if (min === max) {
		for (const rank of ranks) found.set(rank, min);
		return;
	}
	if (values.length < sortBelow || depth > 6 || !Number.isFinite(scale) || scale === 0) {
		const sorted = values.slice().sort();
		for (const rank of ranks) found.set(rank, sorted[rank - offset]);
		return;
	}
	const counts = /* @__PURE__ */ new Int32Array(4097);
	for (let i = 0; i < values.length; i++) counts[(values[i] - min) * scale | 0]++;
	counts[4095] += counts[bucketCount];
	const wanted = (/* @__PURE__ */ new Int32Array(4097)).fill(-1);
	const parts = [];
	let below = offset;
	for (let bucket = 0; bucket < bucketCount; bucket++) {
		const size = counts[bucket];
		const inside = ranks.filter((rank) => rank >= below && rank < below + size);
		if (inside.length > 0) {
			wanted[bucket] = parts.length;
			parts.push({
				values: new Float64Array(size),
				ranks: inside,
				offset: below,
				filled: 0
			});
		}
		below += size;
	}
	wanted[bucketCount] = wanted[4095];
	for (let i = 0; i < values.length; i++) {
		const index = wanted[(values[i] - min) * scale | 0];
		if (index < 0) continue;
		const part = parts[index];
		part.values[part.filled++] = values[i];
	}
	for (const part of parts) select(part.values, part.ranks, part.offset, found, depth + 1);
}

// src/profile/moments.ts
/** Sums of blocks are summed up again, so that the error stays near that of one block. */
const block = 1024;
/** One pass for the counts and the mean, a second for the deviations from it. */
function momentsOf(values) {
	const counts = {
		finite: 0,
		infinite: 0,
		zeros: 0,
		negatives: 0
	};
	let min = Infinity;
	let max = -Infinity;
	let sum = 0;
	for (let from = 0; from < values.length; from += block) {
		const to = Math.min(values.length, from + block);
		let partial = 0;
		let low = Infinity;
		let high = -Infinity;
		let present = 0;
		for (let i = from; i < to; i++) {
			const value = values[i];
			if (value - value !== 0) continue;
			present++;
			if (value < low) low = value;
			if (value > high) high = value;
			partial += value;
		}
		counts.finite += present;
		sum += partial;
		if (low < min) min = low;
		if (high > max) max = high;
		if (low <= 0 || present < to - from) countSpecial(counts, values, from, to);
	}
	if (counts.finite === 0) return {
		...counts,
		min: NaN,
		max: NaN,
		mean: NaN,
		std: NaN
	};
	const mean = Number.isFinite(sum) ? sum / counts.finite : meanOfHuge(values, counts.finite);
	const reach = Math.max(max - mean, mean - min);
	return {
		...counts,
		min,
		max,
		mean,
		std: deviation(values, mean, counts.finite, scaleFor(reach))
	};
}
/** Counts what most blocks have none of. */
function countSpecial(counts, values, from, to) {
	let infinite = 0;
	let zeros = 0;
	let negatives = 0;
	for (let i = from; i < to; i++) {
		const value = values[i];
		negatives += value < 0 ? 1 : 0;
		zeros += value === 0 ? 1 : 0;
		infinite += value === Infinity || value === -Infinity ? 1 : 0;
	}
	counts.infinite += infinite;
	counts.zeros += zeros;
	counts.negatives += negatives;
}
/** The mean of values whose sum has no float64. */
function meanOfHuge(values, finite) {
	let mean = 0;
	for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i])) mean += values[i] / finite;
	return mean;
}
/** A power of two that brings deviations whose squares would overflow or underflow near 1. */
function scaleFor(reach) {
	if (reach === 0 || reach > 1e-120 && reach < 1e120) return 1;
	return 2 ** -Math.max(-1e3, Math.min(1e3, Math.floor(Math.log2(reach))));
}
/** The corrected two-pass algorithm (Chan, Golub, LeVeque 1983): the second sum takes the mean's rounding out. */
function deviation(values, mean, finite, scale) {
	let squares = 0;
	let rest = 0;
	for (let from = 0; from < values.length; from += block) {
		const to = Math.min(values.length, from + block);
		let partialSquares = 0;
		let partialRest = 0;
		for (let i = from; i < to; i++) {
			const difference = (values[i] - mean) * scale;
			if (difference - difference !== 0) continue;
			partialSquares += difference * difference;
			partialRest += difference;
		}
		squares += partialSquares;
		rest += partialRest;
	}
	if (finite < 2) return NaN;
	return Math.sqrt(Math.max(0, squares - rest * rest / finite) / (finite - 1)) / scale;
}

export { interpolate, momentsOf, quantileRanks, selectRanks };