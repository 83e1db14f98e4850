/** The four words of a generator's state, each a u32; never all zero. */
export type RandomState = Uint32Array;

/** A stream of random numbers that is the same everywhere. */
export interface Random {
  /** The next 32 bits, as an unsigned number. */
  next(): number;
  /** A whole number from 0 to n - 1, n ≤ 2^32: the high word of next() × n (Lemire, without rejection). */
  below(n: number): number;
}

/**
 * The state of stream `stream` (0 … 2^32 - 1) of a seed: each word is hashed from all bits of both, so that streams
 * beside each other have nothing in common. Any finite seed is good; its fraction counts.
 */
export function randomState(seed: number, stream: number): RandomState {
  return streamState(hashSeed(seed), stream);
}

/** All bits of a seed in 32. */
export function hashSeed(seed: number): number {
  const [low = 0, high = 0] = new Uint32Array(new Float64Array([seed]).buffer);
  return mix(mix(low) ^ high);
}

/** As `randomState`, of a seed that is hashed. */
export function streamState(hashed: number, stream: number): RandomState {
  let hash = mix(hashed ^ stream);
  const state = Uint32Array.from({ length: 4 }, () => {
    hash = (hash + 0x9e3779b9) >>> 0;
    return mix(hash);
  });
  if (state.every((word) => word === 0)) state[0] = 1;
  return state;
}

/** xoshiro128++ 1.0 (David Blackman and Sebastiano Vigna, prng.di.unimi.it). */
export function randomFrom(state: RandomState): Random {
  // Numbers that closures keep are objects of their own where they have 32 bits: these are written in place.
  const words = Int32Array.from(state);
  function next(): number {
    let [a, b, c, d] = [words[0]!, words[1]!, words[2]!, words[3]!];
    const result = (rotate((a + d) | 0, 7) + a) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    words[0] = a;
    words[1] = b;
    words[2] = c;
    words[3] = d;
    return result;
  }
  return {
    next,
    below(n) {
      const bits = next();
      const high = (bits >>> 16) * n;
      const low = (bits & 0xffff) * n;
      return Math.floor((high + Math.floor(low / 0x10000)) / 0x10000);
    },
  };
}

/** From 0 to below 1, with 53 bits. */
export function uniform(random: Random): number {
  return ((random.next() >>> 5) * 2 ** 26 + (random.next() >>> 6)) / 2 ** 53;
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

/** The finaliser of MurmurHash3 (Austin Appleby), after a step away from 0. */
function mix(word: number): number {
  let hash = (word + 0x9e3779b9) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
