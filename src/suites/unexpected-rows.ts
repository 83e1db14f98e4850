import type { Drafts } from "./suite.ts";

const dropped = "; \t\r\n\v\f";

/**
 * A query whose rows have failed, as a check in SQL. `{batch}` is the data, and a brace of the query is doubled, as
 * Python's `str.format` has it.
 */
export function unexpectedRows({
  unexpected_rows_query: query,
}: Readonly<Record<string, unknown>>): Drafts | string {
  if (typeof query !== "string") return "its unexpected_rows_query is no text";
  let end = query.length;
  while (end > 0 && dropped.includes(query.charAt(end - 1))) end--;
  const foreign = new Set<string>();
  const sql = query.slice(0, end).replaceAll(/\{\{|\}\}|\{batch\}|[{}]/g, (brace) => {
    if (brace === "{batch}") return "data";
    if (brace.length === 1) foreign.add(brace);
    return brace.charAt(0);
  });
  if (foreign.size > 0)
    return "its query has braces around something else than {batch}; literal ones are doubled";
  return [{ sql }];
}
