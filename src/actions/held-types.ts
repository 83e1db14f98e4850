import { findTypes, type ProfiledType } from "../profile/find-types.ts";
import type { DeclaredColumns } from "../tables/cell-rule.ts";
import { formatOf } from "../tables/file-format.ts";
import { changedTypes, type HeldTypes, holdTypes, type TypeChange } from "../tables/hold-types.ts";
import { isEmptyColumn } from "../tables/settle-types.ts";
import type { Column, Table } from "../tables/table.ts";
import { type EarlierContext, findEarlier, lastProfile } from "./find-earlier.ts";

/** The types that columns had, and where; `source` is undefined where that is `data.reference`. */
export interface Held {
  types: HeldTypes;
  source?: string;
}

/**
 * The types that columns have in `data.reference`, else in what an earlier run saved, in a terminal in the last
 * training's profile; without those that are declared, or that had no values.
 */
export async function heldTypes(context: EarlierContext): Promise<Held> {
  const { columns: declared = {}, reference } = context.project.config.data;
  const last = reference === undefined ? await lastProfile(context) : undefined;
  if (last !== undefined)
    return {
      types: undeclared(await readTypes(context, last), declared),
      source: `the last training (${last})`,
    };
  const earlier = await findEarlier(context);
  if (typeof earlier === "string") return { types: {} };
  const { profile, table, source } = earlier;
  const known = profile
    ? withValues(profile.columns)
    : (table?.columns.filter((column) => !isEmptyColumn(column)) ?? []);
  return { types: undeclared(known, declared), ...(reference === undefined && { source }) };
}

/** The types that columns had in the data of a training, by the profile that it left at a path; none where it left none. */
export async function trainedTypes(
  { files, project }: Pick<EarlierContext, "files" | "project">,
  path: string,
): Promise<Held> {
  if ((await files.size(path)) === undefined) return { types: {} };
  return { types: undeclared(await readTypes({ files }, path), project.config.data.columns) };
}

type TypedColumn = Pick<Column, "name" | "type">;

async function readTypes({ files }: Pick<EarlierContext, "files">, path: string): Promise<TypedColumn[]> {
  const text = await files.read(path);
  const columns = findTypes(text);
  if (columns !== undefined) return withValues(columns);
  const { parseProfile } = await import("../profile/parse-profile.ts");
  return withValues(parseProfile(text, path).columns);
}

function withValues(columns: readonly ProfiledType[]): TypedColumn[] {
  return columns.filter(({ count }) => count > 0);
}

function undeclared(known: readonly TypedColumn[], declared: object = {}): HeldTypes {
  const types = known.flatMap(({ name, type }) => (Object.hasOwn(declared, name) ? [] : [[name, type]]));
  return Object.fromEntries(types);
}

/** The table with the types that its columns had. Parquet declares its own. */
export function holdTable(table: Table, held: Held): Table {
  if (formatOf(table.source) === "parquet")
    return { ...table, typeChanges: tellChanges(table.columns, held) };
  const { columns, changes } = holdTypes(table.columns, held.types);
  return { ...table, columns, typeChanges: placeChanges(changes, held) };
}

/** Which columns are of other types than they were. */
export function tellChanges(
  columns: readonly (Pick<Column, "name" | "type"> & { count?: number })[],
  held: Held,
): TypeChange[] {
  return placeChanges(changedTypes(columns, held.types), held);
}

/** Changes with where the types were held. */
export function placeChanges(changes: readonly TypeChange[], { source }: Pick<Held, "source">): TypeChange[] {
  return changes.map((change) => ({ ...change, ...(source !== undefined && { source }) }));
}

/** What is declared, and texts of CSV that are held: once `007` is read as a number, how it was written is gone. */
export function withHeldTexts(
  path: string,
  declared: DeclaredColumns | undefined,
  { types }: Held,
): DeclaredColumns | undefined {
  const texts = Object.entries(types).filter(([, type]) => type === "text");
  if (texts.length === 0 || formatOf(path) !== "csv") return declared;
  return { ...Object.fromEntries(texts.map(([name, type]) => [name, { type }])), ...declared };
}
