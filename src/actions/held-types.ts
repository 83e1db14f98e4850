import type { Context } from "../action.ts";
import type { DeclaredColumns } from "../tables/cell-rule.ts";
import { formatOf } from "../tables/file-format.ts";
import { changedTypes, type HeldTypes, holdTypes } from "../tables/hold-types.ts";
import { isEmptyColumn } from "../tables/settle-types.ts";
import type { ColumnType, Table } from "../tables/table.ts";
import { findReference } from "./find-reference.ts";

type HeldContext = Parameters<typeof findReference>[0] & Pick<Context, "project">;

/** The types that the columns of `data.reference` have, but for those that are declared or that it has no values of. */
export async function heldTypes(context: HeldContext): Promise<HeldTypes> {
  const { columns: declared = {} } = context.project.config.data;
  const reference = await findReference(context);
  if (reference === undefined) return {};
  const { profile, table } = reference;
  const known: readonly { name: string; type: ColumnType }[] =
    profile?.columns.filter(({ count }) => count > 0) ??
    table?.columns.filter((column) => !isEmptyColumn(column)) ??
    [];
  return Object.fromEntries(
    known.flatMap(({ name, type }) => (Object.hasOwn(declared, name) ? [] : [[name, type]])),
  );
}

/** The table with the types that its columns had. Parquet declares its own. */
export function holdTable(table: Table, held: HeldTypes): Table {
  if (formatOf(table.source) === "parquet")
    return { ...table, typeChanges: changedTypes(table.columns, held) };
  const { columns, changes } = holdTypes(table.columns, held);
  return { ...table, columns, typeChanges: changes };
}

/** What is declared, and texts of CSV that are held: once `007` is read as a number, how it was written is gone. */
export function withHeldTexts(
  path: string,
  declared: DeclaredColumns | undefined,
  held: HeldTypes,
): DeclaredColumns | undefined {
  const texts = Object.entries(held).filter(([, type]) => type === "text");
  if (texts.length === 0 || formatOf(path) !== "csv") return declared;
  return { ...Object.fromEntries(texts.map(([name, type]) => [name, { type }])), ...declared };
}
