import { ServiceError, UserError } from "../errors.ts";
import { failsStep, type Report, type Severity } from "../report.ts";

/** The step's verdict as an exit code: 0, or 1 where `fail-on` says so. */
export function exitCodeOf(report: Report, failOn: "error" | "warning" | "never"): number {
  if (failOn === "never") return 0;
  if (failsStep(report)) return 1;
  const warns = report.verdict === "inconclusive" || hasFinding(report, "warning");
  return failOn === "warning" && warns ? 1 : 0;
}

/** Exit codes of what is thrown: 2 the user can mend, 3 an outside service failed, 70 our bug. */
export function exitCodeOfError(error: unknown): number {
  if (error instanceof UserError) return 2;
  return error instanceof ServiceError ? 3 : 70;
}

function hasFinding(report: Report, severity: Severity): boolean {
  return report.sections.some((section) =>
    section.findings?.some((finding) => finding.severity === severity),
  );
}
