import type { Context, Result } from "../action.ts";
import { type Place, UserError } from "../errors.ts";
import { identifierReason } from "../features/fit-texts.ts";
import { placed } from "../finding-text.ts";
import { likeClasses } from "../learn/target.ts";
import { formatNumber } from "../number-format.ts";
import type { Finding } from "../report.ts";
import { countOverlap } from "../tables/count-overlap.ts";
import type { Table } from "../tables/table.ts";
import { textFindings } from "./column-findings.ts";
import type { TrainingSets } from "./load-set.ts";
import { loadTable } from "./load-table.ts";
import { reportTraining } from "./report-training.ts";
import { type TrackedFacts, tracked } from "./tracked.ts";
import { type Trained, trainModel } from "./train-model.ts";
import { unpredictedClasses } from "./unpredicted-classes.ts";
import { writeModel } from "./write-model.ts";

/** Trains a model with one of the engines that learn here. */
export async function trainHere(context: Context): Promise<Result> {
  const { project } = context;
  const sets = await trainingSetsOf(context);
  const table = sets?.table ?? (await loadTable(context));
  if (table.holdsImages) throw noTable(table.source, project.place(["data", sets ? "sets" : "path"]));
  return tracked(context, factsOf(context, table, sets), async (live) =>
    resultOf(context, await trainModel(context, table, { sets, live }), sets !== undefined),
  );
}

/** What is known before the training; the engine's own defaults are logged after it. */
function factsOf({ project }: Context, table: Table, sets: TrainingSets | undefined): TrackedFacts {
  const { engine, params, search } = project.config.train;
  // A search may choose others than those that are set.
  const known = search === undefined ? params : {};
  return {
    source: `mlops train (${engine})`,
    params: known,
    data: sets ? { ...sets.digests } : { "": table.digest },
  };
}

/** Writes the model, and reports it. */
async function resultOf(context: Context, trained: Trained, hasSets: boolean) {
  const { project } = context;
  const written = await writeModel(context, trained);
  return {
    verdict: "pass" as const,
    outputs: {
      model: written.model,
      metrics: written.metrics,
      predictions: written.predictions,
      "model-digest": written.manifest.digests.model,
    },
    report: reportTraining({
      title: project.name,
      engine: project.config.train.engine,
      target: trained.target,
      targetName: trained.targetName,
      testRows: trained.split.test,
      trainCount: trained.split.train.length,
      evaluation: trained.evaluation,
      dummy: trained.dummy,
      stratified: trained.stratified,
      weight: project.config.data.weight,
      plan: trained.plan,
      model: trained.model,
      decision: trained.decision,
      outOfFold: trained.outOfFold,
      search: trained.search,
      permuted: trained.permuted,
      learning: trained.learning,
      hashes: trained.hashes,
      explanation: trained.explanation,
      forecast: trained.forecast,
      duration: trained.duration,
      findings: [
        ...findingsOf(trained, project.place(["data", "target"])),
        ...(project.config.train.task === undefined
          ? classFindings(trained, project.place(["data", "target"]))
          : []),
        ...(project.config.train.engine === "baseline"
          ? []
          : [
              ...unpredictedClasses(trained),
              ...textFindings(trained.raw, project.config, learnedTexts(trained)).map(asNote),
            ]),
        ...(hasSets ? overlapFindings(trained, project.place(["data", "sets", "test"])) : []),
      ],
    }),
  };
}

async function trainingSetsOf(context: Context): Promise<TrainingSets | undefined> {
  if (!context.project.sets.has("train")) return undefined;
  const { loadTrainingSets } = await import("./load-set.ts");
  return loadTrainingSets(context);
}

function noTable(source: string, place: Place): UserError {
  return new UserError(`Cannot train on "${source}": it is a folder of images, and training needs a table`, {
    ...place,
    hint: 'Use "validate-data" alone, or train on a table of features',
  });
}

/** Rows that a model was trained on say nothing about others. */
function overlapFindings({ hashes, split }: Trained, { file, line }: Place): Finding[] {
  return (["train", "validation"] as const).flatMap((name): Finding[] => {
    const count = countOverlap(hashes, split.test, split[name]);
    if (count === 0) return [];
    return [
      {
        severity: "warning",
        rule: `overlap of test and ${name}`,
        message: `${formatNumber(count)} of ${formatNumber(split.test.length)} rows of the set "test" ${count === 1 ? "is" : "are"} in the set "${name}" too`,
        hint: "The model is better on rows that it has seen: remove them from one of the sets",
        ...placed({ file, line }),
      },
    ];
  });
}

/** Texts that are features, or that are none only because hardly any value repeats. */
function learnedTexts({ plan: { features, dropped } }: Trained): Set<string> {
  return new Set([
    ...features.filter(({ type }) => type === "text").map(({ column }) => column),
    ...dropped.filter(({ reason }) => reason.startsWith(identifierReason)).map(({ name }) => name),
  ]);
}

/** `validate-data` warns of it; here it says what the model makes of the column. */
function asNote(finding: Finding): Finding {
  return { ...finding, severity: "info", message: `${finding.message}; the model takes them for words` };
}

/** Classes that no training row has are said by their number alone: their names are values of the data. */
function absentClasses({ target, split, targetName }: Trained): string[] {
  const seen = new Set(Array.from(split.train, (row) => target.values[row]!));
  const absent = target.classes.length - seen.size;
  if (target.classes.length === 0 || absent <= 0) return [];
  return [
    `${formatNumber(absent)} of the ${formatNumber(target.classes.length)} classes of "${targetName}" ${absent === 1 ? "has" : "have"} no training row: the model does not know ${absent === 1 ? "it" : "them"}`,
  ];
}

/** Of a class with one row, either nothing is learnt or nothing is tested; where most rows are so, the target is rather a name. */
function lonelyClasses({ target, targetName }: Trained): string[] {
  const counts = new Uint32Array(target.classes.length);
  for (const row of target.rows) counts[target.values[row]!]!++;
  const lonely = counts.filter((count) => count === 1).length;
  if (2 * lonely <= target.rows.length) return [];
  return [
    `${formatNumber(lonely)} of the ${formatNumber(counts.length)} classes of "${targetName}" have one row each: what no other row has cannot be learnt`,
  ];
}

/** Numbered classes that are learned as amounts, since nothing says what they are. */
function classFindings({ target, targetName }: Trained, place: Place): Finding[] {
  const count = likeClasses(target);
  if (count === undefined) return [];
  return [
    {
      severity: "info",
      message: `"${targetName}" is learned as an amount, and looks like ${count} numbered classes`,
      hint: "Set train.task to classification, or to regression, which ends this note",
      ...placed({ file: place.file, line: place.line }),
    },
  ];
}

function findingsOf(trained: Trained, place: Place): Finding[] {
  const { table, target, targetName, model, decision } = trained;
  const missing = table.rows - target.rows.length;
  const warnings = [
    ...lonelyClasses(trained),
    ...absentClasses(trained),
    ...(model.warnings ?? []),
    ...decision.warnings,
  ].map((message): Finding => ({ severity: "warning", message }));
  if (missing === 0) return warnings;
  return [
    ...warnings,
    {
      severity: "warning",
      message: `${formatNumber(missing)} rows have no "${targetName}" and were left out`,
      count: missing,
      ...placed({ file: place.file, line: place.line }),
    },
  ];
}
