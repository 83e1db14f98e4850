import { expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { parseManifest } from "../../src/evidence/manifest.ts";
import { runAction } from "../fakes.ts";

const rows = Array.from({ length: 240 }, (_, i) => {
  const day = new Date(Date.UTC(2026, 0, 1 + Math.floor(i / 4))).toISOString().slice(0, 10);
  return [`p${i % 30}`, (i * 37) % 101, day, ((i * 37) % 101) + (i % 3)].join(",");
});
const csv = `patient,x,day,y\n${rows.join("\n")}\n`;

async function run(split: string) {
  const config = `version: 1\nname: shop\ndata: { path: data.csv, target: y, split: ${split} }\ntrain: { params: { n_estimators: 3 } }\n`;
  const { files } = await runAction(train, { inputs: {}, files: { "mlops.yml": config, "data.csv": csv } });
  const manifest = parseManifest(await files.read(".mlops/shop/evidence/manifest.json"), "manifest.json");
  const predictions = await files.read(".mlops/shop/evidence/predictions.csv");
  const [header = "", ...lines] = predictions.trim().split("\n");
  const place = header.split(",").indexOf("row");
  return { manifest, tested: lines.map((line) => Number(line.split(",")[place]) - 1) };
}

test("a split by group tests whole groups, and the group is no feature", async () => {
  const { manifest, tested } = await run("{ group: patient }");
  expect(manifest.split).toMatchObject({ rule: "group", column: "patient" });
  expect(manifest.features).toEqual(["x", "day"]);
  const groups = new Set(tested.map((row) => row % 30));
  expect(tested.length).toBe(groups.size * 8);
  expect(groups.size).toBeGreaterThan(1);
});

test("a split by time tests the latest rows", async () => {
  const { manifest, tested } = await run("{ time: day, test: 0.25 }");
  expect(manifest.split).toMatchObject({ rule: "time", column: "day", test: 0.25 });
  expect(tested).toEqual(Array.from({ length: 60 }, (_, i) => 180 + i));
});

test.each([
  ["{ group: pat }", 'Cannot split the rows: there is no column "pat"'],
  ["{ time: x }", 'Cannot split the rows by time: "x" is a column of type integer'],
])("%s is refused", async (split, message) => {
  await expect(run(split)).rejects.toThrow(message);
});

test("classes that no training row has are warned of, by their number", async () => {
  const lines = Array.from(
    { length: 60 },
    (_, row) =>
      `2026-${String(1 + Math.floor(row / 20)).padStart(2, "0")}-${String(1 + (row % 20)).padStart(2, "0")},${row % 5},${row < 48 ? "ab"[row % 2] : "secret"}`,
  );
  const result = await runAction(train, {
    files: {
      "mlops.yml":
        "version: 1\nname: late\ndata: { path: data.csv, target: y, split: { time: when, test: 0.2 } }\ntrain: { engine: decision-tree }",
      "data.csv": `when,x,y\n${lines.join("\n")}\n`,
    },
  });
  const messages = result.report.sections.flatMap(({ findings = [] }) =>
    findings.map(({ message }) => message),
  );
  expect(messages).toContain('1 of the 3 classes of "y" has no training row: the model does not know it');
});

test("a target whose classes have a row each is warned of, as rows that nothing else is like", async () => {
  const trainOn = async (nameOf: (row: number) => string) => {
    const lines = Array.from({ length: 60 }, (_, row) => `${row % 7},${(row * 7) % 11},${nameOf(row)}`);
    const { report } = await runAction(train, {
      files: {
        "mlops.yml":
          "version: 1\nname: lone\ndata: { path: data.csv, target: y }\ntrain: { engine: decision-tree }",
        "data.csv": `x,z,y\n${lines.join("\n")}\n`,
      },
    });
    return report.sections.flatMap(({ findings = [] }) => findings.map(({ message }) => message)).join("\n");
  };
  expect(await trainOn((row) => `name-${row}`)).toContain('60 of the 60 classes of "y" have one row each');
  expect(await trainOn((row) => (row < 3 ? `odd-${row}` : "ab"[row % 2]!))).not.toContain("one row each");
});
