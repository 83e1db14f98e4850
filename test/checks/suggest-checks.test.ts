import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeChecks } from "../../src/checks/judge-checks.ts";
import { suggestChecks } from "../../src/checks/suggest-checks.ts";
import { checksSection } from "../../src/config/checks.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { readText } from "../tables/read-text.ts";

test("what is suggested says what the data holds", async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${i % 2 ? "b" : "a"},${i - 5},${i % 3 ? i / 2 : ""}`);
  const table = await readText(`kind,delta,size\n${rows.join("\n")}\n`);
  expect(suggestChecks(profileTable(table))).toEqual([
    { row_count: { min: 20 } },
    { column: "kind", type: "text", required: true, enum: ["a", "b"] },
    { column: "delta", type: "integer", required: true },
    { column: "size", type: "number", min: 0 },
  ]);
});

test("what is suggested is valid configuration and holds for the data", async () => {
  const cell = fc.constantFrom("1", "0.5", "-3", "", "x", "2026-01-01", "true", "NA");
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 60 }), async (cells) => {
      const table = await readText(`a,b\n${cells.map((each) => each.join(",")).join("\n")}\n`);
      const profile = profileTable(table);
      const checks = suggestChecks(profile);
      expect(checksSection.parse(checks)).toEqual(checks);
      const outcomes = await judgeChecks(table, profile, checks);
      expect(outcomes.filter(({ passed, constraint }) => !passed && constraint !== "type")).toEqual([]);
    }),
  );
});
