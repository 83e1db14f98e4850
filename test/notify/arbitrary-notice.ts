import fc from "fast-check";
import { makeNotice, type Notice } from "../../src/notify/notice.ts";
import type { Report } from "../../src/report.ts";
import { arbitraryReport, hostileTexts } from "../arbitrary-report.ts";

const run: Notice["run"] = {
  id: 100,
  attempt: 1,
  workflow: "scheduled.yml",
  branch: "main",
  commit: "0123456789abcdef0123456789abcdef01234567",
  event: "schedule",
  isOfPullRequest: false,
  conclusion: undefined,
  isReadOnly: false,
};

/** A notice about a report, of a scheduled run. */
export function noticeOf(report: Report, changes: Partial<Notice> = {}): Notice {
  const url = "https://github.com/acme/houses/actions/runs/100";
  const about = { status: "failure", report, run, repository: "acme/houses", url } as const;
  return { ...makeNotice(about, {}), ...changes };
}

const text = fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: "binary", maxLength: 300 }));

/** Any notice at all, made mostly of hostile text. */
export const arbitraryNotice: fc.Arbitrary<Notice> = fc
  .record({
    report: arbitraryReport,
    status: fc.constantFrom("failure", "fixed", "success", "undecided"),
    url: fc.oneof(text, fc.constant(undefined)),
    branch: fc.oneof(text, fc.constant(undefined)),
    commit: fc.oneof(text, fc.constant(undefined)),
    title: fc.oneof(text, fc.constant(undefined)),
    message: fc.oneof(text, fc.constant(undefined)),
  })
  .map(({ report, status, url, branch, commit, title, message }) =>
    makeNotice(
      { report, status, url, run: { ...run, branch, commit }, repository: "acme/houses" },
      { title, message },
    ),
  );
