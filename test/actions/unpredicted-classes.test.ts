import { expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { runAction } from "../fakes.ts";

/** Rows of two or three classes that nothing tells apart. */
const csv = (label: (row: number) => string | number): string =>
  `a,b,label\n${Array.from({ length: 400 }, (_, row) => `${row % 7},${row % 11},${label(row)}`).join("\n")}\n`;

async function notesOf(text: string, more = ""): Promise<string[]> {
  const mlops = `version: 1\ndata: { path: d.csv, target: label }\ntrain: { engine: logistic${more} }\n`;
  const { report } = await runAction(train, { files: { "d.csv": text, "mlops.yml": mlops } });
  const findings = report.sections.flatMap(({ findings = [] }) => findings);
  return findings.map(({ severity, message }) => `${severity}: ${message}`);
}

const rare = (row: number): number => (row % 12 === 0 ? 1 : 0);

test("a positive class that is never predicted is noted", async () => {
  expect(await notesOf(csv(rare))).toEqual([
    expect.stringMatching(
      /^info: the positive class of "label" is never predicted, and \d+ test rows are of it$/,
    ),
  ]);
});

test("so are those of several, without their names", async () => {
  const text = csv((row) => (row % 12 === 0 ? "secret" : row % 13 === 0 ? "hidden" : "usual"));
  const [note] = await notesOf(text);
  expect(note).toMatch(
    /^info: 2 of the 3 classes of "label" are never predicted, and \d+ test rows are of them$/,
  );
});

test.each([
  ["the threshold finds it", csv(rare), ", threshold: { value: 0.083 }"],
  ["each is predicted", csv((row) => (row % 7 > 3 ? 1 : 0)), ""],
])("nothing is noted where %s", async (_, text, more) => {
  expect(await notesOf(text, more)).toEqual([]);
});
