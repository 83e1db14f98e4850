import type { AnyAction } from "../action.ts";
import { ServiceError, UserError } from "../errors.ts";
import { placed } from "../finding-text.ts";
import type { Report } from "../report.ts";
import type { Project } from "./project.ts";

/** What went wrong in an action, as a report with verdict `refused`. */
export function errorReport(
  action: Pick<AnyAction, "name">,
  project: Pick<Project, "name">,
  cause: unknown,
): Report {
  const isKnown = cause instanceof UserError || cause instanceof ServiceError;
  const text = cause instanceof Error ? cause.message : String(cause);
  const { file, line, column } = cause instanceof UserError ? cause.place : {};
  return {
    schema: "mlops/report@1",
    action: action.name,
    title: project.name,
    verdict: "refused",
    headline: `${action.name} could not finish`,
    facts: [],
    sections: [
      {
        title: "What went wrong",
        rank: 1,
        findings: [
          {
            severity: "error",
            message: isKnown ? text : `${action.name} has a bug: ${text}`,
            ...(isKnown && cause.hint !== undefined && { hint: cause.hint }),
            ...placed({ file, line, column }),
          },
        ],
      },
    ],
  };
}
