import { expect, test } from "vitest";
import type { CheckContext } from "../../src/checks/case.ts";
import { type CheckOutcome, judgeChecks } from "../../src/checks/judge-checks.ts";
import { sampleRows } from "../../src/checks/sample-rows.ts";
import { randomFrom, randomState } from "../../src/learn/random.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { readText } from "../tables/read-text.ts";

const rows = 4000;

/** Columns of known worth: a copy, a noisy copy, an unrelated number, an identifier, an unrelated category. */
function makeCsv(targetOf: (x: number, noise: number) => string): string {
  const random = randomFrom(randomState(5, 0));
  const lines = Array.from({ length: rows }, (_, row) => {
    const x = random.below(100_000) / 100_000;
    const noise = random.below(1000) / 1000;
    const target = targetOf(x, noise);
    return [
      target,
      `t${target}`,
      Math.exp(5 * x),
      x + noise,
      noise,
      row,
      `id${row}`,
      `k${random.below(5)}`,
    ].join(",");
  });
  return `target,copy,curve,noisy,noise,row,id,kind\n${lines.join("\n")}\n`;
}

async function judge(
  csv: string,
  max: number,
  context: CheckContext = { target: "target" },
): Promise<CheckOutcome> {
  const table = await readText(csv);
  const [outcome] = await judgeChecks(table, profileTable(table), [{ leakage: { max } }], context);
  if (outcome === undefined) throw new Error("the check has no outcome");
  return outcome;
}

test("two classes: what they were made from is found, and no identifier", async () => {
  const csv = makeCsv((x) => (x > 0.9 ? "yes" : "no"));
  const { failed, considered, message, passed } = await judge(csv, 0.95);
  expect({ failed, considered, passed }).toEqual({ failed: 2, considered: 7, passed: false });
  expect(message).toMatch(
    /^"copy" \(1(\.00)?\), "curve" \((1|0\.9\d*)\) alone predict "target" with a score above 0.95$/,
  );
  expect((await judge(csv, 0.95, { target: "target", exclude: ["copy", "curve"] })).passed).toBe(true);
});

test("three classes by a number: one in the middle is found too", async () => {
  const csv = makeCsv((x) => (x < 0.3 ? "low" : x < 0.6 ? "mid" : "high"));
  expect((await judge(csv, 0.95)).message).toMatch(/^"copy" .*"curve" .*alone predict/);
});

test("numbers: any monotone function of the target is found, a noisy one is not", async () => {
  const { message, failed } = await judge(
    makeCsv((x) => String(x ** 3)),
    0.95,
  );
  expect(failed).toBe(1);
  expect(message).toMatch(/^"curve" \((1|0\.9\d*)\) alone predicts "target" with a score above 0.95$/);
});

test("what says nothing scores about 0", async () => {
  const csv = makeCsv((x) => (x > 0.5 ? "yes" : "no"));
  const context = { target: "target", exclude: ["copy", "curve", "noisy"] };
  expect((await judge(csv, 0.12, context)).passed).toBe(true);
});

test("without a target nothing can leak", async () => {
  const csv = makeCsv(String);
  await expect(judge(csv, 1, {})).rejects.toThrow("Cannot check leakage: the data has no target");
  await expect(judge(csv, 1, { target: "y" })).rejects.toThrow('there is no target column "y"');
});

test("a sample has its size, ascends and is always the same", () => {
  const sample = sampleRows(1_000_003, 1000);
  expect(sample).toHaveLength(1000);
  expect(sample.every((row, i) => row < 1_000_003 && (i === 0 || row > sample[i - 1]!))).toBe(true);
  expect(sampleRows(1_000_003, 1000)).toEqual(sample);
  expect([...sampleRows(3, 10)]).toEqual([0, 1, 2]);
});
