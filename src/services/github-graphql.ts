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

/** Asks for the bodies that a comment has had. */
export const editsQuery = `query CommentEdits($id: ID!, $most: Int!) {
  node(id: $id) {
    ... on IssueComment { userContentEdits(first: $most) { nodes { editedAt diff } } }
  }
}`;

/** Edits that are read. */
const mostEdits = 30;

const answered = z.object({
  node: z.object({
    userContentEdits: z
      .object({
        nodes: z.array(z.object({ editedAt: z.iso.datetime(), diff: z.string().nullable() }).nullable()),
      })
      .nullable(),
  }),
});

/**
 * The last edits of a comment, newest first, in one request; its first body is the oldest of them. GitHub has none
 * for a comment that was never edited. Throws ServiceError, with status 404 where there is no such comment.
 */
export async function readCommentEdits({ graphql }: GitHubClient, nodeId: string): Promise<CommentEdit[]> {
  const act = "read the edits of a comment";
  const variables = { id: nodeId, most: mostEdits };
  const answer = await graphql(editsQuery, variables, { act, needs: { "pull-requests": "read" } });
  const { node } = parseDocumented(answered, answer, act);
  return (node.userContentEdits?.nodes ?? [])
    .filter((each) => each !== null)
    .map(({ editedAt, diff }) => ({ editedAt, body: diff ?? undefined }))
    .sort((a, b) => Date.parse(b.editedAt) - Date.parse(a.editedAt));
}
