import { parseYaml } from "../config/parse-yaml.ts";
import { UserError } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import { parseClassificationReport } from "./classification-report.ts";
import { parseHistory } from "./keras-history.ts";
import { type MetricValues, onlyValues } from "./metric-values.ts";
import { parseJson } from "./parse-json.ts";

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
