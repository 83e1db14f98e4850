// src/metrics/roc-auc.ts
/**
* Area under the ROC curve: the chance that a positive row scores above a negative one, ties counting half
* (Mann and Whitney). `scoreOf` and `isPositive` are asked for rows 0 … rows - 1. NaN where there are no positive or
* no negative rows.
*/
function rocAuc(rows, scoreOf, isPositive) {
	const scores = Float64Array.from({ length: rows }, (_, row) => scoreOf(row));
	const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[a] - scores[b]);
	let negatives = 0;
	let positives = 0;
	let twiceArea = 0;
	for (let start = 0, end = 0; start < rows; start = end) {
		const score = scores[order[start]];
		let tiedPositives = 0;
		while (end < rows && scores[order[end]] === score) if (isPositive(order[end++])) tiedPositives++;
		const tiedNegatives = end - start - tiedPositives;
		twiceArea += tiedPositives * (2 * negatives + tiedNegatives);
		negatives += tiedNegatives;
		positives += tiedPositives;
	}
	return twiceArea / 2 / (positives * negatives);
}
/**
* The mean of each class's ROC AUC against the rest; `scores` is rows × classes, row-major. As scikit-learn 1.9 with
* `labels`: NaN where a class has all rows; where a class has none, `macro` is NaN and `weighted` goes without it.
*/
function rocAucOneVsRest(actual, scores, classes) {
	let macro = 0;
	let weighted = actual.length === 0 ? NaN : 0;
	for (let index = 0; index < classes; index++) {
		const area = rocAuc(actual.length, (row) => scores[row * classes + index], (row) => actual[row] === index);
		const positives = actual.reduce((count, code) => count + Number(code === index), 0);
		macro += area / classes;
		if (positives > 0) weighted += area * positives / actual.length;
	}
	return {
		macro,
		weighted
	};
}

export { rocAuc, rocAucOneVsRest };