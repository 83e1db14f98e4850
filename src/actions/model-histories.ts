import type { SavedReports } from "../comment/collect-models.ts";
import type { HistoryEntry } from "../history/entry.ts";
import { type HistoryContext, openBranch, severalGates } from "./run-history.ts";

/** Models whose histories are written by one commit. */
const mostAtOnce = 10;

/**
 * Completes the histories of a run's models: what a bundle does not carry itself is kept on the branch, where those of a
 * run on the default branch are appended. Of legs that share a name none is, as nobody could tell them apart later.
 */
export async function withHistories(
  context: HistoryContext,
  saved: readonly SavedReports[],
): Promise<SavedReports[]> {
  const asked = new Map<string, HistoryEntry>();
  const mixed = new Set<string>();
  for (const { history, name } of saved) {
    if (history === undefined || history.known !== undefined) continue;
    const { current } = history;
    const other = asked.get(name);
    if (other?.attempt === current.attempt && JSON.stringify(other) !== JSON.stringify(current))
      mixed.add(name);
    // What a job carries that was not run again may be of an earlier attempt.
    if (other === undefined || other.attempt <= current.attempt) asked.set(name, current);
  }
  for (const name of mixed) {
    context.log.warn(severalGates(name));
    asked.delete(name);
  }
  const known = new Map<string, HistoryEntry[]>();
  const entries = [...asked.values()];
  for (let from = 0; from < entries.length; from += mostAtOnce)
    for (const [name, history] of await openBranch(context, entries.slice(from, from + mostAtOnce)))
      known.set(name, history);
  return saved.map((each) =>
    each.history === undefined
      ? each
      : { ...each, history: { known: mixed.has(each.name) ? [] : known.get(each.name), ...each.history } },
  );
}
