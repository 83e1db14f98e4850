import { qualityGate } from "../../src/actions/quality-gate.ts";
import { save } from "../../src/actions/save.ts";
import { train } from "../../src/actions/train.ts";
import { memoryArtifacts } from "../../src/services/artifacts.ts";
import type { Environment } from "../../src/services/environment.ts";
import { memoryGit } from "../../src/services/git.ts";
import type { StandInRun } from "../beds/runs.ts";
import { zipOf } from "../beds/zip.ts";
import { houses, housesConfig } from "../dist/house-data.ts";
import { runAction, testSha } from "../fakes.ts";
import type { BaseBed } from "./base-bed.ts";

/** The base of the pull request that is judged. */
export const base = "b".repeat(40);
/** An earlier commit of the base's branch. */
export const older = "c".repeat(40);
const rules = "gate: { rules: [{ metric: r2, no_worse_than: baseline, margin: 0.5 }] }";
/** A project whose one rule compares with the baseline. */
export const config = housesConfig.replace("n_estimators: 20", "n_estimators: 2").replace(/gate: .*/, rules);
const event = {
  pull_request: { number: 7, head: { sha: testSha }, base: { sha: base, ref: "main" } },
  repository: { default_branch: "main" },
};

/** What a job with `save` at its end uploads. */
export async function savedBy(run: number, sha: string): Promise<Buffer> {
  const environment = { runId: String(run), sha, eventName: "push", event: {} };
  const git = memoryGit({ head: sha, commitTime: 1_700_000_000 });
  const artifacts = memoryArtifacts();
  const given = { "houses.csv": houses(200), "mlops.yml": config };
  const { files } = await runAction(train, { files: given, environment, git });
  const { outputs } = await runAction(save, { files, environment, git, artifacts });
  const chunks: Uint8Array[] = [];
  for await (const chunk of await artifacts.download(Number(outputs["artifact-id"]))) chunks.push(chunk);
  return zipOf([{ name: "bundle.tar.gz", content: Buffer.concat(chunks) }]);
}

/** The bundle of that run, zipped. */
export const baseZip = await savedBy(12, base);
const olderZip = await savedBy(11, older);
/** What the artifacts of runs are called. */
export const name = "mlops-houses~model~1";
/** The run of the base, and an older one, each with what `save` made of its training. */
export const baseRun: StandInRun = { id: 12, headSha: base, artifacts: [{ name, zip: baseZip }] };
export const olderRun: StandInRun = { id: 11, headSha: older, artifacts: [{ name, zip: olderZip }] };

/** The project, trained in the run of the pull request. */
export const trained = (await runAction(train, { files: { "houses.csv": houses(200), "mlops.yml": config } }))
  .files;

/** Judges the trained project with the quality gate; `said` is what its findings say. */
export async function judge(
  bed: BaseBed,
  changes: {
    environment?: Partial<Environment>;
    inputs?: Record<string, string>;
    config?: string;
    parents?: string[];
  } = {},
) {
  const { github, remote } = bed;
  if (changes.config !== undefined) await trained.write("mlops.yml", changes.config);
  const result = await runAction(qualityGate, {
    ...{ files: trained, github, remote },
    git: memoryGit({ head: testSha, ...(changes.parents && { parents: changes.parents }) }),
    environment: { event, ...changes.environment },
    inputs: changes.inputs ?? {},
  });
  await trained.write("mlops.yml", config);
  const findings = result.report.sections.flatMap((section) => section.findings ?? []);
  return { ...result, said: findings.map(({ message, hint }) => `${message} | ${hint}`).join("\n") };
}

/** The base's run, as reports have it. */
export const mainAt = `main at ${base.slice(0, 7)} (run 12, 2 days old)`;
