import { describe, expect, test } from "vitest";
import { validateData } from "../../src/actions/validate-data.ts";
import { renderMarkdown } from "../../src/markdown/render-markdown.ts";
import type { CommitTree } from "../../src/services/commit-tree.ts";
import { memoryTree } from "../../src/services/commit-tree.ts";
import { memoryGit } from "../../src/services/git.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { runAction, testSha } from "../fakes.ts";

const base = "b".repeat(40);
const event = {
  pull_request: { number: 7, head: { sha: testSha }, base: { sha: base, ref: "main" } },
};
const config = "version: 1\ndata: { path: data/people.csv, key: [id], target: score }\n";

const towns = ["Bonn", "Köln", "Trier", "Mainz"];
function people(change: (row: number) => string | undefined = () => undefined, rows = 200): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const given = change(row);
    return given ?? `${row},${towns[row % towns.length]},${row % 50},p${row}@example.com`;
  });
  return `id,town,score,mail\n${lines.filter((line) => line !== "").join("\n")}\n`;
}

const before = people();
/** Five rows gone, one town renamed, ten without a score, and twenty more. */
const after = people((row) => {
  if (row < 5) return "";
  if (row < 15) return `${row},${towns[row % 4]},,p${row}@example.com`;
  if (row % 4 === 3 && row < 200) return `${row},Moguntiacum,${row % 50},p${row}@example.com`;
  return undefined;
}, 220);

function validate(
  changes: {
    files?: Record<string, string>;
    here?: Record<string, CommitTree>;
    there?: Record<string, CommitTree>;
    parents?: string[];
    inputs?: Record<string, string>;
    isAvailable?: boolean;
    eventName?: string;
  } = {},
) {
  const { here = {}, there = {}, parents = [], isAvailable = true, eventName = "pull_request" } = changes;
  return runAction(validateData, {
    files: { "mlops.yml": config, "data/people.csv": after, ...changes.files },
    git: memoryGit({ head: testSha, parents, trees: here }),
    github: memoryGitHub({ trees: there, isAvailable }),
    environment: { event, eventName },
    inputs: changes.inputs ?? {},
  });
}

type Run = Awaited<ReturnType<typeof validate>>;
function sectionOf({ report }: Run) {
  return report.sections.find(({ title }) => title === "What changed in the data");
}

const tree = memoryTree({ "data/people.csv": before });

describe("a pull request's changes of the data", () => {
  test("are told without values", async () => {
    const run = await validate({ there: { [base]: tree } });
    expect(run.verdict).toBe("pass");
    expect(run.report.facts[1]).toEqual({
      label: "Data changes",
      value: "+20 rows, −5, 57 changed",
      note: "against main at bbbbbbb",
    });
    const { sections, ...report } = run.report;
    const shown = renderMarkdown(
      {
        ...report,
        sections: sections.filter((each) => each === sectionOf(run)),
      },
      { budget: 60_000 },
    );
    expect(shown).toMatchSnapshot();
    expect(shown).not.toMatch(/Moguntiacum|Mainz|example\.com/);
  });

  test("name categories where values are shown, and none of personal data", async () => {
    const shows = `${config}report: { show_values: true }\n`;
    const run = await validate({ there: { [base]: tree }, files: { "mlops.yml": shows } });
    const text = JSON.stringify(sectionOf(run));
    expect(text).toContain("Moguntiacum");
    expect(text).not.toContain("example.com");
  });

  test("are taken from git where it has the commit, and from the merge commit's own base", async () => {
    const parent = "c".repeat(40);
    const run = await validate({
      here: { [parent]: memoryTree({ "data/people.csv": people(undefined, 220) }) },
      parents: [parent, testSha],
      isAvailable: false,
    });
    expect(run.report.facts[1]?.value).toBe("−5 rows, 57 changed");
    expect(run.report.facts[1]?.note).toBe("against main at ccccccc");
  });

  test("are no section where the file is the same, which is not read", async () => {
    const same = memoryTree({ "data/people.csv": after });
    const unread = { ...same, read: () => Promise.reject(new Error("it was read")) };
    const run = await validate({ there: { [base]: unread } });
    expect(sectionOf(run)).toBeUndefined();
    expect(run.report.facts).toHaveLength(1);
    const pointer = await validate({
      there: {
        [base]: memoryTree({
          "data/people.csv": `version https://git-lfs.github.com/spec/v1\noid sha256:${run.outputs["data-digest"]}\nsize ${after.length}\n`,
        }),
      },
    });
    expect(sectionOf(pointer)).toBeUndefined();
  });

  test("are none where the same rows stand in another order", async () => {
    const [header, ...lines] = after.trim().split("\n");
    const turned = memoryTree({ "data/people.csv": `${[header, ...lines.reverse()].join("\n")}\n` });
    const run = await validate({ there: { [base]: turned } });
    expect(run.report.facts).toHaveLength(1);
    expect(sectionOf(run)?.text).toEqual([
      "The data are written otherwise than in main at bbbbbbb; the rows are the same.",
    ]);
  });

  test.each<[string, Parameters<typeof validate>[0], string]>([
    [
      "no commit at hand",
      { isAvailable: false },
      "main at bbbbbbb is not in this checkout, and there is no token to ask GitHub",
    ],
    [
      "a new file",
      { there: { [base]: memoryTree({ "README.md": "" }) } },
      "main at bbbbbbb has no data/people.csv",
    ],
    ["a commit that GitHub has not", {}, "Cannot read the files of bbbbbbb"],
    [
      "Git LFS",
      {
        there: {
          [base]: memoryTree({
            "data/people.csv": "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n",
          }),
        },
      },
      "it is a Git LFS pointer",
    ],
    [
      "a file that cannot be read",
      { there: { [base]: memoryTree({ "data/people.csv": 'id,town\n1,"a\n' }) } },
      "Cannot read",
    ],
  ])("say why there is nothing to compare with: %s", async (_, given, why) => {
    const run = await validate(given);
    expect(run.verdict).toBe("pass");
    expect(sectionOf(run)?.text?.join()).toContain(
      `Nothing to compare with: ${why.startsWith("it is") ? "" : why}`,
    );
    expect(sectionOf(run)?.text?.join()).toContain(why);
  });

  test("are told against the reference where Git has no data", async () => {
    const run = await validate({
      files: {
        "mlops.yml": config.replace("key:", "reference: earlier.csv, key:"),
        "earlier.csv": before,
      },
    });
    expect(run.report.facts[1]?.note).toBe("against earlier.csv");
    expect(run.report.facts[1]?.value).toBe("+20 rows, −5, 57 changed");
  });

  test("are told against a profile by what it knows", async () => {
    const { files } = await validate({ files: { "data/people.csv": before }, eventName: "push" });
    const profile = await files.read(".mlops/people/profile.json");
    const run = await validate({
      files: {
        "mlops.yml": config.replace("key:", "reference: earlier.json, key:"),
        "earlier.json": profile,
      },
    });
    expect(run.report.facts[1]?.value).toBe("+15 rows");
    expect(sectionOf(run)?.tables).toMatchSnapshot();
  });

  test("are told of each data set that changed", async () => {
    const run = await validate({
      there: { [base]: memoryTree({ "data/people.csv": before, "zip.csv": "zip\n1\n" }) },
      files: {
        "mlops.yml": "version: 1\ndata: { key: [id], sets: { people: data/people.csv, zip: zip.csv } }\n",
        "zip.csv": "zip\n1\n",
      },
    });
    const told = run.report.sections.filter(({ title }) => title.endsWith("What changed in the data"));
    expect(told.map(({ title }) => title)).toEqual(["people: What changed in the data"]);
    expect(run.report.facts.at(-1)).toMatchObject({
      label: "people: changes",
      value: "+77 rows, −62",
    });
  });

  test("are not looked for where nothing asks for them, and against any commit that is named", async () => {
    const push = { eventName: "push", here: { main: tree } };
    expect(sectionOf(await validate(push))).toBeUndefined();
    const run = await validate({ ...push, inputs: { base: "main" } });
    expect(run.report.facts[1]?.note).toBe("against main");
    const wrong = await validate({ ...push, isAvailable: false, inputs: { base: "mian" } });
    expect(sectionOf(wrong)?.text?.[0]).toContain("there is no commit mian");
  });
});
