import { UserError } from "../errors.ts";
import type { Metrics } from "../evidence/metrics-file.ts";
import { evaluate } from "../learn/evaluate.ts";
import { findMetric } from "../metrics/metric-table.ts";
import { formatNumber } from "../number-format.ts";
import type { Section } from "../report.ts";
import { growRows } from "../tables/grow-rows.ts";
import { hashGroups } from "../tables/hash-groups.ts";
import type { RowHashes } from "../tables/row-hash.ts";
import { findColumn, type Table } from "../tables/table.ts";
import { type FittedModel, type Fitting, fitModel, predictRows } from "./fit-model.ts";

/** How good models of growing parts of the training rows are; the last one is the model itself. */
export interface LearningCurve {
  points: { rows: number; train: Metrics; test: Metrics }[];
  /** Rows that the models of the parts learnt from, all together. */
  extraRows: number;
  /** Parts from which nothing could be learnt. */
  skipped: number;
}

/** Where nothing else is asked for: the parts cost about as much as the model itself. */
const usualShares = [1 / 16, 1 / 8, 1 / 4, 1 / 2];
/** Of fewer rows, nothing is learnt. */
const fewestRows = 10;
/** Training rows that a model is judged on beside the test rows. */
const mostJudged = 20_000;

/**
 * Trains on growing parts of the training rows, each with the ones before it, by the rows' hashes (or their groups'),
 * whatever their order. Judged without calibration and threshold. Undefined where nobody asked.
 */
export async function learningCurve(
  fitting: Fitting,
  whole: FittedModel,
  { train, test, hashes }: { train: Uint32Array; test: Uint32Array; hashes: RowHashes },
): Promise<LearningCurve | undefined> {
  const { context, table, target } = fitting;
  const { data, train: config } = context.project.config;
  if (config.learning_curve === undefined || config.learning_curve === false) return undefined;
  const shares = config.learning_curve === true ? usualShares : config.learning_curve;
  const classes = target.task === "classification" ? (target.values as Int32Array) : undefined;
  const weighty = train.filter((row) => target.weights?.[row] !== 0);
  const order = growRows(weighty, {
    hashes: groupHashes(table, data.split.group, hashes),
    seed: data.split.seed,
    classes: data.split.group === undefined ? classes : undefined,
  });
  const counts = [...new Set(shares.map((share) => Math.round(share * order.length)))]
    .filter((count) => count >= fewestRows && count < order.length)
    .sort((a, b) => a - b);
  const points: LearningCurve["points"] = [];
  const progress = context.log.progress("Training on parts of the training rows");
  for (const [index, count] of counts.entries()) {
    const rows = order.slice(0, count);
    const fitted = await fitModel(fitting, rows.toSorted()).catch(nothingLearnt);
    if (fitted) points.push(await judge(fitted, rows));
    progress.update(index + 1, counts.length);
  }
  progress.end();
  points.push(await judge(whole, order));
  return {
    points,
    extraRows: counts.reduce((sum, count) => sum + count, 0),
    skipped: counts.length + 1 - points.length,
  };

  async function judge(fitted: FittedModel, rows: Uint32Array): Promise<LearningCurve["points"][number]> {
    const on = async (some: Uint32Array): Promise<Metrics> =>
      evaluate(target, some, (await predictRows(fitting, fitted, some)).outputs).metrics;
    return { rows: rows.length, train: await on(rows.slice(0, mostJudged)), test: await on(test) };
  }
}

/** Few rows may be all alike: that says nothing against the model. */
function nothingLearnt(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
}

function groupHashes(table: Table, group: string | undefined, hashes: RowHashes): RowHashes {
  const column = group === undefined ? undefined : findColumn(table, group);
  return column ? hashGroups(table, column, hashes) : hashes;
}

/** The curve of one metric as a section of the training report. */
export function learningSection({ points, extraRows, skipped }: LearningCurve, name: string): Section {
  const label = findMetric(name)?.label ?? name;
  const values = (part: "train" | "test") =>
    points.map((point) => {
      const value = point[part][name] ?? Number.NaN;
      return Number.isFinite(value) ? Number(value.toPrecision(5)) : null;
    });
  const more = points.length - 1;
  const trainings = `${formatNumber(more)} more ${more === 1 ? "training" : "trainings"}`;
  return {
    title: "Whether more rows would help",
    rank: 6,
    folded: true,
    text: [
      more === 0
        ? "There are too few training rows for models of parts of them."
        : `Models of growing parts of the training rows, the last one the model itself: it took ${trainings}, on ${formatNumber(extraRows)} rows together. Where the curve of the test rows still moves at its end, more rows would help; where it lies flat, they would not.`,
      ...(skipped === 0
        ? []
        : [
            `From ${formatNumber(skipped)} of the parts nothing could be learnt: their rows are too much alike.`,
          ]),
    ],
    charts: [
      {
        kind: "line",
        title: `Learning curve: ${label}`,
        x: { label: "Training rows", values: points.map(({ rows }) => rows) },
        y: { label },
        series: [
          { label: "Test rows", values: values("test") },
          { label: "Training rows", values: values("train") },
        ],
      },
    ],
  };
}
