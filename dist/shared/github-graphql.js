import { parseDocumented } from "./commenting.js";
import { array, datetime, object, string } from "./vendor-zod.js";

// src/services/github-graphql.ts
/** Asks for the bodies that a comment has had, and for its pull request's head. */
const historyQuery = `query CommentHistory($id: ID!, $most: Int!) {
  node(id: $id) {
    ... on IssueComment {
      pullRequest { headRefOid }
      userContentEdits(first: $most) { nodes { editedAt diff } }
    }
  }
}`;
/** Edits that are read. */
const mostEdits = 30;
const answered = object({ node: object({
	pullRequest: object({ headRefOid: string() }).nullable(),
	userContentEdits: object({ nodes: array(object({
		editedAt: datetime(),
		diff: string().nullable()
	}).nullable()) }).nullable()
}) });
/**
* The last edits of a comment, of which its first body is the oldest, and its pull request's head, in one request. Throws
* ServiceError, with status 404 where there is no such comment.
*/
async function readCommentHistory({ graphql }, nodeId) {
	const act = "read the edits of a comment";
	const answer = await graphql(historyQuery, {
		id: nodeId,
		most: mostEdits
	}, {
		act,
		needs: { "pull-requests": "read" }
	});
	const { node } = parseDocumented(answered, answer, act);
	return {
		edits: (node.userContentEdits?.nodes ?? []).filter((each) => each !== null).map(({ editedAt, diff }) => ({
			editedAt,
			body: diff ?? void 0
		})).sort((a, b) => Date.parse(b.editedAt) - Date.parse(a.editedAt)),
		head: node.pullRequest?.headRefOid
	};
}

export { readCommentHistory };