import type { CheckOutcome } from "../checks/judge-checks.ts";
import type { RenderedDiff } from "../diff/render-diff.ts";
import { counted, formatNumber } from "../number-format.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Cell, Finding, Report, Section } from "../report.ts";
import { columnSections } from "./column-sections.ts";
import { profileSection } from "./profile-section.ts";
import { countFindings } from "./validated.ts";

/** What the data report is made of. */
export interface DataReport {
  title: string;
  profile: Profile;
  outcomes: readonly CheckOutcome[];
  findings: Finding[];
  /** What else is to say of the findings. */
  note?: string | undefined;
  /** What changed against earlier data. */
  changes?: RenderedDiff | undefined;
}

/** The data report: what is wrong first, then each check, then the profile column by column. */
export function reportData({ title, profile, outcomes, findings, note, changes }: DataReport): Report {
  const { errors, warnings } = countFindings(findings);
  const sections: Section[] = [
    {
      title: "Data",
      rank: errors > 0 ? 1 : 3,
      findings,
      text: [
        ...(findings.length > 0 ? [] : [outcomes.length === 0 ? "No checks are set." : "Every check holds."]),
        ...(note === undefined ? [] : [note]),
      ],
    },
    ...(changes === undefined ? [] : [changes.section]),
    ...(outcomes.length > 0
      ? [{ title: "Checks", rank: 6, folded: true, tables: [checksTable(outcomes)] }]
      : []),
    ...outcomes.flatMap(({ name, details }): Section[] =>
      details === undefined ? [] : [{ title: `Check ${name}`, rank: 5, folded: true, tables: [details] }],
    ),
    profileSection(profile),
    ...columnSections(profile),
  ];
  return {
    schema: "mlops/report@1",
    action: "validate-data",
    title,
    verdict: errors > 0 ? "fail" : "pass",
    headline: headlineOf(outcomes, errors, warnings),
    facts: [
      {
        label: "Data",
        value: `${formatNumber(profile.rows)} rows`,
        note:
          [errors > 0 ? counted(errors, "error") : "", warnings > 0 ? counted(warnings, "warning") : ""]
            .filter((each) => each !== "")
            .join(", ") || "no findings",
      },
      ...(changes?.fact === undefined ? [] : [changes.fact]),
    ],
    sections,
  };
}

function headlineOf(outcomes: readonly CheckOutcome[], errors: number, warnings: number): string {
  if (errors > 0) return `the data breaks ${counted(errors, "check")}`;
  if (warnings > 0) return `the data is fine, with ${counted(warnings, "warning")}`;
  if (outcomes.length === 0) return "the data is fine: no checks are set";
  const unjudged = outcomes.filter(({ isUnjudged }) => isUnjudged).length;
  const judged = outcomes.length - unjudged;
  const rest = unjudged === 0 ? "" : `, ${unjudged} could not be judged`;
  return `the data is fine: ${counted(judged, "check")} hold${judged === 1 ? "s" : ""}${rest}`;
}

const brokenWords = { error: "❌ broken", warning: "⚠️ warning", info: "ℹ️ note" };

function checksTable(outcomes: readonly CheckOutcome[]): NonNullable<Section["tables"]>[number] {
  const ordered = [...outcomes].sort((a, b) => Number(a.passed) - Number(b.passed));
  return {
    columns: [
      { label: "Check" },
      { label: "Result" },
      { label: "Asked of", align: "right" },
      { label: "Broken", align: "right" },
    ],
    rows: ordered.map(({ name, passed, isUnjudged, severity, considered, failed }): Cell[] => [
      name,
      passed ? "✅ holds" : isUnjudged ? "➖ not judged" : brokenWords[severity],
      considered,
      failed,
    ]),
  };
}
