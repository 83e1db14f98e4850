import { expect, test } from "vitest";
import { validateData } from "../../src/actions/validate-data.ts";
import { UserError } from "../../src/errors.ts";
import { runAction } from "../fakes.ts";
import { makeValues, uniforms } from "../statistics/make-values.ts";

/** 400 rows: a number, a category, an identifier, a date, a constant. */
function makeCsv({ shift = 0, kinds = 3, days = 0, rows = 400, seed = 1 } = {}): string {
  const values = makeValues(["sums", seed, rows, 1, shift]);
  const kind = uniforms(seed + 50, rows);
  const lines = Array.from({ length: rows }, (_, i) => {
    const day = new Date(Date.UTC(2026, 0, 1 + days + (i % 30))).toISOString().slice(0, 10);
    return [values[i], `k${Math.floor(kind[i]! * kinds)}`, `id${i}`, day, 1].join(",");
  });
  return `x,kind,id,day,one\n${lines.join("\n")}\n`;
}

function run(checks: string[], files: Record<string, string>, data = "reference: before.csv") {
  const config = `version: 1\nname: shop\ndata:\n  path: data.csv\n${data && `  ${data}\n`}checks:${checks.length === 0 ? " []" : ""}\n${checks.map((each) => `  - ${each}\n`).join("")}`;
  return runAction(validateData, { inputs: {}, files: { "mlops.yml": config, ...files } });
}

async function findings(checks: string[], files: Record<string, string>, data?: string) {
  const { report, verdict } = await run(checks, files, data);
  const found = report.sections[0]?.findings ?? [];
  return {
    verdict,
    report,
    found: found.map(({ severity, message, line }) => ({ severity, message, line })),
  };
}

test("a column that moved breaks drift, one that did not holds it", async () => {
  const { verdict, found, report } = await findings(
    ["{ column: x, drift: { max: 0.1 } }", "{ column: kind, drift: { max: 0.1 } }"],
    { "data.csv": makeCsv({ shift: 0.5, seed: 3 }), "before.csv": makeCsv() },
  );
  expect(verdict).toBe("fail");
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ severity: "error", line: 7 });
  expect(found[0]?.message).toMatch(
    /^"x" is distributed otherwise than in before\.csv: PSI \d\.\d+, expected at most 0\.1, p 0\.0001$/,
  );
  const details = report.sections.find(({ title }) => title === "Check x.drift")?.tables?.[0];
  expect(details?.rows[0]?.slice(0, 2)).toEqual(["x", "PSI"]);
  expect(details?.rows[0]?.at(-1)).toBe("changed");
});

test("without column each is compared but identifiers, dates and excluded ones; the worst are named", async () => {
  const files = { "data.csv": makeCsv({ shift: 0.5, kinds: 4, seed: 3, days: 40 }), "before.csv": makeCsv() };
  const { found, report } = await findings(["{ drift: { max: 0.1 }, severity: warning }"], files);
  expect(found[0]?.message).toMatch(
    /^2 of 3 columns are distributed otherwise than in before\.csv: "kind" \(PSI [\d.]+, expected at most 0\.1, p [\d.]+; 1 new text in \d+(\.\d+)? % of the values\), "x" \(PSI /,
  );
  const details = report.sections.find(({ title }) => title === "Check drift")?.tables?.[0];
  expect(details?.rows.map((cells) => [cells[0], cells.at(-1)]).sort()).toEqual([
    ["day", "left out: time"],
    ["id", "left out: identifier"],
    ["kind", "changed"],
    ["one", "alike"],
    ["x", "changed"],
  ]);
  const excluded = await findings(
    ["{ drift: { max: 0.1 } }"],
    files,
    "reference: before.csv\n  exclude: [x, kind]",
  );
  expect(excluded.verdict).toBe("pass");
});

test("Evidently's tests and limits", async () => {
  const { found } = await findings(["{ drift: { method: evidently } }"], {
    "data.csv": makeCsv({ shift: 0.5, seed: 3 }),
    "before.csv": makeCsv(),
  });
  expect(found[0]?.message).toMatch(
    /of 3 columns (is|are) distributed otherwise than in before\.csv: .*"x" \(ks, D 0\.\d+, p \d/,
  );
});

test("a profile that validate-data wrote is a reference", async () => {
  const { files } = await run([], { "data.csv": makeCsv() }, "");
  const profile = await files.read(".mlops/shop/profile.json");
  const checks = [
    "{ column: x, drift: { max: 0.1 } }",
    "{ column: kind, drift: { max: 0.1 } }",
    "{ row_count: { change: { max: 1% } } }",
    "{ column: day, newer_than_reference: true }",
  ];
  const same = await findings(
    checks,
    { "data.csv": makeCsv({ seed: 9, days: 1 }), "before.json": profile },
    "reference: before.json",
  );
  expect(same.found).toEqual([]);
  const other = await findings(
    checks,
    { "data.csv": makeCsv({ shift: 0.5, kinds: 5, rows: 390 }), "before.json": profile },
    "reference: before.json",
  );
  expect(other.found.map(({ message }) => message.split(":")[0])).toEqual([
    '"x" is distributed otherwise than in before.json',
    '"kind" is distributed otherwise than in before.json',
    "the table has 390 rows, before.json has 400, expected a change of at most 1 %",
    'the newest date of "day" is not later than that of before.json',
  ]);
});

test("without a reference a comparison is not judged, and says so", async () => {
  const { verdict, found, report } = await findings(
    [
      "{ column: x, drift: { max: 0.1 } }",
      "{ drift: { max: 0.1 } }",
      "{ row_count: { min: 1, change: { max: 1% } } }",
      "{ column: day, newer_than_reference: true }",
    ],
    { "data.csv": makeCsv() },
    "",
  );
  expect(verdict).toBe("pass");
  expect(found.map(({ severity }) => severity)).toEqual(["info", "info", "info", "info"]);
  expect(new Set(found.map(({ message }) => message))).toEqual(
    new Set([
      "not judged: there are no earlier data to compare with: data.reference names none, and no earlier run has left a profile",
    ]),
  );
  expect(report.headline).toBe("the data is fine: no checks hold, 4 could not be judged");
});

test("few rows are not judged", async () => {
  const files = { "data.csv": makeCsv({ rows: 50 }), "before.csv": makeCsv() };
  expect((await findings(["{ column: x, drift: { max: 0.1 } }"], files)).found).toEqual([
    {
      severity: "info",
      message: '"x" could not be compared with before.csv: there are 50 rows, fewer than 100',
      line: 7,
    },
  ]);
  expect((await findings(["{ column: x, drift: { max: 0.1, min_rows: 50 } }"], files)).found).toEqual([]);
});

test("derived columns are compared too", async () => {
  const { found } = await findings(
    ["{ column: twice, drift: { max: 0.1 } }"],
    { "data.csv": makeCsv({ shift: 0.5 }), "before.csv": makeCsv() },
    "reference: before.csv\n  derive: { twice: x * 2 }",
  );
  expect(found[0]?.message).toMatch(/^"twice" is distributed otherwise/);
});

test.each([
  ["reference: nothing.csv", {}, 'Cannot read "nothing.csv"'],
  ["reference: before.json", { "before.json": '{"schema":"mlops/profile@9"}' }, "Cannot use the profile"],
  ["reference: before.json", { "before.json": '{"schema":"mlops/profile@1",' }, "it is no JSON"],
  ["reference: before.csv", { "before.csv": "x,kind\n" }, "it has no rows"],
])("%s is refused: %j", async (data, files, message) => {
  const going = run(["{ drift: { max: 0.1 } }"], { "data.csv": makeCsv(), ...files }, data);
  await expect(going).rejects.toThrow(UserError);
  await expect(going).rejects.toThrow(message);
});

test("a profile with a histogram that cannot be one is refused", async () => {
  const { files } = await run([], { "data.csv": makeCsv() }, "");
  const profile = JSON.parse(await files.read(".mlops/shop/profile.json"));
  profile.columns[0].histogram.edges.reverse();
  const going = run(
    ["{ drift: { max: 0.1 } }"],
    { "data.csv": makeCsv(), "before.json": JSON.stringify(profile) },
    "reference: before.json",
  );
  await expect(going).rejects.toThrow("a histogram's edges do not ascend");
});
