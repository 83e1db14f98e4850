// src/statistics/pearson.ts
/** Centres values that are all finite, by their mean. */
function centre(values, mean = meanOf(values)) {
	const centred = new Float64Array(values.length);
	let squares = 0;
	for (let i = 0; i < values.length; i++) {
		const difference = values[i] - mean;
		centred[i] = difference;
		squares += difference * difference;
	}
	return {
		values: centred,
		norm: Math.sqrt(squares)
	};
}
/** Pearson's r of values that are all there; NaN where one of them is constant. */
function pearsonOfCentred(left, right) {
	const x = left.values;
	const y = right.values;
	let product = 0;
	for (let i = 0; i < x.length; i++) product += x[i] * y[i];
	return product / (left.norm * right.norm);
}
/** Pearson's r over the places where both are finite; NaN where one of them is constant there. */
function pearson(left, right) {
	const x = new Float64Array(left.length);
	const y = new Float64Array(left.length);
	let count = 0;
	for (let i = 0; i < left.length; i++) {
		if (left[i] - left[i] + (right[i] - right[i]) !== 0) continue;
		x[count] = left[i];
		y[count] = right[i];
		count++;
	}
	return pearsonOfCentred(centre(x.subarray(0, count)), centre(y.subarray(0, count)));
}
/** The mean of values that are all finite, by their plain sum. */
function meanOf(values) {
	let sum = 0;
	for (let i = 0; i < values.length; i++) sum += values[i];
	return sum / values.length;
}

export { centre, meanOf, pearson, pearsonOfCentred };