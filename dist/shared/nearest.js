// src/nearest.ts
/**
* The candidate that is most like a mistyped word, or undefined when none is close: at most a third of the
* longer word's letters differ (Damerau–Levenshtein, optimal string alignment, case ignored).
*/
function nearest(word, candidates) {
	if (word.length > 100) return void 0;
	let best;
	let bestDistance = Infinity;
	for (const candidate of candidates) {
		if (candidate.length > 100) continue;
		const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
		if (distance <= Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3)) && distance < bestDistance) {
			best = candidate;
			bestDistance = distance;
		}
	}
	return best;
}
/** `, did you mean "x"`, or nothing: the end of a message about an unknown word. */
function didYouMean(word, candidates) {
	const found = nearest(word, candidates);
	return found === void 0 ? "" : `, did you mean "${found}"`;
}
function editDistance(a, b) {
	let beforeLast = [];
	let last = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const same = a[row - 1] === b[column - 1];
			let cost = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
			if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) cost = Math.min(cost, beforeLast[column - 2] + 1);
			current.push(cost);
		}
		beforeLast = last;
		last = current;
	}
	return last[b.length];
}

export { didYouMean };