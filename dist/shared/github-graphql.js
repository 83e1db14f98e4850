import { parseDocumented } from "./commenting.js";
import { array, datetime, object, string } from "./vendor-zod.js";

// src/services/github-graphql.ts
/** Asks for the bodies that a comment has had. */
const editsQuery = `query CommentEdits($id: ID!, $most: Int!) {
  node(id: $id) {
    ... on IssueComment { userContentEdits(first: $most) { nodes { editedAt diff } } }
  }
}`;
/** Edits that are read. */
const mostEdits = 30;
const answered = object({ node: object({ userContentEdits: object({ nodes: array(object({
	editedAt: datetime(),
	diff: string().nullable()
}).nullable()) }).nullable() }) });
/**
* The last edits of a comment, newest first, in one request; its first body is the oldest of them. GitHub has none
* for a comment that was never edited. Throws ServiceError, with status 404 where there is no such comment.
*/
async function readCommentEdits({ graphql }, nodeId) {
	const act = "read the edits of a comment";
	const answer = await graphql(editsQuery, {
		id: nodeId,
		most: mostEdits
	}, {
		act,
		needs: { "pull-requests": "read" }
	});
	const { node } = parseDocumented(answered, answer, act);
	return (node.userContentEdits?.nodes ?? []).filter((each) => each !== null).map(({ editedAt, diff }) => ({
		editedAt,
		body: diff ?? void 0
	})).sort((a, b) => Date.parse(b.editedAt) - Date.parse(a.editedAt));
}

export { readCommentEdits };