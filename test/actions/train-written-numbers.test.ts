import { expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { runAction } from "../fakes.ts";

const rows = Array.from({ length: 120 }, (_, row) => {
  const [price, rate] = [`"$${(row * 7) % 90},250.50"`, `${(row % 37) / 2}%`];
  return `${price},${rate},${row % 50},${["a", "b"][row % 2]},$${row},${row * 3 + (row % 7)}`;
});
const csv = `price,rate,size,kind,cost,y\n${rows.join("\n")}\n`;
const config = (more = "", engine = "decision-tree") =>
  `version: 1\nname: m\ndata:\n  path: data.csv\n  target: y\n${more}train: { engine: ${engine} }\n`;
const findingsOf = async (yml: string) => {
  const { report } = await runAction(train, { files: { "data.csv": csv, "mlops.yml": yml } });
  return report.sections.flatMap(({ findings = [] }) => findings);
};

test("says that the model takes numbers with signs around them for words, and what to declare", async () => {
  const found = await findingsOf(config());
  expect(found.map(({ severity, message, hint, line }) => ({ severity, message, hint, line }))).toEqual([
    {
      severity: "info",
      message:
        '"price" is a text column: 120 of 120 cells are numbers with signs around them or marks between thousands; the model takes them for words',
      hint: 'Declare how they are written: data.columns: { price: { type: number, group_char: ",", bare_number: false } }, or data.columns: { price: { type: text } }',
      line: 2,
    },
    expect.objectContaining({ message: expect.stringMatching(/^"rate" is a text column: .* words$/) }),
    expect.objectContaining({ message: expect.stringMatching(/^"cost" is a text column: .* words$/) }),
  ]);
});

test("says nothing of columns that are declared or excluded", async () => {
  const declared = "{ price: { type: text }, rate: { type: number, bare_number: false } }";
  expect(await findingsOf(config(`  exclude: [cost]\n  columns: ${declared}\n`))).toEqual([]);
});

test("says nothing where nothing is learnt of columns", async () => {
  expect(await findingsOf(config("", "baseline"))).toEqual([]);
});
