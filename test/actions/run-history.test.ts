import { describe, expect, test } from "vitest";
import { prComment } from "../../src/actions/pr-comment.ts";
import { qualityGate } from "../../src/actions/quality-gate.ts";
import { save } from "../../src/actions/save.ts";
import { ServiceError } from "../../src/errors.ts";
import { parseHistory } from "../../src/history/entry.ts";
import { memoryArtifacts } from "../../src/services/artifacts.ts";
import type { Environment } from "../../src/services/environment.ts";
import { memoryGit } from "../../src/services/git.ts";
import type { GitHub } from "../../src/services/github.ts";
import { memoryRefs } from "../../src/services/github-refs.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { zipOf } from "../beds/zip.ts";
import { runAction } from "../fakes.ts";
import { type BaseBed, bundleZip, startBase } from "./base-bed.ts";

const config = (history = "") =>
  `version: 1\nname: houses\n${history}\ngate: { rules: [{ metric: r2, min: 0.5 }, { metric: rmse, max: 9 }] }\n`;
const past = ".mlops/houses/evidence/history.jsonl";
const shaOf = (run: number) => run.toString(16).padStart(2, "0").repeat(20);

interface Step {
  r2: number;
  /** The run that the push comes after; the base of a pull request. */
  after?: number;
  pull?: boolean;
  history?: string;
  environment?: Partial<Environment>;
  github?: GitHub;
}

function environmentOf(run: number, { after = 0, pull }: Step): Partial<Environment> {
  const repository = { default_branch: "main" };
  const base = { sha: shaOf(after), ref: "main" };
  return pull
    ? {
        runId: String(run),
        event: { repository, pull_request: { number: 7, head: { sha: shaOf(run) }, base } },
      }
    : {
        ...{ runId: String(run), sha: shaOf(run), eventName: "push", ref: "refs/heads/main" },
        event: { repository, before: shaOf(after), ref: "refs/heads/main", after: shaOf(run) },
      };
}

/** The steps of a run: gate, save, comment; what it saved is there for later runs. */
async function runAll(bed: BaseBed, run: number, step: Step) {
  const environment = { ...environmentOf(run, step), ...step.environment };
  const git = memoryGit({ head: shaOf(run) });
  const { remote } = bed;
  const artifacts = memoryArtifacts();
  const given = {
    "mlops.yml": config(step.history),
    "m.json": `{ "r2": ${step.r2}, "rmse": ${10 - 10 * step.r2}, "mae": 1 }`,
  };
  const github = step.github ?? bed.github;
  const common = { ...{ environment, git, remote, artifacts }, files: memoryFiles(given) };
  const gated = await runAction(qualityGate, { ...common, github, inputs: { metrics: "m.json" } });
  const { files } = gated;
  const { writeStoredReport } = await import("../../src/actions/stored-reports.ts");
  const { testEnvironment } = await import("../fakes.ts");
  const { fakeClock } = await import("../../src/services/clock.ts");
  const folders = { reports: ".mlops/houses/reports" } as never;
  const stored = await writeStoredReport(
    { files, clock: fakeClock(1_700_000_000_000), environment: testEnvironment(environment) },
    { folders } as never,
    "quality-gate",
  );
  await stored.finish(gated.report);
  const saved = await runAction(save, { ...common, files });
  const chunks: Uint8Array[] = [];
  for await (const chunk of await artifacts.download(Number(saved.outputs["artifact-id"])))
    chunks.push(chunk);
  const zip = zipOf([{ name: "bundle.tar.gz", content: Buffer.concat(chunks) }]);
  const conclusion = gated.verdict === "fail" ? "failure" : "success";
  const add = () =>
    bed.runs.add({
      ...{ id: run, headSha: shaOf(run), conclusion },
      ...(step.pull && { event: "pull_request", headBranch: "topic" }),
      artifacts: [{ name: String(saved.outputs["artifact-name"]), zip }],
    });
  const memory = memoryGitHub({ pulls: [{ number: 7, headSha: shaOf(run) }] });
  const commented = await runAction(prComment, { ...common, files, github: step.github ?? memory });
  const kept = (await files.exists(past)) ? parseHistory(await files.read(past), "houses") : undefined;
  return {
    add,
    log: [...gated.log, ...commented.log],
    runs: kept?.entries.map((entry) => Number(entry.run)),
    entries: kept?.entries,
    text: commented.summary ?? "",
    comment: memory.comments.at(-1)?.body ?? "",
    files,
  };
}

describe("with report.history: bundle", () => {
  test("each run on the default branch adds its entry to what the one before saved", async () => {
    await using bed = await startBase();
    const first = await runAll(bed, 11, { r2: 0.7 });
    expect(first.runs).toEqual([11]);
    expect(first.entries?.[0]).toEqual({
      ...{ schema: "mlops/history@1", name: "houses", run: "11", attempt: 1, job: "model" },
      ...{ commit: shaOf(11), time: "2023-11-14T22:13:20.000Z", verdict: "pass" },
      metrics: [
        { name: "r2", value: 0.7, gated: true },
        { name: "rmse", value: 3, gated: true },
        { name: "mae", value: 1 },
      ],
    });
    expect(first.text).not.toContain("History");
    first.add();
    const second = await runAll(bed, 12, { r2: 0.75, after: 11 });
    expect(second.runs).toEqual([11, 12]);
    expect(second.text).toContain("R² of the last 1 runs on main, and of this one");
    second.add();
    expect((await runAll(bed, 13, { r2: 0.8, after: 12 })).runs).toEqual([11, 12, 13]);
  });

  test("a pull request shows them with its own point, and is not kept", async () => {
    await using bed = await startBase();
    (await runAll(bed, 11, { r2: 0.7 })).add();
    (await runAll(bed, 12, { r2: 0.75, after: 11 })).add();
    const pull = await runAll(bed, 13, { r2: 0.8, after: 12, pull: true });
    expect(pull.runs).toEqual([11, 12]);
    expect(pull.comment).toContain("line [0.7, 0.75, 0.8]");
    expect(pull.comment).toContain("line [3, 2.5, 2]");
    expect(pull.comment).toContain("| `0d0d0d0` (this one) |");
    expect(pull.comment).not.toContain("**mae");
    pull.add();
    expect((await runAll(bed, 14, { r2: 0.8, after: 12 })).runs).toEqual([11, 12, 14]);
  });

  test("what went on at the same time comes together in the next run, failed runs with it", async () => {
    await using bed = await startBase();
    (await runAll(bed, 11, { r2: 0.7 })).add();
    const beside = [12, 13, 14].map((run) => runAll(bed, run, { r2: run === 13 ? 0.2 : 0.7, after: 11 }));
    for (const { add, runs } of await Promise.all(beside)) {
      expect(runs).toHaveLength(2);
      add();
    }
    const next = await runAll(bed, 15, { r2: 0.71, after: 14 });
    expect(next.runs).toEqual([11, 12, 13, 14, 15]);
    expect(next.entries?.find(({ run }) => run === "13")?.verdict).toBe("fail");
    expect(next.text).toContain("❌ fail");
    const unpacked = [...next.files.all().keys()].filter((path) => /\/base\/houses\/1[23]\//.test(path));
    expect(unpacked.map((path) => path.split("/").slice(-2).join("/"))).toEqual(
      Array(2).fill("evidence/history.jsonl"),
    );
    next.add();
    const before = bed.requests.length;
    expect((await runAll(bed, 16, { r2: 0.71, after: 15 })).runs).toEqual([11, 12, 13, 14, 15, 16]);
    expect(bed.requests.length - before).toBeLessThanOrEqual(6);
  });

  test("another attempt takes the place of the one before", async () => {
    await using bed = await startBase();
    (await runAll(bed, 11, { r2: 0.7 })).add();
    (await runAll(bed, 12, { r2: 0.7, after: 11 })).add();
    const again = await runAll(bed, 12, { r2: 0.9, after: 11, environment: { runAttempt: 2 } });
    expect(again.entries?.map(({ run, attempt }) => [run, attempt])).toEqual([
      ["11", 1],
      ["12", 2],
    ]);
  });

  test("another branch, a fork and a terminal keep nothing of their own", async () => {
    await using bed = await startBase();
    (await runAll(bed, 11, { r2: 0.7 })).add();
    const branch = await runAll(bed, 12, { r2: 0.7, after: 11, environment: { ref: "refs/heads/dev" } });
    expect(branch.runs).toEqual([11]);
    const terminal = await runAll(bed, 13, { r2: 0.7, environment: { kind: "terminal" } });
    expect(terminal.runs).toBeUndefined();
  });

  test("GitHub that does not answer costs this run the history, and the next one finds it again", async () => {
    await using bed = await startBase();
    (await runAll(bed, 10, { r2: 0.7 })).add();
    (await runAll(bed, 11, { r2: 0.7, after: 10 })).add();
    bed.fail(/\/actions\//, { status: 403, body: "{}" });
    const alone = await runAll(bed, 12, { r2: 0.7, after: 11 });
    expect(alone.runs).toEqual([12]);
    expect(alone.text).toContain("every gate holds");
    alone.add();
    expect((await runAll(bed, 13, { r2: 0.7, after: 12 })).runs).toEqual([10, 11, 12, 13]);
  });

  test("a hostile history in a bundle is left out line by line", async () => {
    await using bed = await startBase();
    const good = JSON.stringify((await runAll(bed, 10, { r2: 0.7 })).entries?.[0]);
    const text = `${good}\n${good.replace('"houses"', '"../x"')}\n{"__proto__":1}\n<script>\n`;
    const zip = await bundleZip({ "evidence/history.jsonl": text }, { commit: shaOf(11), run: "11" });
    bed.runs.add({ id: 11, headSha: shaOf(11), artifacts: [{ name: "mlops-houses~1", zip }] });
    const { runs, log } = await runAll(bed, 12, { r2: 0.7, after: 11 });
    expect(runs).toEqual([10, 12]);
    expect(log.join("\n")).toContain("3 lines of the history of main at 0b0b0b0");
  });
});

describe("with report.history: branch", () => {
  const history = "report: { history: branch }";
  const kept = (refs: ReturnType<typeof memoryRefs>): string[] => {
    const text = refs.commits.get(refs.branches.get("mlops-history") ?? "")?.files["houses.jsonl"] ?? "";
    return parseHistory(text, "houses").entries.map(({ run }) => run);
  };
  const pulls = [{ number: 7, headSha: shaOf(13) }];

  test("pushes append, and a pull request shows them with its own point", async () => {
    await using bed = await startBase();
    const refs = memoryRefs();
    const github = memoryGitHub({ refs, pulls });
    const first = await runAll(bed, 11, { r2: 0.7, history, github });
    expect(first.runs).toBeUndefined();
    await runAll(bed, 12, { r2: 0.75, history, github });
    expect(kept(refs)).toEqual(["11", "12"]);
    await runAll(bed, 13, { r2: 0.8, pull: true, history, github });
    expect(kept(refs)).toEqual(["11", "12"]);
    expect(github.comments.at(-1)?.body).toContain("line [0.7, 0.75, 0.8]");
  });

  test("a run on another branch is shown beside them, and not kept", async () => {
    await using bed = await startBase();
    const refs = memoryRefs();
    const github = memoryGitHub({ refs });
    await runAll(bed, 11, { r2: 0.7, history, github });
    const dev = await runAll(bed, 12, { r2: 0.8, history, github, environment: { ref: "refs/heads/dev" } });
    expect(kept(refs)).toEqual(["11"]);
    expect(dev.text).toContain("line [0.7, 0.8]");
  });

  test("a run whose gate fails is kept, too", async () => {
    await using bed = await startBase();
    const refs = memoryRefs();
    await runAll(bed, 11, { r2: 0.2, history, github: memoryGitHub({ refs }) });
    expect(kept(refs)).toEqual(["11"]);
  });

  test("a token that may not write costs a warning with the permission, and what is there is shown", async () => {
    await using bed = await startBase();
    const refs = memoryRefs();
    await runAll(bed, 11, { r2: 0.7, history, github: memoryGitHub({ refs }) });
    const refusal = new ServiceError(
      'Cannot write the branch mlops-history in "acme/houses": GitHub answered 403',
      {
        ...{ service: "GitHub", status: 403, hint: "permissions:\n  contents: write" },
      },
    );
    const github = memoryGitHub({ refs: { ...refs, commit: () => Promise.reject(refusal) } });
    const { log, text } = await runAll(bed, 12, { r2: 0.8, history, github });
    expect(log.filter((line) => line.startsWith("warning"))).toEqual([
      expect.stringMatching(/^warning: Cannot write the branch mlops-history/),
    ]);
    expect(log.join("\n")).toContain("contents: write");
    expect(text).toContain("line [0.7, 0.8]");
    expect(kept(refs)).toEqual(["11"]);
  });
});

test("with report.history: none nothing is kept, asked for or shown", async () => {
  await using bed = await startBase();
  (await runAll(bed, 11, { r2: 0.7 })).add();
  const { runs, text, files } = await runAll(bed, 12, {
    r2: 0.7,
    after: 11,
    history: "report: { history: none }",
  });
  expect(runs).toBeUndefined();
  expect(text).not.toContain("History");
  expect(await files.exists(".mlops/houses/evidence/history-entry.json")).toBe(false);
});

test("an entry of another run, or one that came with the checkout, is not shown", async () => {
  const entry = JSON.stringify({
    ...{ schema: "mlops/history@1", name: "houses", run: "99", attempt: 1, commit: shaOf(9) },
    ...{ time: "2026-01-01T00:00:00Z", verdict: "pass", metrics: [{ name: "r2", value: 1, gated: true }] },
  });
  const given = {
    "mlops.yml": config(),
    ".mlops/houses/evidence/history-entry.json": entry,
    [past]: entry.replace('"99"', '"98"'),
  };
  expect((await runAction(prComment, { files: given })).summary).not.toContain("History");
  const environment = { runId: "99" };
  expect((await runAction(prComment, { files: given, environment })).summary).toContain("History");
});
