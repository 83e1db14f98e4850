import type { Result } from "../../src/action.ts";
import { prComment } from "../../src/actions/pr-comment.ts";
import type { StoredReport } from "../../src/evidence/stored-report.ts";
import type { Report } from "../../src/report.ts";
import type { PullRequest } from "../../src/services/github.ts";
import type { GitRefs } from "../../src/services/github-refs.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { memoryGitHub, type StoredComment } from "../../src/services/memory-github.ts";
import type { StandInArtifact, StandInRun } from "../beds/runs.ts";
import { runAction } from "../fakes.ts";
import { type BaseBed, bundleZip } from "./base-bed.ts";

/** The head of the stranger's pull request. */
export const head = "c".repeat(40);
/** The run of the pull request's own job. */
export const endedRun = 500;

/** A report as a job leaves it, of the ended run unless it says otherwise. */
export function storedReport(action: string, changes: Partial<StoredReport> = {}): StoredReport {
  return {
    schema: "mlops/action-report@1",
    action,
    state: "finished",
    run: { id: String(endedRun), attempt: 1, job: "model", sha: "d".repeat(40) },
    started: "2026-11-21T10:00:00.000Z",
    report: reportOf(action),
    ...changes,
  };
}

/** What the gate says where all is well. */
export function reportOf(action: string, changes: Partial<Report> = {}): Report {
  return {
    schema: "mlops/report@1",
    action,
    title: "houses",
    verdict: "pass",
    headline: "every gate holds",
    facts: [{ label: "R²", value: "0.823" }],
    sections: [
      { title: "Rules", rank: 1, tables: [{ columns: [{ label: "Rule" }], rows: [["r2 ≥ 0.75"]] }] },
    ],
    ...changes,
  };
}

/** A bundle of reports, or of any files, in the artifact that the action save would make. */
export async function savedBundle(
  contents: Record<string, StoredReport | string | Uint8Array>,
  origin: {
    name?: string;
    run?: string;
    attempt?: number;
    artifact?: string;
    job?: string;
    leg?: string;
  } = {},
): Promise<StandInArtifact> {
  const { artifact = "mlops-houses~model~1", run = String(endedRun), ...rest } = origin;
  const files = Object.entries(contents).map(([path, content]): [string, string | Uint8Array] => [
    path,
    typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content),
  ]);
  return { name: artifact, zip: await bundleZip(Object.fromEntries(files), { run, ...rest }) };
}

/** What the trusted job did. */
export interface Commented extends Result {
  comments: readonly StoredComment[];
  /** Names of the check runs that it wrote. */
  checks: string[];
  /** Files of its workspace after it. */
  written: string[];
  log: string[];
}

/** Ends a stranger's run with these artifacts, and runs pr-comment as the job that its end starts. */
export async function commentOnEnded(
  bed: BaseBed,
  ended: Partial<StandInRun> & { artifacts?: StandInArtifact[] },
  given: {
    pulls?: Partial<PullRequest>[];
    /** What the event says of the run, where it is not what the API says. */
    event?: Record<string, unknown>;
    config?: string;
    inputs?: Record<string, string>;
    refs?: GitRefs;
  } = {},
): Promise<Commented> {
  const run = {
    ...{
      id: endedRun,
      event: "pull_request",
      headSha: head,
      headBranch: "topic",
      headRepository: "eve/houses",
    },
    ...ended,
  };
  bed.runs.add(run);
  const pulls = given.pulls ?? [
    { number: 7, headSha: head, headRepository: "eve/houses" },
    { number: 8, headSha: "e".repeat(40), headRepository: "acme/houses" },
  ];
  const memory = memoryGitHub({ pulls, ...(given.refs && { refs: given.refs }) });
  const files = memoryFiles({ "mlops.yml": given.config ?? "version: 1\nname: houses\n" });
  const result = await runAction(prComment, {
    files,
    github: { ...memory, runs: () => bed.github.runs() },
    remote: bed.remote,
    ...(given.inputs && { inputs: given.inputs }),
    environment: {
      ...{ eventName: "workflow_run", runId: "900", ref: "refs/heads/main", sha: "a".repeat(40) },
      event: {
        workflow_run: {
          ...{ id: run.id, head_sha: run.headSha, head_branch: run.headBranch },
          head_repository: run.headRepository && { full_name: run.headRepository },
          ...given.event,
        },
        repository: { full_name: "acme/houses", default_branch: "main" },
      },
    },
  });
  return {
    ...result,
    comments: memory.comments,
    checks: memory.checkRuns.map(({ name }) => name),
    written: [...files.all().keys()],
  };
}
