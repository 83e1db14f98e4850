import fc from "fast-check";
import { expect, test } from "vitest";
import { openPlan } from "../../src/parts/open-plan.ts";
import { type PartPlan, partsOfPlan } from "../../src/parts/part-plan.ts";
import { workPart } from "../../src/parts/work-part.ts";
import { instantiateCsv } from "../../src/runner/instantiate.ts";
import { planCsv } from "../../src/tables/plan-csv.ts";

const place = { file: "mlops.yml" };
const checks = [
  { check: { column: "name", pattern: "^[a-m]" }, constraint: "pattern", place },
  { check: { column: "name", enum: ["ann", "bob", "é"] }, constraint: "enum", place },
  { check: { column: "note", min_length: 2 }, constraint: "min_length", place },
  { check: { column: "note", where: "name = 'ann'", required: true }, constraint: "required", place },
] as const;

const word = fc.oneof(
  fc.constantFrom("ann", "bob", "", "é", "NA", "true", "1", "2026-01-31", '"a\nb"', '"c ""d"""'),
  fc.stringMatching(/^[a-z]{1,12}$/),
);

test("a part says the same whatever parts its thread read before, right or wrong", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(word, word), { minLength: 30, maxLength: 120 }),
      fc.array(fc.nat(20), { minLength: 1, maxLength: 20 }),
      async (rows, order) => {
        const text = rows.map(([name, note]) => `${name},${note},x\n`).join("");
        const bytes = new TextEncoder().encode(`name,note,end\n${text}`);
        const layout = planCsv(bytes, bytes.length, { source: "a.csv" });
        if (layout === undefined) throw new Error("no plan");
        const files = [{ path: "a.csv", layout, order: undefined, folders: [] }];
        const { columns } = layout;
        const plan: PartPlan = { format: "csv", columns, folders: 0, declared: undefined, files };
        const read = (position: number, target: Uint8Array): number => {
          const part = bytes.subarray(position, position + target.length);
          target.set(part);
          return part.length;
        };
        const ranges = partsOfPlan(plan, 100);
        const work = { plan, ranges, checks, hashes: true, rows: rows.length, share: 0.5, derive: {} };
        const keeping = openPlan(plan, () => read, instantiateCsv, true);
        for (const index of order.map((each) => each % ranges.length)) {
          const alone = await workPart(
            work,
            index,
            openPlan(plan, () => read, instantiateCsv, false),
          );
          expect(await workPart(work, index, keeping)).toEqual(alone);
        }
      },
    ),
    { numRuns: 60 },
  );
});
