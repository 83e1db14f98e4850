import { findingMessage, findingPlace } from "../finding-text.ts";
import type { Report } from "../report.ts";
import { clipText, makeLinesVisible, makeVisible } from "../visible-text.ts";
import type { Notice } from "./notice.ts";

/** What a generic webhook gets, in the shape of Standard Webhooks: type, timestamp, data. What is undefined is left out. */
export interface NotifyEvent {
  type: "mlops.run.failed" | "mlops.run.fixed" | "mlops.run.passed" | "mlops.run.undecided";
  /** ISO 8601, UTC: when the event was. */
  timestamp: string;
  data: {
    name: string;
    verdict: Report["verdict"];
    headline: string;
    title: string;
    message: string | undefined;
    facts: { label: string; value: string; note: string | undefined }[];
    findings: {
      severity: string;
      message: string;
      rule: string | undefined;
      place: string | undefined;
      hint: string | undefined;
    }[];
    /** How many findings there are in all. */
    findings_total: number;
    run: {
      repository: string | undefined;
      id: number | undefined;
      attempt: number;
      url: string | undefined;
      workflow: string | undefined;
      event: string | undefined;
      branch: string | undefined;
      commit: string | undefined;
    };
  };
}

/** Standard Webhooks recommends payloads below 20 kB. */
const mostBytes = 20_000;

const types = {
  failure: "mlops.run.failed",
  fixed: "mlops.run.fixed",
  success: "mlops.run.passed",
  undecided: "mlops.run.undecided",
} as const;

/** The event as JSON of at most 20,000 bytes: findings go first, from the last one on, then facts. */
export function renderEvent(notice: Notice, timestamp: string): string {
  const facts = notice.report.facts.slice(0, 40);
  const findings = notice.report.sections.flatMap((section) => section.findings ?? []).slice(0, 50);
  for (;;) {
    const text = JSON.stringify(eventOf(notice, timestamp, facts, findings));
    if (Buffer.byteLength(text) <= mostBytes || facts.length + findings.length === 0) return text;
    const longer = findings.length > 0 ? findings : facts;
    longer.length = Math.floor(longer.length / 2);
  }
}

function eventOf(
  { report, run, repository, url, status, title, message }: Notice,
  timestamp: string,
  facts: Report["facts"],
  findings: NonNullable<Report["sections"][number]["findings"]>,
): NotifyEvent {
  return {
    type: types[status],
    timestamp,
    data: {
      name: line(report.title, 100),
      verdict: report.verdict,
      headline: line(report.headline),
      title: line(title),
      message: message && makeLinesVisible(clipText(message, 1500)),
      facts: facts.map(({ label, value, note }) => ({
        label: line(label, 100),
        value: line(value, 200),
        note: note && line(note, 200),
      })),
      findings: findings.map((finding) => ({
        severity: finding.severity,
        message: line(findingMessage(finding)),
        rule: finding.rule && line(finding.rule, 100),
        place: line(findingPlace(finding), 300) || undefined,
        hint: finding.hint && makeLinesVisible(clipText(finding.hint, 500)),
      })),
      findings_total: report.sections.reduce((sum, section) => sum + (section.findings?.length ?? 0), 0),
      run: {
        repository,
        id: run.id,
        attempt: run.attempt,
        url: url && line(url, 1000),
        workflow: run.workflow && line(run.workflow, 255),
        event: run.event && line(run.event, 100),
        branch: run.branch && line(run.branch, 255),
        commit: run.commit && line(run.commit, 100),
      },
    },
  };
}

function line(text: string, most = 500): string {
  return makeVisible(clipText(text, most));
}
