import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateMetrics } from "../../src/gate/estimate-metrics.ts";
import { isRefusal, type ModelRows, type RowFacts } from "../../src/gate/model-rows.ts";
import { pairRows } from "../../src/gate/pair-rows.ts";
import { readEvaluation } from "../../src/gate/read-evaluation.ts";
import { estimateMean } from "../../src/statistics/mean.ts";

type Row = readonly [id: string, score: number];

function modelOf(rows: readonly Row[], facts: RowFacts = {}): ModelRows {
  const ids = rows.map(([id]) => id);
  const score = Float64Array.from(rows, ([, each]) => each);
  const shared = { kind: "numeric" as const, type: "number" as const, invalid: [], invalidCount: 0 };
  return {
    table: {
      ...{ source: "cases.csv", rows: rows.length, lines: new Uint32Array(0), bytes: 0, digest: "" },
      columns: [{ ...shared, name: "score", values: score }],
    },
    facts,
    cases: { from: "scores", ids, numbers: new Map([["score", score]]) },
  };
}

function estimatesOf(one: readonly Row[], other: readonly Row[]) {
  const paired = pairRows(modelOf(one), modelOf(other));
  if (isRefusal(paired)) throw new Error(paired.refused);
  const [found] = estimateMetrics(paired.evaluation, [{ metric: "score", factors: [] }]);
  const difference = found!.difference!;
  if (typeof difference === "number") throw new Error("no interval");
  return { value: difference.value, n: difference.n, bounds: difference.bounds(0.025) };
}

const cases = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 4, maxLength: 12 })
  .chain((ids) =>
    fc.tuple(
      fc.constant(ids),
      fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 4 * ids.length, maxLength: 4 * ids.length }),
    ),
  )
  .map(([ids, scores]) => {
    const rowsAt = (offset: number): Row[] =>
      ids.flatMap((id, index): Row[] => [0, 1].map((repeat) => [id, scores[4 * index + offset + repeat]!]));
    return { ids, own: rowsAt(0), theirs: rowsAt(2) };
  })
  .filter(({ own, theirs }) => new Set(own.map(([, score], row) => score - theirs[row]![1])).size > 2);

test("the order of neither file matters", () => {
  fc.assert(
    fc.property(cases, ({ own, theirs }) => {
      const one = estimatesOf(own, theirs);
      const other = estimatesOf(own.toReversed(), theirs);
      expect(other.n).toBe(one.n);
      expect(other.value).toBeCloseTo(one.value, 9);
      for (const end of [0, 1] as const) expect(other.bounds[end]).toBeCloseTo(one.bounds[end], 6);
    }),
    { numRuns: 50 },
  );
});

test("the difference of repeated cases is Student's t of the cases' means", () => {
  fc.assert(
    fc.property(cases, ({ ids, own, theirs }) => {
      const meanOf = (rows: readonly Row[], id: string): number =>
        rows.filter(([each]) => each === id).reduce((sum, [, score]) => sum + score, 0) / 2;
      const means = Float64Array.from(ids, (id) => meanOf(own, id) - meanOf(theirs, id));
      fc.pre(new Set(means).size > 1);
      const plain = estimateMean(means);
      const found = estimatesOf(own, theirs);
      expect(found.n).toBe(ids.length);
      expect(found.value).toBeCloseTo(plain.value, 9);
      for (const end of [0, 1] as const) expect(found.bounds[end]).toBeCloseTo(plain.bounds(0.025)[end], 6);
    }),
    { numRuns: 50 },
  );
});

test.each([
  [
    "other cases",
    [
      ["a", 1],
      ["c", 1],
    ],
    "1 of 2 are in that file alone, 1 of 2 in this one alone",
  ],
  [
    "more repeats",
    [
      ["a", 1],
      ["b", 1],
      ["b", 1],
    ],
    "1 of its 2 cases are repeated more or less often",
  ],
] as const)("%s are refused", (_, rows, why) => {
  const found = pairRows(
    modelOf([
      ["a", 1],
      ["b", 0],
    ]),
    modelOf(rows),
  );
  expect(isRefusal(found) && found.refused).toContain(why);
});

test("metrics of what was so are none of scores", () => {
  const found = readEvaluation(
    modelOf([
      ["a", 1],
      ["b", 0],
    ]),
  );
  if (isRefusal(found)) throw new Error(found.refused);
  const asked = ["rmse", "mae", "neg_rmse", "accuracy", "r2"].map((metric) => ({ metric, factors: [] }));
  expect(estimateMetrics(found.evaluation, asked)).toEqual(asked.map(() => undefined));
});
