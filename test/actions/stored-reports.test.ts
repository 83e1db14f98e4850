import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Project } from "../../src/actions/project.ts";
import { readReports, runOf, writeStoredReport } from "../../src/actions/stored-reports.ts";
import { UserError } from "../../src/errors.ts";
import type { StoredReport } from "../../src/evidence/stored-report.ts";
import type { Report } from "../../src/report.ts";
import { reportSchema } from "../../src/report-schema.ts";
import { fakeClock } from "../../src/services/clock.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { testEnvironment } from "../fakes.ts";

const folder = ".mlops/houses/reports";
const project = { name: "houses", folders: { reports: folder } } as Project;
const run = { id: "100", attempt: 1, job: "model", sha: "a".repeat(40) };
const report: Report = {
  schema: "mlops/report@1",
  action: "train",
  title: "houses",
  verdict: "pass",
  headline: "trained",
  facts: [{ label: "R²", value: "0.82" }],
  sections: [
    {
      title: "Metrics",
      rank: 1,
      folded: true,
      text: ["Test rows only"],
      tables: [
        { columns: [{ label: "Metric", digits: 3 }], rows: [["r2"], [0.82], [null], [true]], total: 9 },
      ],
      charts: [
        { kind: "bar", title: "c", x: { label: "x", values: ["a", 1] }, y: { label: "y" }, series: [] },
      ],
      findings: [{ severity: "warning", message: "m", file: "a.csv", line: 3, row: 2, count: 4 }],
    },
  ],
};
const stored = (changes: Partial<StoredReport> = {}): StoredReport => ({
  schema: "mlops/action-report@1",
  action: "train",
  state: "finished",
  run,
  started: "2026-11-21T10:00:00.000Z",
  report,
  ...changes,
});
const filesWith = (...values: unknown[]) =>
  memoryFiles(
    Object.fromEntries(values.map((each, index) => [`${folder}/${index}.json`, JSON.stringify(each)])),
  );

describe("a stored report", () => {
  test("is started, then finished, and read back", async () => {
    const services = { files: memoryFiles(), clock: fakeClock(0), environment: testEnvironment() };
    const { finish } = await writeStoredReport(services, project, "train");
    const here = runOf(services.environment);
    expect(await readReports(services.files, folder, here)).toEqual([
      {
        schema: "mlops/action-report@1",
        action: "train",
        state: "started",
        run: here,
        started: "1970-01-01T00:00:00.000Z",
      },
    ]);
    await services.clock.sleep(1500);
    expect(await finish(report)).toBe(`${folder}/train.json`);
    const [read] = await readReports(services.files, folder, here);
    expect(read).toMatchObject({ state: "finished", finished: "1970-01-01T00:00:01.500Z", report });
  });

  test("belongs to its run; a job's earlier attempt is over, another job's still holds", async () => {
    const files = filesWith(
      stored({ run: { ...run, id: "99" } }),
      stored({ run: { ...run, job: "model", attempt: 1 } }),
      stored({ run: { ...run, job: "data", attempt: 1 } }),
      stored({ run: { ...run, attempt: 2 } }),
    );
    const found = await readReports(files, folder, { ...run, attempt: 2 });
    expect(found.map((each) => [each.run.job, each.run.attempt])).toEqual([
      ["data", 1],
      ["model", 2],
    ]);
  });

  test("without a run is a terminal's", async () => {
    expect(await readReports(filesWith(stored({ run: {} }), stored()), folder, {})).toHaveLength(1);
  });

  test("is sorted by when it started; other files and folders are ignored", async () => {
    const files = filesWith(
      stored({ action: "train", started: "2026-11-21T10:00:02.000Z" }),
      stored({ action: "validate-data", started: "2026-11-21T10:00:01.000Z" }),
    );
    await files.write(`${folder}/notes.txt`, "not JSON");
    await files.write(`${folder}/sub/a.json`, "not JSON");
    expect((await readReports(files, folder, run)).map((each) => each.action)).toEqual([
      "validate-data",
      "train",
    ]);
  });

  test("of another run may be of another version", async () => {
    expect(
      await readReports(filesWith({ schema: "mlops/action-report@9", run: { id: "1" } }), folder, run),
    ).toEqual([]);
  });

  test.each([
    ["another schema", { ...stored(), schema: "mlops/action-report@2" }, "schema: "],
    [
      "a finished one without a report",
      { ...stored(), report: undefined },
      "report: a finished action has a report",
    ],
    ["a wrong verdict", stored({ report: { ...report, verdict: "ok" as "pass" } }), "report.verdict: "],
    [
      "a wrong cell",
      {
        ...stored(),
        report: { ...report, sections: [{ title: "t", rank: 1, tables: [{ columns: [], rows: [[{}]] }] }] },
      },
      "report.sections[0].tables[0].rows[0][0]: ",
    ],
    ["an endless title", stored({ report: { ...report, title: "x".repeat(3000) } }), "report.title: "],
    ["a bad action", stored({ action: "../train" }), "action: "],
    ["no object", [1], ""],
  ])("with %s names file and value", async (_, value, where) => {
    await expect(readReports(filesWith(value), folder, run)).rejects.toThrow(
      `Cannot read "${folder}/0.json": ${where}`,
    );
  });

  test("that is cut off names the file", async () => {
    const files = memoryFiles({ [`${folder}/train.json`]: '{"schema": "mlops' });
    await expect(readReports(files, folder, run)).rejects.toThrow(`Cannot read "${folder}/train.json": `);
  });

  test("of any shape is read or refused, and pollutes nothing", async () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    await fc.assert(
      fc.asyncProperty(value, value, async (inReport, inRun) => {
        const files = filesWith({ ...stored(), report: inReport }, { ...stored(), run: inRun });
        await files.write(`${folder}/2.json`, '{"__proto__": {"polluted": 1}, "run": {"id": "100"}}');
        const error = await readReports(files, folder, run).catch((cause: unknown) => cause);
        expect(error).toBeInstanceOf(UserError);
      }),
      { numRuns: 50 },
    );
    expect("polluted" in {}).toBe(false);
  });
});

test("the schema takes a report as it is", () => {
  expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
});
