import type { Context } from "../action.ts";
import { counted } from "../number-format.ts";
import { duplicatesOf } from "../parts/hash-log.ts";
import { judgePart, type PartCheck } from "../parts/judge-part.ts";
import { judgeStream, partChecks } from "../parts/judge-stream.ts";
import type { MergedParts } from "../parts/merge-parts.ts";
import type { PartPlan } from "../parts/part-plan.ts";
import { joinSamples } from "../parts/sample-rows.ts";
import { isWorthKernel } from "../profile/column-kernel.ts";
import { correlateColumns } from "../profile/correlate-columns.ts";
import { finishSummary } from "../profile/finish-summary.ts";
import { kernelLoops } from "../profile/kernel-loops.ts";
import type { Profile } from "../profile/profile-schema.ts";
import { tellPatterns } from "../profile/relate-columns.ts";
import { findAscending } from "../profile/summarize-column.ts";
import { showAddress } from "../tables/address.ts";
import type { DeclaredColumns } from "../tables/cell-rule.ts";
import { openRowPlaces } from "../tables/row-places.ts";
import type { Column, ColumnType, Table } from "../tables/table.ts";
import { planProjectColumns, withDerived } from "./derive-table.ts";
import { digestFiles } from "./digest-files.ts";
import { findFiles } from "./find-data-files.ts";
import { openProjectData, refuseDigest } from "./open-data.ts";
import { openStream } from "./open-stream.ts";
import { rowPicker } from "./pick-rows.ts";
import { planStream } from "./plan-stream.ts";
import type { Project } from "./project.ts";
import { readParts } from "./read-parts.ts";
import { refuseUnknown } from "./refuse-unknown.ts";
import { streamedBytes } from "./streamed-bytes.ts";

/** A table whose rows are not in memory, and its profile. */
export interface StreamedData {
  table: Table;
  profile: Profile;
}

/** How data are read part by part. */
interface StreamOptions {
  partBytes?: number | undefined;
  leastBytes?: number | undefined;
  /** Types that hold, and how cells are written. Default: what the project declares. */
  declared?: DeclaredColumns | undefined;
}

type StreamContext = Pick<
  Context,
  "files" | "remote" | "log" | "project" | "signal" | "workers" | "scratch"
> &
  Partial<Pick<Context, "columnKernel" | "csvKernel">>;

/**
 * Reads a file or a data set part by part, in memory that does not grow with it: profiles it, and counts on the way what
 * breaks the project's checks. Text that is compressed, or not in UTF-8, is unpacked to scratch files first. Undefined
 * where a file is on no disk, or all unpack to less than `leastBytes`. Throws UserError.
 */
export async function streamData(
  context: StreamContext,
  path: string,
  {
    partBytes,
    leastBytes = streamedBytes,
    declared = context.project.config.data.columns,
  }: StreamOptions = {},
): Promise<StreamedData | undefined> {
  const { project, signal, workers, log } = context;
  const files = await openProjectData(context);
  const source = showAddress(path);
  const found = await findFiles(files, path);
  const planned = await planStream({ ...context, declared }, files, found, { leastBytes, partBytes });
  if (planned === undefined) return undefined;

  const checks = partChecks(project.config.checks, project.place);
  // Where a column ascends, no row repeats another, and rows need no hashes.
  const mayAscend = await tryRows(project, planned.first, checks);
  const progress = log.progress(`Reading ${source}`);
  const request = {
    source,
    plan: planned.plan,
    partBytes,
    rows: planned.rows,
    pool: workers.pool(),
    scratch: context.scratch,
    signal,
    derive: project.config.data.derive ?? {},
    onProgress: (done: number) => progress.update(done, planned.size),
  };
  const [read, sha256] = await allOrNone(signal, (stopped) => [
    readParts({ ...request, signal: stopped, checks, hashes: !mayAscend }),
    digestFiles(files, found, stopped),
  ]);
  const isAscending = read.merged.columns.some((each) => each.kind === "numeric" && each.ascending);
  if (mayAscend && !isAscending) {
    const { merged } = await readParts({
      ...request,
      plan: read.plan,
      checks: [],
      columns: [],
      hashes: true,
    });
    read.merged.hashes = merged.hashes;
  }
  // The threads' memory is free again while the profile is finished; checks that look again start new ones.
  await request.pool.close();
  await refuseDigest(project, sha256);
  const stored = found.reduce((sum, { bytes }) => sum + bytes, 0);
  const { table, sample, profile } = describe(read, context.columnKernel, {
    source,
    bytes: stored,
    digest: sha256,
  });
  if (found[0]?.name !== "") Object.assign(table, placesOf(read));
  progress.end(counted(table.rows, "row"));
  refuseUnknown(project, table);
  const stream = openStream({ ...request, plan: read.plan, rows: table.rows }, table, {
    checks,
    failures: read.merged.failures,
    sample,
  });
  const findUnmatched: Table["findUnmatched"] = async (...keys) =>
    (await import("./stream-references.ts")).findUnmatchedKeys(context, ...keys);
  stream.table.findUnmatched = findUnmatched;
  const all = stream.table.columns.map(({ name }) => ({ name, isHashed: false }));
  table.load = (names) => stream.load(names?.map((name) => ({ name, isHashed: false })) ?? all);
  table.eachPart = stream.each;
  table.sample = stream.sample;
  Object.assign(table, rowPicker({ ...request, plan: read.plan }, read.merged.spans), {
    eachKeys: stream.table.eachKeys,
    findUnmatched,
  });
  table.judge = (asked, profile, options) => judgeStream(stream, asked, profile, options);
  return { table, profile };
}

/**
 * Judges the first rows here, so that what is wrong with a check itself is said at its place; whether a column ascends
 * in them.
 */
async function tryRows(project: Project, table: Table, checks: readonly PartCheck[]): Promise<boolean> {
  await judgePart(withDerived(table, planProjectColumns(project, table)), checks);
  return (
    table.rows > 0 &&
    table.columns.some((column) => column.kind === "numeric" && findAscending(column.values))
  );
}

/** The answers of two works; where one fails, or the signal aborts, the other stops too. */
async function allOrNone<A, B>(
  signal: AbortSignal,
  start: (stopped: AbortSignal) => [Promise<A>, Promise<B>],
): Promise<[A, B]> {
  const stop = new AbortController();
  try {
    return await Promise.all(start(AbortSignal.any([signal, stop.signal])));
  } catch (error) {
    stop.abort();
    throw error;
  }
}

/** Where the rows of several files stand. */
function placesOf({
  merged,
  plan,
}: {
  merged: MergedParts;
  plan: PartPlan;
}): Pick<Table, "fileOf" | "rowInFile"> {
  const placeOf = openRowPlaces(plan.files.map((_, file) => merged.fileRows[file] ?? 0));
  return {
    fileOf: (row) => plan.files[placeOf(row).file]?.layout.source ?? "",
    rowInFile: (row) => placeOf(row).at,
  };
}

/** The table without its rows, those that were sampled, and the profile, by what the parts gave. */
function describe(
  { merged, plan }: { merged: MergedParts; plan: PartPlan },
  kernel: Context["columnKernel"],
  { source, bytes, digest }: { source: string; bytes: number; digest: string },
): StreamedData & { sample: Table } {
  const { rows } = merged;
  const sampled = joinSamples(plan.columns, merged.samples);
  const share = rows === 0 ? 1 : sampled.rows / rows;
  const columns = plan.columns.map(({ name, type }, index) =>
    withoutRows(name, type, merged.invalid[index] ?? { cells: [], count: 0 }),
  );
  const loops = kernel && isWorthKernel(sampled.rows) ? kernelLoops(kernel, sampled.rows) : undefined;
  const profiles = merged.columns.map((column, index) => {
    const type = plan.columns[index]?.type ?? "text";
    return finishSummary(column, { type, sample: sampled.columns[index] as Column, share }, loops);
  });
  const isUnique = profiles.some((each) => each.distinct === rows && each.distinct_error === undefined);
  const duplicates = isUnique ? { count: 0, isExact: true } : duplicatesOf(merged.hashes);
  const profile: Profile = {
    schema: "mlops/profile@1",
    rows,
    bytes,
    digest,
    duplicate_rows: duplicates.count,
    ...(duplicates.isExact ? {} : { duplicate_rows_estimated: true }),
    columns: profiles,
  };
  const table = { source, rows, columns, lines: new Uint32Array(0), bytes, digest };
  const sample = { ...table, ...sampled };
  const names = columns.map(({ name }) => name);
  return {
    table,
    sample,
    profile: {
      ...profile,
      correlations: correlateColumns(sample, profile, kernel),
      missing_patterns: tellPatterns(merged.missing, names),
    },
  };
}

function withoutRows(
  name: string,
  type: ColumnType,
  { cells, count }: MergedParts["invalid"][number],
): Column {
  if (type === "text") return { kind: "text", name, type, codes: new Int32Array(0), dictionary: [] };
  return { kind: "numeric", name, type, values: new Float64Array(0), invalid: cells, invalidCount: count };
}
