import type { Chart } from "../report.ts";

/** Rounds that are shown, from the first to the last one, about as far from each other. */
const mostShown = 60;

/** How the loss of the validation rows fell, round by round. */
export function roundsChart(losses: readonly number[], isRegression: boolean): Chart {
  const shown = Math.min(mostShown, losses.length);
  const rounds = Array.from({ length: shown }, (_, at) =>
    Math.round((at * (losses.length - 1)) / Math.max(1, shown - 1)),
  );
  const least = losses.indexOf(Math.min(...losses)) + 1;
  return {
    kind: "line",
    title: `Loss of the validation rows, least after round ${least}`,
    x: { label: "Round", values: rounds.map((round) => round + 1) },
    y: { label: isRegression ? "Mean squared error" : "Log loss" },
    series: [
      { label: "Validation rows", values: rounds.map((round) => Number(losses[round]!.toPrecision(5))) },
    ],
  };
}
