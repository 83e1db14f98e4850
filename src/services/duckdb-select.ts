/** A SELECT statement as DuckDB's `json_serialize_sql` writes it. */
export interface SerializedSql {
  error: boolean;
  error_message?: string;
  position?: string;
  statements?: { node: SelectNode }[];
}

interface SelectNode {
  type: string;
  modifiers?: { type: string }[];
  select_list?: unknown[];
  from_table?: TableRef;
  group_expressions?: unknown[];
  group_sets?: unknown[];
  aggregate_handling?: string;
}

interface TableRef {
  type: string;
  alias?: string;
  table_name?: string;
  catalog_name?: string;
  left?: TableRef;
  right?: TableRef;
}

/** Table functions that make rows of their arguments alone. Others read files, settings or memory, or change settings. */
const tableFunctions = new Set(["range", "generate_series", "unnest", "repeat", "json_each", "json_tree"]);

/** The first table function of the statement that a check must not call; `at` is its byte in the text. */
export function findForeignFunction(parsed: unknown): { name: string; at: number | undefined } | undefined {
  if (typeof parsed !== "object" || parsed === null) return undefined;
  const node = parsed as { type?: unknown; function?: { function_name?: unknown; query_location?: number } };
  if (node.type === "TABLE_FUNCTION") {
    const name = String(node.function?.function_name).toLowerCase();
    if (!tableFunctions.has(name)) return { name, at: node.function?.query_location };
  }
  for (const each of Object.values(parsed)) {
    const found = findForeignFunction(each);
    if (found) return found;
  }
  return undefined;
}

/**
 * The statement with DuckDB's `rowid` of the table `data` behind its columns, as JSON, where each row that it returns
 * comes from one row of `data`: a plain SELECT from it, or from it joined with others. It may still turn out not to
 * bind, where the columns are aggregates. Undefined for every other statement.
 */
export function withRowId(json: string): string | undefined {
  if (json.includes(mark)) return undefined;
  const parsed = JSON.parse(keepNumbers(json)) as SerializedSql;
  const node = parsed.statements?.[0]?.node;
  if (node?.type !== "SELECT_NODE" || node.select_list === undefined) return undefined;
  const isGrouped =
    (node.group_expressions?.length ?? 0) > 0 ||
    (node.group_sets?.length ?? 0) > 0 ||
    node.aggregate_handling !== "STANDARD_HANDLING";
  if (isGrouped || node.modifiers?.some(({ type }) => type === "DISTINCT_MODIFIER")) return undefined;
  const tables = tablesOf(node.from_table).filter(({ table_name = "" }) => /^data$/i.test(table_name));
  const [table, ...others] = tables;
  if (table === undefined || others.length > 0) return undefined;
  node.select_list.push({
    class: "COLUMN_REF",
    type: "COLUMN_REF",
    alias: "",
    column_names: [table.alias || "data", "rowid"],
  });
  return JSON.stringify(parsed).replaceAll(markedNumber, "$1");
}

const mark = "mlops number ";
const markedNumber = new RegExp(`"${mark}([^"]*)"`, "g");

/** JSON with the numbers that JavaScript would write in another way, or cannot hold, as marked texts. */
function keepNumbers(json: string): string {
  return json.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') || String(Number(token)) === token ? token : `"${mark}${token}"`,
  );
}

function tablesOf(from: TableRef | undefined): TableRef[] {
  if (from?.type === "BASE_TABLE") return [from];
  return from?.type === "JOIN" ? [...tablesOf(from.left), ...tablesOf(from.right)] : [];
}
