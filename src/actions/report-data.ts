import type { CheckOutcome } from "../checks/judge-checks.ts";
import { counted, formatBytes, formatNumber, formatPercent } from "../number-format.ts";
import type { ColumnProfile, Profile } from "../profile/profile-schema.ts";
import type { Cell, Finding, Report, Section } from "../report.ts";
import type { Table } from "../tables/table.ts";
import { columnFindings } from "./column-findings.ts";
import type { Project } from "./project.ts";

/** What the data report is made of. */
export interface DataReport {
  title: string;
  profile: Profile;
  outcomes: readonly CheckOutcome[];
  findings: Finding[];
}

/** The data report: what is wrong first, then each check, then the profile column by column. */
export function reportData({ title, profile, outcomes, findings }: DataReport): Report {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  const sections: Section[] = [
    {
      title: "Data",
      rank: errors > 0 ? 1 : 3,
      findings,
      ...(findings.length === 0 && {
        text: [outcomes.length === 0 ? "No checks are set." : "Every check holds."],
      }),
    },
    ...(outcomes.length > 0
      ? [{ title: "Checks", rank: 6, folded: true, tables: [checksTable(outcomes)] }]
      : []),
    ...outcomes.flatMap(({ name, details }): Section[] =>
      details === undefined ? [] : [{ title: `Check ${name}`, rank: 5, folded: true, tables: [details] }],
    ),
    {
      title: "Profile",
      rank: 6,
      folded: true,
      text: [profileText(profile)],
      tables: [profileTable(profile)],
    },
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
    ],
    sections,
  };
}

/**
 * What is wrong with the source whatever the checks say: what its reader found, and cells that do not fit their
 * column's type. A reader's finding about a column that a check asks about (its rule) is a note beside that check's.
 */
export function tableFindings(table: Table, project: Pick<Project, "config">): Finding[] {
  const asked = new Set(project.config.checks.map(({ column }) => column));
  const found = (table.findings ?? []).map(
    (finding): Finding => (asked.has(finding.rule) ? { ...finding, severity: "info" } : finding),
  );
  return [...found, ...columnFindings(table, project.config)];
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

function profileText({ bytes, columns, duplicate_rows, digest }: Profile): string {
  return `${columns.length} columns, ${formatBytes(bytes)}, ${counted(duplicate_rows, "duplicate row")}; SHA-256 ${digest.slice(0, 16)}….`;
}

function profileTable({ columns, rows }: Profile): NonNullable<Section["tables"]>[number] {
  return {
    columns: [
      { label: "Column" },
      { label: "Type" },
      { label: "Role" },
      { label: "Missing", align: "right" },
      { label: "Distinct", align: "right" },
      { label: "Min", align: "right" },
      { label: "Median", align: "right" },
      { label: "Mean", align: "right" },
      { label: "Max", align: "right" },
      { label: "Outliers", align: "right" },
    ],
    rows: columns.map((column): Cell[] => [
      column.name,
      column.type,
      column.role,
      column.missing === 0
        ? "0"
        : `${formatNumber(column.missing)} (${formatPercent(column.missing / rows)})`,
      `${column.distinct_error === undefined ? "" : "≈ "}${formatNumber(column.distinct)}`,
      column.min ?? null,
      isTime(column) ? null : (column.quantiles?.["0.5"] ?? null),
      isTime(column) ? null : (column.mean ?? null),
      column.max ?? null,
      column.outliers ?? null,
    ]),
  };
}

function isTime({ type }: ColumnProfile): boolean {
  return type === "date" || type === "datetime";
}
