import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { init } from "../../src/commands/init.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { memoryGit } from "../../src/services/git.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { fakeServices } from "../fakes.ts";

const plans = `plan,price\n${Array.from({ length: 60 }, (_, row) => `${"ab"[row % 2]},${row}`).join("\n")}\n`;

async function runInit(
  given: Record<string, string>,
  {
    git = {},
    root = "/workspace",
    ...inputs
  }: { git?: Parameters<typeof memoryGit>[0]; root?: string; target?: string; force?: boolean } = {},
) {
  const files = memoryFiles(given, root);
  let written = "";
  const code = await init.run({
    ...fakeServices({ files, git: memoryGit(git) }),
    inputs: { target: undefined, force: false, "dry-run": false, ...inputs },
    ...{ words: [], json: false, write: (text) => (written += text) },
  });
  expect(code).toBe(0);
  const config = parseConfig(await files.read("mlops.yml"), "mlops.yml").config;
  return { files, written, config };
}

describe("the workflow's branch", () => {
  const branchesOf = async (mainBranch?: string) => {
    const { files } = await runInit({ "data.csv": plans }, { git: { ...(mainBranch && { mainBranch }) } });
    return parse(await files.read(".github/workflows/model.yml")).on.push.branches;
  };
  test.each(["master", "release/2.x", "null", "1.0", "a,b", "#a", "it's"])(
    "is the one that git names: %s",
    async (branch) => {
      expect(await branchesOf(branch)).toEqual([branch]);
    },
  );
  test("is main where git names none", async () => {
    expect(await branchesOf()).toEqual(["main"]);
  });
});
