import { UserError } from "../errors.ts";
import { functions } from "../expression/functions.ts";
import { parseExpression } from "../expression/parse-expression.ts";

const known = new Set(functions.flatMap(({ name, aliases }) => [name, ...aliases]));

/** Functions that SQL writes as a column is written. */
const withoutParentheses = new Set(
  "current_date current_time current_timestamp localtime localtimestamp sysdate current_user".split(" "),
);

/** Why a SQL condition of a suite cannot be judged; undefined where the expression language has all of it. */
export function refuseSql(text: unknown): string | undefined {
  if (typeof text !== "string") return "its SQL is no text";
  try {
    const { calls, columns } = namesOf(parseExpression(text).root);
    const unknown =
      calls.find((name) => !known.has(name)) ?? columns.find((name) => withoutParentheses.has(name));
    return unknown === undefined ? undefined : `its SQL calls ${unknown}, which expressions do not have`;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return "its SQL is more than an expression over one row can say";
  }
}

/** A column's name in an expression. */
export function quoteName(column: string): string {
  return `"${column.replaceAll('"', '""')}"`;
}

/** A value in an expression. */
export function quoteValue(value: string | number | boolean): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** `column IN (…)`, or undefined where a value is neither text nor number nor boolean. */
export function isOneOf(column: string, values: readonly unknown[]): string | undefined {
  const plain = values.filter((each): each is string | number | boolean =>
    ["string", "number", "boolean"].includes(typeof each),
  );
  if (plain.length < values.length || plain.length === 0) return undefined;
  return `${quoteName(column)} IN (${plain.map(quoteValue).join(", ")})`;
}

/** Conditions that must all be true; undefined where there is none. */
export function allOf(conditions: readonly (string | undefined)[]): string | undefined {
  const given = conditions.filter((each) => each !== undefined);
  return given.length < 2 ? given[0] : given.map((each) => `(${each})`).join(" AND ");
}

/** A condition that is false where the given one is true, and true where that is false or unknown. */
export function certainlyNot(condition: string): string {
  return `CASE WHEN ${condition} THEN FALSE ELSE TRUE END`;
}

/** The functions that a part of an expression calls and the columns that it names without quotes, in lower case. */
function namesOf(node: unknown): { calls: string[]; columns: string[] } {
  if (typeof node !== "object" || node === null) return { calls: [], columns: [] };
  const found = Object.values(node).map(namesOf);
  const { kind, name, isQuoted } = node as { kind?: unknown; name?: unknown; isQuoted?: unknown };
  const own = String(name).toLowerCase();
  return {
    calls: [...(kind === "call" ? [own] : []), ...found.flatMap(({ calls }) => calls)],
    columns: [
      ...(kind === "column" && isQuoted !== true ? [own] : []),
      ...found.flatMap(({ columns }) => columns),
    ],
  };
}
