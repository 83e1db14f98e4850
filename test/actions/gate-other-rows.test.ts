import { expect, test } from "vitest";
import { qualityGate } from "../../src/actions/quality-gate.ts";
import { train } from "../../src/actions/train.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { runAction } from "../fakes.ts";

type Files = ReturnType<typeof memoryFiles>;

const config = (rules: string): string => `version: 1
name: p
data: { path: data.csv, target: y, key: [id], split: { seed: 1 } }
train: { engine: random-forest, params: { n_estimators: 2 } }
gate: { baseline: kept, slices: { columns: [kind], min_rows: 20 }, rules: [${rules}] }
`;

/** Rows of which those from 400 on are far harder. */
function dataOf(from: number, to: number, relabelled = 0): string {
  const lines = Array.from({ length: to - from }, (_, at) => {
    const index = from + at;
    const x = (index * 7919) % 101;
    const noise = ((index * 31) % 11) * (index < 400 ? 1 : 40);
    return `k${index},${x},${index % 7 < 3 ? "b" : "a"},${3 * x + noise + (index < relabelled ? 50 : 0)}`;
  });
  return `id,x,kind,y\n${lines.join("\n")}\n`;
}

async function trained(data: string): Promise<Files> {
  const files = { "data.csv": data, "mlops.yml": config("{ metric: rmse, max: 1000 }") };
  return (await runAction(train, { files })).files;
}

const earlier = await trained(dataOf(0, 400));

/** The gate's report on the model of today beside the earlier one, of which some files are not there. */
async function judged(today: Files, rules: string, without = /^$/) {
  const files = memoryFiles(Object.fromEntries(today.all()));
  for (const [path, content] of earlier.all()) {
    const below = /^\.mlops\/p\/((?:model|evidence)\/.*)$/.exec(path)?.[1];
    if (below !== undefined && !without.test(below)) await files.write(`kept/${below}`, content);
  }
  await files.write("mlops.yml", config(rules));
  const { report } = await runAction(qualityGate, { files });
  const tableOf = (name: string) => report.sections.find(({ title }) => title === name)?.tables?.[0];
  const all = new Map(tableOf("All metrics")?.rows.map((row) => [row[1], row]));
  return { report, all, gate: tableOf("Quality gate")?.rows ?? [], fact: factIn(report.facts) };
}

function factIn(facts: readonly { label: string; note?: string | undefined }[]) {
  return (label: string): string | undefined => facts.find((each) => each.label === label)?.note;
}

const rules =
  "{ metric: rmse, no_worse_than: baseline, margin: 10% }, { metric: r2, min: -9 }, { metric: mae, max: 9000 }";

test("one report has one baseline: that of today's rows, where it was evaluated again", async () => {
  const { report, all, gate, fact } = await judged(await trained(dataOf(0, 900)), rules);
  expect(JSON.stringify(report)).toContain("evaluated again on today's");
  const [, shown, reference, difference] = gate[0]!;
  expect(
    all
      .get("rmse")
      ?.slice(2, 4)
      .map((cell) => Math.round(Number(cell) / 10)),
  ).toEqual([shown, reference].map((cell) => Math.round(Number(cell) / 10)));
  expect([String(all.get("rmse")?.[4]), String(difference)].map((text) => text[0])).toEqual(["+", "+"]);
  for (const [label, name] of [
    ["R²", "r2"],
    ["MAE", "mae"],
  ] as const)
    expect(fact(label)).toContain(`; ${all.get(name)?.[4]} from the baseline`);
});

test("metrics of other rows than the model's own are not subtracted from it", async () => {
  const { report, all, fact } = await judged(await trained(dataOf(0, 900)), rules, /^model/);
  expect(JSON.stringify(report)).toContain("test rows that both models have");
  expect(fact("RMSE")).toContain("the baseline, 95 % CI");
  expect(fact("R²")).toMatch(/^95 % CI [^;]*$/);
  expect(all.size).toBe(0);
  const refused = await judged(await trained(dataOf(300, 900, 400)), "{ metric: r2, min: -9 }", /^model/);
  expect(refused.fact("R²")).toMatch(/^95 % CI [^;]*$/);
});

test("metrics of the very same rows are", async () => {
  const { all, fact } = await judged(await trained(dataOf(0, 400)), rules);
  expect(all.get("r2")?.[4]).toBe("±0");
  expect(fact("R²")).toContain("; ±0 from the baseline");
});
