import type { Report, Section, Verdict } from "./report.ts";

const fromWorst: readonly Verdict[] = ["fail", "refused", "inconclusive", "pass", "skipped"];

/**
 * One report for several actions of a run: the worst verdict (a skipped action does not count beside others),
 * the headline of the first report with that verdict (the gate's if it has it), all facts, and the sections
 * named after their action.
 */
export function combineReports(reports: readonly Report[], title: string): Report {
  const verdict = fromWorst.find((one) => reports.some((report) => report.verdict === one)) ?? "skipped";
  const worst = reports.filter((report) => report.verdict === verdict);
  const telling = worst.find(({ action }) => action === "quality-gate") ?? worst[0];
  return {
    schema: "mlops/report@1",
    action: "run",
    title,
    verdict,
    headline: telling?.headline ?? "nothing ran",
    facts: reports.flatMap(({ facts }) => facts),
    sections: reports.flatMap((report) => report.sections.map((section) => tagged(section, report))),
  };
}

function tagged(section: Section, { action }: Report): Section {
  return { ...section, title: `${section.title} · ${action}` };
}
