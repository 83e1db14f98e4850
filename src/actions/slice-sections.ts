import type { Compared } from "../gate/measure.ts";
import { reportSlices, slicesFinding } from "../gate/slice-table.ts";
import type { Section } from "../report.ts";

/** Metrics by the values of the columns that are shown, beside the baseline's where it has its rows. */
export function sliceSections(
  { evaluation, slices = [] }: Compared,
  baseline: Compared,
  options: { columns: readonly string[] } & Omit<Parameters<typeof reportSlices>[2], "baseline">,
): Section[] {
  if (evaluation === undefined || options.columns.length === 0) return [];
  const shown = slices.filter(({ name }) => options.columns.includes(name));
  const reported = shown.map((column) => {
    const its = baseline.slices?.find(({ name }) => name === column.name);
    const both = baseline.evaluation;
    return reportSlices(evaluation, column, {
      ...options,
      baseline: both && its && { evaluation: both, column: its },
    });
  });
  return [
    {
      title: "Slices",
      rank: 3,
      folded: true,
      tables: reported.map(({ table }) => table),
      charts: reported.flatMap(({ charts }) => charts),
      findings: shown.flatMap((column) => slicesFinding(column, options.minRows)),
    },
  ];
}
