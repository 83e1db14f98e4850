import { describe, expect, test } from "vitest";
import { notify } from "../../src/actions/notify.ts";
import { prComment } from "../../src/actions/pr-comment.ts";
import { restore } from "../../src/actions/restore.ts";
import { type Artifacts, memoryArtifacts } from "../../src/services/artifacts.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { runAction } from "../fakes.ts";
import { saveJob, stored, withPull } from "./models-bed.ts";

const later = "2026-11-21T11:00:00.000Z";
const own = ".mlops/houses/reports";

/** A job that restores what others saved, perhaps works itself, and comments for its one model. */
async function commentAfterRestore(artifacts: Artifacts, made: readonly ReturnType<typeof gateOf>[] = []) {
  const files = memoryFiles({ "mlops.yml": "version: 1\nname: houses\n" });
  const environment = { job: "comment" };
  await runAction(restore, { artifacts, files, environment });
  for (const each of made) await files.write(`${own}/${each.action}.json`, JSON.stringify(each));
  const github = withPull();
  await runAction(prComment, { artifacts, files, environment, github, inputs: { page: "false" } });
  const told = await runAction(notify, { artifacts, files, environment, github });
  return { body: github.comments.at(-1)?.body ?? "", occasion: told.outputs.occasion, files };
}

const gateOf = (job: string, verdict: "pass" | "fail", started?: string) => {
  const report = stored("quality-gate", verdict, `${job} says`, started);
  return { ...report, run: { ...report.run, job } };
};

describe("what a job restored", () => {
  test.each([
    ["jobs", "linux", "windows", undefined, "houses (linux)", "houses (windows)"],
    ["legs", "gate", "gate", ['{ "region": "eu" }', '{ "region": "us" }'], "houses (eu)", "houses (us)"],
  ])("hides no failure of one of parallel %s", async (_, one, other, legs, first, second) => {
    const artifacts = memoryArtifacts();
    const leg = (at: number) => (legs?.[at] === undefined ? {} : { leg: legs[at] });
    await saveJob(artifacts, "houses", [gateOf(one, "fail")], { job: one, ...leg(0) });
    await saveJob(artifacts, "houses", [gateOf(other, "pass", later)], { job: other, ...leg(1) });
    const { body, occasion } = await commentAfterRestore(artifacts);
    expect(body).toContain("### ❌ houses: 1 holds, 1 fails");
    expect(body).toContain(`| ${first} | ❌ Failed`);
    expect(body).toContain(`| ${second} | ✅ Passed`);
    expect(occasion).toBe("failure");
  });

  test("hides no failure behind what the job found itself later", async () => {
    const artifacts = memoryArtifacts();
    await saveJob(artifacts, "houses", [gateOf("gate", "fail")], { job: "gate" });
    const { body, occasion } = await commentAfterRestore(artifacts, [gateOf("comment", "pass", later)]);
    expect(body).toContain("| houses (gate) | ❌ Failed");
    expect(body).toContain("| houses (comment) | ✅ Passed");
    expect(occasion).toBe("failure");
  });

  test("is told once where a later job found the same again", async () => {
    const artifacts = memoryArtifacts();
    const [first, again] = [gateOf("gate", "pass"), gateOf("comment", "pass", later)];
    await saveJob(artifacts, "houses", [first], { job: "gate" });
    const { body } = await commentAfterRestore(artifacts, [{ ...again, report: first.report }]);
    expect(body).toContain("### ✅ houses: gate says");
  });

  test("is told as one run where jobs follow each other, and a rerun replaces what it ran again", async () => {
    const artifacts = memoryArtifacts();
    const trained = stored("train", "pass", "trained");
    await saveJob(artifacts, "houses", [trained], { job: "train" });
    await saveJob(artifacts, "houses", [trained, gateOf("gate", "fail")], { job: "gate" });
    expect((await commentAfterRestore(artifacts)).body).toContain("### ❌ houses: gate says");
    await saveJob(artifacts, "houses", [trained, gateOf("gate", "pass", later)], { job: "gate", attempt: 2 });
    const { body, files } = await commentAfterRestore(artifacts);
    expect(body).toContain("### ✅ houses: gate says");
    expect([...files.all().keys()]).toContain(`${own}/quality-gate.json`);
  });
});
