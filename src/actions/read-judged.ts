import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import { metricsOf } from "../gate/metrics-of.ts";
import { isRefusal, type Refusal } from "../gate/model-rows.ts";
import { type GateMetrics, parseMetrics } from "../gate/parse-metrics.ts";
import { inputFile } from "./input-file.ts";
import { inputPath } from "./project.ts";
import { type Challenger, readChallenger } from "./read-evaluation.ts";
import { verifyEvidence } from "./verify-evidence.ts";

/** The model that is judged: its metrics, and its predictions where they are there. */
export interface Judged {
  metrics: GateMetrics;
  /** Where the metrics were read; undefined where they were worked out here. */
  path: string | undefined;
  text: string | undefined;
  rows: Challenger | undefined;
  /** Folder of a model that was named. */
  model: string | undefined;
}

type JudgedContext = Context & {
  inputs: {
    "working-directory": string;
    metrics?: string | undefined;
    predictions?: string | undefined;
    model?: string | undefined;
  };
};

/**
 * Reads what is to be judged and holds it to its manifest. What is not as the manifest says is a refusal; that there is
 * nothing to judge is a UserError.
 */
export async function readJudged(context: JudgedContext): Promise<Judged | Refusal> {
  const { inputs, files, project } = context;
  const named = (path: string): Promise<string> => inputPath(files, inputs["working-directory"], path);
  const model = inputs.model && (await named(inputs.model));
  const { file, part } = inputs.metrics
    ? await inputFile(files, inputs["working-directory"], inputs.metrics)
    : { file: undefined, part: undefined };
  const path = inputs.metrics
    ? file
    : inputs.predictions === undefined
      ? `${project.folders.evidence}/metrics.json`
      : undefined;
  if (path !== undefined) await requireMetrics(context, path);
  const text = path && (await files.read(path));
  try {
    const told = path !== undefined && text !== undefined ? parseMetrics(text, path, part) : undefined;
    if (told && path !== undefined)
      await verifyEvidence(context, { metrics: told, metricsPath: path, model });
    // Metrics from elsewhere are not of the project's own predictions.
    const isElsewhere = inputs.metrics !== undefined && inputs.predictions === undefined;
    const rows = isElsewhere ? undefined : await readChallenger(context);
    if (rows !== undefined && isRefusal(rows)) return rows;
    const metrics = told ?? metricsOf(rows!.rows.evaluation, project.config.gate.rules);
    return { metrics, path, text, rows, model };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { refused: error.message, hint: error.hint, ...error.place };
  }
}

async function requireMetrics({ files, inputs, project }: JudgedContext, path: string): Promise<void> {
  if (inputs.metrics !== undefined || (await files.exists(path))) return;
  throw new UserError(`Cannot judge "${project.name}": there are no metrics at "${path}"`, {
    hint: 'Run train before quality-gate, or set the input "metrics" or "predictions"',
  });
}
