import { listFirst } from "../first-items.ts";
import { formatNumber } from "../number-format.ts";
import type { Case, Judgement } from "./case.ts";

const shownNames = 10;

/** Judges the names of the file's columns. */
export function judgeColumns({ profile, check }: Case): Judgement {
  const { include = [], exact, ordered, count = {} } = check.columns ?? {};
  const names = profile.columns.map(({ name }) => name);
  const wanted = [...new Set([...include, ...(exact ?? []), ...(ordered ?? [])])];
  const allowed = [exact, ordered].filter((each) => each !== undefined);
  const missing = wanted.filter((name) => !names.includes(name));
  const surplus = names.filter((name) => allowed.some((list) => !list.includes(name)));
  const isMoved =
    ordered !== undefined &&
    missing.length + surplus.length === 0 &&
    ordered.some((name, i) => names[i] !== name);
  const { min = 0, max = Infinity } = count;
  const isCounted = names.length >= min && names.length <= max;
  const faults = [
    ...(missing.length > 0 ? [`the table lacks ${list(missing)}`] : []),
    ...(surplus.length > 0 ? [`the table has ${list(surplus)}, which no one expects`] : []),
    ...(isMoved ? ["the columns stand in another order"] : []),
    ...(isCounted
      ? []
      : [
          `the table has ${formatNumber(names.length)} columns, expected ${names.length < min ? `at least ${min}` : `at most ${max}`}`,
        ]),
  ];
  return {
    considered: names.length,
    failed: missing.length + surplus.length + (isMoved ? 1 : 0) + (isCounted ? 0 : 1),
    message:
      faults.length > 0
        ? faults.join("; ")
        : `the table's ${formatNumber(names.length)} columns are as expected`,
  };
}

/** `column "a", "b" and 3 more`. */
function list(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  return `${names.length === 1 ? "column" : "columns"} ${listFirst(quoted, shownNames)}`;
}
