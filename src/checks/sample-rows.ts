import { randomFrom, randomState } from "../learn/random.ts";

const seed = 42;

/** All rows where there are at most `most`, else one of each of `most` equal stretches, always the same ones. */
export function sampleRows(rows: number, most: number): Uint32Array {
  if (rows <= most) return Uint32Array.from({ length: rows }, (_, row) => row);
  const random = randomFrom(randomState(seed, 0));
  return Uint32Array.from({ length: most }, (_, i) => {
    const start = Math.floor((i * rows) / most);
    return start + random.below(Math.floor(((i + 1) * rows) / most) - start);
  });
}
