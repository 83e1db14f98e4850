import type { DeclaredColumns } from "../tables/cell-rule.ts";
import { formatOf } from "../tables/file-format.ts";
import { findNamed } from "../tables/find-named.ts";
import { isHeldDespite, type TypeChange } from "../tables/hold-types.ts";
import type { ColumnType } from "../tables/table.ts";
import { findFiles } from "./find-data-files.ts";
import { heldTypes, placeChanges, tellChanges } from "./held-types.ts";
import type { TableContext } from "./load-table.ts";
import { openProjectData } from "./open-data.ts";
import { type StreamedData, streamData } from "./stream-data.ts";

/**
 * Data part by part, as `streamData` gives them, with the types that their columns had: as `holdTable` does for rows in
 * memory. They are read once where the types hold, and again without those that do not.
 */
export async function streamHeld(
  context: TableContext,
  path: string,
  sizes: { partBytes?: number; leastBytes?: number } = {},
): Promise<StreamedData | undefined> {
  const held = await heldTypes(context);
  const files = await openProjectData(context);
  const [first] = await findFiles(files, path);
  const format = formatOf(first?.path ?? path);
  if (format === "parquet") {
    const streamed = await streamData(context, path, sizes);
    if (streamed !== undefined) streamed.table.typeChanges = tellChanges(streamed.profile.columns, held);
    return streamed;
  }
  const keepsTexts = format === "csv" && (await files.size(path)) !== undefined;
  const asked = Object.entries(held.types).filter(([, type]) => type !== "text" || keepsTexts);
  const read = (types: readonly [string, ColumnType][]): Promise<StreamedData | undefined> =>
    streamData(context, path, { ...sizes, declared: asDeclared(types, context.project.config.data.columns) });
  const streamed = await read(asked);
  if (streamed === undefined) return undefined;
  const broken = asked.flatMap(([name, was]) => brokenType(streamed, name, was));
  const isBroken = new Set(broken.map(({ name }) => name));
  const final = broken.length === 0 ? streamed : await read(asked.filter(([name]) => !isBroken.has(name)));
  if (final === undefined) return undefined;
  const changes = broken.flatMap((change) => {
    const is = findNamed(final.table.columns, change.name)?.type;
    return is === undefined || is === change.was ? [] : [{ ...change, is }];
  });
  const others = Object.fromEntries(Object.entries(held.types).filter(([name]) => !isBroken.has(name)));
  const told = tellChanges(final.profile.columns, { ...held, types: others });
  final.table.typeChanges = [...placeChanges(changes, held), ...told];
  return final;
}

function asDeclared(
  types: readonly [string, ColumnType][],
  declared: DeclaredColumns | undefined,
): DeclaredColumns {
  return { ...Object.fromEntries(types.map(([name, type]) => [name, { type }])), ...declared };
}

/** That too many cells are not of a type, and where the first of them stands. */
function brokenType(
  { table, profile }: StreamedData,
  name: string,
  was: ColumnType,
): Omit<TypeChange, "is">[] {
  const column = findNamed(table.columns, name);
  const present = findNamed(profile.columns, name)?.count ?? 0;
  if (column?.kind !== "numeric" || isHeldDespite(column.invalidCount, present)) return [];
  const { row, line } = column.invalid[0] ?? {};
  return [
    {
      ...{ name, was, count: column.invalidCount },
      ...(row !== undefined && { row }),
      ...(line !== undefined && { line }),
    },
  ];
}
