import { areaOf, onceEach, orderRows, type RankedScores } from "./rank-order.ts";
import type { Statistic } from "./statistic.ts";

/**
 * ROC AUC of each pair of classes that are there on the rows of both, the mean of both directions (Hand and Till 2001);
 * weights of rows do not count, as in scikit-learn.
 */
export function pairStatistic(name: string, { actual, scores, classes }: RankedScores): Statistic {
  const of = { actual, scores, classes, weights: undefined };
  const codes = Array.from({ length: classes }, (_, code) => code);
  const isWeighted = name.endsWith("_weighted");
  let pairs: ReturnType<typeof orderPair>[] | undefined;
  const orderPair = (a: number, b: number) => {
    const isIn = (row: number): boolean => actual[row] === a || actual[row] === b;
    return { a, b, areas: [orderRows(of, a, isIn), orderRows(of, b, isIn)] as const };
  };
  return {
    rows: actual.length,
    interval: "bca",
    at(given) {
      const counts = given ?? onceEach(actual.length);
      const sizes = new Float64Array(classes);
      for (let row = 0; row < actual.length; row++) sizes[actual[row]!]! += counts[row]!;
      pairs ??= codes.flatMap((a) => codes.slice(a + 1).map((b) => orderPair(a, b)));
      let sum = 0;
      let total = 0;
      for (const { a, b, areas } of pairs) {
        if (sizes[a] === 0 || sizes[b] === 0) continue;
        const weight = isWeighted ? sizes[a]! + sizes[b]! : 1;
        sum += (weight * (areaOf(areas[0], counts) + areaOf(areas[1], counts))) / 2;
        total += weight;
      }
      return sum / total;
    },
  };
}
