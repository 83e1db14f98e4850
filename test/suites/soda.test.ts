import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseSuite } from "../../src/suites/parse-suite.ts";
import { sodaChecks } from "../../src/suites/soda-checks.ts";
import { comparisons } from "../../src/suites/soda-threshold.ts";
import { validityWords } from "../../src/suites/soda-validity.ts";
import { readText } from "../tables/read-text.ts";
import { judgeSuite } from "./judge-suite.ts";

/** The answers of Soda: test/golden/soda.py. */
interface Golden {
  csv: string;
  kinds: string;
  now: string;
  contracts: { contract: object; outcome: string; number: number }[];
}

const golden: Golden = JSON.parse(readFileSync(new URL("../golden/soda.json", import.meta.url), "utf8"));
const table = await readText(golden.csv);
const kinds = await readText(golden.kinds);
const contracts = golden.contracts.map((each) => {
  const text = JSON.stringify(each.contract);
  return { ...each, asked: text.replace(/\{"name":"\w+"\},?/g, "").slice(28, -1), text };
});

/** Without a threshold Soda counts repeats, and ours count all rows that share a value; lengths and columns have no count. */
const uncounted = /"duplicate":(null|\{(?!.*threshold))|Length"|"schema"/;

test.each(contracts)("$asked as in Soda", async ({ text, outcome, number }) => {
  const suite = parseSuite(text, "contract.yml", { wanted: undefined, names: [], sets: ["kinds"] });
  expect(suite.unsupported).toEqual([]);
  const judged = await judgeSuite(table, suite, { now: Date.parse(golden.now), sets: { kinds } });
  expect(judged.outcome).toBe(outcome);
  if (!uncounted.test(text)) {
    const ours = judged.numbers.reduce<number>((sum, each) => sum + (each ?? Number.NaN), 0);
    expect(
      ours * (text.includes('"unit":"day"') ? 1 / 24 : text.includes('"unit":"minute"') ? 60 : 1),
    ).toBeCloseTo(number, 10);
  }
});

test("every word that is supported is compared", () => {
  const text = JSON.stringify(golden.contracts);
  for (const name of [
    ...sodaChecks.keys(),
    ...validityWords.keys(),
    ...comparisons.keys(),
    "must_be_not_between",
  ])
    expect(text).toContain(`"${name}":`);
});
