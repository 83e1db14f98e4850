import { UserError } from "../errors.ts";
import { clipText } from "../visible-text.ts";
import type { FoldScores } from "./fold-scores.ts";
import { entriesOf } from "./metric-values.ts";

/** Metrics of another tool's file. */
export interface ImportedMetrics {
  /** What the file is, for a reader: `dvc metrics diff`. */
  from: string;
  /** Numbers by name. */
  values: Record<string, unknown>;
  /** Those of the model that it was compared with in the file, and what that is in the file's words. */
  baseline?: { values: Record<string, unknown>; shown: string } | undefined;
  /** Standard errors by the names of the values, and how many rows each was measured on. */
  standardErrors?: ReadonlyMap<string, { standardError: number; n: number }> | undefined;
  folds?: FoldScores | undefined;
}

/** The file that is read, and the part of it that is asked for. */
export interface ImportedFile {
  file: string;
  /** What stood behind `#`: which of several models is meant. */
  part?: string | undefined;
}

/** Characters of a reason, which may quote names of the file. */
const longestReason = 300;

/** The error of a file that is recognised and cannot be judged. */
export function unreadable({ file }: ImportedFile, why: string, hint?: string): UserError {
  return new UserError(`Cannot read "${file}": ${clipText(why, longestReason)}`, { file, hint });
}

const mostDepth = 8;

/** Numbers below an object by names with dots, those that are null or no numbers left out. */
export function numbersBelow(value: unknown): [name: string, number][] {
  const found: [string, number][] = [];
  const visit = (child: unknown, name: string, depth: number): void => {
    if (typeof child === "number") found.push([name, child]);
    else if (depth < mostDepth)
      for (const [key, next] of entriesOf(child))
        visit(next, name === "" ? key : `${name}.${key}`, depth + 1);
  };
  visit(value, "", 0);
  return found;
}
