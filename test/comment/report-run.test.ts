import { describe, expect, test } from "vitest";
import { reportRun } from "../../src/comment/report-run.ts";
import type { StoredReport } from "../../src/evidence/stored-report.ts";
import type { Verdict } from "../../src/report.ts";

function stored(action: string, verdict: Verdict | "started"): StoredReport {
  const base = {
    schema: "mlops/action-report@1" as const,
    action,
    run: {},
    started: "2026-11-21T10:00:00.000Z",
  };
  if (verdict === "started") return { ...base, state: "started" };
  const sections = [{ title: "Result", rank: 1 }];
  const headline = `${action} said ${verdict}`;
  return {
    ...base,
    state: "finished",
    report: { schema: "mlops/report@1", action, title: "houses", verdict, headline, facts: [], sections },
  };
}

/** Headline, and the titles of the sections. */
function summaryOf(...reports: StoredReport[]): [string, ...string[]] {
  const { headline, sections } = reportRun(reports, "houses");
  return [headline, ...sections.map((each) => each.title)];
}

describe("the run's report", () => {
  test("puts the actions' reports together, without that of the comment itself", () => {
    const found = summaryOf(
      stored("train", "pass"),
      stored("quality-gate", "pass"),
      stored("pr-comment", "started"),
    );
    expect(found).toEqual(["quality-gate said pass", "Result · quality-gate", "Result · train"]);
  });

  test("has the root action's steps once, and its own word where it came no further", () => {
    expect(summaryOf(stored("run", "pass"), stored("train", "pass"))).toEqual(["train said pass", "Result"]);
    expect(summaryOf(stored("run", "started"))).toEqual(["run did not finish", "Did not finish"]);
  });

  test("mentions save and restore only when they failed", () => {
    const good = [stored("save", "pass"), stored("restore", "skipped"), stored("train", "pass")];
    expect(summaryOf(...good)).toEqual(["train said pass", "Result"]);
    expect(summaryOf(stored("train", "pass"), stored("save", "started"))[0]).toBe("save did not finish");
  });

  test("says what did not finish, unless something failed outright", () => {
    expect(summaryOf(stored("validate-data", "pass"), stored("train", "started"))[0]).toBe(
      "train did not finish",
    );
    expect(summaryOf(stored("train", "started"), stored("quality-gate", "fail"))[0]).toBe(
      "quality-gate said fail",
    );
  });

  test("says that nothing ran", () => {
    expect(reportRun([], "houses")).toMatchObject({ verdict: "refused", headline: "nothing ran" });
    expect(
      reportRun([stored("pr-comment", "started"), stored("restore", "skipped")], "houses").headline,
    ).toBe("nothing ran");
  });
});
