import type { BundleIndex } from "../bundle/bundle-index.ts";
import { bundleName } from "../bundle/bundle-name.ts";
import { type ReportBudget, unpackReports } from "../bundle/unpack-reports.ts";
import { UserError } from "../errors.ts";
import { parseStoredReport, type StoredReport } from "../evidence/stored-report.ts";
import type { Finding } from "../report.ts";

/** What a bundle holds of reports, and whose it is. */
export interface ReadBundle {
  index: BundleIndex;
  reports: StoredReport[];
}

/** How bundles are opened, and what they have to be. */
export interface BundleSource<A> {
  open(artifact: A): Promise<AsyncIterable<Uint8Array>>;
  run: string | undefined;
  /** Bundles of other projects are left out; undefined takes all whose artifact has the name that they say. */
  project: string | undefined;
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
      const { index, texts } = await unpackReports(await source.open(artifact), label, source.budget);
      if (source.project !== undefined && index.name !== source.project) continue;
      refuseOther(index, label, source);
      const reports = [...texts].flatMap(([path, text]) => readReport(path, text, { source, label, notes }));
      bundles.push({ index, reports });
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
