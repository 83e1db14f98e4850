import type { Case, Judgement } from "./case.ts";

/** Judges the number of rows by its bounds, and then by what it is compared with. */
export async function judgeRows(of: Case): Promise<Judgement> {
  const { change, same_as: set } = of.check.row_count ?? {};
  const bounds = judgeRowCount(of);
  const changed =
    change === undefined ? bounds : (await import("./judge-comparison.ts")).judgeRowChange(of, bounds);
  return set === undefined
    ? changed
    : (await import("./judge-comparison.ts")).judgeSameRows(of, set, changed);
}

/** Judges the number of rows that are asked. */
function judgeRowCount({ check, table, isWhole }: Case): Judgement {
  const { min = 0, max = Infinity } = check.row_count ?? {};
  const { rows } = table;
  const failed = rows < min || rows > max ? 1 : 0;
  const bound = rows < min ? `at least ${min}` : `at most ${max}`;
  const has = `the table has ${rows} rows${isWhole ? "" : ` where ${check.where}`}`;
  return { considered: rows, failed, measured: rows, message: failed ? `${has}, expected ${bound}` : has };
}
