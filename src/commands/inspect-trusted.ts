import { repository } from "../runner/version.ts";
import type { Diagnosis } from "./doctor.ts";
import {
  actionOf,
  jobsOf,
  objectOf,
  startsOn,
  type WorkflowFile,
  type WorkflowStep,
} from "./workflow-file.ts";

/** Events on which a token can write though a stranger's pull request may be what started the workflow. */
const trustedEvents = ["workflow_run", "pull_request_target"];
/** How a step names a pull request's code. */
const namesHead =
  /github\.head_ref|github\.event\.(workflow_run\.(head_|pull_requests)|pull_request\.(head|merge_commit_sha|number)|number)|refs\/pull\//;
const fetchesHead = /\b(gh|hub) +pr +checkout\b|\bpull\/[\d$"'{]/;

/**
 * What is wrong with a workflow whose token can write whoever opened the pull request: that it takes the pull request's
 * code, and that the workflow whose runs it comments is not there, or saves nothing.
 */
export function inspectTrusted(workflow: WorkflowFile, all: readonly WorkflowFile[]): Diagnosis[] {
  const event = trustedEvents.find((each) => startsOn(workflow, each) !== undefined);
  if (event === undefined) return [];
  const jobs = jobsOf(workflow);
  const takesCode = jobs.flatMap(({ id, steps }) =>
    steps.some(takesHead)
      ? [
          {
            status: "problem" as const,
            message: `${workflow.file}, job "${id}": it takes the pull request's code on ${event}, where a stranger's would run with a token that can write`,
            fix: "Take ref and repository out of actions/checkout: it then checks out the default branch.\nWhat runs the pull request's code belongs into a workflow on pull_request",
          },
        ]
      : [],
  );
  const comments = jobs.some(({ steps }) => steps.some((step) => actionOf(step) === "pr-comment"));
  return event === "workflow_run" && comments ? [...takesCode, ...inspectSources(workflow, all)] : takesCode;
}

/** The workflows whose end starts this one: by name, or by path where they have none. */
function inspectSources(workflow: WorkflowFile, all: readonly WorkflowFile[]): Diagnosis[] {
  const { workflows } = startsOn(workflow, "workflow_run") ?? {};
  const names = [workflows].flat().filter((name): name is string => typeof name === "string");
  const sources = all.filter(({ file, content }) => names.includes(String(content.name ?? file)));
  const missing = names.filter(
    (name) => !sources.some(({ file, content }) => (content.name ?? file) === name),
  );
  return [
    ...missing.map((name) => ({
      status: "problem" as const,
      message: `${workflow.file}: it waits for the workflow "${name}", and there is none of that name`,
      fix: `Name the workflow that checks pull requests: on.workflow_run.workflows is its "name"`,
    })),
    ...sources.filter(isSilent).map(({ file }) => ({
      status: "problem" as const,
      message: `${file}: it saves nothing that ${workflow.file} could comment`,
      fix: `      - uses: ${repository}/actions/save@v1\n        if: \${{ !cancelled() }}\n        with: { reports-only: true }`,
    })),
  ];
}

function isSilent(workflow: WorkflowFile): boolean {
  const isChecking = startsOn(workflow, "pull_request") !== undefined;
  return isChecking && !jobsOf(workflow).some(({ steps }) => steps.some((step) => actionOf(step) === "save"));
}

function takesHead({ uses, run, with: given }: WorkflowStep): boolean {
  if (typeof uses === "string" && uses.startsWith("actions/checkout@")) {
    const { ref, repository: from } = objectOf(given);
    return [ref, from].some((each) => typeof each === "string" && namesHead.test(each));
  }
  return typeof run === "string" && fetchesHead.test(run);
}
