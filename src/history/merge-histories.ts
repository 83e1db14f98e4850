import type { HistoryEntry } from "./entry.ts";

/** Runs that a history keeps; older ones are forgotten. */
export const mostEntries = 1_000;

/**
 * What all of them know, oldest run first: one entry a run and job, its latest attempt's. It does not matter in which
 * order, how grouped or how often they are merged, so that runs that know nothing of each other lose nothing.
 */
export function mergeHistories(...histories: readonly (readonly HistoryEntry[])[]): HistoryEntry[] {
  const latest = new Map<string, HistoryEntry>();
  for (const entry of histories.flat()) {
    const key = keyOf(entry);
    const known = latest.get(key);
    if (known === undefined || isLater(entry, known)) latest.set(key, entry);
  }
  return [...latest.values()].sort(compareEntries).slice(-mostEntries);
}

/** By the age of their runs, whichever attempt it was: GitHub's ids grow with time. */
export function compareEntries(a: HistoryEntry, b: HistoryEntry): number {
  return a.run.length - b.run.length || compareText(a.run, b.run) || compareText(a.job ?? "", b.job ?? "");
}

/** Whether both are of the same run and job. */
export function isSameRun(a: HistoryEntry, b: HistoryEntry): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf({ run, job }: HistoryEntry): string {
  return `${run} ${job ?? ""}`;
}

/** A total order of the entries of one run. */
function isLater(a: HistoryEntry, b: HistoryEntry): boolean {
  const order =
    a.attempt - b.attempt || compareText(a.time, b.time) || compareText(JSON.stringify(a), JSON.stringify(b));
  return order > 0;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
