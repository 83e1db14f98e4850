import { listFirst } from "../first-items.ts";
import { counted } from "../number-format.ts";
import type { Cell, Report, Verdict } from "../report.ts";
import { verdictWords } from "../verdict-words.ts";
import { fullName } from "./claim.ts";
import type { Judgement } from "./judge.ts";

/** What today's rules say of a stored run. */
export interface ReplayedRun {
  shown: string;
  /** The run that it was compared with. */
  against: string | undefined;
  rows: number | undefined;
  verdict: Verdict;
  /** Why it was refused. */
  why?: string;
  judgements: readonly Judgement[];
}

/** Rules of one run that are named. */
const mostRules = 3;

/** What today's rules would have said of stored runs, the oldest first. The verdict is the last one's. */
export function reportReplay(title: string, runs: readonly ReplayedRun[]): Report {
  const count = (verdict: Verdict): number => runs.filter((run) => run.verdict === verdict).length;
  const counts = (["pass", "fail", "inconclusive", "refused"] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => `${verdictWords[verdict].toLowerCase()} ${count(verdict)}`);
  return {
    schema: "mlops/report@1",
    action: "gate",
    title,
    verdict: runs.at(-1)!.verdict,
    headline: `today's rules on ${counted(runs.length, "stored run")}: ${counts.join(", ")}`,
    facts: [],
    sections: [
      {
        title: "Stored runs by today's rules",
        rank: 1,
        text: ["The oldest is first, and each is compared with the one before it."],
        tables: [
          {
            columns: [
              { label: "Run" },
              { label: "Test rows", align: "right" },
              { label: "Verdict" },
              { label: "What does not hold" },
            ],
            rows: runs.map((run): Cell[] => [
              run.shown,
              run.rows ?? null,
              verdictWords[run.verdict].toLowerCase(),
              reasonOf(run),
            ]),
          },
        ],
      },
    ],
  };
}

function reasonOf({ judgements, why }: ReplayedRun): string | null {
  if (why !== undefined) return why;
  const open = judgements.filter(({ verdict }) => verdict !== "pass");
  const failed = open.filter(({ verdict }) => verdict === "fail");
  const named = failed.length > 0 ? failed : open;
  if (named.length === 0) return null;
  return listFirst(named.map(fullName), mostRules, { between: "; " });
}
