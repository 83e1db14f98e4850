import type { SodaThreshold } from "./soda-threshold.ts";
import { counted } from "./soda-validity.ts";
import { quoteName } from "./sql.ts";
import type { Translation } from "./suite.ts";
import { type Interval, isZeroOnly } from "./threshold.ts";

/** A query whose rows have failed, as a check in SQL. The dataset's own name is the table's. */
export function failedRowsQuery(
  query: unknown,
  dataset: string,
  threshold: SodaThreshold,
): Translation | string {
  const rows = readQuery(query);
  if (rows === undefined) return "its query is no text";
  const drafts = [{ sql: `${tableOf(dataset)} SELECT * FROM (${rows}\n) AS failed` }];
  if (threshold.unit === "percent") return "its threshold is a percentage of rows that another query counts";
  return isZeroOnly(threshold.levels, "count") ? { drafts } : { drafts, threshold: counted(threshold) };
}

/** A query for one number, as a check in SQL that fails where the number is not allowed. */
export function metricQuery(
  query: unknown,
  dataset: string,
  { levels }: SodaThreshold,
): Translation | string {
  const number = readQuery(query);
  const [level, second] = levels;
  if (number === undefined) return "its query is no text";
  if (level === undefined || second !== undefined) return "its threshold has two levels";
  const allowed = level.allowed.map(conditionOf).join(" OR ");
  const sql = `${tableOf(dataset)} SELECT metric FROM (${number}\n) AS result(metric) WHERE metric IS NULL OR NOT (${allowed})`;
  return { drafts: [{ sql, severity: level.severity }] };
}

function tableOf(dataset: string): string {
  return `WITH ${quoteName(dataset.split("/").at(-1) ?? "")} AS (SELECT * FROM data)`;
}

/** A query without the semicolon that ends it; what is more than one query is refused when it is run. */
function readQuery(query: unknown): string | undefined {
  return typeof query === "string" ? query.trimEnd().replace(/;$/, "") : undefined;
}

function conditionOf({ min, max, above, below }: Interval): string {
  const parts = [
    ...(min === undefined ? [] : [`metric >= ${min}`]),
    ...(max === undefined ? [] : [`metric <= ${max}`]),
    ...(above === undefined ? [] : [`metric > ${above}`]),
    ...(below === undefined ? [] : [`metric < ${below}`]),
  ];
  return `(${parts.join(" AND ")})`;
}
