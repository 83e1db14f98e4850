import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readData } from "../../src/actions/read-data.ts";
import { proposeConfig, proposeWorkflow } from "../../src/commands/propose.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { suggestImageChecks } from "../../src/images/suggest-image-checks.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { openKernel } from "../../src/runner/kernels.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { inlineWorkers } from "../../src/services/workers.ts";

const image = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../golden/images/${name}`, import.meta.url)));

/** The profile of a folder with that many images of each class. */
async function profileOf(counts: Record<string, number>, last = image("gray.png")) {
  const files: Record<string, Uint8Array> = {};
  for (const [name, count] of Object.entries(counts))
    for (let i = 0; i < count; i++) files[`photos/${name}/${i}.jpg`] = image("baseline.jpg");
  files["photos/cats/last.png"] = last;
  const table = await readData(memoryFiles(files), "photos", { workers: inlineWorkers(openKernel) });
  return profileTable(table);
}

test("what is proposed for images is about their classes, whether they can be read, and their size", async () => {
  const profile = await profileOf({ cats: 19, dogs: 20 });
  expect(suggestImageChecks(profile)).toEqual([
    {
      check: { row_count: { min: 20 } },
      evidence: "40 images; half of them, so that a folder that is not all there is noticed",
    },
    {
      check: { column: "readable", enum: [true] },
      evidence: "what cannot be decoded cannot be learned from",
    },
    {
      check: { column: "class", required: true, enum: ["cats", "dogs"], balance: { min: "25%" } },
      evidence: "2 classes, the rarest with 50 % of the images",
    },
    { check: { column: "width", min: 29 }, evidence: "none is smaller" },
    { check: { column: "height", min: 23 }, evidence: "none is smaller" },
  ]);
});

test("formats and channels are proposed where the profile holds all of them", async () => {
  const profile = await profileOf({ cats: 19 }, image("baseline.jpg"));
  expect(suggestImageChecks(profile).map(({ check }) => check)).toEqual(
    expect.arrayContaining([
      { column: "format", enum: ["jpeg"] },
      { column: "channels", enum: [3] },
    ]),
  );
});

test("the proposed configuration has no training, and neither has the workflow", async () => {
  const profile = await profileOf({ cats: 10 });
  const checks = suggestImageChecks(profile).map(({ check }) => check);
  const proposal = { name: "photos", dataPath: "photos", target: "class", profile, checks, isTrained: false };
  const { config } = parseConfig(proposeConfig(proposal), "mlops.yml");
  expect(config.data).toMatchObject({ path: "photos", target: "class" });
  expect(config.checks).toHaveLength(checks.length);
  expect(proposeConfig(proposal)).not.toMatch(/train|gate/);
  expect(proposeWorkflow({ repository: "a/b", isTrained: false, branch: "main" })).not.toMatch(/train|gate/);
  expect(proposeWorkflow({ repository: "a/b", isTrained: true, branch: "main" })).toMatch(
    /train@v1\n.*quality-gate@v1\n.*save@v1\n {8}if:.*\n.*pr-comment@v1\n {8}if:/,
  );
});
