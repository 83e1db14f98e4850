import * as z from "zod";

/** The commit that a pull request or a merge queue's group is compared with. */
export interface BaseCommit {
  sha: string;
  /** The branch, by its short name. */
  branch: string;
  /** The pull request's own last commit. */
  head?: string;
}

const sha = z.string().regex(/^[0-9a-f]{40,64}$/);
const payload = z.object({
  pull_request: z
    .object({ base: z.object({ sha, ref: z.string() }), head: z.object({ sha }) })
    .optional()
    .catch(undefined),
  merge_group: z.object({ base_sha: sha, base_ref: z.string() }).optional().catch(undefined),
});

/** Reads the base from a webhook payload; undefined for events that have none. */
export function findBase(event: unknown): BaseCommit | undefined {
  const { data } = payload.safeParse(event);
  const { pull_request: pull, merge_group: group } = data ?? {};
  if (pull !== undefined) return { sha: pull.base.sha, branch: pull.base.ref, head: pull.head.sha };
  return group && { sha: group.base_sha, branch: group.base_ref.replace(/^refs\/heads\//, "") };
}
