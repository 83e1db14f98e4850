import type { KnownFile } from "../parts/join-files.ts";
import type { Files } from "../services/files.ts";
import type { PlannedColumn } from "../tables/csv-part.ts";
import { watchBorders } from "../tables/json-borders.ts";
import { glanceAtObjects } from "../tables/json-part.ts";
import type { DataFile } from "./find-data-files.ts";
import { findPlain } from "./plain-copy.ts";
import type { PlanContext, PlannedFiles } from "./plan-stream.ts";

/** Bytes between the places at which a list may be cut, at least. */
const cutBytes = 1 << 20;

/**
 * Plans to read JSON by the first objects of each file: a list is read once to find where it may be cut. Undefined where
 * a file is on no disk or its first bytes hold no object, or where all come to less than `leastBytes` once they are
 * unpacked. Throws UserError.
 */
export async function planJsonFiles(
  context: PlanContext,
  files: Files,
  found: readonly DataFile[],
  { leastBytes, partBytes = cutBytes }: { leastBytes: number; partBytes?: number | undefined },
): Promise<PlannedFiles | undefined> {
  const { declared } = context;
  const least = found.length === 1 ? leastBytes : 0;
  const known: KnownFile[] = [];
  const copies: string[] = [];
  const columns = new Map<string, PlannedColumn>();
  const sum = { rows: 0, glanced: 0, bytes: 0 };
  const giveUp = async (): Promise<undefined> => {
    for (const copy of copies) await context.scratch.remove(copy);
  };
  for (const { path, source, partitions } of found) {
    context.signal.throwIfAborted();
    const borders = watchBorders(Math.min(cutBytes, partBytes));
    const stored = { path, source, encoding: undefined, leastBytes: least, onChunk: borders.add };
    const plain = await findPlain(context, files, stored);
    if (plain?.isCopy) copies.push(plain.path);
    const glance = plain && glanceAtObjects(plain.head, plain.bytes, { source, declared });
    if (plain === undefined || glance === undefined) return giveUp();
    if (glance.isList && !plain.isCopy)
      for await (const chunk of files.stream(path)) {
        context.signal.throwIfAborted();
        borders.add(chunk);
      }
    const { isList, rows, end } = glance;
    const rowBytes = end / Math.max(1, rows);
    const cuts = borders.cuts();
    known.push({
      ...{ path: plain.path, partitions, format: "json", hasLines: true },
      layout: { format: "json", source, bytes: plain.bytes, start: 0, line: 1, isList, cuts, rowBytes },
      names: glance.columns.map(({ name }) => name),
    });
    sum.bytes += plain.bytes;
    for (const column of glance.columns) if (!columns.has(column.name)) columns.set(column.name, column);
    sum.rows += rows;
    sum.glanced += end;
  }
  if (sum.bytes < leastBytes) return giveUp();
  const rows = Math.ceil((sum.rows / Math.max(1, sum.glanced)) * sum.bytes);
  return { files: known, columns: [...columns.values()], rows, size: sum.bytes, head: undefined };
}
