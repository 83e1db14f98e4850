// src/learn/random.ts
/**
* The state of stream `stream` (0 … 2^32 - 1) of a seed: each word is hashed from all bits of both, so that streams
* beside each other have nothing in common. Any finite seed is good; its fraction counts.
*/
function randomState(seed, stream) {
	const [low = 0, high = 0] = new Uint32Array(new Float64Array([seed]).buffer);
	let hash = mix(mix(mix(low) ^ high) ^ stream);
	const state = Uint32Array.from({ length: 4 }, () => {
		hash = hash + 2654435769 >>> 0;
		return mix(hash);
	});
	if (state.every((word) => word === 0)) state[0] = 1;
	return state;
}
/** xoshiro128++ 1.0 (David Blackman and Sebastiano Vigna, prng.di.unimi.it). */
function randomFrom(state) {
	let [a = 0, b = 0, c = 0, d = 0] = state;
	function next() {
		const result = rotate(a + d | 0, 7) + a >>> 0;
		const shifted = b << 9;
		c ^= a;
		d ^= b;
		b ^= c;
		a ^= d;
		c ^= shifted;
		d = rotate(d, 11);
		return result;
	}
	return {
		next,
		below(n) {
			const bits = next();
			const high = (bits >>> 16) * n;
			const low = (bits & 65535) * n;
			return Math.floor((high + Math.floor(low / 65536)) / 65536);
		}
	};
}
function rotate(word, by) {
	return word << by | word >>> 32 - by;
}
/** The finaliser of MurmurHash3 (Austin Appleby), after a step away from 0. */
function mix(word) {
	let hash = word + 2654435769 | 0;
	hash = Math.imul(hash ^ hash >>> 16, 2246822507);
	hash = Math.imul(hash ^ hash >>> 13, 3266489909);
	return (hash ^ hash >>> 16) >>> 0;
}

export { randomFrom, randomState };