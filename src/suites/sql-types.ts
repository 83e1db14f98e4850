import type { Drafts } from "./suite.ts";

/** Types of SQL with what cells of that type are; every cell is a text. */
const sqlTypes: ReadonlyMap<string, Drafts[number]> = new Map([
  ...keys("varchar char character text string nvarchar character_varying", {}),
  ...keys("int integer smallint bigint tinyint int2 int4 int8 hugeint", { type: "integer" }),
  ...keys("decimal numeric number float float4 float8 real double double_precision", { type: "number" }),
  ...keys("boolean bool", { type: "boolean" }),
  ...keys("date", { type: "date" }),
  ...keys("timestamp datetime timestamp_ntz timestamp_without_time_zone", { type: "datetime" }),
  ...keys("timestamp_tz timestamptz timestamp_with_time_zone timestamp_ltz", { type: "datetime" }),
]);

function keys(names: string, draft: Drafts[number]): [string, Drafts[number]][] {
  return names.split(" ").map((name) => [name.replaceAll("_", " "), draft]);
}

/** What cells of a SQL type are; undefined where they are not told apart. A length and the like in parentheses is left out. */
export function cellsOfType(type: string): Drafts[number] | undefined {
  return sqlTypes.get(
    type
      .toLowerCase()
      .replace(/ *\([^)]*\)/, "")
      .replaceAll("_", " ")
      .trim(),
  );
}
