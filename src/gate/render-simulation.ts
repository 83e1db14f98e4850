import type { Place } from "../errors.ts";
import { counted, formatNumber, formatPercent } from "../number-format.ts";
import type { Cell, Report, Section } from "../report.ts";
import { fullName } from "./claim.ts";
import type { Judgement } from "./judge.ts";
import { verdictOf } from "./render-gate.ts";
import { comparesModels, type Tally, tallyName, type World } from "./simulate.ts";
import { findUnsteady, findUnsteadyEqual, formatShare, shareOf } from "./simulation-findings.ts";
import { reachOf } from "./simulation-reach.ts";

/** What a report on a simulation is made of. */
export interface Simulation {
  title: string;
  /** What today's rules say of the rows that are there. */
  judgements: readonly Judgement[];
  rows: number;
  /** This model beside what it is compared with, on other test rows. */
  same: World;
  /** Models that are truly as good as each other. */
  equal: World;
  /** What the baseline is, in words. */
  baseline: string | undefined;
  noBaseline: { why: string; hint?: string | undefined } | undefined;
  /** Rules that are not measured on rows. */
  leftOut: readonly string[];
  placeOf(judgement: Judgement): Place;
}

/** How often each rule would be wrong, and what it can find. The verdict is today's. */
export function reportSimulation(simulation: Simulation): Report {
  const { judgements, same, title, rows, leftOut } = simulation;
  const verdict = verdictOf(judgements);
  const { runs } = same.gate;
  const asked = judgements.filter(({ isGuard }) => !isGuard);
  return {
    schema: "mlops/report@1",
    action: "gate",
    title,
    verdict,
    headline: `on other test rows the same model would pass in ${shareOf(same.gate, "pass")} and fail in ${shareOf(same.gate, "fail")} of ${counted(runs, "run")}`,
    facts: [],
    sections: [
      sameSection(simulation, asked),
      ...powerSections(simulation, asked),
      ...equalSections(simulation, asked),
      {
        title: "How this was worked out",
        rank: 5,
        text: [
          ...(leftOut.length > 0 ? [`Not of the test rows, and left out: ${leftOut.join(", ")}.`] : []),
          `Test rows were drawn anew ${formatNumber(runs)} times from the ${formatNumber(rows)} that are there, with replacement, by groups or blocks in time where the split has them. Each set was judged as the gate judges, by intervals that need no resamples (closed forms, else the infinitesimal jackknife). Shares are accurate to about ${formatPercent(1 / Math.sqrt(runs), { digits: 1 })}.`,
        ],
      },
    ],
  };
}

function sameSection({ same, placeOf }: Simulation, asked: readonly Judgement[]): Section {
  return {
    title: "The same model on other test rows",
    rank: 1,
    text: [
      "Nothing changes but which rows the model is tested on. Beside today's rule stands a threshold on the bare value.",
    ],
    tables: [
      {
        columns: [
          { label: "Rule" },
          { label: "Today" },
          { label: "Passes", align: "right" },
          { label: "Not decided", align: "right" },
          { label: "Fails", align: "right" },
          { label: "Value alone fails", align: "right" },
        ],
        rows: asked.map((each): Cell[] => [
          fullName(each),
          todayOf(each),
          ...sharesOf(same.claims.get(tallyName(each))),
        ]),
      },
    ],
    findings: asked.flatMap((each) => findUnsteady(each, same.claims.get(tallyName(each)), placeOf(each))),
  };
}

/** The true values at which each rule decides, and the rows that it takes. */
function powerSections({ same, equal, rows }: Simulation, asked: readonly Judgement[]): Section[] {
  const reaches = asked.map((each): Cell[] => [
    fullName(each),
    ...reachOf(
      each,
      { same: same.claims.get(tallyName(each)), equal: equal.claims.get(tallyName(each)) },
      rows,
    ),
  ]);
  return [
    {
      title: "What these rows can find",
      rank: 3,
      text: [
        "With a chance of 80 %: the true value, or the true difference from the model compared with, from which on the rule passes or fails, by each rule's standard error; and how many test rows in all a pass takes, were the value as it is seen or the models equal. Of each rule alone.",
      ],
      tables: [
        {
          columns: [
            { label: "Rule" },
            { label: "Passes from", align: "right" },
            { label: "Fails from", align: "right" },
            { label: "Rows to pass", align: "right" },
          ],
          rows: reaches,
        },
      ],
    },
  ];
}

function equalSections(
  { equal, noBaseline, baseline, placeOf }: Simulation,
  asked: readonly Judgement[],
): Section[] {
  const comparing = asked.filter(({ claim }) => comparesModels(claim));
  if (comparing.length === 0) return [];
  const title = "Equal models that disagree as often as these";
  const known = comparing.filter((each) => (equal.claims.get(tallyName(each))?.leads.count ?? 0) > 0);
  if (known.length === 0)
    return [
      {
        title,
        rank: 2,
        text: [
          `Without another model's predictions of the same rows it is not known how often two equal models disagree, and so not what ${comparing.map(fullName).join(", ")} would say of them${noBaseline ? `: ${noBaseline.why}` : ""}.`,
        ],
      },
    ];
  return [
    {
      title,
      rank: 2,
      text: [
        `Of each row a coin says which of this model and ${baseline ?? "the other"} is which, so that the true difference is 0. What fails here fails falsely; all comparisons together in ${shareOf(equal.gate, "fail")} of the runs.`,
      ],
      tables: [
        {
          columns: [
            { label: "Rule" },
            { label: "Passes", align: "right" },
            { label: "Not decided", align: "right" },
            { label: "Fails falsely", align: "right" },
            { label: "Value alone fails", align: "right" },
          ],
          rows: known.map((each): Cell[] => [fullName(each), ...sharesOf(equal.claims.get(tallyName(each)))]),
        },
      ],
      findings: known.flatMap((each) =>
        findUnsteadyEqual(each, equal.claims.get(tallyName(each)), placeOf(each)),
      ),
    },
  ];
}

function todayOf({ verdict }: Judgement): string {
  return {
    pass: "holds",
    fail: "fails",
    inconclusive: "not decided",
    unjudged: "not judged",
    waived: "waived",
  }[verdict];
}

function sharesOf(tally: Tally | undefined): Cell[] {
  if (tally === undefined || tally.verdicts.unjudged === tally.runs) return [null, null, null, null];
  const shares = (["pass", "inconclusive", "fail"] as const).map((verdict) => shareOf(tally, verdict));
  return [...shares, formatShare(tally.pointFails, tally.runs)];
}
