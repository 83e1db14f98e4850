import { combineReports } from "../combine-reports.ts";
import type { StoredReport } from "../evidence/stored-report.ts";
import type { Report } from "../report.ts";

/** Actions that carry others' results; they are worth a word only when they fail. */
const carriers = new Set(["save", "restore", "notify"]);

/** Whether an action of these did more than comment, tell or carry others' results. */
export function hasWorked(stored: readonly StoredReport[]): boolean {
  return stored.some(({ action }) => !carriers.has(action) && action !== "pr-comment");
}

/**
 * One report for the run from what its actions left: those that started and were never heard of again are named, as are
 * those that are from an attempt before `attempt`, and where nothing ran at all the report says so and what to do.
 */
export function reportRun(
  stored: readonly StoredReport[],
  title: string,
  { attempt = 1 }: { attempt?: number | undefined } = {},
): Report {
  const steps = stored.filter(({ action }) => action !== "pr-comment" && action !== "run");
  // The root action's own report repeats those of its steps.
  const counting = steps.length > 0 ? steps : stored.filter(({ action }) => action === "run");
  const reports = counting
    .map((each) => (each.state === "finished" && each.report ? each.report : unfinished(each, title)))
    .filter(({ action, verdict }) => !carriers.has(action) || verdict === "fail" || verdict === "refused");
  if (reports.length === 0) return nothingRan(title);
  const report = combineReports(reports, title);
  return { ...report, headline: report.headline + tellEarlier(counting, attempt) };
}

/** Jobs that were not run again, or that this time did not come to the point of saving, are known by what they left before. */
function tellEarlier(stored: readonly StoredReport[], attempt: number): string {
  const results = stored.filter(({ action }) => !carriers.has(action));
  const earlier = results.filter(({ run }) => (run.attempt ?? 1) < attempt);
  if (earlier.length === 0) return "";
  const attempts = [...new Set(earlier.map(({ run }) => run.attempt ?? 1))].sort((a, b) => a - b);
  const whose = earlier.length === results.length ? "" : `${earlier.map(({ action }) => action).join(", ")} `;
  return ` (${whose}from attempt ${attempts.join(", ")})`;
}

function unfinished({ action, started }: StoredReport, title: string): Report {
  const since = started.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC");
  const message = `${action} started at ${since} and did not finish: it was cancelled, or it failed before it could say why`;
  const hint = "The log of its step says more";
  return {
    schema: "mlops/report@1",
    action,
    title,
    verdict: "refused",
    headline: `${action} did not finish`,
    facts: [],
    sections: [{ title: "Did not finish", rank: 0, findings: [{ severity: "error", message, hint }] }],
  };
}

function nothingRan(title: string): Report {
  return {
    schema: "mlops/report@1",
    action: "run",
    title,
    verdict: "refused",
    headline: "nothing ran",
    facts: [],
    sections: [
      {
        title: "Nothing to report",
        rank: 0,
        text: [
          "No action of this run left a report: the job stopped before validate-data, train or quality-gate started.",
          "If they ran in another job, that job needs the action save at its end, and this one restore before pr-comment. " +
            'If they ran in this job, they need the same "config", "working-directory" and "name".',
        ],
      },
    ],
  };
}
