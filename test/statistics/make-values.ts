/** How test/golden/drift.py makes values: kind, seed, count, scale, shift. */
export type Recipe = readonly [
  kind: "normal" | "sums" | "floors" | "powers",
  seed: number,
  count: number,
  scale: number,
  shift: number,
];

/** Numbers from 0 to 1 by Lehmer's generator, the same in Python. */
export function uniforms(seed: number, count: number): number[] {
  let x = seed;
  return Array.from({ length: count }, () => {
    x = (16807 * x) % 2147483647;
    return x / 2147483647;
  });
}

/** The values of a recipe, in the order of the generator. */
export function makeValues([kind, seed, count, scale, shift]: Recipe): Float64Array {
  if (kind === "floors")
    return Float64Array.from(uniforms(seed, count), (each) => Math.floor(scale * each) + shift);
  if (kind === "powers")
    return Float64Array.from(uniforms(seed, count), (each) => Math.floor(scale * each ** 1.2) + shift);
  if (kind === "normal") {
    const u = uniforms(seed, 2 * count);
    return Float64Array.from({ length: count }, (_, i) => {
      const value = Math.sqrt(-2 * Math.log(u[2 * i]!)) * Math.cos(2 * Math.PI * u[2 * i + 1]!);
      return scale * value + shift;
    });
  }
  const u = uniforms(seed, 4 * count);
  return Float64Array.from({ length: count }, (_, i) => {
    const sum = u[4 * i]! + u[4 * i + 1]! + u[4 * i + 2]! + u[4 * i + 3]!;
    return scale * sum + shift;
  });
}
