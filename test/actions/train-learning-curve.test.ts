import fc from "fast-check";
import { expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import type { Chart } from "../../src/report.ts";
import { growRows } from "../../src/tables/grow-rows.ts";
import { runAction } from "../fakes.ts";
import { uniform } from "../learn/make-data.ts";

const next = uniform(4);
const lines = Array.from({ length: 800 }, (_, row) => {
  const [a, b] = [next(), next()];
  return `${a.toFixed(4)},${b.toFixed(4)},${(3 * a + Math.sin(9 * b)).toFixed(4)},${a + 0.3 * next() > 0.7 ? "yes" : "no"},${row % 400 === 0 ? 1 : 0}`;
});

async function curve(keys: string, { target = "y", rows = lines, key = "" } = {}) {
  const data = target === "y" ? "target: y, exclude: [c]" : 'target: c, positive: "yes", exclude: [y]';
  const config = `version: 1
data: { path: data.csv, ${key}${data} }
train: { ${keys} }
`;
  const files = { "data.csv": `a,b,y,c,rare\n${rows.join("\n")}\n`, "mlops.yml": config };
  const { report } = await runAction(train, { files });
  const section = report.sections.find(({ title }) => title === "Whether more rows would help");
  return { report, text: section?.text, chart: section?.charts?.[0] as Chart | undefined };
}

test("growing parts of the rows, up to the model itself", async () => {
  const { chart, text, report } = await curve(
    "engine: random-forest, params: { n_estimators: 20 }, learning_curve: true",
  );
  expect(chart!.title).toBe("Learning curve: R²");
  const sizes = chart!.x.values as number[];
  expect(sizes).toHaveLength(5);
  const whole = sizes[4]!;
  expect(sizes.slice(0, 4)).toEqual([16, 8, 4, 2].map((part) => Math.round(whole / part)));
  const [test, training] = chart!.series.map(({ values }) => values as number[]);
  expect(test![4]).toBeGreaterThan(test![0]! + 0.05);
  expect(training![4]).toBeGreaterThan(test![4]!);
  const metrics = report.sections.find(({ title }) => title === "Metrics on the test rows")!.tables![0]!;
  const shown = Number(metrics.rows.find((row) => row[1] === "r2")![2]);
  expect(Math.abs(test![4]! - shown)).toBeLessThan(0.001);
  expect(text![0]).toContain("it took 4 more trainings, on");
});

test("the order of the file changes nothing", async () => {
  const keys = "engine: linear, learning_curve: [0.5, 0.1]";
  const { chart } = await curve(keys);
  expect(chart!.x.values).toHaveLength(3);
  const shuffled = lines.toSorted((a, b) => (a.slice(3) < b.slice(3) ? -1 : 1));
  const again = (await curve(keys, { rows: shuffled })).chart!;
  expect(again.x).toEqual(chart!.x);
  for (const [at, { values }] of again.series.entries())
    for (const [point, value] of values.entries())
      expect(value).toBeCloseTo(chart!.series[at]!.values[point]!, 3);
});

test.each(["random-forest", "gradient-boosting", "logistic", "baseline"])(
  "classes of %s, by accuracy",
  async (engine) => {
    const { chart } = await curve(`engine: ${engine}, learning_curve: true`, { target: "c" });
    expect(chart!.title).toBe("Learning curve: Accuracy");
    for (const { values } of chart!.series) for (const value of values) expect(value).toBeGreaterThan(0.5);
  },
);

test("parts from which nothing can be learnt are left out, and said", async () => {
  const rows = lines.map((line, row) => `${row % 160 ? 1 : 2},1,${line.split(",")[2]},yes,${row}`);
  const { chart, text } = await curve("engine: linear, learning_curve: [0.03, 0.9]", {
    rows,
    key: "key: [rare], ",
  });
  expect(chart!.x.values).toHaveLength(2);
  expect(text![1]).toBe("From 1 of the parts nothing could be learnt: their rows are too much alike.");
});

test("few rows have no parts, and nobody who does not ask has a curve", async () => {
  const few = await curve("engine: linear, learning_curve: [0.01]", { rows: lines.slice(0, 60) });
  expect(few.chart!.x.values).toHaveLength(1);
  expect(few.text).toEqual(["There are too few training rows for models of parts of them."]);
  expect((await curve("engine: linear")).text).toBeUndefined();
  expect((await curve("engine: linear, learning_curve: false")).text).toBeUndefined();
});

test.each([
  ["0", "expected boolean or array"],
  ["[]", "expected array to have >=1 items"],
  ["[1]", "expected number to be <1"],
  ["[0]", "expected number to be >0"],
  ["[0.1, 0.2, 0.3, 0.4, 0.5, 0.6]", "<=5"],
])("refuses %s", async (value, message) => {
  await expect(curve(`engine: linear, learning_curve: ${value}`)).rejects.toThrow(message);
});

test("every beginning has the classes in their shares, whatever the order of the rows", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(2)), { minLength: 1 }), (drawn) => {
      const hashes = {
        high: Uint32Array.from(drawn, ([h]) => h),
        low: Uint32Array.from(drawn, (_, at) => at),
      };
      const classes = Int32Array.from(drawn, ([, code]) => code);
      const order = growRows(Uint32Array.from(drawn.keys()), { hashes, seed: 3, classes });
      expect(order.toSorted()).toEqual(Uint32Array.from(drawn.keys()));
      const half = Math.floor(order.length / 2);
      for (const code of [0, 1, 2]) {
        const all = classes.filter((each) => each === code).length;
        const found = order.slice(0, half).filter((row) => classes[row] === code).length;
        expect(Math.abs(found - all / 2)).toBeLessThanOrEqual(2);
      }
    }),
  );
});
