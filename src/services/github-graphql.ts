import * as z from "zod";
import { parseDocumented } from "./github-answers.ts";
import type { GitHubClient } from "./github-client.ts";

/** A comment's body as it was left by one edit. */
export interface CommentEdit {
  /** ISO 8601, whole seconds. */
  editedAt: string;
  /** Undefined where somebody deleted the revision. */
  body: string | undefined;
}

/** What became of a comment and of its pull request, at one moment. */
export interface CommentHistory {
  /** The last bodies that it has had, newest first; none where it was never edited. */
  edits: CommentEdit[];
  /** Head commit of the pull request that it is on; undefined on an issue. */
  head: string | undefined;
}

/** Asks for the bodies that a comment has had, and for its pull request's head. */
export const historyQuery = `query CommentHistory($id: ID!, $most: Int!) {
  node(id: $id) {
    ... on IssueComment {
      pullRequest { headRefOid }
      userContentEdits(first: $most) { nodes { editedAt diff } }
    }
  }
}`;

/** Edits that are read. */
const mostEdits = 30;

const answered = z.object({
  node: z.object({
    pullRequest: z.object({ headRefOid: z.string() }).nullable(),
    userContentEdits: z
      .object({
        nodes: z.array(z.object({ editedAt: z.iso.datetime(), diff: z.string().nullable() }).nullable()),
      })
      .nullable(),
  }),
});

/**
 * The last edits of a comment, of which its first body is the oldest, and its pull request's head, in one request. Throws
 * ServiceError, with status 404 where there is no such comment.
 */
export async function readCommentHistory({ graphql }: GitHubClient, nodeId: string): Promise<CommentHistory> {
  const act = "read the edits of a comment";
  const variables = { id: nodeId, most: mostEdits };
  const answer = await graphql(historyQuery, variables, { act, needs: { "pull-requests": "read" } });
  const { node } = parseDocumented(answered, answer, act);
  const edits = (node.userContentEdits?.nodes ?? [])
    .filter((each) => each !== null)
    .map(({ editedAt, diff }) => ({ editedAt, body: diff ?? undefined }))
    .sort((a, b) => Date.parse(b.editedAt) - Date.parse(a.editedAt));
  return { edits, head: node.pullRequest?.headRefOid };
}
