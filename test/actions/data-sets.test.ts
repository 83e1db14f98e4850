import { describe, expect, test } from "vitest";
import { qualityGate } from "../../src/actions/quality-gate.ts";
import { train } from "../../src/actions/train.ts";
import { validateData } from "../../src/actions/validate-data.ts";
import { digestDataSet, digestFile } from "../../src/evidence/digest.ts";
import { parseManifest } from "../../src/evidence/manifest.ts";
import { runAction } from "../fakes.ts";

const header = "id,x,zip,target\n";
const row = (i: number): string => `${i},${(i * 37) % 11},${10000 + (i % 4)},${(i % 5) + ((i * 37) % 11)}\n`;
const rows = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => row(from + i)).join("");

const files = {
  "data/train.csv": header + rows(0, 80),
  "data/test.csv": header + rows(80, 110),
  "data/zip.csv": "zip,state\n10000,NY\n10001,NY\n10002,CA\n00501,NY\n",
};
const sets = "{ train: data/train.csv, test: data/test.csv, zip_codes: data/zip.csv }";

function config(...checks: string[]): string {
  const lines = checks.map((each) => `  - ${each}\n`).join("");
  return `version: 1\nname: shop\ndata:\n  sets: ${sets}\n  target: target\n${checks.length > 0 ? `checks:\n${lines}` : ""}train: { params: { n_estimators: 5 } }\n`;
}

function validate(...checks: string[]) {
  return runAction(validateData, { files: { ...files, "mlops.yml": config(...checks) } });
}

describe("validate-data", () => {
  test("compares train and test with data.reference, and no other set", async () => {
    const drifted =
      header + Array.from({ length: 150 }, (_, i) => row(i).replace(/^(\d+),\d+/, "$1,40")).join("");
    const reference = header + rows(0, 150);
    const given = (checks: string[]) =>
      runAction(validateData, {
        files: {
          ...files,
          "data/train.csv": reference,
          "data/test.csv": drifted,
          "data/before.csv": reference,
          "mlops.yml": config(...checks).replace("data:\n", "data:\n  reference: data/before.csv\n"),
        },
      });
    const { report, outputs } = await given([
      "{ column: x, drift: { max: 0.1 } }",
      "{ row_count: { change: { max: 1% } } }",
      "{ set: zip_codes, column: zip, drift: { max: 0.1 }, severity: warning }",
    ]);
    expect(outputs).toMatchObject({ errors: 1, warnings: 0 });
    const results = Object.fromEntries(
      (report.sections.find(({ title }) => title === "Checks")?.tables?.[0]?.rows ?? []).map(
        ([name, result]) => [name, result],
      ),
    );
    expect(results).toEqual({
      "train: x.drift": "✅ holds",
      "train: row_count": "✅ holds",
      "test: x.drift": "❌ broken",
      "test: row_count": "✅ holds",
      "zip_codes: zip.drift": "➖ not judged",
    });
  });

  test("profiles each set, and asks train and test where a check names none", async () => {
    const {
      verdict,
      outputs,
      report,
      files: written,
    } = await validate(
      "{ column: id, unique: true }",
      "{ set: zip_codes, column: zip, unique: true, severity: warning }",
      "{ set: test, row_count: { min: 31 } }",
    );
    expect(verdict).toBe("fail");
    expect(outputs).toMatchObject({ rows: 110, errors: 1, warnings: 0 });
    expect(outputs["data-digest"]).toBe(
      digestDataSet([
        { path: "train", digest: digestFile(files["data/train.csv"]) },
        { path: "test", digest: digestFile(files["data/test.csv"]) },
      ]),
    );
    expect(report.facts.map(({ label, value }) => `${label} ${value}`)).toEqual([
      "train 80 rows",
      "test 30 rows",
      "zip_codes 4 rows",
    ]);
    expect(report.sections[0]?.findings).toEqual([
      expect.objectContaining({ rule: "test: row_count", file: "mlops.yml", line: 9 }),
    ]);
    expect(report.sections[1]?.tables?.[0]?.rows.map(([name]) => name)).toEqual([
      "test: row_count",
      "train: id.unique",
      "test: id.unique",
      "zip_codes: zip.unique",
    ]);
    const rowsOf = async (name: string): Promise<unknown> =>
      (JSON.parse(await written.read(`.mlops/shop/${name}`)) as { rows: number }).rows;
    expect(await rowsOf("profile.json")).toBe(80);
    expect(await rowsOf("profiles/zip_codes.json")).toBe(4);
  });

  test("foreign keys: a number and the text that spells it are equal, a code is no number", async () => {
    const { report, outputs } = await validate(
      "{ column: zip, references: { set: zip_codes } }",
      "{ set: test, references: { set: zip_codes, columns: { zip: zip } }, max_failed: 10 }",
    );
    expect(outputs.errors).toBe(2);
    expect(
      report.sections[0]?.findings?.map(({ rule, message, file, line, row }) => [
        rule,
        message,
        file,
        line,
        row,
      ]),
    ).toEqual([
      [
        "train: zip.references",
        '20 of 80 values of "zip" are not in "zip" of the set "zip_codes"',
        "data/train.csv",
        5,
        4,
      ],
      [
        "test: zip.references",
        '7 of 30 values of "zip" are not in "zip" of the set "zip_codes"',
        "data/test.csv",
        5,
        4,
      ],
    ]);
  });

  test("checks on training and test rows compare the two sets, once", async () => {
    const { report } = await runAction(validateData, {
      files: {
        ...files,
        "data/test.csv": header + rows(70, 110),
        "mlops.yml": config("{ overlap: { max: 0 } }"),
      },
    });
    expect(report.sections[0]?.findings).toEqual([
      expect.objectContaining({ rule: "test: overlap", file: "data/test.csv", line: 2 }),
    ]);
  });

  test("a path beside other sets", async () => {
    const { outputs, report } = await runAction(validateData, {
      files: {
        ...files,
        "mlops.yml":
          "version: 1\ndata: { path: data/test.csv, sets: { zip_codes: data/zip.csv } }\nchecks:\n  - { column: zip, references: { set: zip_codes }, mostly: 0.5 }\n  - { set: zip_codes, column: state, enum: [NY] }\n",
      },
    });
    expect(outputs).toMatchObject({ rows: 30, errors: 1 });
    expect(report.sections[0]?.findings?.map(({ rule }) => rule)).toEqual(["zip_codes: state.enum"]);
  });

  test("sets alone: each check names its own", async () => {
    const given = (check: string): Record<string, string> => ({
      ...files,
      "mlops.yml": `version: 1\ndata: { sets: { houses: data/test.csv, zips: data/zip.csv } }\nchecks:\n  - ${check}\n`,
    });
    const { outputs } = await runAction(validateData, {
      files: given("{ set: houses, column: id, unique: true }"),
    });
    expect(outputs).toMatchObject({ rows: 34, errors: 0 });
    await expect(
      runAction(validateData, { files: given("{ column: id, unique: true }") }),
    ).rejects.toMatchObject({
      message: "Cannot check the data: the check does not say which of data.sets it asks",
      place: { line: 4 },
    });
    await expect(
      runAction(validateData, { files: given("{ set: house, column: id, unique: true }") }),
    ).rejects.toThrow('data.sets has no "house", did you mean "houses"');
    await expect(
      runAction(validateData, { files: given("{ set: houses, column: zip, references: { set: zip } }") }),
    ).rejects.toThrow('data.sets has no "zip", did you mean "zips"');
    await expect(
      runAction(validateData, { files: given("{ set: houses, column: id, references: { set: zips } }") }),
    ).rejects.toThrow('the set "zips" has no column "id"');
  });

  test("a table may refer to itself, also where a check asks some of its rows", async () => {
    const { report } = await runAction(validateData, {
      files: {
        "p.csv": "id,parent,kind\n1,,a\n2,1,b\n3,2,b\n4,9,b\n5,8,a\n",
        "mlops.yml":
          "version: 1\ndata: { path: p.csv }\nchecks:\n  - { column: parent, references: { column: id }, where: kind = 'b' }\n",
      },
    });
    expect(report.sections[0]?.findings).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/^1 of 3 values of "parent" is not in "id"/),
        line: 5,
      }),
    ]);
  });
});

test("a foreign key may have derived columns, and be looked for in one", async () => {
  const { report } = await runAction(validateData, {
    files: {
      "p.csv": "id,parent\n1,4\n2,6\n3,9\n",
      "mlops.yml":
        "version: 1\ndata: { path: p.csv, derive: { twice: id * 2, above: parent } }\nchecks: [{ references: { columns: { above: twice } } }]\n",
    },
  });
  expect(report.sections[0]?.findings).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(/^1 of 3 values of "above" is not in "twice"/),
      line: 4,
    }),
  ]);
});

describe("train", () => {
  const run = (given: Record<string, string>) =>
    runAction(train, { files: { ...files, "mlops.yml": config(), ...given } });

  test("fits on train and tests on test; the manifest says so", async () => {
    const trained = await run({});
    const manifest = parseManifest(
      await trained.files.read(".mlops/shop/evidence/manifest.json"),
      "manifest",
    );
    expect(manifest.split).toEqual({
      rule: "sets",
      sets: { train: digestFile(files["data/train.csv"]), test: digestFile(files["data/test.csv"]) },
      key: ["id", "x", "zip"],
    });
    expect(manifest.rows).toEqual({ total: 110, train: 80, test: 30 });
    const predictions = await trained.files.read(".mlops/shop/evidence/predictions.csv");
    const numbers = predictions
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",")[1]);
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, i) => String(i + 1)));
    expect((await runAction(qualityGate, { files: trained.files })).verdict).not.toBe("refused");
  });

  test("the test rows keep their identities whatever stands in train", async () => {
    const idsOf = async (given: Record<string, string>): Promise<string[]> => {
      const trained = await run(given);
      const predictions = await trained.files.read(".mlops/shop/evidence/predictions.csv");
      return predictions
        .trim()
        .split("\n")
        .map((line) => line.split(",")[0]!);
    };
    // Train shares rows with test, has its columns in another order, and a text where test has numbers alone.
    const other = `x,id,target,zip\n${Array.from({ length: 90 }, (_, i) => {
      const [id, x, zip, target] = row(i).trim().split(",");
      return `${x},${id},${target},${i < 5 ? "unknown" : zip}\n`;
    }).join("")}`;
    expect(await idsOf({ "data/train.csv": other })).toEqual(await idsOf({}));
  });

  test("rows of test that are in train are a finding", async () => {
    const { report } = await run({ "data/test.csv": header + rows(70, 110) });
    const findings = report.sections.flatMap((section) => section.findings ?? []);
    expect(findings).toContainEqual(
      expect.objectContaining({
        severity: "warning",
        message: '10 of 40 rows of the set "test" are in the set "train" too',
        file: "mlops.yml",
        line: 4,
      }),
    );
  });

  test.each([
    ["sets: { train: a.csv }", 'it needs a set "test" beside it'],
    ["{ sets: { train: a.csv, test: b.csv }, path: c.csv }", "cannot stand beside the sets"],
    ["{ sets: { train: a.csv, test: b.csv }, split: { test: 0.3 } }", "of split, only seed has a meaning"],
    ['{ sets: { "a/b": a.csv } }', "data.sets.a/b"],
  ])("data: %s is refused", async (data, message) => {
    const text = data.startsWith("{") ? data : `{ ${data} }`;
    await expect(run({ "mlops.yml": `version: 1\ndata: ${text}\n` })).rejects.toThrow(message);
  });

  test("other columns and formats are refused, naming both", async () => {
    await expect(run({ "data/test.csv": "id,x,zip\n1,2,3\n" })).rejects.toThrow(
      /"data\/t\w+\.csv" has a column "target", "data\/t\w+\.csv" has none/,
    );
    await expect(
      run({
        "mlops.yml": "version: 1\ndata: { sets: { train: data/train.csv, test: t.jsonl }, target: target }\n",
        "t.jsonl": '{"id":1,"x":2,"zip":3,"target":4}',
      }),
    ).rejects.toThrow(/files of other formats/);
  });

  test("the input data sets the sets aside", async () => {
    const { outputs } = await runAction(validateData, {
      inputs: { data: "data/zip.csv", config: "mlops.yml" },
      files: { ...files, "mlops.yml": config() },
    });
    expect(outputs.rows).toBe(4);
  });
});

test("a set may need as many rows as another", async () => {
  const { report } = await validate(
    "{ set: train, row_count: { same_as: test } }",
    "{ set: zip_codes, row_count: { min: 1, same_as: zip_codes } }",
    "{ set: zip_codes, row_count: { min: 5, same_as: zip_codes } }",
  );
  expect(report.sections[0]?.findings?.map(({ message }) => message)).toEqual([
    "the table has 80 rows, test has 30",
    "the table has 4 rows, expected at least 5",
  ]);
  await expect(validate("{ set: train, row_count: { same_as: others } }")).rejects.toThrow('"others"');
});
