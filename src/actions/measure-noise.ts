import { UserError } from "../errors.ts";
import { type Claim, claimsOf } from "../gate/claim.ts";
import { estimateMetrics } from "../gate/estimate-metrics.ts";
import type { Evaluation } from "../gate/evaluation.ts";
import type { Measured } from "../gate/judge.ts";
import { type Compared, measure } from "../gate/measure.ts";
import { noiseOf } from "../gate/noise.ts";
import { reportNoise } from "../gate/render-noise.ts";
import { saysTheSame } from "../gate/select-rows.ts";
import { sliceColumn } from "../gate/slice-table.ts";
import { counted } from "../number-format.ts";
import type { Report } from "../report.ts";
import { type GateSettings, readGateSettings } from "./gate-settings.ts";
import type { Project } from "./project.ts";
import { type Judged, readJudged } from "./read-judged.ts";
import { requireSlices } from "./require-slices.ts";
import { type GateContext, required, rulesOfRows } from "./simulate-gate.ts";
import { train } from "./train.ts";

/**
 * Trains the model with several seeds on the same split, in a folder of its own, and says how much the rules' metrics vary
 * by them. The project's own seed comes last, so that what a program writes elsewhere ends as the project has it. Throws
 * UserError where a training fails.
 */
export async function measureNoise(
  context: GateContext,
  { seeds: count }: { seeds: number },
): Promise<Report> {
  const { project, files, log } = context;
  if (project.config.train.engine === "external")
    throw new UserError(
      "Cannot train with other seeds: train.engine is external, and the model is made elsewhere",
      {
        ...project.place(["train", "engine"]),
        hint: "With engine: command the program is run here, with MLOPS_SEED",
      },
    );
  const own = project.config.data.split.seed;
  const seeds = [...Array.from({ length: count - 1 }, (_, index) => own + index + 1), own];
  const folder = `${project.folders.root}/noise`;
  const trained: TrainedWith[] = [];
  try {
    for (const [index, seed] of seeds.entries()) {
      log.info(`Training ${index + 1} of ${counted(seeds.length, "seed")}: ${seed}`);
      trained.push(await trainWith({ ...context, project: scratchProject(project, folder, seed) }));
    }
  } finally {
    await files.remove(folder);
  }
  const last = trained.at(-1)!;
  const isSame = trained.every((each) => each.evaluation && areSame(each.evaluation, last.evaluation));
  return reportNoise({
    title: project.name,
    engine: project.config.train.engine,
    seeds,
    claims: noiseOf(
      trained.map(({ measured }) => measured),
      last.evaluation ? samplingErrors(context, last.evaluation, last.measured) : new Map(),
    ),
    isSame,
    placeOf: ({ claim }) => last.placeOfRule(claim.index),
  });
}

/** A model of one seed, as far as rules ask. */
interface TrainedWith {
  evaluation: Evaluation | undefined;
  measured: Measured[];
  placeOfRule: GateSettings["placeOfRule"];
}

/** The project with another seed of the model, whose files go to a folder of their own and to no cache. */
function scratchProject(project: Project, root: string, seed: number): Project {
  const { config } = project;
  return {
    ...project,
    modelSeed: seed,
    config: { ...config, train: { ...config.train, cache: false } },
    folders: {
      root,
      model: `${root}/model`,
      evidence: `${root}/evidence`,
      reports: `${root}/reports`,
      run: `${root}/run`,
    },
  };
}

async function trainWith(context: GateContext): Promise<TrainedWith> {
  const { project } = context;
  const { verdict, report } = await train.run({ ...context, mlflow: undefined } as Parameters<
    typeof train.run
  >[0]);
  if (verdict !== "pass") {
    const [finding] = report.sections.flatMap(({ findings = [] }) => findings);
    throw new UserError(
      `Cannot train with seed ${project.modelSeed}: ${finding?.message ?? report.headline}`,
      {
        file: finding?.file,
        line: finding?.line,
        hint: finding?.hint,
      },
    );
  }
  const judged = required(
    await readJudged({ ...context, inputs: { "working-directory": "." } } as GateContext),
  );
  const settings = await readGateSettings(context, judged.metrics, undefined);
  const { rules, placeOfRule } = rulesOfRows(settings);
  return {
    evaluation: judged.rows?.rows.evaluation,
    measured: measureOwn(context, judged, { ...settings, rules }),
    placeOfRule,
  };
}

/** The metric of each claim, whatever it is compared with. */
function measureOwn(
  { project, resampleKernel }: GateContext,
  { metrics, rows }: Judged,
  settings: GateSettings,
): Measured[] {
  const isAsked = ({ against, rule }: Claim): boolean => against === undefined || rule.by === undefined;
  const claims = claimsOf(settings.rules).filter(isAsked);
  const names = new Set(
    claims.flatMap(({ rule: { by } }) => (by === undefined || by === "class" ? [] : [by])),
  );
  const own: Compared = rows
    ? {
        evaluation: rows.rows.evaluation,
        slices: [...names].map((name) => sliceColumn(requireSlices(rows.rows.table, name, project))),
      }
    : {};
  return measure(claims, {
    metrics,
    own,
    references: {
      baseline: {},
      anchor: {},
      dummy: { metrics: metrics.dummy && { values: metrics.dummy, aliases: new Map() } },
    },
    extra: new Map(),
    guarded: [],
    minRows: settings.slices.minRows,
    effort: { openKernel: resampleKernel },
  });
}

function areSame(one: Evaluation, other: Evaluation | undefined): boolean {
  return other !== undefined && saysTheSame(one.challenger, other.challenger);
}

/** Standard errors of metrics over other test rows. */
function samplingErrors(
  { resampleKernel }: GateContext,
  evaluation: Evaluation,
  measured: readonly Measured[],
): Map<string, number> {
  const metrics = [...new Set(measured.map(({ claim }) => claim.metric))];
  const found = estimateMetrics(
    evaluation,
    metrics.map((metric) => ({ metric, factors: [] })),
    { openKernel: resampleKernel },
  );
  return new Map(
    metrics.flatMap((metric, index) => {
      const estimate = found[index]?.challenger;
      return typeof estimate === "object" && Number.isFinite(estimate.standardError)
        ? [[metric, estimate.standardError]]
        : [];
    }),
  );
}
