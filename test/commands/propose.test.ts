import { expect, test } from "vitest";
import { proposeConfig } from "../../src/commands/propose.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { readText } from "../tables/read-text.ts";

test("the target is no key, even where each of its values is another integer", async () => {
  const rows = Array.from({ length: 40 }, (_, row) => `${1000 - row * 3},n${row},${row % 3}`);
  const profile = profileTable(await readText(`price,id,rooms\n${rows.join("\n")}\n`));
  const proposal = (target: string) => {
    const text = proposeConfig({ dataPath: "d.csv", target, profile, checks: [], isTrained: true });
    return parseConfig(text, "mlops.yml").config.data;
  };
  expect(proposal("price")).toMatchObject({ target: "price", key: ["id"] });
  expect(proposal("rooms").key).toHaveLength(1);
});
