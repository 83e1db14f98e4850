import { ServiceError, UserError } from "../errors.ts";
import type { Finding, Severity } from "../report.ts";

/** An error that somebody can mend, or GitHub or the network; a bug of ours is thrown on. */
export function findingOf(error: unknown, start: string, severity: Severity = "warning"): Finding {
  if (!(error instanceof UserError || error instanceof ServiceError)) throw error;
  const rerun = error instanceof ServiceError && error.rerun ? "A rerun may help" : undefined;
  const hint = [error.hint, rerun].filter((each) => each !== undefined).join("\n");
  return { severity, rule: "notify", message: start + error.message, ...(hint !== "" && { hint }) };
}
