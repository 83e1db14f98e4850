import { createHash } from "node:crypto";
import type { Context } from "../action.ts";
import { deriveColumns } from "../expression/derive-columns.ts";
import { collectColumns } from "../parts/collect-columns.ts";
import { duplicatesOf } from "../parts/hash-log.ts";
import { judgePart, type PartCheck, type PartFailures } from "../parts/judge-part.ts";
import { judgeStream, partChecks, type Stream } from "../parts/judge-stream.ts";
import { type LineOf, logLines } from "../parts/line-log.ts";
import type { MergedParts } from "../parts/merge-parts.ts";
import type { PartPlan } from "../parts/open-plan.ts";
import { joinSamples } from "../parts/sample-rows.ts";
import { correlateColumns } from "../profile/correlate-columns.ts";
import { finishSummary } from "../profile/finish-summary.ts";
import type { Profile } from "../profile/profile-schema.ts";
import { tellPatterns } from "../profile/relate-columns.ts";
import { findAscending } from "../profile/summarize-column.ts";
import { showAddress } from "../tables/address.ts";
import type { Column, ColumnType, Table } from "../tables/table.ts";
import { planProjectColumns, withDerived } from "./derive-table.ts";
import { openProjectData, refuseDigest } from "./open-data.ts";
import { planStream } from "./plan-stream.ts";
import type { Project } from "./project.ts";
import { type PartsRequest, readParts } from "./read-parts.ts";
import { refuseUnknown } from "./refuse-unknown.ts";
import { streamedBytes } from "./streamed-bytes.ts";

/** A table whose rows are not in memory, and its profile. */
export interface StreamedData {
  table: Table;
  profile: Profile;
}

type StreamContext = Pick<Context, "files" | "remote" | "log" | "project" | "signal" | "workers" | "scratch">;

/**
 * Reads a CSV or Parquet file part by part, in memory that does not grow with it: profiles it, and counts on the way
 * what breaks the project's checks. CSV that is compressed, or not in UTF-8, is unpacked to a scratch file first.
 * Undefined where the file is of another format, on no disk, or unpacks to less than `leastBytes`. Throws UserError.
 */
export async function streamData(
  context: StreamContext,
  path: string,
  { partBytes, leastBytes = streamedBytes }: { partBytes?: number; leastBytes?: number } = {},
): Promise<StreamedData | undefined> {
  const { project, signal, workers, log } = context;
  const files = await openProjectData(context);
  const source = showAddress(path);
  const planned = await planStream(context, files, path, leastBytes);
  if (planned === undefined) return undefined;

  const checks = partChecks(project.config.checks, project.place);
  // Where a column ascends, no row repeats another, and rows need no hashes.
  const mayAscend = await tryRows(project, planned.first, checks);
  const progress = log.progress(`Reading ${source}`);
  const request = {
    source,
    path: planned.path,
    plan: planned.plan,
    partBytes,
    rows: planned.rows,
    pool: workers.pool(),
    signal,
    derive: project.config.data.derive ?? {},
    onProgress: (done: number) => progress.update(done, planned.size),
  };
  const [read, sha256] = await Promise.all([
    readParts({ ...request, checks, hashes: !mayAscend }),
    digestOf(files.stream(path)),
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
  await workers.close();
  await refuseDigest(project, sha256);
  const stored = (await files.size(path)) ?? 0;
  const data = describe(read, { source, bytes: stored, digest: sha256 });
  progress.end(`${data.table.rows} rows`);
  refuseUnknown(project, data.table);
  const stream = openStream({ ...request, plan: read.plan, rows: read.merged.rows }, data, {
    checks,
    merged: read.merged,
  });
  const all = stream.table.columns.map(({ name }) => ({ name, isHashed: false }));
  data.table.load = () => stream.load(all);
  data.table.eachPart = stream.each;
  data.table.sample = stream.sample;
  data.table.judge = (asked, profile, options) => judgeStream(stream, asked, profile, options);
  return data;
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

async function digestOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest("hex");
}

/** The table without its rows, and the profile, by what the parts gave. */
function describe(
  { merged, plan }: { merged: MergedParts; plan: PartPlan },
  { source, bytes, digest }: { source: string; bytes: number; digest: string },
): StreamedData {
  const { rows } = merged;
  const sample = joinSamples(plan.columns, merged.samples);
  const sampled = { columns: sample, rows: sample[0] === undefined ? 0 : lengthOf(sample[0]) };
  const share = rows === 0 ? 1 : sampled.rows / rows;
  const columns = plan.columns.map(({ name, type }, index) =>
    withoutRows(name, type, merged.invalid[index] ?? { cells: [], count: 0 }),
  );
  const profiles = merged.columns.map((column, index) =>
    finishSummary(column, {
      type: plan.columns[index]?.type ?? "text",
      sample: sample[index] as Column,
      share,
    }),
  );
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
  const names = columns.map(({ name }) => name);
  return {
    table,
    profile: {
      ...profile,
      correlations: correlateColumns({ ...table, ...sampled }, profile),
      missing_patterns: tellPatterns(merged.missing, names),
    },
  };
}

function lengthOf(column: Column): number {
  return column.kind === "text" ? column.codes.length : column.values.length;
}

function withoutRows(
  name: string,
  type: ColumnType,
  { cells, count }: MergedParts["invalid"][number],
): Column {
  if (type === "text") return { kind: "text", name, type, codes: new Int32Array(0), dictionary: [] };
  return { kind: "numeric", name, type, values: new Float64Array(0), invalid: cells, invalidCount: count };
}

/** Answers what checks ask of the rows. */
function openStream(
  request: Omit<PartsRequest, "checks" | "columns" | "hashes">,
  { table }: StreamedData,
  first: { checks: readonly PartCheck[]; merged: MergedParts },
): Stream {
  const { plan, derive, rows } = request;
  const counted = new Map<string, PartFailures>();
  const keyOf = ({ check, constraint }: PartCheck): string => JSON.stringify([constraint, check]);
  const remember = (checks: readonly PartCheck[], { failures }: MergedParts): void =>
    checks.forEach((each, index) => {
      const found = failures[index];
      if (found !== undefined) counted.set(keyOf(each), found);
    });
  remember(first.checks, first.merged);
  const loaded = new Map<string, Column>();
  const hashed = new Map<string, Column>();
  let lines: Uint32Array = new Uint32Array(0);
  const base = { ...table, columns: joinSamples(plan.columns, first.merged.samples) };
  const sample = deriveColumns(
    { ...base, rows: base.columns[0] === undefined ? 0 : lengthOf(base.columns[0]) },
    derive,
  );
  const columns = [...table.columns, ...sample.columns.slice(table.columns.length)];
  let lineOf: LineOf = () => undefined;
  return {
    table: { ...table, columns },
    sample,
    lineOf: (row) => lineOf(row),
    async each(take) {
      const log = logLines();
      await readParts({
        ...request,
        checks: [],
        hashes: false,
        columns: columns.map(({ name }) => ({ name, isHashed: false })),
        onPart(part, line) {
          log.add(part.rowLines, line);
          // A part may hold nothing but integers where the whole column does not.
          const typed = part.columns.map(
            (each, index) => ({ ...each, type: columns[index]?.type }) as Column,
          );
          return take({ rows: part.rows, columns: typed });
        },
      });
      lineOf = log.lineOf;
    },
    async count(checks) {
      const missing = checks.filter((each) => !counted.has(keyOf(each)));
      if (missing.length > 0)
        remember(missing, (await readParts({ ...request, checks: missing, hashes: false })).merged);
      return checks.map((each) => counted.get(keyOf(each)) as PartFailures);
    },
    async load(wanted) {
      const missing = wanted.filter(
        ({ name, isHashed }) => !loaded.has(name) && !(isHashed && hashed.has(name)),
      );
      if (missing.length > 0) {
        const asText = new Set(missing.filter(({ isHashed }) => !isHashed).map(({ name }) => name));
        const columns = [...new Set(missing.map(({ name }) => name))].map((name) => ({
          name,
          isHashed: !asText.has(name),
        }));
        const collected = collectColumns(rows);
        await readParts({ ...request, checks: [], columns, hashes: false, onPart: collected.add });
        for (const column of collected.columns())
          (asText.has(column.name) ? loaded : hashed).set(column.name, column);
        if (plan.format === "csv") lines = collected.lines;
      }
      const names = [...new Set(wanted.map(({ name }) => name))];
      const { judge: _, load: __, eachPart: ___, sample: ____, ...whole } = table;
      return {
        ...whole,
        lines,
        columns: names.flatMap((name) => loaded.get(name) ?? hashed.get(name) ?? []),
      };
    },
  };
}
