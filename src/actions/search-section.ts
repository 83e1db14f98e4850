import { formatMetric } from "../gate/format-metric.ts";
import { showParam } from "../learn/parameters.ts";
import { formatNumber, formatPercent } from "../number-format.ts";
import type { Section } from "../report.ts";
import type { Search } from "./search-params.ts";

/** Trials that a report shows. */
const shownTrials = 50;

/** What was tried, the best first, as a section of the training report. */
export function searchSection({ method, metric, folds, trials, skipped }: Search): Section {
  const names = [...new Set(trials.flatMap(({ params }) => Object.keys(params)))];
  const isHalved = trials.some(({ share }) => share < 1);
  const right = (label: string) => ({ label, align: "right" as const });
  const rows = trials
    .slice(0, shownTrials)
    .map(({ params, share, mean, std }, index) => [
      index + 1,
      ...names.map((name) => (name in params ? showParam(params[name]!) : null)),
      ...(isHalved ? [formatPercent(share)] : []),
      formatMetric(metric.name, mean),
      formatNumber(std),
    ]);
  return {
    title: "Search for parameters",
    rank: 5,
    folded: true,
    text: [
      `${{ grid: "Grid search", random: "Random search", halving: "Successive halving" }[method]}: ${formatNumber(trials.length)} combinations by ${metric.label} on ${folds} folds of the training rows; the model was trained with the first.${skipped > 0 ? ` There was no time for ${formatNumber(skipped)} more.` : ""}`,
    ],
    tables: [
      {
        columns: [
          right("Rank"),
          ...names.map((label) => ({ label })),
          ...(isHalved ? [right("Rows")] : []),
          right(metric.label),
          right("Deviation"),
        ],
        rows,
        ...(trials.length > shownTrials && { total: trials.length }),
      },
    ],
  };
}
