import { cellsOfType } from "./sql-types.ts";
import { asMap, type Drafts, type Translation } from "./suite.ts";

type Content = Readonly<Record<string, unknown>>;

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
