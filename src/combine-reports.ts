import type { Report, Section, Verdict } from "./report.ts";

const fromWorst: readonly Verdict[] = ["fail", "refused", "inconclusive", "pass", "skipped"];

/**
 * One report for several actions of a run, the most telling first: the worst verdict, and the gate among equals.
 * Its verdict and headline are the run's, its facts come first, and so do its sections among those of equal
 * rank. A skipped action counts only where all were. Sections are named after their action.
 */
export function combineReports(reports: readonly Report[], title: string): Report {
  const ordered = reports.toSorted((a, b) => importance(a) - importance(b));
  const [telling] = ordered;
  return {
    schema: "mlops/report@1",
    action: "run",
    title,
    verdict: telling?.verdict ?? "skipped",
    headline: telling?.headline ?? "nothing ran",
    facts: ordered.flatMap(({ facts }) => facts),
    sections: ordered.flatMap((report) => report.sections.map((section) => tagged(section, report))),
  };
}

/** Lower is more telling. */
function importance({ action, verdict }: Report): number {
  return fromWorst.indexOf(verdict) * 2 + (action === "quality-gate" ? 0 : 1);
}

function tagged(section: Section, { action }: Report): Section {
  return { ...section, title: `${section.title} · ${action}` };
}
