import type { RoundLosses } from "../learn/model.ts";
import type { Chart } from "../report.ts";

/** Rounds that are shown, from the first to the last one, about as far from each other. */
const mostShown = 60;

/** How the losses of the training rows, and of the validation rows where there are some, fell round by round. */
export function roundsChart({ training, validation }: RoundLosses, isRegression: boolean): Chart {
  const shown = Math.min(mostShown, training.length);
  const rounds = Array.from({ length: shown }, (_, at) =>
    Math.round((at * (training.length - 1)) / Math.max(1, shown - 1)),
  );
  const series = (label: string, losses: readonly number[]) => ({
    label,
    values: rounds.map((round) => Number(losses[round]!.toPrecision(5))),
  });
  const least = validation && validation.indexOf(Math.min(...validation)) + 1;
  return {
    kind: "line",
    title: least ? `Loss by round, least of the validation rows after ${least}` : "Loss by round",
    x: { label: "Round", values: rounds.map((round) => round + 1) },
    y: { label: isRegression ? "Mean squared error" : "Log loss" },
    series: [
      series("Training rows", training),
      ...(validation ? [series("Validation rows", validation)] : []),
    ],
  };
}
