import type { Rule } from "../../../src/config/config.ts";
import { claimsOf } from "../../../src/gate/claim.ts";
import type { Evaluation } from "../../../src/gate/evaluation.ts";
import { type Judgement, judge } from "../../../src/gate/judge.ts";
import { type Compared, measure } from "../../../src/gate/measure.ts";
import { verdictOf } from "../../../src/gate/render-gate.ts";
import type { SliceColumn } from "../../../src/gate/slices.ts";
import type { Verdict } from "../../../src/report.ts";
import { instantiateResamples as openKernel } from "../../../src/runner/instantiate.ts";

/** What came of rules for one draw of test rows. */
export interface Judged {
  verdict: Verdict;
  judgements: Judgement[];
}

/** Judges rules as the gate does, from `measure` on. Slices are guarded where there are any. */
export function judgeRules(
  rules: readonly Rule[],
  evaluation: Evaluation,
  { anchor, slices = [] }: { anchor?: Evaluation; slices?: readonly SliceColumn[] } = {},
): Judged {
  const compared: Compared = { evaluation, slices };
  const judgements = judge(
    measure(claimsOf(rules), {
      metrics: {
        ...{ values: new Map(), aliases: new Map(), dummy: undefined, rows: evaluation.rows },
        ...{ task: undefined, evaluation: undefined, model: undefined },
      },
      own: compared,
      references: { baseline: compared, anchor: anchor ? { evaluation: anchor } : {}, dummy: {} },
      extra: new Map(),
      guarded: slices.map(({ name }) => name),
      minRows: 100,
      effort: { openKernel },
    }),
  );
  return { verdict: verdictOf(judgements), judgements };
}
