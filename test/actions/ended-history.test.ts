import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { renderHistory } from "../../src/history/entry.ts";
import { memoryRefs } from "../../src/services/github-refs.ts";
import { fuzzRuns, fuzzTimeout } from "../fuzz-runs.ts";
import { entryOf } from "../history/arbitrary-entry.ts";
import { githubReferences } from "../markdown/read-gfm.ts";
import { htmlFaults } from "../markdown/structure.ts";
import { type BaseBed, bundleZip, startBase } from "./base-bed.ts";
import { commentOnEnded, endedRun, head, savedBundle, storedReport } from "./ended-run-bed.ts";

const mainSha = "f".repeat(40);
const gate = { "reports/quality-gate.json": storedReport("quality-gate") };

/** What a stranger's job left: its own point, and a history that it made up. */
async function forged(changes: Parameters<typeof entryOf>[2] = {}) {
  return savedBundle({
    ...gate,
    "evidence/history-entry.json": renderHistory([entryOf(endedRun, 0.99, changes)]),
    "evidence/history.jsonl": renderHistory([entryOf(7, 0.111), entryOf(8, 0.222)]),
  });
}

/** A run of the default branch, with the history that its bundle carries. */
async function addMainRun(bed: BaseBed): Promise<void> {
  const zip = await bundleZip(
    { "evidence/history.jsonl": renderHistory([entryOf(10, 0.7), entryOf(11, 0.75)]) },
    { commit: mainSha, run: "11" },
  );
  bed.runs.add({ id: 11, headSha: mainSha, artifacts: [{ name: "mlops-houses~model~1", zip }] });
}

describe("the history in the comment on a fork's run", () => {
  test("is that of the default branch's own runs, with the fork's point last", async () => {
    await using bed = await startBase();
    await addMainRun(bed);
    const { comments, written } = await commentOnEnded(bed, { artifacts: [await forged()] });
    const body = comments[0]?.body ?? "";
    expect(body).toContain("line [0.7, 0.75, 0.99]");
    expect(body).toContain("R² of the last 2 runs on main, and of this one");
    expect(body).not.toContain("0.111");
    expect(written.filter((file) => !file.startsWith("../tmp/mlops/base/"))).toEqual(["mlops.yml"]);
    expect(bed.requests.filter((each) => !/^\/repos\/[^ ]+ 200$|302$/.test(each))).toEqual([]);
  });

  test("is there where jobs found different things and one gate judged, and not where two did", async () => {
    await using bed = await startBase();
    await addMainRun(bed);
    const { report } = storedReport("validate-data");
    const checked = storedReport("validate-data", {
      ...(report && { report: { ...report, headline: "another table" } }),
      run: { id: String(endedRun), attempt: 1, job: "check" },
    });
    const other = (action: string) =>
      savedBundle(
        { [`reports/${action}.json`]: { ...checked, action } },
        { artifact: "mlops-houses~check~1", job: "check", leg: "check" },
      );
    const own = await savedBundle(
      {
        ...{ ...gate, "reports/validate-data.json": storedReport("validate-data") },
        "evidence/history-entry.json": renderHistory([entryOf(endedRun, 0.99)]),
      },
      { job: "model" },
    );
    const one = await commentOnEnded(bed, { artifacts: [await other("validate-data"), own] });
    expect(one.comments[0]?.body).toContain("| houses (check) |");
    expect(one.comments[0]?.body).toContain("line [0.7, 0.75, 0.99]");
    const two = await commentOnEnded(bed, { artifacts: [await other("quality-gate"), own] });
    expect(two.comments[0]?.body).toContain("| houses (check) |");
    expect(two.comments[0]?.body).not.toContain("0.99");
  });

  test("is that of the branch of histories where it is kept there, and nothing is appended", async () => {
    await using bed = await startBase();
    await addMainRun(bed);
    const refs = memoryRefs();
    const commit = await refs.commit({
      parent: undefined,
      files: { "houses.jsonl": renderHistory([entryOf(10, 0.6), entryOf(11, 0.65)]) },
      message: "",
    });
    await refs.move("mlops-history", { from: undefined, to: commit });
    const { comments } = await commentOnEnded(
      bed,
      { artifacts: [await forged()] },
      { config: "version: 1\nname: houses\nreport: { history: branch }\n", refs },
    );
    expect(comments[0]?.body).toContain("line [0.6, 0.65, 0.99]");
    expect(refs.branches.get("mlops-history")).toBe(commit);
    expect(refs.commits.size).toBe(1);
  });

  test.each(["none", "bundle"])("is not there where nothing is known: %s", async (history) => {
    await using bed = await startBase();
    if (history === "none") await addMainRun(bed);
    const config = `version: 1\nname: houses\nreport: { history: ${history} }\n`;
    const { comments } = await commentOnEnded(bed, { artifacts: [await forged()] }, { config });
    expect(comments[0]?.body).toContain("every gate holds");
    expect(comments[0]?.body).not.toContain("History");
  });

  test("takes of the fork's point its metrics alone: its run, commit and time are GitHub's word", async () => {
    await using bed = await startBase();
    await addMainRun(bed);
    const artifact = await forged({
      ...{ commit: "9".repeat(40), time: "1999-01-01T00:00:00.000Z", verdict: "fail" },
      metrics: [{ name: "<img src=x> @octocat [x](http://evil)", value: 1e308, gated: true }],
    });
    const { comments } = await commentOnEnded(bed, { artifacts: [artifact] });
    const body = comments[0]?.body ?? "";
    expect(body).toContain(`| \`${head.slice(0, 7)}\` (this one) | 2023-11-12 | ✅ passed |`);
    expect(body).not.toContain("1999");
    expect(body).not.toMatch(/<img|\]\(http:\/\/evil/);
  });

  test("costs nothing where GitHub does not answer", async () => {
    await using bed = await startBase();
    await addMainRun(bed);
    bed.fail(/\/workflows\/[^/]+\/runs$/, { status: 403, body: "{}" });
    const done = await commentOnEnded(bed, { artifacts: [await forged()] });
    expect(done.verdict).toBe("pass");
    expect(done.comments[0]?.body).toContain("every gate holds");
    expect(done.comments[0]?.body).not.toContain("History");
  });
});

test("whatever a fork's job says of its own point, the comment is harmless", {
  timeout: fuzzTimeout,
}, async () => {
  await using bed = await startBase();
  await addMainRun(bed);
  let run = endedRun;
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("@octocat", "<img>", "](http://e.vil)"),
  );
  const metrics = fc.array(
    fc.record({ name: texts, value: fc.double(), gated: fc.constantFrom(true, false) }),
    { maxLength: 20 },
  );
  const changed = fc.record(
    {
      name: texts,
      run: texts,
      commit: texts,
      time: texts,
      verdict: texts,
      job: texts,
      metrics,
      more: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(changed, fc.jsonValue()), async (changes) => {
      run += 1;
      const entry = { ...entryOf(run, 0.9), ...(changes as object) };
      const gate = storedReport("quality-gate", { run: { id: String(run) } });
      const artifact = await savedBundle(
        {
          "reports/quality-gate.json": gate,
          "evidence/history-entry.json": `${JSON.stringify(entry)}\n${JSON.stringify(changes)}`,
        },
        { run: String(run) },
      );
      const done = await commentOnEnded(bed, { id: run, artifacts: [artifact] });
      const body = done.comments[0]?.body ?? "";
      expect(body).toMatch(
        /^<!-- mlops-actions:houses sha=c{40} run=900 attempt=1 -->\n### ✅ houses: every gate/,
      );
      const html = micromark(body.replace(/^<!--.*-->\n/, ""), {
        ...{ allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] },
      }).replace(/<a href="https:\/\/github\.com\/[^"]*">([^<]*)<\/a>/g, "$1");
      expect(htmlFaults(html)).toEqual([]);
      expect(githubReferences(html)).toEqual([]);
    }),
    fuzzRuns(40),
  );
});
