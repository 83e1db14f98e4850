import { expect, test } from "vitest";
import type { Check } from "../../src/checks/check.ts";
import { judgeChecks } from "../../src/checks/judge-checks.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { readText } from "../tables/read-text.ts";

const csv = `one,nearly,many,none,y\n${Array.from({ length: 200 }, (_, i) => `a,${i === 7 ? 2 : 1},${i},,0`).join("\n")}\n`;

async function judge(check: Check) {
  const table = await readText(csv);
  const context = { target: "y", exclude: ["other"] };
  const [outcome] = await judgeChecks(table, profileTable(table), [check], context);
  return outcome;
}

test("columns that are constant, or nearly so, are found; the target and empty ones are not asked", async () => {
  expect(await judge({ most_frequent: { max: "99%" } })).toMatchObject({
    considered: 4,
    failed: 2,
    passed: false,
    name: "most_frequent",
    message:
      'the most frequent value of "one" (100 %), "nearly" (99.5 %) occurs too often, expected at most 99 %',
  });
  expect(await judge({ most_frequent: { max: "99.5%" } })).toMatchObject({ failed: 1 });
  expect(await judge({ most_frequent: { max: 200 } })).toMatchObject({
    passed: true,
    message: "4 columns hold most_frequent",
  });
  expect(await judge({ column: "nearly", most_frequent: { max: 1 } })).toMatchObject({ failed: 1 });
});
