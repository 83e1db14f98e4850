import { cramersVOfTable, ratioOfSums } from "../statistics/association.ts";
import { meanOf } from "../statistics/pearson.ts";
import { findRankGrid, mostPlaces, searchCodes } from "../statistics/ranks.ts";
import { memoryOf, type OpenColumnKernel, openArena } from "./column-kernel.ts";
import type { PairLoops } from "./pair-loops.ts";

/** How many rows there are, columns of numbers and of categories, and at most values of a category. */
export interface PairSizes {
  rows: number;
  numbers: number;
  categories: number;
  values: number;
}

/** The loops by the kernel, the same to the last bit. The arrays that they give are in its memory, and stay there. */
export function kernelPairs(open: OpenColumnKernel, sizes: PairSizes): PairLoops {
  const { rows, numbers, categories, values: most } = sizes;
  const kept = rows * (20 * numbers + 4 * categories);
  const kernel = open(memoryOf(kept + rows * 8 + mostPlaces * 12 + most * most * 4));
  const arena = openArena(kernel);
  const categoryCodes = new Map<Int32Array, number>();
  const addressOf = (codes: Int32Array): number => {
    const at = categoryCodes.get(codes) ?? arena.place(codes);
    categoryCodes.set(codes, at);
    return at;
  };
  /** Runs what needs memory for as long as it runs. */
  const briefly = <Result>(run: () => Result): Result => {
    const mark = arena.mark();
    const result = run();
    arena.release(mark);
    return result;
  };
  return {
    rankCodes(values, range) {
      const before = arena.mark();
      const codes = arena.ints(rows);
      const ranked = briefly(() => {
        const at = arena.place(values);
        return findRankGrid(rows, range, ({ scale, base, size }) => {
          const gaps = kernel.places(at, rows, range.min, scale, base, size, codes.byteOffset);
          return gaps < 0 ? undefined : codes;
        });
      });
      if (ranked !== undefined) return ranked;
      arena.release(before);
      const { codes: found, size } = searchCodes(values);
      const kept = arena.ints(rows);
      kept.set(found);
      return { codes: kept, size };
    },
    centredRanks({ codes, size }) {
      const values = arena.floats(rows);
      const squares = briefly(() => {
        const counts = arena.ints(size).byteOffset;
        const ranks = arena.floats(size).byteOffset;
        return kernel.centredRanks(codes.byteOffset, rows, size, counts, ranks, values.byteOffset);
      });
      return { values, norm: Math.sqrt(squares) };
    },
    centre(values, mean = meanOf(values)) {
      const centred = arena.floats(rows);
      const squares = briefly(() => kernel.centre(arena.place(values), rows, mean, centred.byteOffset));
      return { values: centred, norm: Math.sqrt(squares) };
    },
    pearsonOfCentred: (left, right) =>
      kernel.product(left.values.byteOffset, right.values.byteOffset, rows) / (left.norm * right.norm),
    correlationRatioOfCentred({ codes, size }, { values, norm }) {
      const at = addressOf(codes);
      return briefly(() => {
        const sums = arena.floats(size);
        const counts = arena.ints(size);
        kernel.sumsByCode(at, values.byteOffset, rows, sums.byteOffset, counts.byteOffset);
        return ratioOfSums(sums, counts, norm);
      });
    },
    cramersV(left, right) {
      const [a, b] = [addressOf(left.codes), addressOf(right.codes)];
      return briefly(() => {
        const table = arena.ints(left.size * right.size);
        kernel.contingency(a, b, rows, right.size, table.byteOffset);
        return cramersVOfTable(table, right.size);
      });
    },
  };
}
