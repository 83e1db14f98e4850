import { findMetric } from "../metrics/metric-table.ts";
import { formatNumber } from "../number-format.ts";
import type { Cell, Section } from "../report.ts";
import { fullName } from "./claim.ts";
import { formatMetric } from "./format-metric.ts";
import { changeWithInterval } from "./gate-tables.ts";
import { type Judgement, pointOf } from "./judge.ts";

/** Slices shown beside the baseline. */
const mostGuards = 20;

/** The slices that no comparison may be worse on, the worst first. */
export function guardSections(judgements: readonly Judgement[]): Section[] {
  const guards = judgements.filter(({ isGuard }) => isGuard);
  if (guards.length === 0) return [];
  const worst = [...guards].sort((a, b) => (a.p ?? 1) - (b.p ?? 1) || pointOf(a.lead)! - pointOf(b.lead)!);
  const rows = worst
    .slice(0, mostGuards)
    .map(({ claim, slice, actual, reference, difference, p }): Cell[] => [
      `${slice!.column} = ${slice!.value}`,
      difference?.n ?? null,
      findMetric(claim.metric)?.label ?? claim.metric,
      formatMetric(claim.metric, pointOf(actual)!),
      formatMetric(claim.metric, reference!),
      difference ? changeWithInterval(claim.metric, difference) : null,
      p === undefined ? null : formatP(p),
    ]);
  const failed = guards.some(({ verdict }) => verdict === "fail");
  return [
    {
      title: "Slices beside the baseline",
      rank: failed ? 2 : 3,
      folded: !failed,
      text: [
        "A slice fails the gate only where it is shown to be worse by more than the rule's margin, with p corrected for all rules and slices (Holm) at most 0.025.",
      ],
      tables: [
        {
          columns: [
            { label: "Slice" },
            { label: "Rows", align: "right" },
            { label: "Metric" },
            { label: "This commit", align: "right" },
            { label: "Compared with", align: "right" },
            { label: "Difference (95 % CI)", align: "right" },
            { label: "p of harm", align: "right" },
          ],
          rows,
          ...(guards.length > rows.length && { total: guards.length }),
        },
      ],
    },
  ];
}

/** Of each claim that was judged by an interval: how many rows, which method, which p. */
export function methodSections(judgements: readonly Judgement[]): Section[] {
  const judged = judgements.filter(({ lead, isGuard }) => lead !== undefined && !isGuard);
  if (judged.every(({ lead }) => typeof lead === "number"))
    return judgements.length === 0
      ? []
      : [
          {
            title: "How this was judged",
            rank: 7,
            folded: true,
            text: ["By the numbers alone: without predictions nothing says how much of them is chance."],
          },
        ];
  const rows = judged.map(({ claim, slice, lead, p, isUnchanged }): Cell[] => {
    const method = typeof lead === "object" ? lead.method : "none: by the number alone";
    return [
      fullName({ claim, slice }),
      typeof lead === "object" ? lead.n : null,
      isUnchanged ? "the predictions are the same" : method,
      p === undefined ? null : formatP(p),
    ];
  });
  const cautions = new Set(
    judged.flatMap(({ lead }) => (typeof lead === "object" ? (lead.caution ?? []) : [])),
  );
  return [
    {
      title: "How this was judged",
      rank: 7,
      folded: true,
      text: [
        "A rule holds where its whole 95 % interval does. It fails where the opposite is shown, with p corrected for all rules and slices (Holm) at most 0.025. Between them it is not decided.",
        ...cautions,
        "The verdict is about this model on rows like these: not about the same training with another seed, nor about data to come.",
      ],
      tables: [
        {
          columns: [
            { label: "Rule" },
            { label: "Rows or groups", align: "right" },
            { label: "Interval" },
            { label: "p of failing", align: "right" },
          ],
          rows,
        },
      ],
    },
  ];
}

function formatP(p: number): string {
  return p < 0.0001 ? "< 0.0001" : formatNumber(Number(p.toPrecision(2)), { digits: 2 });
}
