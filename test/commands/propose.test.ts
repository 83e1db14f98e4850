import { expect, test } from "vitest";
import { findOrder } from "../../src/commands/find-order.ts";
import { guessPositive } from "../../src/commands/guess-positive.ts";
import { proposeConfig } from "../../src/commands/propose.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { readText } from "../tables/read-text.ts";

test("the target is no key, even where each of its values is another integer", async () => {
  const rows = Array.from({ length: 40 }, (_, row) => `${1000 - row * 3},n${row},${row % 3}`);
  const profile = profileTable(await readText(`price,id,rooms\n${rows.join("\n")}\n`));
  const proposal = (target: string) => {
    const text = proposeConfig({
      name: "d",
      dataPath: "d.csv",
      target,
      profile,
      checks: [],
      isTrained: true,
    });
    return parseConfig(text, "mlops.yml").config.data;
  };
  expect(proposal("price")).toMatchObject({ target: "price", key: ["id"] });
  expect(proposal("rooms").key).toHaveLength(1);
});

test("a target of numbered classes is proposed as classes, an amount is not", async () => {
  const taskOf = async (target: string, value: (row: number) => number) => {
    const rows = Array.from({ length: 60 }, (_, row) => `${row * 0.5},${value(row)}`);
    const profile = profileTable(await readText(`a,${target}\n${rows.join("\n")}\n`));
    const proposal = { name: "d", dataPath: "d.csv", target, profile, checks: [], isTrained: true };
    const text = proposeConfig(proposal);
    return [parseConfig(text, "mlops.yml").config.train.task, /metric: (\w+)/.exec(text)?.[1]];
  };
  expect(await taskOf("target", (row) => row % 3)).toEqual(["classification", "f1_macro"]);
  expect(await taskOf("wine class", (row) => 1 + (row % 3))).toEqual(["classification", "f1_macro"]);
  expect(await taskOf("target", (row) => row % 2)).toEqual([undefined, "f1_macro"]);
  expect(await taskOf("rooms", (row) => row % 3)).toEqual([undefined, "r2"]);
  expect(await taskOf("target", (row) => row % 30)).toEqual([undefined, "r2"]);
  expect(await taskOf("target", (row) => 3 + (row % 5))).toEqual([undefined, "r2"]);
});

test("the one column beside the target is no key, nor are sentences", async () => {
  const keyOf = async (more: string, cell: (row: number) => string) => {
    const rows = Array.from({ length: 60 }, (_, row) => `${cell(row)},${row % 2}${more && `,${row % 7}`}`);
    const profile = profileTable(await readText(`text,label${more}\n${rows.join("\n")}\n`));
    const proposal = { name: "d", dataPath: "d.csv", target: "label", profile, checks: [], isTrained: true };
    return parseConfig(proposeConfig(proposal), "mlops.yml").config.data.key;
  };
  expect(await keyOf("", (row) => `id${row}`)).toBeUndefined();
  expect(await keyOf(",b", (row) => `id${row}`)).toEqual(["text"]);
  expect(await keyOf(",b", (row) => `this is what the customer no ${row} wrote to us`)).toBeUndefined();
});

test.each([
  [["Ja", "Nein"], "Ja"],
  [["no", "yes"], "yes"],
  [["N", "Y"], "Y"],
  [["ham", "spam"], "spam"],
  [["churned", "retained"], "churned"],
  [["good", "scratched"], "scratched"],
  [["a", "b"], undefined],
  [["no", "not sure"], "not sure"],
  [["no", "yes", "maybe"], undefined],
])("of %s, the positive class is %s", (classes, expected) => {
  expect(guessPositive(classes)).toBe(expected);
});

const day = (index: number): string => new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10);

test.each<[string, (row: number) => string, string | undefined]>([
  ["a day each", (row) => day(row), "series of 60 dates, 1 day apart"],
  ["the newest first", (row) => day(100 - row), "series of 60 dates, 1 day apart"],
  ["three shops a day", (row) => day(Math.floor(row / 3)), "series of 20 dates, 1 day apart"],
  ["one shop behind the other", (row) => day(row % 30), "series of 30 dates, 1 day apart"],
  [
    "months",
    (row) => `${2020 + Math.floor(row / 12)}-${String(1 + (row % 12)).padStart(2, "0")}-01`,
    "series of 60 dates, 1 month apart",
  ],
  ["whenever it came", (row) => day(row * row), "order of 60 dates"],
  ["at random", (row) => day((row * 37) % 60), undefined],
  ["two dates", (row) => day(row < 30 ? 0 : 1), undefined],
  ["one is missing", (row) => (row === 3 ? "" : day(row)), undefined],
])("the order of rows in time: %s", async (_, date, expected) => {
  const rows = Array.from({ length: 60 }, (_, row) => `${row % 7},${date(row)},${row % 5}`);
  const found = findOrder(await readText(`a,day,b\n${rows.join("\n")}\n`));
  const dates = expected?.slice(expected.indexOf("of ") + 3);
  expect(found).toEqual(
    expected && {
      column: "day",
      isSeries: expected.startsWith("series"),
      evidence: `the rows are in order of day: ${dates}`,
    },
  );
});

test.each<[string, string, object | undefined, RegExp]>([
  [
    "numbers of a series are split by time",
    "amount",
    { time: "day" },
    /# The rows are in order of day: 60 dates, 1 day apart. The latest rows are the test rows\n {2}split: \{ time: day \}/,
  ],
  [
    "classes are asked about",
    "kind",
    undefined,
    /# The rows are in order of day.* If later rows are to be predicted, test on the latest:\n {2}# split: \{ time: day \}/,
  ],
])("of rows in order of time, %s", async (_, target, split, said) => {
  const rows = Array.from({ length: 60 }, (_, row) => `${day(row)},${row % 13},${"xyz"[row % 3]}`);
  const table = await readText(`day,amount,kind\n${rows.join("\n")}\n`);
  const proposal = {
    name: "d",
    dataPath: "d.csv",
    target,
    profile: profileTable(table),
    checks: [],
    isTrained: true,
  };
  const text = proposeConfig({ ...proposal, order: findOrder(table) });
  expect(text).toMatch(said);
  expect(parseConfig(text, "mlops.yml").config.data.split.time).toBe(split && "day");
  const uncommented = text.replace(/^ {2}# split:/m, "  split:");
  expect(parseConfig(uncommented, "mlops.yml").config.data.split.time).toBe("day");
});

test("which of two classes is looked for is asked where their names do not tell", async () => {
  const rows = Array.from({ length: 60 }, (_, row) => `${row},${row % 2 ? "a: #1" : "b"}`);
  const profile = profileTable(await readText(`n,label\n${rows.join("\n")}\n`));
  const text = proposeConfig({
    name: "d",
    dataPath: "d.csv",
    target: "label",
    profile,
    checks: [{ row_count: { min: 3 } }],
    isTrained: true,
  });
  expect(text).toContain(
    '# Which class is looked for? Precision and recall are its own: positive: "a: #1" or b\n',
  );
  expect(text).toContain("\n  - { row_count: { min: 3 } }\n");
  expect(parseConfig(text, "mlops.yml").config.data.positive).toBeUndefined();
});
