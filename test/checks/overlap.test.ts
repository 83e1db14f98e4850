import fc from "fast-check";
import { expect, test } from "vitest";
import { validateData } from "../../src/actions/validate-data.ts";
import { runAction } from "../fakes.ts";
import { uniforms } from "../statistics/make-values.ts";

async function run(csv: string, data: string, ...checks: string[]) {
  const config = `version: 1\nname: shop\ndata:\n  path: data.csv\n  target: y\n  ${data}\nchecks:\n${checks.map((each) => `  - ${each}\n`).join("")}`;
  const { report, verdict } = await runAction(validateData, {
    inputs: {},
    files: { "mlops.yml": config, "data.csv": csv },
  });
  return { verdict, found: report.sections[0]?.findings ?? [] };
}

const lines = Array.from({ length: 300 }, (_, i) => {
  const day = new Date(Date.UTC(2026, 0, 1 + Math.floor(i / 3))).toISOString().slice(0, 10);
  return [i, `p${i % 60}`, i % 40, i % 7, day, i % 2].join(",");
});
const csv = `id,patient,a,b,day,y\n${lines.join("\n")}\n`;

test("rows of the same features on both sides are found, however they are identified", async () => {
  const broken = await run(csv, "exclude: [id, patient, day]", "{ overlap: { max: 0 } }");
  expect(broken.verdict).toBe("fail");
  const [finding] = broken.found;
  // Features a and b repeat every 280 rows: 20 pairs, of which some lie on either side.
  const [count] =
    /^(\d+) of \d+ test rows? ha(?:s|ve) the features/.exec(finding?.message ?? "")?.slice(1) ?? [];
  expect(Number(count)).toBeGreaterThan(0);
  expect(Number(count)).toBeLessThanOrEqual(20);
  expect(finding?.message).toMatch(/of a training row, expected at most 0$/);
  expect(finding?.line).toBeGreaterThan(1);
  const held = await run(
    csv,
    "key: [a, b]\n  exclude: [id, patient, day]",
    "{ column: a, overlap: { max: 100% } }",
  );
  expect(held.verdict).toBe("pass");
});

test("rows divided by their content never overlap", async () => {
  const twice = `a,y\n${Array.from({ length: 200 }, (_, i) => `${i % 50},${i % 2}`).join("\n")}\n`;
  expect((await run(twice, "key: [a]", "{ column: a, overlap: { max: 0 } }")).verdict).toBe("pass");
  expect((await run(twice, "split: { test: 0.3 }", "{ overlap: { max: 0 } }")).verdict).toBe("pass");
});

test("a group lies on both sides until the split is by group", async () => {
  const check = "{ column: patient, overlap: { max: 0 } }";
  const { found } = await run(csv, "split: { test: 0.2 }", check);
  expect(found[0]?.message).toMatch(
    /^\d+ of \d+ test rows have a "patient" that a training row has, expected at most 0$/,
  );
  expect((await run(csv, "split: { group: patient }", check)).verdict).toBe("pass");
});

test("training rows are later than test rows until the split is by time", async () => {
  const check = "{ column: day, time_overlap: { max: 0 } }";
  const { found } = await run(csv, "split: { test: 0.2 }", check);
  expect(found[0]?.message).toMatch(
    /^\d+ of \d+ training rows are later than the first test row by "day", expected at most 0$/,
  );
  expect((await run(csv, "split: { time: day }", check)).verdict).toBe("pass");
  expect(
    (await run(csv, "split: { time: day }", "{ column: a, time_overlap: { max: 0 } }")).found[0]?.message,
  ).toBe('"a" has no dates: it is a column of type integer');
});

test.each([
  ["split: { group: pat }", 'there is no column "pat"'],
  ["split: { time: a }", 'Cannot split the rows by time: "a" is a column of type integer'],
  ["split: { time: day, group: patient }", "it cannot stand beside time"],
  ["exclude: [id, patient, a, b, day]", "no column is a feature"],
])("%s is refused", async (data, message) => {
  await expect(run(csv, data, "{ overlap: { max: 0 } }")).rejects.toThrow(message);
});

test("missing values are no group, and rows without one keep to their own side", async () => {
  const rows = Array.from({ length: 400 }, (_, i) => `${i % 4 === 0 ? "" : `g${i % 30}`},${i},${i % 2}`);
  const table = `group,x,y\n${rows.join("\n")}\n`;
  const { verdict } = await run(table, "split: { group: group }", "{ column: group, overlap: { max: 0 } }");
  expect(verdict).toBe("pass");
});

test("overlap counts what comparing each pair of rows counts", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 2, max: 30 }),
      async (seed, width) => {
        const values = uniforms(seed, 240).map((each) => Math.floor(each * width * 10));
        const table = `id,a,y\n${values.map((value, i) => `${i},${value},${i % 2}`).join("\n")}\n`;
        const { found } = await run(
          table,
          "key: [id]",
          "{ overlap: { max: 0 } }",
          "{ column: a, overlap: { max: 0 } }",
        );
        const counts = found.map(({ message }) => message.split(" test rows ")[0]);
        expect(new Set(counts).size).toBeLessThanOrEqual(1);
        if (found.length > 0) expect(found).toHaveLength(2);
      },
    ),
    { numRuns: 20 },
  );
});
