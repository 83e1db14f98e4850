import { parseYaml } from "../config/parse-yaml.ts";
import { UserError } from "../errors.ts";
import { parseClassificationReport } from "./classification-report.ts";
import { parseHistory } from "./keras-history.ts";
import { isRecord, type MetricValues, onlyValues } from "./metric-values.ts";

/**
 * Metrics of a JSON or YAML file, by its content: scikit-learn's classification report, Keras' history, or numbers by
 * name, nested as they like (DVC's metrics files, MLflow's `metrics.json`). Throws UserError with the place.
 */
export function parseMetricsFile(text: string, file: string): MetricValues {
  const root = /\.ya?ml$/i.test(file) ? parseYaml(text, file).value : parseJson(text, file);
  const found = parseClassificationReport(root) ?? parseHistory(root);
  if (found !== undefined) return found;
  if (isRecord(root)) return onlyValues(root);
  throw new UserError(`Cannot read "${file}": expected an object of metric names and numbers`, { file });
}

/** JSON, and what Python writes for numbers that JSON has not. */
function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/(?:\bNaN|-?\bInfinity)\b(?=\s*[,}\]])/g, "null"));
  } catch (cause) {
    throw new UserError(`Cannot read "${file}": it is not JSON`, {
      file,
      ...placeOf(text, cause),
      cause,
    });
  }
}

function placeOf(text: string, cause: unknown): { line?: number } {
  const position = /position (\d+)/.exec(cause instanceof Error ? cause.message : "")?.[1];
  return position === undefined ? {} : { line: text.slice(0, Number(position)).split("\n").length };
}
