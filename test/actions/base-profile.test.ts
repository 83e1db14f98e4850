import { describe, expect, test } from "vitest";
import { run } from "../../src/actions/run.ts";
import { save } from "../../src/actions/save.ts";
import { train } from "../../src/actions/train.ts";
import { validateData } from "../../src/actions/validate-data.ts";
import { memoryArtifacts } from "../../src/services/artifacts.ts";
import { memoryTree } from "../../src/services/commit-tree.ts";
import { memoryGit } from "../../src/services/git.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { runAction, testSha } from "../fakes.ts";
import { type BaseBed, bundleZip, startBase } from "./base-bed.ts";

const base = "b".repeat(40);
const event = { pull_request: { number: 7, head: { sha: testSha }, base: { sha: base, ref: "main" } } };
const shown = `main at ${base.slice(0, 7)} (run 12, 2 days old)`;

/** Sales of a year, of which a share is cheaper by half. */
function sales(rows: number, cheap = 0, bad = 0): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const price = (50.5 + ((row * 7) % 50)) / (row < cheap * rows ? 2 : 1);
    const count = row < bad ? "x" : row % 9;
    return `${row},${price},${count},2026-01-${10 + (row % 19)}`;
  });
  return `id,price,count,day\n${lines.join("\n")}\n`;
}

const config = (more = "") => `version: 1\nname: houses\ndata: { path: data.csv, key: [id] }\n${more}`;

/** A bed whose base's run has validated and saved these data, as a job without training does. */
async function bedOf(data: string, mlops = config()): Promise<BaseBed> {
  const environment = { runId: "12", sha: base, eventName: "push", event: {} };
  const artifacts = memoryArtifacts();
  const { files } = await runAction(validateData, {
    files: { "data.csv": data, "mlops.yml": mlops },
    environment,
  });
  const { outputs } = await runAction(save, { files, environment, artifacts });
  const chunks: Uint8Array[] = [];
  for await (const chunk of await artifacts.download(Number(outputs["artifact-id"]))) chunks.push(chunk);
  const { zipOf } = await import("../beds/zip.ts");
  const zip = zipOf([{ name: "bundle.tar.gz", content: Buffer.concat(chunks) }]);
  const bed = await startBase();
  bed.runs.add({ id: 12, headSha: base, artifacts: [{ name: String(outputs["artifact-name"]), zip }] });
  return bed;
}

async function validate(
  { github, remote }: BaseBed,
  data: string,
  mlops = config(),
  changes: { eventName?: string; files?: Record<string, string> } = {},
) {
  const { eventName = "pull_request" } = changes;
  const result = await runAction(validateData, {
    files: { "data.csv": data, "mlops.yml": mlops, ...changes.files },
    ...{ github, remote, environment: { event, eventName } },
  });
  const findings = result.report.sections.flatMap((section) => section.findings ?? []);
  const changesText = result.report.sections.find(({ title }) => title === "What changed in the data");
  const profile = JSON.parse(await result.files.read(".mlops/houses/profile.json"));
  const types = Object.fromEntries(
    (profile.columns as { name: string; type: string }[]).map(({ name, type }) => [name, type]),
  );
  return { ...result, findings, diff: changesText, types };
}

describe("types", () => {
  test("are held to those of the base's run: one bad cell is a finding on its line", async () => {
    await using bed = await bedOf(sales(60));
    const { verdict, findings, types } = await validate(bed, sales(10, 0, 1));
    expect(types.count).toBe("integer");
    expect(verdict).toBe("pass");
    expect(findings).toMatchObject([{ severity: "warning", rule: "count.type", line: 2, count: 1 }]);
    const alone = await startBase();
    expect((await validate(alone, sales(10, 0, 1))).types.count).toBe("text");
    await alone[Symbol.asyncDispose]();
  });

  test("that changed are an error that says since when, until they are declared", async () => {
    await using bed = await bedOf(sales(60));
    const { verdict, findings } = await validate(bed, sales(60, 0, 30));
    expect(verdict).toBe("fail");
    expect(findings[0]).toMatchObject({
      severity: "error",
      message: `"count" is a text column, and was an integer one in ${shown}; 30 cells are not`,
      hint: "Correct the data, or declare what is right: data.columns: { count: { type: text } }",
    });
    const declared = config().replace("key: [id]", "key: [id], columns: { count: { type: text } }");
    expect((await validate(bed, sales(60, 0, 30), declared)).verdict).toBe("pass");
  });

  test("are held to the reference, where one is set", async () => {
    await using bed = await bedOf(sales(60));
    const referred = config().replace("key: [id]", "key: [id], reference: old.csv");
    const files = { "old.csv": sales(60, 0, 40) };
    expect((await validate(bed, sales(10, 0, 1), referred, { files })).types.count).toBe("text");
    expect(bed.requests.filter((each) => each.includes("/actions/"))).toEqual([]);
  });

  test("of the last training hold in a terminal, however often it is run", async () => {
    const environment = {
      kind: "terminal",
      runId: undefined,
      eventName: undefined,
      event: undefined,
    } as const;
    const mlops = `${config().replace("key: [id]", "key: [id], target: price")}train: { params: { n_estimators: 2 } }\ngate: { rules: [{ metric: rmse, max: 1000 }] }\n`;
    const files = memoryFiles({ "data.csv": sales(60), "mlops.yml": mlops });
    expect((await runAction(run, { files, environment })).verdict).not.toBe("fail");
    await files.write("data.csv", sales(60, 0, 30));
    for (let time = 0; time < 2; time++) {
      const { verdict, report } = await runAction(run, { files, environment });
      expect(verdict).toBe("fail");
      expect(JSON.stringify(report)).toContain("was an integer one in the last training (.mlops/houses/");
    }
    await files.write("data.csv", sales(60, 0, 1));
    await runAction(train, { files, environment });
    const profile = JSON.parse(await files.read(".mlops/houses/evidence/profile.json"));
    expect(profile.columns[2]).toMatchObject({ name: "count", type: "integer" });
  });

  test("of evidence in the checkout are not believed on GitHub", async () => {
    await using bed = await startBase();
    const planted = await runAction(validateData, {
      files: { "data.csv": sales(60), "mlops.yml": config() },
    });
    const files = {
      ".mlops/houses/evidence/profile.json": await planted.files.read(".mlops/houses/profile.json"),
    };
    expect((await validate(bed, sales(10, 0, 1), config(), { files })).types.count).toBe("text");
  });
});

describe("checks", () => {
  const checks = config(
    "checks:\n  - { column: price, drift: { max: 0.1 } }\n  - { row_count: { change: { max: 10% } } }\n  - { column: day, newer_than_reference: true }\n",
  );
  const outcomes = ({ report }: Awaited<ReturnType<typeof validate>>) =>
    report.sections.find(({ title }) => title === "Checks")?.tables?.[0]?.rows.map((row) => row[1]);

  test("compare with the profile of the base's run", async () => {
    await using bed = await bedOf(sales(400));
    const { verdict, findings } = await validate(bed, sales(300, 0.5), checks);
    expect(verdict).toBe("fail");
    const messages = findings.map(({ message }) => message).join("\n");
    expect(messages).toContain(`the table has 300 rows, ${shown} has 400`);
    expect(findings).toHaveLength(3);
  });

  test("hold where nothing changed, on any event", async () => {
    await using bed = await bedOf(sales(400));
    const held = await validate(bed, sales(410), checks.replace(/ {2}- \{ column: day.*\n/, ""), {
      eventName: "schedule",
    });
    expect(outcomes(held)).toEqual(["✅ holds", "✅ holds"]);
  });

  test("are not judged without one, and the log says why", async () => {
    await using bed = await startBase();
    bed.fail(/runs$/, { status: 403, body: '{"message":"Resource not accessible by integration"}' });
    const result = await validate(bed, sales(400), checks);
    expect(outcomes(result)).toEqual(["➖ not judged", "➖ not judged", "➖ not judged"]);
    expect(result.verdict).toBe("pass");
    expect(result.log.join("\n")).toMatch(/403[\s\S]*permissions:\n {2}contents: read\n {2}actions: read/);
  });

  test("that none is needed for ask nothing in a terminal", async () => {
    await using bed = await startBase();
    await runAction(validateData, {
      files: { "data.csv": sales(60), "mlops.yml": config() },
      ...{ github: bed.github, environment: { kind: "terminal", eventName: undefined, event: undefined } },
    });
    expect(bed.requests).toEqual([]);
  });
});

describe("what changed in the data", () => {
  test("is told from the base's profile where Git has no data: columns, missing, distributions, and no rows", async () => {
    await using bed = await bedOf(sales(400));
    const now = sales(420, 0.5).replace("id,price,count,day", "id,price,count,date");
    const { report, diff } = await validate(bed, now);
    expect(report.facts[1]).toEqual({
      label: "Data changes",
      value: "+20 rows, 1 column added, 1 column removed",
      note: `against ${shown}`,
    });
    expect(diff?.text?.[0]).toBe(
      `Compared with ${shown} by profiles: 400 rows before, 420 now. Which rows changed they do not tell.`,
    );
    expect(JSON.stringify(diff?.tables)).toMatch(/"price",null,null,null,null,null,"4\d(\.\d+)? %"/);
  });

  test("is nothing where the data are the same", async () => {
    await using bed = await bedOf(sales(400));
    expect((await validate(bed, sales(400))).diff).toBeUndefined();
  });

  test("is told from Git, where it has the data", async () => {
    await using bed = await bedOf(sales(400));
    const trees = { [base]: memoryTree({ "data.csv": sales(410) }) };
    const { remote } = bed;
    const github = { ...bed.github, tree: memoryGitHub({ trees }).tree };
    const { report } = await validate({ ...bed, github, remote }, sales(420));
    expect(report.facts[1]?.note).toBe("against main at bbbbbbb");
  });

  test("says why there is nothing to compare with", async () => {
    await using bed = await startBase();
    const { diff } = await validate(bed, sales(60));
    expect(diff?.text?.[0]).toMatch(
      /^Nothing to compare with: .*bbbbbbb.*; no run of main at bbbbbbb has succeeded; no other run of main/,
    );
  });

  test("of several sets is told set by set", async () => {
    const sets = (more = "") =>
      `version: 1\nname: houses\ndata: { sets: { train: data.csv, test: test.csv }, target: price }\n${more}`;
    const environment = { runId: "12", sha: base, eventName: "push", event: {} };
    const artifacts = memoryArtifacts();
    const given = { "data.csv": sales(400), "test.csv": sales(90), "mlops.yml": sets() };
    const { files } = await runAction(validateData, { files: given, environment });
    await runAction(save, { files, environment, artifacts });
    await using bed = await startBase();
    const { zipOf } = await import("../beds/zip.ts");
    const chunks: Uint8Array[] = [];
    for await (const chunk of await artifacts.download(1)) chunks.push(chunk);
    const zip = zipOf([{ name: "bundle.tar.gz", content: Buffer.concat(chunks) }]);
    bed.runs.add({ id: 12, headSha: base, artifacts: [{ name: "mlops-houses~model~1", zip }] });
    const { report } = await runAction(validateData, {
      files: { ...given, "test.csv": sales(95) },
      ...{ github: bed.github, remote: bed.remote, environment: { event, eventName: "pull_request" } },
    });
    const changes = report.facts.filter(({ label }) => label.endsWith("changes"));
    expect(changes).toEqual([{ label: "test: changes", value: "+5 rows", note: `against ${shown}` }]);
    expect(bed.runs.downloads).toHaveLength(1);
  });

  test.each([
    ["no profile", { "evidence/metrics.json": "{}" }, /has no profile of the data/],
    ["a forged profile", { "profile.json": '{"schema":"mlops/profile@1"}' }, /Cannot use the profile/],
  ])("takes nothing from a bundle with %s", async (_, content, why) => {
    await using bed = await startBase();
    const zip = await bundleZip(content, { commit: base, run: "12" });
    bed.runs.add({ id: 12, headSha: base, artifacts: [{ name: "mlops-houses~model~1", zip }] });
    const { diff, verdict } = await validate(bed, sales(60));
    expect(verdict).toBe("pass");
    expect(diff?.text?.[0]).toMatch(why);
  });
});

test("in a terminal, what was saved of the commit where the work left the main branch is the base", async () => {
  const environment = { kind: "terminal", runId: undefined, sha: undefined, eventName: undefined } as const;
  const at = (head: string) => memoryGit({ head, leftMain: { branch: "main", sha: base } });
  const artifacts = memoryArtifacts();
  const files = memoryFiles({ "data.csv": sales(400), "mlops.yml": config() });
  await runAction(validateData, { files, environment, git: at(base) });
  await runAction(save, { files, environment, artifacts, git: at(base) });
  await files.write("data.csv", sales(300));
  const mlops = config("checks: [{ row_count: { change: { max: 10% } } }]\n");
  await files.write("mlops.yml", mlops);
  const { verdict, report } = await runAction(validateData, {
    files,
    environment,
    artifacts,
    git: at(testSha),
  });
  expect(verdict).toBe("fail");
  expect(JSON.stringify(report)).toContain("300 rows, what was saved of bbbbbbb has 400");
});

test("in a terminal, what was saved of an earlier commit is the base where nothing was of the base itself", async () => {
  const environment = { kind: "terminal", runId: undefined, sha: undefined, eventName: undefined } as const;
  const moved = "c".repeat(40);
  const at = (head: string, known: readonly string[]) => ({
    ...memoryGit({ head, leftMain: { branch: "main", sha: moved } }),
    isAncestor: async (_: string, earlier: string, later: string) =>
      later === moved && known.includes(earlier),
  });
  const check = async (known: readonly string[]) => {
    const artifacts = memoryArtifacts();
    const files = memoryFiles({ "data.csv": sales(400), "mlops.yml": config() });
    await runAction(validateData, { files, environment, git: at(base, known) });
    await runAction(save, { files, environment, artifacts, git: at(base, known) });
    await files.write("data.csv", sales(300));
    await files.write("mlops.yml", config("checks: [{ row_count: { change: { max: 10% } } }]\n"));
    const git = at(testSha, known);
    const { report } = await runAction(validateData, { files, environment, artifacts, git });
    return JSON.stringify(report);
  };
  expect(await check([base])).toContain(
    "300 rows, what was saved of bbbbbbb (of ccccccc nothing was) has 400",
  );
  expect(await check([])).toContain("not judged: there are no earlier data");
});
