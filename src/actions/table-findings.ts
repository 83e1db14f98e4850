import type { Finding } from "../report.ts";
import type { Table } from "../tables/table.ts";
import { columnFindings } from "./column-findings.ts";
import type { Project } from "./project.ts";

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
