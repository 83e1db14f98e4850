import { counted, formatNumber } from "../number-format.ts";
import { findNamed } from "../tables/find-named.ts";
import type { Column } from "../tables/table.ts";
import { brokenBound, formatAmount } from "./amount.ts";
import type { Case, Judgement } from "./case.ts";
import type { AmountRange, Check } from "./check.ts";
import { countValues } from "./count-values.ts";
import { type Failures, findMissing } from "./judge-cells.ts";
import { knownColumn } from "./known-cells.ts";

/** Judges how many cells are missing. */
export function judgeMissing(of: Case, column: Column): Judgement {
  return missingJudgement(of.check, column, findMissing(column, knownColumn(of, column.name)));
}

/** The judgement on missing cells, once they are counted. */
export function missingJudgement(
  check: Check,
  column: Pick<Column, "name">,
  { considered, failed: missing, first }: Failures,
): Judgement {
  const range = check.missing ?? {};
  const broken = brokenBound(missing, considered, range);
  const message = `"${column.name}" is missing in ${formatNumber(missing)} of ${counted(considered, "row")}`;
  if (broken === undefined) return { considered, failed: 0, measured: missing, message };
  // Where too few are missing, the rows at fault are the others.
  const failed = broken === "max" ? missing : Math.max(1, considered - missing);
  return {
    considered,
    failed,
    measured: missing,
    first: broken === "max" ? first : [],
    passed: false,
    message: message + expected(range, broken),
  };
}

/** Judges how many values are different. */
export function judgeDistinct(of: Case, column: Column): Judgement {
  return distinctJudgement(of.check, column, countDistinctOf(of, column));
}

/** The judgement on different values, once they are counted. */
export function distinctJudgement(
  check: Check,
  column: Pick<Column, "name">,
  { count, distinct }: { count: number; distinct: number },
): Judgement {
  return verdict(distinct, count, check.distinct ?? {}, {
    considered: count,
    what: `"${column.name}" has ${counted(distinct, "different value")} in ${formatNumber(count)}`,
  });
}

/** Judges how often the most frequent value occurs: a column that is nearly constant says little. */
function judgeMostFrequent({ check }: Case, column: Column): Judgement {
  const counts = countValues(column);
  const count = sum(counts);
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  return verdict(most, count, check.most_frequent ?? {}, {
    considered: count,
    what: `the most frequent value of "${column.name}" occurs ${formatNumber(most)} times in ${formatNumber(count)}`,
  });
}

/** The same, and which value it is where the check says which it may be. */
export async function judgeFrequent(of: Case, column: Column): Promise<Judgement> {
  const often = judgeMostFrequent(of, column);
  if (of.check.most_frequent?.enum === undefined) return often;
  const { judgeMode } = await import("./judge-values.ts");
  return both(often, judgeMode(of, column));
}

/** What two sides of a constraint came to together. */
function both(first: Judgement, second: Judgement): Judgement {
  const broken = [first, second].filter(({ failed }) => failed > 0);
  const failed = first.failed + second.failed;
  return {
    ...first,
    failed,
    message: (broken[0] === undefined ? [first, second] : broken).map(({ message }) => message).join("; "),
  };
}

/** Judges how often each value occurs: the classes of a target. */
export function judgeBalance({ check }: Case, column: Column): Judgement {
  const counts = countValues(column);
  const count = sum(counts);
  const range = check.balance ?? {};
  const broken = [...counts].map((each) => brokenBound(each, count, range));
  const rare = broken.filter((each) => each === "min").length;
  const frequent = broken.filter((each) => each === "max").length;
  const parts = [
    ...(rare > 0 ? [`${formatNumber(rare)} less often than ${formatAmount(range.min ?? 0)}`] : []),
    ...(frequent > 0 ? [`${formatNumber(frequent)} more often than ${formatAmount(range.max ?? 0)}`] : []),
  ];
  const message =
    parts.length === 0
      ? `all ${formatNumber(counts.length)} different values of "${column.name}" hold balance`
      : `of ${counted(counts.length, "different value")} of "${column.name}", ${parts.join(" and ")} ${rare + frequent === 1 ? "occurs" : "occur"}`;
  return { considered: counts.length, failed: rare + frequent, message };
}

function countDistinctOf(of: Case, column: Column): { count: number; distinct: number } {
  const known = of.isWhole ? findNamed(of.profile.columns, column.name) : undefined;
  if (known !== undefined && known.distinct_error === undefined) return known;
  const counts = countValues(column);
  return { count: sum(counts), distinct: counts.length };
}

/** A judgement on a single number of cells or rows out of `total`. */
export function verdict(
  count: number,
  total: number,
  range: AmountRange,
  { considered, what }: { considered: number; what: string },
): Judgement {
  const broken = brokenBound(count, total, range);
  return broken === undefined
    ? { considered, failed: 0, measured: count, message: what }
    : { considered, failed: 1, measured: count, message: what + expected(range, broken) };
}

function expected(range: AmountRange, broken: "min" | "max"): string {
  const bound = formatAmount(range[broken] ?? 0);
  return broken === "min" ? `, expected at least ${bound}` : `, expected at most ${bound}`;
}

function sum(counts: Float64Array): number {
  return counts.reduce((a, b) => a + b, 0);
}
