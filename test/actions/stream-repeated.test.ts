import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { countKeys } from "../../src/actions/stream-repeated.ts";
import { judgeChecks } from "../../src/checks/judge-checks.ts";
import { deriveColumns } from "../../src/expression/derive-columns.ts";
import { hashText } from "../../src/profile/hash-texts.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { createScratch } from "../../src/services/scratch.ts";
import { readText } from "../tables/read-text.ts";
import { readBothWays } from "./read-both-ways.ts";

const data = {
  columns: { t: { type: "text" }, n: { type: "number" } },
  derive: { half: "n / 2", lower: "lower(t)" },
};
const checks = [
  { column: "t", unique: true },
  { column: "n", unique: true },
  { column: "n", unique: true, mostly: 0.5, where: "n > 1" },
  { column: "half", unique: true },
  { column: "lower", unique: true, distinct: { max: 2 } },
  { unique: ["t", "n"] },
  { unique: ["t", "n"], where: "t <> 'a'", max_failed: "50%" },
  { unique: ["t", "absent"] },
  { column: "absent", unique: true },
  { duplicate_rows: { max: 0 } },
  { duplicate_rows: { max: "20%" }, where: "n < 3" },
  { column: "t", distinct: { min: 2, max: 3 }, where: "n > 0" },
  { column: "n", distinct: { max: "50%" }, where: "n > 0" },
];

const folder = mkdtempSync(path.join(tmpdir(), "mlops-repeated-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("what rows repeat is the same part by part as in memory", async () => {
  const cell = fc.constantFrom("a", "A", "b", "", '"a\nb"', "é", "UVjcA5X5", "CFN6iy3U", "0", "7");
  const number = fc.constantFrom("0", "-0", "1", "2", "2.5", "", "1e300", "huge");
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, number), { minLength: 1, maxLength: 40 }), async (rows) => {
      const text = `t,n,i\n${rows.map(([t, n]) => `${t},${n},1`).join("\n")}\n`;
      const given = { files: { "data.csv": text }, path: "data.csv", data, checks };
      await readBothWays({ ...given, partBytes: 150 }, async ({ project, streamed, whole }) => {
        if ("error" in streamed || "error" in whole) throw new Error("not read");
        const judge = (table: typeof whole.value) =>
          judgeChecks(table, profileTable(whole.value), project.config.checks).catch(
            ({ message }) => message,
          );
        expect(await judge(streamed.value.table)).toEqual(
          await judge(deriveColumns(whole.value, project.config.data.derive ?? {})),
        );
      });
    }),
    { numRuns: 12 },
  );
});

test("texts whose 64 bits are the same are told apart", async () => {
  const [one, other] = ["UVjcA5X5", "CFN6iy3U"] as const;
  expect(hashText(one)).toEqual(hashText(other));
  const table = await readText(`t,n\n${one},1\n${other},1\n${one},2\n`);
  const scratch = createScratch(folder);
  const keysOf = (columns: string[]) => ({ kind: "own keys" as const, columns, where: undefined, place: {} });
  const [texts, both] = await countKeys({ scratch }, table, [keysOf(["t"]), keysOf(["t", "n"])]);
  expect(texts).toMatchObject({ distinct: 2, all: { count: 2, first: [0, 2] }, later: { first: [2] } });
  expect(both).toMatchObject({ distinct: 3, all: { count: 0 }, asked: 3, considered: 3 });
  expect(readdirSync(folder)).toEqual([]);
});
