import * as z from "zod";
import type { EarlierRun } from "../notify/occasion.ts";
import { parseAnswer } from "./github-answers.ts";
import type { GitHubClient } from "./github-client.ts";

/** How other runs ended. Every call throws ServiceError after its retries are spent. */
export interface EndedRuns {
  /** The last hundred runs of a workflow's file that ended on a branch, newest first. */
  ended(workflow: string, branch: string): Promise<EarlierRun[]>;
  /** How an attempt of a run ended; undefined while it runs. */
  conclusion(run: number, attempt: number): Promise<string | undefined>;
}

const needs = { actions: "read" };
const runSchema = z.object({
  id: z.int(),
  event: z.string(),
  conclusion: z.string().nullish(),
  head_branch: z.string().nullish(),
  head_repository: z.object({ full_name: z.string() }).nullish(),
});

/** What GitHub says of them. */
export function githubEndedRuns({ call }: GitHubClient): EndedRuns {
  return {
    async ended(workflow, branch) {
      const act = `list the runs of ${workflow} on ${branch}`;
      const query = { branch, status: "completed", exclude_pull_requests: true, per_page: 100 } as const;
      const answer = await call<unknown>(
        (octokit, where) =>
          octokit.rest.actions.listWorkflowRuns({ ...where, ...query, workflow_id: workflow }),
        { act, needs },
      );
      const { workflow_runs: runs } = parse(z.object({ workflow_runs: z.array(runSchema) }), answer, act);
      return runs.map(runOf).sort((a, b) => b.id - a.id);
    },
    async conclusion(run, attempt) {
      const act = `read attempt ${attempt} of run ${run}`;
      const answer = await call<unknown>(
        (octokit, where) =>
          octokit.rest.actions.getWorkflowRunAttempt({
            ...{ ...where, run_id: run, attempt_number: attempt, exclude_pull_requests: true },
          }),
        { act, needs },
      );
      return parse(runSchema, answer, act).conclusion ?? undefined;
    },
  };
}

function runOf({
  id,
  event,
  conclusion,
  head_branch,
  head_repository,
}: z.infer<typeof runSchema>): EarlierRun {
  return {
    ...{ id, event, conclusion: conclusion ?? undefined },
    headBranch: head_branch ?? undefined,
    headRepository: head_repository?.full_name,
  };
}

function parse<T>(schema: z.ZodType<T>, answer: unknown, act: string): T {
  return parseAnswer(
    schema,
    answer,
    (path) => `Cannot ${act}: GitHub's answer is not as documented${path && ` at "${path}"`}`,
  );
}
