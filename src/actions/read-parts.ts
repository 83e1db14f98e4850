import { UserError } from "../errors.ts";
import type { Pool } from "../learn/pool.ts";
import { type MergedParts, mergePart, noParts } from "../parts/merge-parts.ts";
import { type FileRange, type PartPlan, partsOfPlan, rowsOf } from "../parts/part-plan.ts";
import { sampledRows } from "../parts/sample-rows.ts";
import { settlePlan } from "../parts/settle-plan.ts";
import type { PartAnswer, PartWork } from "../parts/work-part.ts";

/** Bytes of a part: the memory of a thread grows with it, and the work that parts repeat shrinks. */
const usualBytes = 1 << 23;

/** What is wanted of the parts of data. */
export interface PartsRequest extends Pick<PartWork, "checks" | "derive" | "columns" | "hashes" | "keys"> {
  /** As the user knows it. */
  source: string;
  plan: PartPlan;
  /** Rows, about. */
  rows: number;
  /** Bytes of a part. */
  partBytes?: number | undefined;
  pool: Pool;
  signal: AbortSignal | undefined;
  /** Of Parquet, rows. */
  onProgress?: ((bytes: number) => void) | undefined;
  /**
   * Called with each part's answer in the order of the rows, one after the other; the line is that on which it starts.
   * Reading waits for it.
   */
  onPart?: ((part: PartAnswer, line: number) => Promise<void> | void) | undefined;
}

/**
 * Reads data part by part on threads and puts together what the parts gave. Data with a column that turns out to be of
 * another type than the first rows said are read again. Throws UserError for what cannot be read.
 */
export async function readParts(request: PartsRequest): Promise<{ merged: MergedParts; plan: PartPlan }> {
  let { plan } = request;
  for (let tries = 0; tries < 3; tries++) {
    const merged = await readOnce({ ...request, plan });
    if (request.columns !== undefined) return { merged, plan };
    const settled = settlePlan(plan, merged);
    plan = settled.plan;
    if (settled.isRead) return { merged, plan };
  }
  throw new UserError(`Cannot read "${request.source}": the file changed while it was read`, {
    file: request.source,
  });
}

async function readOnce(request: PartsRequest): Promise<MergedParts> {
  const { plan, rows, checks, derive, columns, hashes, keys, pool, signal } = request;
  const merged = noParts();
  const work = { plan, columns, hashes, keys, rows, share: Math.min(1, sampledRows / rows), checks, derive };
  const sizes = plan.files.map(({ layout }) => (layout.format === "parquet" ? rowsOf(layout) : layout.bytes));
  let before = 0;
  let file = -1;
  let next = 0;
  let left = partsOfPlan(plan, request.partBytes ?? usualBytes);
  while (left.length > 0) {
    const ranges = left.map((range, index): FileRange => {
      // Where a part starts is sure once the one before it is read.
      return index > 0 || range.file !== file
        ? range
        : { ...range, from: next, isExact: true, line: merged.line };
    });
    let done = 0;
    await pool.run<PartAnswer>("csv-part", { ...work, ranges } satisfies PartWork, ranges.length, {
      signal,
      async onAnswer(part, index) {
        const range = ranges[index]!;
        const isFirst = range.file !== file;
        const last = range.file + (range.more ?? 0);
        if (part.start !== (isFirst ? range.from : next)) return false;
        if (part.fault !== undefined) {
          if (range.line === undefined) return false;
          const { message, place, hint } = part.fault;
          throw new UserError(message, { file: plan.files[range.file]!.layout.source, ...place, hint });
        }
        if (range.line !== undefined) merged.line = range.line;
        const offset = range.line === undefined ? merged.line : 0;
        await request.onPart?.(part, offset);
        mergePart(merged, part, range, offset);
        for (; file < last; file++) before += sizes[file] ?? 0;
        next = part.next;
        done = index + 1;
        request.onProgress?.(before + next);
        return true;
      },
    });
    left = ranges.slice(done).filter((range) => range.file !== file || range.to > next);
  }
  return merged;
}
