import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { divideBundles, type JobReports } from "../../src/comment/divide-bundles.ts";
import type { StoredReport } from "../../src/evidence/stored-report.ts";

/** What a job reported; `text` tells reports of one action apart. */
function reportBy(job: string, action: string, text: string, attempt = 1): StoredReport {
  return {
    schema: "mlops/action-report@1",
    ...{ action, state: "finished", run: { id: "100", attempt, job } },
    started: `2026-11-21T10:0${attempt}:00.000Z`,
    report: {
      schema: "mlops/report@1",
      ...{ action, title: "houses", verdict: "pass", headline: text, facts: [], sections: [] },
    },
  };
}

/** Each result as its leg and what it says. */
function divided(bundles: readonly JobReports[]): string[] {
  return divideBundles(bundles).map(
    ({ leg, reports }) => `${leg ?? "all"}: ${reports.map(({ report }) => report?.headline).join(", ")}`,
  );
}

const checked = reportBy("check", "validate-data", "checked");
const trained = reportBy("train", "train", "trained");

describe("bundles of one model", () => {
  test("of jobs that follow each other are one result", () => {
    const gated = reportBy("gate", "quality-gate", "gated");
    const bundles = [
      { job: "check", leg: "check", reports: [checked, reportBy("check", "save", "a")] },
      { job: "train", leg: "train", reports: [checked, trained, reportBy("train", "save", "b")] },
      { job: "gate", leg: "gate", reports: [checked, trained, gated] },
    ];
    expect(divided(bundles)).toEqual(["all: checked, b, trained, gated"]);
    expect(divided([])).toEqual([]);
  });

  test("of legs are results of their own, each with what came before all of them", () => {
    const legs = ["eu", "us"].flatMap((region) => {
      const own = reportBy("train", "train", `${region} trained`);
      const gated = reportBy("gate", "quality-gate", `${region} gated`);
      return [
        { job: "train", leg: `train ${region}`, reports: [own] },
        { job: "gate", leg: `gate ${region}`, reports: [own, gated] },
      ];
    });
    const first = { job: "check", leg: "check", reports: [checked] };
    expect(divided([first, ...legs])).toEqual([
      "eu: checked, eu trained, eu gated",
      "us: checked, us trained, us gated",
    ]);
  });

  test("of legs that were not all run again are results of their own, too", () => {
    const [old, again] = [reportBy("model", "train", "eu"), reportBy("model", "train", "us", 2)];
    const bundles = [
      { job: "model", leg: "model eu", reports: [old] },
      { job: "model", leg: "model us", reports: [again] },
    ];
    expect(divided(bundles)).toEqual(["eu: eu", "us: us"]);
  });

  test("are without what a job carries of another that was run again", () => {
    const bundles = [
      { job: "gate", leg: "gate", reports: [trained, reportBy("gate", "quality-gate", "gated")] },
      { job: "train", leg: "train", reports: [reportBy("train", "train", "trained again", 2)] },
    ];
    expect(divided(bundles)).toEqual(["all: gated, trained again"]);
  });

  test("are one result where a later job found the same again, and not where it is another leg", () => {
    const [early, late] = [reportBy("check", "train", "same"), reportBy("gate", "train", "same", 2)];
    const jobs = [
      { job: "check", leg: "check", reports: [early] },
      { job: "gate", leg: "gate", reports: [late] },
    ];
    expect(divided(jobs)).toEqual(["all: same"]);
    expect(divideBundles(jobs)[0]?.reports).toEqual([late]);
    const legs = [early, reportBy("check", "train", "same", 2)].map((report, index) => ({
      ...{ job: "check", leg: `check ${index}`, reports: [report] },
    }));
    expect(divided(legs)).toEqual(["0: same", "1: same"]);
  });

  test("lose nothing that a job found", () => {
    const job = fc.constantFrom("a", "b", "c");
    const action = fc.constantFrom("train", "quality-gate", "validate-data");
    const bundle = fc.record({
      job,
      leg: fc.option(fc.constantFrom("a", "a eu", "b eu", "eu"), { nil: undefined }),
      actions: fc.uniqueArray(fc.tuple(action, fc.constantFrom("x", "y")), { selector: ([name]) => name }),
    });
    fc.assert(
      fc.property(fc.array(bundle, { maxLength: 6 }), (given) => {
        const bundles = given.map(({ actions, ...rest }, index) => ({
          ...rest,
          reports: actions.map(([name, text]) => reportBy(rest.job, name, `${text}${index % 2}`)),
        }));
        const told = new Set(divideBundles(bundles).flatMap(({ reports }) => reports.map(textOf)));
        const saved = new Set(bundles.flatMap(({ reports }) => reports.map(textOf)));
        expect([...told].sort()).toEqual([...saved].sort());
      }),
    );
  });
});

function textOf({ action, report }: StoredReport): string {
  return `${action}: ${report?.headline}`;
}
