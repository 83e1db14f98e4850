import * as z from "zod";
import { verdicts } from "../report.ts";

/** Name and version of an entry's schema. */
export const historySchema = "mlops/history@1";

/** Metrics of an entry at most; those that rules name come first. */
export const mostMetrics = 16;
/** Characters of a line at most: no entry that was made here comes near. */
const longestLine = 8_000;

/** A line of a history. */
export const entrySchema = z.object({
  schema: z.literal(historySchema),
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/),
  run: z.string().regex(/^[1-9]\d{0,19}$/),
  attempt: z.int().min(1).max(1_000_000),
  job: z.string().max(200).exactOptional(),
  commit: z.string().regex(/^[0-9a-f]{40,64}$/),
  time: z.iso.datetime().max(40),
  verdict: z.enum(verdicts),
  rows: z.int().min(0).exactOptional(),
  evaluation: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .exactOptional(),
  metrics: z
    .array(
      z.object({
        name: z.string().min(1).max(200),
        value: z.number(),
        low: z.number().exactOptional(),
        high: z.number().exactOptional(),
        gated: z.literal(true).exactOptional(),
      }),
    )
    .max(mostMetrics),
});

/**
 * What the gate of one run came to. `run` is GitHub's id, which grows with time; `commit` that of the pull request's head
 * or of the branch; `time` ISO 8601 in UTC; `evaluation` the digest of the test rows; `low` and `high` the ends of the
 * 95 % interval; `gated` metrics are those that rules name.
 */
export type HistoryEntry = z.infer<typeof entrySchema>;

/** A metric of an entry. */
export type HistoryMetric = HistoryEntry["metrics"][number];

/**
 * The entries of a project in a text of JSON Lines. Anybody may have written it: a line that is no entry, or another
 * project's, is left out and counted.
 */
export function parseHistory(text: string, name: string): { entries: HistoryEntry[]; refused: number } {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const parsed = lines.map(parseEntry);
  const entries = parsed.filter((entry): entry is HistoryEntry => entry?.name === name);
  return { entries, refused: lines.length - entries.length };
}

/** An entry from its line; undefined where it is none. */
export function parseEntry(line: string): HistoryEntry | undefined {
  if (line.length > longestLine) return undefined;
  try {
    return entrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** The text of entries, one a line. */
export function renderHistory(entries: readonly HistoryEntry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
}
