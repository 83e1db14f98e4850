import { expect, test } from "vitest";
import { roundsChart } from "../../src/actions/rounds-chart.ts";

test("a few rounds are all shown, with the least loss in the title", () => {
  expect(roundsChart({ training: [0.5, 0.2, 0.1], validation: [0.5, 0.25, 0.3] }, false)).toMatchObject({
    title: "Loss by round, least of the validation rows after 2",
    x: { values: [1, 2, 3] },
    y: { label: "Log loss" },
    series: [
      { label: "Training rows", values: [0.5, 0.2, 0.1] },
      { label: "Validation rows", values: [0.5, 0.25, 0.3] },
    ],
  });
  expect(roundsChart({ training: [2] }, true)).toMatchObject({
    title: "Loss by round",
    x: { values: [1] },
    y: { label: "Mean squared error" },
    series: [{ label: "Training rows", values: [2] }],
  });
});

test("of many rounds sixty are shown, the first and the last among them", () => {
  const { x, series } = roundsChart(
    { training: Array.from({ length: 1000 }, (_, round) => 1000 - round) },
    true,
  );
  expect(x.values).toHaveLength(60);
  expect([x.values[0], x.values.at(-1)]).toEqual([1, 1000]);
  expect(series[0]!.values.at(-1)).toBe(1);
});
