import { formatNumber, formatPercent } from "../number-format.ts";
import type { Section } from "../report.ts";
import { type RowHashes, rowNamer } from "../tables/row-hash.ts";
import type { Judged } from "./judged-curves.ts";

const shownRows = 10;

/**
 * The test rows that the model is most wrong about, by their ids and numbers alone: of numbers those with the largest
 * errors, of classes those whose own class it gave the least probability.
 */
export function worstRowsSection({ target, testRows, evaluation }: Judged, hashes: RowHashes): Section {
  const { predicted, scores, metrics } = evaluation;
  const classes = target.classes.length;
  const lossOf = (index: number): number => {
    const actual = target.values[testRows[index]!]!;
    return scores ? -scores[index * classes + actual]! : Math.abs(actual - predicted[index]!);
  };
  const losses = Float64Array.from(testRows, (_, index) => lossOf(index));
  const worst = Uint32Array.from(testRows.keys())
    .sort((a, b) => losses[b]! - losses[a]! || a - b)
    .slice(0, shownRows);
  const idOf = rowNamer(hashes);
  const show = (loss: number): string =>
    scores ? formatPercent(-loss) : `${formatNumber(loss / metrics.rmse!, { digits: 3 })} × RMSE`;
  return {
    title: "The worst rows",
    rank: 6,
    folded: true,
    text: ["By row_id, as in predictions.csv, where their values are."],
    tables: [
      {
        sample: true,
        columns: [
          { label: "row_id" },
          { label: "Row", align: "right" },
          { label: scores ? "Probability of its class" : "Error", align: "right" },
        ],
        rows: Array.from(worst, (index) => [
          idOf(testRows[index]!),
          testRows[index]! + 1,
          show(losses[index]!),
        ]),
      },
    ],
  };
}
