import { expect, test } from "vitest";
import { roundsChart } from "../../src/actions/rounds-chart.ts";

test("a few rounds are all shown, with the least loss in the title", () => {
  expect(roundsChart([0.5, 0.25, 0.3], false)).toMatchObject({
    title: "Loss of the validation rows, least after round 2",
    x: { values: [1, 2, 3] },
    y: { label: "Log loss" },
    series: [{ values: [0.5, 0.25, 0.3] }],
  });
  expect(roundsChart([2], true)).toMatchObject({ x: { values: [1] }, y: { label: "Mean squared error" } });
});

test("of many rounds sixty are shown, the first and the last among them", () => {
  const { x, series } = roundsChart(
    Array.from({ length: 1000 }, (_, round) => 1000 - round),
    true,
  );
  expect(x.values).toHaveLength(60);
  expect([x.values[0], x.values.at(-1)]).toEqual([1, 1000]);
  expect(series[0]!.values.at(-1)).toBe(1);
});
