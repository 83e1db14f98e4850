import type { Fact, Report, Section, Verdict } from "./report.ts";

/** Verdicts, the worst first. */
export const fromWorst: readonly Verdict[] = ["fail", "refused", "inconclusive", "pass", "skipped"];

/**
 * One report for several actions of a run, the most telling first: the worst verdict, and the gate among equals,
 * unless they could not finish: then the first of them, as the others follow from it.
 * Its verdict and headline are the run's, its facts come first, and so do its sections among those of equal
 * rank. A skipped action counts only where all were. A fact that two of them have is told once; sections of equal
 * title are told apart by their action.
 */
export function combineReports(reports: readonly Report[], title: string): Report {
  const ordered = reports.toSorted((a, b) => importance(a) - importance(b));
  const [telling] = ordered;
  const shared = repeated(ordered.flatMap(({ sections }) => sections.map(({ title: name }) => name)));
  return {
    schema: "mlops/report@1",
    action: "run",
    title,
    verdict: telling?.verdict ?? "skipped",
    ...(reports.some(({ fails }) => fails) && { fails: true }),
    headline: telling?.headline ?? "nothing ran",
    facts: distinctFacts(ordered),
    sections: ordered.flatMap((report) =>
      report.sections.map((section) => (shared.has(section.title) ? tagged(section, report) : section)),
    ),
  };
}

function distinctFacts(reports: readonly Report[]): Fact[] {
  const seen = new Set<string>();
  return reports
    .flatMap((report) => report.facts)
    .filter(({ label }) => label === "" || (!seen.has(label) && seen.add(label)));
}

/** Those that are there more than once. */
function repeated(names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.has(name) || !seen.add(name)));
}

/** Lower is more telling. */
function importance({ action, verdict }: Report): number {
  return fromWorst.indexOf(verdict) * 2 + (action === "quality-gate" && verdict !== "refused" ? 0 : 1);
}

function tagged(section: Section, { action }: Report): Section {
  return { ...section, title: `${section.title} · ${action}` };
}
