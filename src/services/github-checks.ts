import * as z from "zod";
import type { CheckAnnotation, CheckOutput, CheckResult, Conclusion } from "../check-run.ts";
import { parseDocumented } from "./github-answers.ts";
import {
  distinctAnnotations,
  missingOf,
  renderAnnotation,
  type SentAnnotation,
} from "./github-check-annotations.ts";
import { type GitHubClient, once } from "./github-client.ts";
import { createOnce, type Waiting } from "./github-create-once.ts";
import { isAmbiguous } from "./github-failure.ts";
import { readPages } from "./read-pages.ts";

/** Which check run is meant. */
export interface CheckKey {
  /** Commit that it stands beside. */
  sha: string;
  /** What people see, and what a branch's rules can require. */
  name: string;
  /** Its external id: no other check run of this name and commit has it. */
  key: string;
  detailsUrl?: string | undefined;
}

/** A check run as GitHub has it. */
export interface CheckRun {
  id: number;
  url: string;
}

/**
 * Check runs. Each is looked for by its key before it is made, and again where a failure leaves open whether it was,
 * so that there are never two; of those that something else made twice, all end. Every call throws ServiceError after
 * its retries are spent, with status 403 where the token may not write checks.
 */
export interface Checks {
  /** Says that the check is under way. */
  start(check: CheckKey, output: CheckOutput): Promise<CheckRun>;
  /** Says what came of it; annotations that are there already are not sent again. */
  finish(check: CheckKey, result: CheckResult): Promise<CheckRun>;
}

/** GitHub takes no more in one request, and adds them to those that it has. */
const perRequest = 50;
/** How often a write is tried whose outcome is open; between two, it is looked what is there. */
const attempts = 3;
/** Pages of check runs of one name on one commit, and of one's annotations, that are read at most. */
const mostPages = 5;
const needs = { checks: "write" };

const checkRun = z.object({
  id: z.int(),
  html_url: z.string().nullish(),
  external_id: z.string().nullish(),
  conclusion: z.string().nullish(),
  output: z.object({ annotations_count: z.int().min(0).nullish() }).nullish(),
});
const checkList = z.object({ check_runs: z.array(checkRun) });
type Found = z.infer<typeof checkRun>;

type Fields = { output: CheckOutput & { annotations?: SentAnnotation[] } } & (
  | { status: "completed"; conclusion: Conclusion }
  | { status?: "in_progress" }
);

/** The check runs of a repository. */
export function githubChecks(client: GitHubClient, waiting: Waiting): Checks {
  const find = (check: CheckKey): Promise<Found[]> => findOwn(client, check);
  const create = (check: CheckKey, fields: Fields): Promise<Found> =>
    createOnce(
      waiting,
      () => createRun(client, check, fields),
      async () => (await find(check))[0],
    );

  /** Ends a check run with the annotations that it does not have, in batches; what was sent in vain is sent again. */
  async function end(check: CheckKey, found: Found, { output, annotations, conclusion }: CheckResult) {
    const isNew = !found.output?.annotations_count;
    let missing = isNew ? annotations : await missingOf(client, check, found.id, annotations);
    for (let failures = 0; ; ) {
      const isLast = missing.length <= perRequest;
      const fields = withAnnotations(output, missing.slice(0, perRequest));
      try {
        const run = await updateRun(
          client,
          check,
          found.id,
          isLast ? { status: "completed", conclusion, output: fields } : { output: fields },
        );
        if (isLast) return run;
        missing = missing.slice(perRequest);
      } catch (error) {
        failures += 1;
        if (!isAmbiguous(error) || failures === attempts) throw error;
        await waiting.clock.sleep(1000 * failures ** 2, waiting.signal);
        missing = await missingOf(client, check, found.id, missing);
      }
    }
  }

  return {
    async start(check, output) {
      const fields: Fields = { status: "in_progress", output };
      const [found] = await find(check);
      return describe(found ? await updateRun(client, check, found.id, fields) : await create(check, fields));
    },
    async finish(check, result) {
      const { conclusion, output, annotations } = {
        ...result,
        annotations: distinctAnnotations(result.annotations),
      };
      const runs = await find(check);
      // Another job of this attempt said no: one that passes does not take it back.
      const failed = runs.find((each) => each.conclusion === "failure");
      if (failed !== undefined && conclusion !== "failure") return describe(failed);
      if (runs.length === 0 && annotations.length <= perRequest) {
        const fields = withAnnotations(output, annotations);
        return describe(await create(check, { status: "completed", conclusion, output: fields }));
      }
      const run = runs[0] ?? (await create(check, { status: "in_progress", output }));
      const ended = await end(check, run, { conclusion, output, annotations });
      const others = (runs[0] ? runs : await find(check)).filter(({ id }) => id !== run.id);
      for (const { id } of others)
        await updateRun(client, check, id, { status: "completed", conclusion, output });
      return describe(ended);
    },
  };
}

/** Those of this key, newest first. */
async function findOwn({ call }: GitHubClient, { sha, name, key }: CheckKey): Promise<Found[]> {
  const act = `read the check runs of ${sha.slice(0, 7)}`;
  const query = { ref: sha, check_name: name, filter: "all" } as const;
  const found = await readPages(mostPages, async (page) => {
    const answer = await call(
      (octokit, where) => octokit.rest.checks.listForRef({ ...where, ...query, ...page }),
      { act, needs },
    );
    return parseDocumented(checkList, answer, act).check_runs;
  });
  return found.filter(({ external_id }) => external_id === key).sort((a, b) => b.id - a.id);
}

async function createRun({ call }: GitHubClient, check: CheckKey, fields: Fields): Promise<Found> {
  const act = `make the check run "${check.name}"`;
  const { sha, name, key, detailsUrl } = check;
  const identity = { name, head_sha: sha, external_id: key, ...(detailsUrl && { details_url: detailsUrl }) };
  const answer = await call(
    (octokit, where) =>
      octokit.request("POST /repos/{owner}/{repo}/check-runs", {
        ...{ ...where, ...once, ...identity, ...fields },
      }),
    { act, needs },
  );
  return parseDocumented(checkRun, answer, act);
}

/** Without retries where it adds annotations: a second time, they would be there twice. */
async function updateRun(
  { call }: GitHubClient,
  { name }: CheckKey,
  id: number,
  fields: Fields,
): Promise<Found> {
  const act = `update the check run "${name}"`;
  const answer = await call(
    (octokit, where) =>
      octokit.request("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
        ...{ ...where, ...(fields.output.annotations && once), ...fields, check_run_id: id },
      }),
    { act, needs },
  );
  return parseDocumented(checkRun, answer, act);
}

function describe({ id, html_url: url }: Found): CheckRun {
  return { id, url: url ?? "" };
}

function withAnnotations(output: CheckOutput, annotations: CheckAnnotation[]): Fields["output"] {
  return annotations.length === 0 ? output : { ...output, annotations: annotations.map(renderAnnotation) };
}
