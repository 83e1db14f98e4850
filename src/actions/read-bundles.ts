import type { BundleIndex } from "../bundle/bundle-index.ts";
import { bundleName } from "../bundle/bundle-name.ts";
import { isReport, type ReportBudget, unpackReports } from "../bundle/unpack-reports.ts";
import { UserError } from "../errors.ts";
import { parseStoredReport, type StoredReport } from "../evidence/stored-report.ts";
import { parseEntry, parseHistory } from "../history/entry.ts";
import type { RunHistory } from "../history/history-sections.ts";
import { mergeHistories } from "../history/merge-histories.ts";
import type { Finding } from "../report.ts";
import { bundledEntry, bundledHistory, mostHistoryBytes } from "./history-files.ts";

/** What a bundle holds of reports, and whose it is. */
export interface ReadBundle {
  index: BundleIndex;
  reports: StoredReport[];
  /** What its run's gate came to, and what it knows of earlier runs. */
  history?: RunHistory;
}

/** How bundles are opened, and what they have to be. */
export interface BundleSource<A> {
  open(artifact: A): Promise<AsyncIterable<Uint8Array>>;
  run: string | undefined;
  /** Bundles of other projects are left out; undefined takes all whose artifact has the name that they say. */
  project: string | undefined;
  /** What of its history is read: of a stranger's bundle no more than what the stranger's run itself came to. */
  history: "own" | "all";
  budget: ReportBudget;
}

/**
 * The reports in bundles of a run, as data: each is parsed with bounds on all of its sizes, and nothing else of a bundle is
 * kept, nor written. What is damaged, too large, or of another model or run is left out and noted. Throws ServiceError where
 * a bundle cannot be fetched.
 */
export async function readBundles<A extends { name: string }>(
  artifacts: readonly A[],
  source: BundleSource<A>,
): Promise<{ bundles: ReadBundle[]; notes: Finding[] }> {
  const bundles: ReadBundle[] = [];
  const notes: Finding[] = [];
  for (const artifact of artifacts) {
    const label = artifact.name;
    try {
      const { index, texts } = await unpackReports(await source.open(artifact), {
        ...{ label, left: source.budget },
        files: source.history === "own" ? [bundledEntry] : [bundledEntry, bundledHistory],
      });
      if (source.project !== undefined && index.name !== source.project) continue;
      refuseOther(index, label, source);
      const reports = [...texts].flatMap(([path, text]) =>
        isReport(path) ? readReport(path, text, { source, label, notes }) : [],
      );
      const history = readHistory(texts, index);
      bundles.push({ index, reports, ...(history && { history }) });
    } catch (error) {
      notes.push(noteOf(error));
    }
  }
  return { bundles, notes };
}

/** What cannot be taken, as a warning. Throws on what is no UserError. */
function noteOf(error: unknown): Finding {
  if (!(error instanceof UserError)) throw error;
  return warning(error.message, error.hint);
}

/** A warning about what a run saved. */
export function warning(message: string, hint?: string): Finding {
  return { severity: "warning", message: message.slice(0, 1000), ...(hint !== undefined && { hint }) };
}

function refuseOther(
  { name, leg, run, attempt = 1 }: BundleIndex,
  label: string,
  source: Pick<BundleSource<never>, "run" | "project">,
): void {
  const isNamed = source.project !== undefined || bundleName(name, leg, attempt) === label;
  if (run !== source.run || !isNamed)
    throw new UserError(`Cannot use bundle "${label}": it says that it is of another run or job`);
}

function readReport(
  path: string,
  text: string,
  {
    source: { run, project },
    label,
    notes,
  }: { source: Pick<BundleSource<never>, "run" | "project">; label: string; notes: Finding[] },
): StoredReport[] {
  try {
    const shown = `${path} of ${label}`;
    const stored = parseStoredReport(text, shown, run === undefined ? {} : { id: run });
    if (stored === undefined) return [];
    if (project === undefined || stored.report === undefined || stored.report.title === project)
      return [stored];
    throw new UserError(`Cannot use "${shown}": it is the report of another model`);
  } catch (error) {
    notes.push(noteOf(error));
    return [];
  }
}

/** Undefined where no gate of that run has judged. */
function readHistory(texts: ReadonlyMap<string, string>, { name, run }: BundleIndex): RunHistory | undefined {
  const [line = ""] = texts.get(bundledEntry)?.split("\n", 1) ?? [];
  const current = parseEntry(line);
  if (current?.name !== name || current.run !== run) return undefined;
  const text = texts.get(bundledHistory);
  if (text === undefined || text.length > mostHistoryBytes) return { current };
  return { current, known: mergeHistories(parseHistory(text, name).entries) };
}
