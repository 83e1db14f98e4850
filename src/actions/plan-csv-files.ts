import type { KnownFile } from "../parts/join-files.ts";
import type { Files } from "../services/files.ts";
import type { PlannedColumn } from "../tables/csv-part.ts";
import { inferType } from "../tables/infer-type.ts";
import { glanceAtRows, planBytes, planColumns, readCsvHead } from "../tables/plan-csv.ts";
import type { Tally } from "../tables/tally.ts";
import type { DataFile } from "./find-data-files.ts";
import { findPlain } from "./plain-copy.ts";
import type { PlanContext, PlannedFiles } from "./plan-stream.ts";

/**
 * Plans to read CSV files by their first bytes, which the first types of the columns are guessed from, up to `planBytes`
 * of all files. Undefined where one of them is on no disk or its first bytes hold no row, or where all come to less
 * than `leastBytes` once they are unpacked. Throws UserError.
 */
export async function planCsvFiles(
  context: PlanContext,
  files: Files,
  found: readonly DataFile[],
  { leastBytes }: { leastBytes: number },
): Promise<PlannedFiles | undefined> {
  const { declared, project } = context;
  const { csv } = project.config.data;
  const { encoding, ...dialect } = csv ?? {};
  const least = found.length === 1 ? leastBytes : 0;
  const known: KnownFile[] = [];
  const copies: string[] = [];
  const guess = { rows: 0, bytes: 0, tallies: new Map<string, Tally>() };
  let columns: PlannedColumn[] = [];
  let first: PlannedFiles["head"];
  let bytes = 0;
  const giveUp = async (): Promise<undefined> => {
    for (const copy of copies) await context.scratch.remove(copy);
  };
  for (const { path, source, partitions } of found) {
    context.signal.throwIfAborted();
    const plain = await findPlain(context, files, { path, source, encoding, leastBytes: least });
    if (plain?.isCopy) copies.push(plain.path);
    const options = { source, declared, kernel: context.csvKernel, ...dialect };
    const head = plain && readCsvHead(plain.head, plain.bytes, options);
    if (plain === undefined || head === undefined) return giveUp();
    const { layout, names } = head;
    known.push({ path: plain.path, layout, names, partitions, format: "csv", hasLines: true });
    bytes += plain.bytes;
    if (guess.bytes >= planBytes) continue;
    const glance = glanceAtRows(plain.head, head, options);
    if (glance === undefined) return giveUp();
    guess.rows += glance.rows;
    guess.bytes += plain.head.length;
    for (const [index, name] of names.entries()) addTally(guess.tallies, name, glance.tallies[index]!);
    if (first === undefined) columns = planColumns(head, [], options);
    first ??= { bytes: plain.head, planned: glance.end };
  }
  if (bytes < leastBytes) return giveUp();
  return {
    files: known,
    columns: columns.map((column) => {
      const tally = guess.tallies.get(column.name);
      return column.isDeclared || tally === undefined ? column : { ...column, type: inferType(tally) };
    }),
    rows: Math.ceil((guess.rows / Math.max(1, guess.bytes)) * bytes),
    size: bytes,
    head: first,
  };
}

function addTally(into: Map<string, Tally>, name: string, tally: Tally): void {
  const known = into.get(name);
  if (known === undefined) into.set(name, { ...tally });
  else for (const shape of Object.keys(tally) as (keyof Tally)[]) known[shape] += tally[shape];
}
