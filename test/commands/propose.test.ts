import { expect, test } from "vitest";
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
