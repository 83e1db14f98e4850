import { type FileColumns, matchColumns } from "../tables/match-columns.ts";
import { partitionKeys } from "../tables/partition-columns.ts";
import type { Partitions } from "../tables/partitions.ts";
import type { FilePlan } from "./part-plan.ts";

/** A file whose columns are known. */
export interface KnownFile extends Omit<FileColumns, "source"> {
  path: string;
  layout: FilePlan["layout"];
  partitions: Partitions;
}

/** Files as one table: the names of its columns, of those that folders make behind them, and how each file is read. */
export interface JoinedFiles {
  own: string[];
  folders: string[];
  files: FilePlan[];
}

/** Matches the columns of files by name. Throws UserError where they do not fit together. */
export function joinFiles(known: readonly KnownFile[]): JoinedFiles {
  const sources = known.map((file) => ({ ...file, source: file.layout.source }));
  const folders = partitionKeys(sources);
  const own = matchColumns(sources, new Set(folders));
  const placeOf = new Map([...own, ...folders].map((name, place) => [name, place]));
  const files = known.map(({ path, layout, names, partitions }): FilePlan => {
    const order = names.map((name) => placeOf.get(name) ?? -1);
    const isPlain = order.length === own.length && order.every((place, index) => place === index);
    return {
      path,
      layout,
      order: isPlain ? undefined : order,
      folders: folders.map((key) => partitions.get(key)),
    };
  });
  return { own, folders, files };
}
