import { isRecord } from "../is-record.ts";
import { parseDvcDiff, parseDvcShow } from "./dvc-metrics.ts";
import { parseFoldScores } from "./fold-scores.ts";
import { type ImportedFile, type ImportedMetrics, unreadable } from "./imported-metrics.ts";
import { parseHarnessResults } from "./lm-eval-results.ts";
import { isPromptfoo } from "./promptfoo.ts";

/** Reads a format, or gives undefined for what is none. Throws UserError for what is one and cannot be used. */
type Format = (root: unknown, file: ImportedFile) => ImportedMetrics | undefined;

/** Formats of metrics, told apart by content. */
const formats: readonly Format[] = [
  parseDvcDiff,
  parseDvcShow,
  parseHarnessResults,
  parseFoldScores,
  refuseCases,
];

/** Metrics as another tool writes them, or undefined where the file is of none that is known. */
export function importMetrics(root: unknown, file: ImportedFile): ImportedMetrics | undefined {
  for (const format of formats) {
    const found = format(root, file);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Of promptfoo's results every number is of one case. */
function refuseCases(root: unknown, file: ImportedFile): undefined {
  if (isRecord(root) && isPromptfoo(root))
    throw unreadable(file, "it is promptfoo's results, case by case", "Give it as predictions");
}
