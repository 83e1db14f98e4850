import type { Place } from "../errors.ts";
import { placed } from "../finding-text.ts";
import { counted, formatNumber, formatPercent } from "../number-format.ts";
import type { Cell, Finding, Report } from "../report.ts";
import { nameOf } from "./claim.ts";
import { formatMetric } from "./format-metric.ts";
import type { NoisyClaim } from "./noise.ts";

/** What a report on seeds is made of. */
export interface SeedNoise {
  title: string;
  engine: string;
  /** In the order of the values. */
  seeds: readonly number[];
  claims: readonly NoisyClaim[];
  /** Whether all seeds gave the same predictions. */
  isSame: boolean;
  placeOf(claim: NoisyClaim): Place;
}

/** How much of each rule's metric is chance of the training. */
export function reportNoise(noise: SeedNoise): Report {
  const { claims, seeds, isSame, engine, title } = noise;
  const findings = claims.flatMap((each) => findingsOf(each, noise.placeOf(each)));
  const known = formatPercent(1 / Math.sqrt(2 * (seeds.length - 1)), { digits: 1 });
  return {
    schema: "mlops/report@1",
    action: "gate",
    title,
    verdict: "pass",
    headline: headlineOf(noise, findings.length),
    facts: [],
    sections: [
      {
        title: "What another seed changes",
        rank: 1,
        text: isSame
          ? [
              `${engine === "command" ? "The program" : engine} predicts the same with each of the seeds ${seeds.join(", ")}: there is no noise of the training here.`,
            ]
          : [
              `Trained with the seeds ${seeds.join(", ")} on the same rows and tested on the same rows. Two trainings of one recipe differ by up to 2 √2 standard deviations (19 in 20); of ${seeds.length} seeds the deviation itself is known to about ±${known}. A rule's room is its margin, or how far the mean is from where it turns.`,
              "The standard error (SE) of the rows is another thing: what other test rows would change, and what the gate's intervals are about.",
            ],
        tables: isSame ? [] : [tableOf(noise)],
        findings,
      },
    ],
  };
}

function headlineOf({ isSame, claims, seeds }: SeedNoise, warned: number): string {
  if (isSame) return `${counted(seeds.length, "seed")} give the same model`;
  if (claims.length === 0) return "no rule names a metric that the trainings have";
  return warned === 0
    ? `every rule has more room than ${seeds.length} seeds differ by`
    : `${counted(warned, "rule")} of ${claims.length} ${warned === 1 ? "has" : "have"} less room than ${seeds.length} seeds differ by`;
}

function tableOf({ claims }: SeedNoise): NonNullable<Report["sections"][number]["tables"]>[number] {
  return {
    columns: [
      { label: "Rule" },
      { label: "Mean", align: "right" },
      { label: "Lowest", align: "right" },
      { label: "Highest", align: "right" },
      { label: "SD of seeds", align: "right", digits: 2 },
      { label: "SE of rows", align: "right", digits: 2 },
      { label: "Differ by", align: "right", digits: 2 },
      { label: "Room", align: "right", digits: 2 },
    ],
    rows: claims.map((each): Cell[] => {
      const { claim, values, mean, deviation, samplingError, spread, room } = each;
      const [low, high] = [Math.min(...values), Math.max(...values)];
      return [
        nameIn(each),
        formatMetric(claim.metric, mean),
        formatMetric(claim.metric, low),
        formatMetric(claim.metric, high),
        deviation,
        samplingError ?? null,
        spread,
        room,
      ];
    }),
  };
}

function findingsOf(each: NoisyClaim, { file, line }: Place): Finding[] {
  const { claim, room, spread } = each;
  if (!(spread > room)) return [];
  const [has, differ] = [room, spread].map((value) => formatNumber(value, { digits: 2 }));
  const isBound = claim.against === undefined || claim.against === "dummy";
  return [
    {
      severity: "warning",
      rule: nameIn(each),
      message: isBound
        ? `"${nameIn(each)}": the value is ${has} from where the rule turns, and two trainings differ by up to ${differ}: another seed may change the verdict`
        : `"${nameIn(each)}": its margin of ${has} is less than two trainings of one recipe differ by, up to ${differ}`,
      hint: isBound
        ? "Set the bound further off, or make the training steadier, for example by more trees"
        : "Widen the margin, or make the training steadier, for example by more trees",
      ...placed({ file, line }),
    },
  ];
}

function nameIn({ claim, slice }: Pick<NoisyClaim, "claim" | "slice">): string {
  return slice === undefined ? nameOf(claim) : `${nameOf(claim)}, ${slice.column} = ${slice.value}`;
}
