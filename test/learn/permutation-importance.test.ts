import { expect, test } from "vitest";
import { permutationImportance } from "../../src/learn/permutation-importance.ts";
import { matrixOf, uniform } from "./make-data.ts";

const next = uniform(5);
const matrix = matrixOf([0, 1, 2, 3].map(() => Float64Array.from({ length: 400 }, next)));
const groups = [
  { name: "weak", start: 0, width: 1 },
  { name: "strong", start: 1, width: 2 },
  { name: "none", start: 3, width: 1 },
];
const target = Float64Array.from(
  { length: 400 },
  (_, row) => matrix.data[row]! + 2 * matrix.data[400 + row]! - 2 * matrix.data[800 + row]!,
);

/** The mean square of the errors of the formula that the target follows. */
async function lossOf({ data }: { data: Float32Array }): Promise<number> {
  let sum = 0;
  for (let row = 0; row < 400; row++)
    sum += (target[row]! - (data[row]! + 2 * data[400 + row]! - 2 * data[800 + row]!)) ** 2;
  return sum / 400;
}

test("a column that is shuffled costs what it explains: twice its variance", async () => {
  const found = await permutationImportance(matrix, groups, { repeats: 20, seed: 1, lossOf });
  expect(found.map(({ name }) => name)).toEqual(["strong", "weak", "none"]);
  expect(Math.abs(found[1]!.mean / (2 / 12) - 1)).toBeLessThan(0.15);
  expect(Math.abs(found[0]!.mean / (2 * (8 / 12)) - 1)).toBeLessThan(0.15);
  expect(found[2]).toEqual({ name: "none", mean: 0, std: 0 });
});

test("the same seed shuffles the same way, and the matrix stays as it was", async () => {
  const before = matrix.data.slice();
  const options = { repeats: 2, seed: 3, lossOf };
  const first = await permutationImportance(matrix, groups, options);
  expect(await permutationImportance(matrix, groups, options)).toEqual(first);
  expect(matrix.data).toEqual(before);
});
