import type { Matrix } from "../../../src/learn/matrix.ts";
import { randomFrom, randomState } from "../../../src/learn/random.ts";
import { matrixOf } from "../../../test/learn/make-data.ts";

/** Columns of noise, two classes by products, waves and thresholds of some of them. */
export function makeClasses(
  rows: number,
  features: number,
  seed: number,
): { matrix: Matrix; target: Float64Array } {
  const random = randomFrom(randomState(seed, 0));
  const uniform = () => (random.next() + 0.5) / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const columns = Array.from({ length: features }, () => Float32Array.from({ length: rows }, normal));
  const target = Float64Array.from({ length: rows }, (_, row) => {
    const at = (feature: number) => columns[feature]![row]!;
    let rest = 0;
    for (let feature = 6; feature < 14; feature++) rest += at(feature);
    const score =
      0.7 * at(0) * at(1) + Math.sin(2 * at(2)) + 0.6 * at(3) - 0.5 * at(4) ** 2 * Number(at(5) > 0);
    const noise = uniform();
    return Number(score + 0.3 * rest * Math.tanh(at(15)) + 0.7 * Math.log(noise / (1 - noise)) > 0.3);
  });
  return { matrix: matrixOf(columns), target };
}
