import { UserError } from "../errors.ts";
import type { Pool } from "../learn/pool.ts";
import { type MergedParts, mergePart, noParts } from "../parts/merge-parts.ts";
import type { PartPlan } from "../parts/open-plan.ts";
import { sampledRows } from "../parts/sample-rows.ts";
import type { FileParts, PartAnswer, PartWork } from "../parts/work-part.ts";
import { settledType } from "../tables/column-evidence.ts";
import type { PartRange, PlannedColumn } from "../tables/csv-part.ts";
import { partsOf } from "../tables/plan-csv.ts";
import type { ColumnType } from "../tables/table.ts";

/** Bytes of a part: the memory of a thread grows with it, and the work that parts repeat shrinks. */
const usualBytes = 1 << 23;

/** Parts that wait to be taken at most: each is as large as its columns. */
const mostWaiting = 4;

/** What is wanted of a file's parts, and where it is. */
export interface PartsRequest extends Pick<PartWork, "checks" | "derive" | "columns" | "hashes"> {
  /** As the user knows it. */
  source: string;
  /** Where threads find it. */
  path: string;
  plan: PartPlan;
  /** Rows of the file, about. */
  rows: number;
  /** Bytes of a part. */
  partBytes?: number | undefined;
  pool: Pool;
  signal: AbortSignal | undefined;
  /** Of Parquet, rows. */
  onProgress?: ((bytes: number) => void) | undefined;
  /**
   * Called with each part's answer in the order of the rows; the line is that on which it starts. Where it takes its
   * time, reading waits for it once so many parts are on their way.
   */
  onPart?: ((part: PartAnswer, line: number) => Promise<void> | void) | undefined;
}

/**
 * Reads a file part by part on threads and puts together what the parts gave. A column that turns out to be of another
 * type than its first rows said is read again. Throws UserError for what is no CSV.
 */
export async function readParts(request: PartsRequest): Promise<{ merged: MergedParts; plan: PartPlan }> {
  let { plan } = request;
  for (let tries = 0; tries < 3; tries++) {
    const merged = await readOnce({ ...request, plan });
    const settled = await settle(plan, merged);
    plan = settled.plan;
    if (settled.isRead || request.columns !== undefined) return { merged, plan };
  }
  throw new UserError(`Cannot read "${request.source}": the file changed while it was read`, {
    file: request.source,
  });
}

/** The plan with the types that the parts told, and whether they were read by them. */
async function settle(plan: PartPlan, merged: MergedParts): Promise<{ plan: PartPlan; isRead: boolean }> {
  if (plan.format === "parquet") {
    if (merged.texts.size === 0) return { plan, isRead: true };
    const { withTexts } = await import("../tables/parquet-part.ts");
    return { plan: await withTexts(plan, [...plan.texts, ...merged.texts]), isRead: false };
  }
  const types = merged.evidence.map(settledType);
  const columns = plan.columns.map((column, index): PlannedColumn => {
    const type = types[index] ?? column.type;
    return column.isDeclared ? column : { ...column, type };
  });
  const isRead = columns.every(({ type }, index) => isReadAlike(type, plan.columns[index]?.type));
  return { plan: { ...plan, columns }, isRead };
}

async function partsOfPlan(plan: PartPlan, partBytes: number): Promise<PartRange[]> {
  if (plan.format === "csv") return partsOf(plan, partBytes);
  const { partsOfParquet } = await import("../tables/parquet-part.ts");
  return partsOfParquet(plan);
}

/** Integers are read as numbers are, dates as times. */
function isReadAlike(type: ColumnType, other: ColumnType | undefined): boolean {
  const kindOf = (each: ColumnType | undefined) =>
    each === "integer" ? "number" : each === "datetime" ? "date" : each;
  return kindOf(type) === kindOf(other);
}

async function readOnce(request: PartsRequest): Promise<MergedParts> {
  const { source, plan, rows, checks, derive, columns, hashes, pool, signal } = request;
  const merged = noParts(plan.line);
  const work = { plan, columns, hashes, rows, share: Math.min(1, sampledRows / rows), checks, derive };
  let next: number = plan.start;
  let left = await partsOfPlan(plan, request.partBytes ?? usualBytes);
  while (left.length > 0) {
    const [first, ...others] = left;
    // Where a part starts is sure once the one before it is read.
    const ranges: PartRange[] = [
      { from: next, to: first?.to ?? next, isExact: true, line: merged.line },
      ...others,
    ];
    let done = 0;
    const taking: Promise<void>[] = [];
    await pool.run<PartAnswer>(
      "csv-part",
      { path: request.path, work: { ...work, ranges } } satisfies FileParts,
      ranges.length,
      {
        signal,
        onAnswer(part, index) {
          if (index === 0 && part.fault !== undefined)
            throw new UserError(part.fault.message, {
              file: source,
              ...part.fault.place,
              hint: part.fault.hint,
            });
          if (part.start !== next || part.fault !== undefined) return false;
          const offset = index === 0 ? 0 : merged.line;
          const taken = request.onPart?.(part, offset);
          taken?.catch(() => {}); // it is awaited below
          if (taken) taking.push(taken);
          mergePart(merged, part, ranges[index]!, offset);
          next = part.next;
          done = index + 1;
          request.onProgress?.(next);
          return taking.length < mostWaiting;
        },
      },
    );
    await Promise.all(taking);
    left = ranges.slice(done).filter(({ to }) => to > next);
  }
  return merged;
}
