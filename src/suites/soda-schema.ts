import { asMap, type Drafts, type Translation } from "./suite.ts";

type Content = Readonly<Record<string, unknown>>;

/** Types of SQL with what cells of that type are; every cell is a text. */
export const sqlTypes: ReadonlyMap<string, Drafts[number]> = new Map([
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

const known = ["name", "qualifier", "attributes", "allow_extra_columns", "allow_other_column_order"];

/** Soda's `schema`: the contract's columns, their order and their types. */
export function sodaSchema({ columns }: Content, body: Content): Translation | string {
  const unknown = Object.keys(body).find((key) => !known.includes(key));
  if (unknown !== undefined) return `its "${unknown}" has no counterpart`;
  const list = (Array.isArray(columns) ? columns : []).map((each) => asMap(each) ?? {});
  const { allow_extra_columns: hasOthers = false, allow_other_column_order: isUnordered = false } = body;
  if (typeof hasOthers !== "boolean" || typeof isUnordered !== "boolean")
    return "one of its options is neither true nor false";
  if (hasOthers && !isUnordered) return "the order of columns among others is not checked";
  if (list.some(({ optional }) => optional === true)) return "some of the contract's columns are optional";
  const names = list.map(({ name }) => name);
  const kind = hasOthers ? "include" : isUnordered ? "exact" : "ordered";
  const drafts: Drafts[number][] = [{ columns: { [kind]: names } }];
  for (const { name, data_type: type, character_maximum_length: length } of list) {
    if (type === undefined) continue;
    const cells = cellsOfType(String(type));
    if (cells === undefined) return `cells of type ${String(type)} are not told apart`;
    const draft = { ...cells, ...(length === undefined ? {} : { max_length: length }) };
    if (Object.keys(draft).length > 0) drafts.push({ column: name, ...draft });
  }
  return { drafts };
}
