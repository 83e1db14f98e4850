import { prComment } from "../../src/actions/pr-comment.ts";
import { save } from "../../src/actions/save.ts";
import type { Verdict } from "../../src/report.ts";
import type { Artifacts } from "../../src/services/artifacts.ts";
import type { Environment } from "../../src/services/environment.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { runAction, testSha } from "../fakes.ts";

/** A report as an action stores it. */
export const stored = (
  action: string,
  verdict: Verdict,
  headline: string,
  started = "2026-11-21T10:00:00.000Z",
) => ({
  schema: "mlops/action-report@1",
  ...{ action, state: "finished", run: { id: "100", attempt: 1 }, started },
  report: {
    schema: "mlops/report@1",
    ...{ action, title: "model", verdict, headline },
    facts: [{ label: "R²", value: "0.823", note: "+0.012, 95 % CI +0.006 … +0.018" }],
    sections: [
      { title: "Rules", rank: 1, tables: [{ columns: [{ label: "Rule" }], rows: [[`${headline} rule`]] }] },
    ],
  },
});

/** Saves what a job made, as it does. */
export async function saveJob(
  artifacts: Artifacts,
  name: string,
  reports: readonly { action: string }[],
  given: {
    leg?: string;
    job?: string;
    attempt?: number;
    /** Files of its evidence. */
    evidence?: Record<string, string>;
    inputs?: Record<string, string>;
    environment?: Partial<Environment>;
  } = {},
): Promise<void> {
  const { leg, job = "model", attempt = 1, evidence = {}, inputs } = given;
  const folder = `.mlops/${name}/evidence`;
  const kept = Object.fromEntries(
    Object.entries(evidence).map(([file, text]) => [`${folder}/${file}`, text]),
  );
  const files = Object.fromEntries(
    reports.map((each) => [`.mlops/${name}/reports/${each.action}.json`, JSON.stringify(each)]),
  );
  await runAction(save, {
    artifacts,
    files: { "mlops.yml": `version: 1\nname: ${name}\n`, ...files, ...kept },
    environment: { job, runAttempt: attempt, ...given.environment },
    inputs: { ...inputs, ...(leg !== undefined && { leg }) },
  });
}

/** Comments on what was saved, as the last job does. */
export async function comment(
  artifacts: Artifacts,
  models: string,
  github = withPull(),
  given: { inputs?: Record<string, string>; environment?: Partial<Environment> } = {},
) {
  const { environment = {} } = given;
  const inputs = { models, page: "false", ...given.inputs };
  const result = await runAction(prComment, { artifacts, github, inputs, environment });
  return { result, github, body: github.comments.at(-1)?.body ?? "" };
}
/** GitHub with the pull request that the run is for. */
export const withPull = () => memoryGitHub({ pulls: [{ number: 7, headSha: testSha }] });
