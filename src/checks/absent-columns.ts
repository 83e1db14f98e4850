import { nearest } from "../nearest.ts";
import type { Finding } from "../report.ts";
import type { Table } from "../tables/table.ts";
import type { CheckOutcome } from "./judge-checks.ts";

/** Columns that have another name than in earlier data, and the earlier data in words. */
export interface RenamedColumns {
  source: string;
  columns: readonly { before: string; after: string }[];
}

/** A failed outcome about a column that is not there. */
export type AbsentOutcome = CheckOutcome & { absent: string };

/** Whether the outcome failed because its column is not there. */
export function isAbsent(outcome: CheckOutcome): outcome is AbsentOutcome {
  return outcome.absent !== undefined;
}

/**
 * One finding, without its place, for all outcomes about one column that is not there: the gravest severity, what is
 * asked of it, and what it is called now where that is known or can be guessed.
 */
export function absentFinding(
  outcomes: readonly AbsentOutcome[],
  guesses: Guesses | undefined,
  renamed?: RenamedColumns,
): Pick<Finding, "severity" | "rule" | "message"> & { asked: string | undefined } {
  const [{ absent = "", name = "" } = {}] = outcomes;
  const severity = gravest.find((each) => outcomes.some((outcome) => outcome.severity === each)) ?? "error";
  const known = renamed?.columns.find(({ before }) => before === absent)?.after;
  const guess = known ?? (guesses && guessName(absent, guesses));
  const now =
    known !== undefined
      ? `: it is "${known}" now, which holds the values that "${absent}" has in ${renamed?.source}`
      : guess === undefined
        ? ""
        : `, did you mean "${guess}"`;
  const asked = [...new Set(outcomes.map(({ constraint }) => constraint))];
  const isOne = outcomes.length === 1;
  return {
    severity,
    rule: isOne ? name : absent,
    message: `there is no column "${absent}"${now}`,
    asked: isOne
      ? undefined
      : `It is asked for ${asked.slice(0, -1).join(", ")}${asked.length > 1 ? " and " : ""}${asked.at(-1)}`,
  };
}

const gravest = ["error", "warning", "info"] as const;

/** Names that columns which are not there may have now. */
export interface Guesses {
  names: readonly string[];
  /** Those that no check asks about. */
  free: readonly string[];
  /** How many columns are not there. */
  gone: number;
}

/** More names than this are not compared letter by letter. */
const mostGuessed = 200;

/** The names to guess from; undefined where too many columns are gone for a guess to help. */
export function findGuesses(all: readonly CheckOutcome[], { columns }: Table): Guesses | undefined {
  const names = columns.map(({ name }) => name);
  const asked = new Set(all.flatMap(({ check }) => check.column ?? []));
  const gone = new Set(all.flatMap(({ absent }) => absent ?? [])).size;
  if (gone > mostGuessed) return undefined;
  return { names, free: names.filter((name) => !asked.has(name)), gone };
}

/**
 * What the column may be called now: a name like its own, of those that no check asks about first; else the one that
 * nobody asks about, where all others are asked about and one alone is gone.
 */
function guessName(absent: string, { names, free, gone }: Guesses): string | undefined {
  const near =
    nearest(absent, free) ?? only(free.filter((name) => isPart(absent, name))) ?? nearest(absent, names);
  if (near !== undefined) return near;
  return gone === 1 && names.length > 2 ? only(free) : undefined;
}

function only(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}

/** Whether the words of one name are all in the other: `sqft` and `area_sqft`. */
function isPart(a: string, b: string): boolean {
  const [fewer = [], more = []] = [wordsOf(a), wordsOf(b)].sort((x, y) => x.length - y.length);
  return fewer.length > 0 && fewer.every((word) => more.includes(word));
}

function wordsOf(name: string): string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
