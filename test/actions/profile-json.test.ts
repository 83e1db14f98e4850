import { expect, test } from "vitest";
import { profileJson } from "../../src/actions/profile-json.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { readText } from "../tables/read-text.ts";

test.each([0, 1, 2, 256, 257, 600])(
  "writes a profile of %i columns as JSON.stringify does",
  async (count) => {
    const names = Array.from({ length: count }, (_, i) => `"c""${i}\n \\""columns"": []"`);
    const table = await readText(
      count === 0 ? "a\n1\n" : `${names.join()}\n${names.map((_, i) => (i % 2 ? "x" : i)).join()}\n`,
    );
    const profile = profileTable(table);
    if (count === 0) profile.columns.length = 0;
    let pauses = 0;
    const bytes = await profileJson(profile, async () => {
      pauses++;
    });
    expect(new TextDecoder().decode(bytes)).toBe(`${JSON.stringify(profile, null, 1)}\n`);
    expect(pauses).toBe(Math.ceil(count / 256));
  },
);
