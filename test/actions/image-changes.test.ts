import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { validateData } from "../../src/actions/validate-data.ts";
import { compareImages } from "../../src/diff/compare-images.ts";
import { renderMarkdown } from "../../src/markdown/render-markdown.ts";
import { memoryTree } from "../../src/services/commit-tree.ts";
import { memoryGit } from "../../src/services/git.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { runAction, testSha } from "../fakes.ts";

const base = "b".repeat(40);
const event = { pull_request: { number: 7, head: { sha: testSha }, base: { sha: base, ref: "main" } } };
const golden = readFileSync(new URL("../golden/images/baseline.jpg", import.meta.url));

/** A sound image of its own content: what is behind the end of a JPEG is no part of it. */
function image(seed: number): Uint8Array {
  return new Uint8Array(Buffer.concat([golden, Buffer.from(`seed ${seed}`.padEnd(12))]));
}

function pointer(content: Uint8Array): string {
  const oid = createHash("sha256").update(content).digest("hex");
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${content.length}\n`;
}

type Photos = Record<string, string | Uint8Array>;
const below = (photos: Photos): Photos =>
  Object.fromEntries(Object.entries(photos).map(([name, content]) => [`photos/${name}`, content]));

async function compare(before: Photos, after: Photos, report = "", path = "photos") {
  const { sections, ...rest } = (
    await runAction(validateData, {
      files: { ...below(after), "mlops.yml": `version: 1\ndata: { path: "${path}" }\n${report}` },
      git: memoryGit({ head: testSha, parents: [], trees: {} }),
      github: memoryGitHub({ trees: { [base]: memoryTree(below(before)) }, isAvailable: true }),
      environment: { event, eventName: "pull_request" },
    })
  ).report;
  const section = sections.find(({ title }) => title === "What changed in the data");
  return {
    fact: rest.facts[1],
    section,
    markdown: renderMarkdown({ ...rest, sections: section ? [section] : [] }, { budget: 60_000 }),
  };
}

const names = (label: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => [`${label}/${from + i}.jpg`, image(from + i)] as const);
const cats = names("cats", 0, 20);
const dogs = names("dogs", 100, 120);
const before: Photos = Object.fromEntries([...cats, ...dogs, ["birds/1.jpg", image(200)]]);
/** One image removed, one changed, one moved to the other class, three new ones, a class gone and a small one new. */
const after: Photos = Object.fromEntries([
  ...cats.slice(2),
  ...dogs,
  ["cats/1.jpg", image(300)],
  ["dogs/new.jpg", image(0)],
  ["dogs/121.jpg", image(301)],
  ["dogs/122.jpg", image(302)],
  ["secret/1.jpg", image(303)],
]);

test("images that came, went, changed and moved are counted by class, without paths", async () => {
  const { fact, section, markdown } = await compare(before, after);
  expect(fact).toEqual({
    label: "Data changes",
    value: "+3 images, −1, 1 changed, 1 moved",
    note: "against main at bbbbbbb",
  });
  expect(section?.text).toEqual([
    "Compared with main at bbbbbbb: 3 images added, 1 removed, 1 changed, 1 moved (1 to another class); 41 images before, 43 now.",
    "1 class is new, 1 vanished.",
    "2 changed classes of few images are not named.",
  ]);
  expect(section?.tables?.[0]?.rows).toEqual([
    ["dogs", 20, 23, "48.8 % → 53.5 %", 3, 0, 0],
    ["cats", 20, 19, "48.8 % → 44.2 %", 0, 1, 1],
  ]);
  expect(markdown).not.toMatch(/\.jpg|secret|birds/);
  const shown = await compare(before, after, "report: { show_values: true }\n");
  expect(shown.section?.tables?.[0]?.rows.map(([name]) => name)).toEqual(["dogs", "cats", "birds", "secret"]);
});

test("folders of the same images have not changed, also where Git LFS keeps them", async () => {
  expect((await compare(before, before)).section).toBeUndefined();
  const pointers = Object.fromEntries(
    Object.entries(before).map(([name, content]) => [name, pointer(content as Uint8Array)]),
  );
  expect((await compare(pointers, before)).section).toBeUndefined();
  expect((await compare(pointers, after)).fact?.value).toBe("+3 images, −1, 1 changed, 1 moved");
  expect((await compare(before, after, "", "photos/**/*.jpg")).fact?.value).toBe(
    "+3 images, −1, 1 changed, 1 moved",
  );
});

test("a base without the folder is said", async () => {
  const { section } = await compare({}, before);
  expect(section?.text?.[0]).toContain("main at bbbbbbb has no images in photos");
});

test("what became of each image adds up", () => {
  const images = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom(..."abcdefgh"),
      class: fc.constantFrom("x", "y", undefined),
      id: fc.constantFrom("1", "2", "3", "4"),
    }),
    { selector: ({ name }) => name },
  );
  fc.assert(
    fc.property(images, images, (first, second) => {
      const sides = [first, second].map((side) => side.map((each) => ({ ...each, part: undefined })));
      const { added, removed, changed, moved, classes, ...counts } = compareImages(sides[0]!, sides[1]!);
      const kept = first.filter(({ name }) => second.some((each) => each.name === name)).length;
      expect(counts).toMatchObject({ before: kept + removed + moved, after: kept + added + moved });
      expect(changed).toBeLessThanOrEqual(kept);
      const sum = (of: "before" | "after" | "added" | "removed") =>
        classes.reduce((total, each) => total + each[of], 0);
      expect([sum("before"), sum("after")]).toEqual([first.length, second.length]);
      expect([sum("added"), sum("removed")]).toEqual([added + moved, removed + moved]);
      const back = compareImages(sides[1]!, sides[0]!);
      expect([back.added, back.removed, back.moved]).toEqual([removed, added, moved]);
    }),
  );
});
