import { ServiceError } from "./core.js";
import { _enum, int, object, string, toDotPath } from "./vendor-zod.js";

// src/services/github-answers.ts
const comment = object({
	id: int(),
	node_id: string().optional(),
	updated_at: string().optional(),
	body: string().nullish(),
	html_url: string(),
	user: object({
		login: string(),
		type: string().optional()
	}).nullable()
});
const pullRequest = object({
	number: int(),
	state: _enum(["open", "closed"]),
	head: object({
		sha: string(),
		repo: object({ full_name: string() }).nullish()
	}),
	base: object({
		ref: string(),
		sha: string()
	})
});
/** Reads a comment out of GitHub's answer. Throws ServiceError when it is something else. */
function parseComment(value) {
	const { id, node_id, updated_at, body, html_url, user } = parse(comment, value, "a comment");
	return {
		id,
		body: body ?? "",
		url: html_url,
		author: user?.login ?? "ghost",
		isByBot: user?.type === "Bot",
		nodeId: node_id,
		updatedAt: updated_at
	};
}
/** Reads a pull request out of GitHub's answer. Throws ServiceError when it is something else. */
function parsePullRequest(value) {
	const { number, state, head, base } = parse(pullRequest, value, "a pull request");
	return {
		number,
		state,
		headSha: head.sha,
		headRepository: head.repo?.full_name,
		baseRef: base.ref,
		baseSha: base.sha
	};
}
/** Reads a user's login out of GitHub's answer. */
function parseLogin(value) {
	return parse(object({ login: string() }), value, "a user").login;
}
function parse(schema, value, what) {
	return parseAnswer(schema, value, (path) => `Cannot read GitHub's answer: ${what} was expected${path && `, "${path}" is not as documented`}`);
}
/** A part of GitHub's answer by its schema. Throws ServiceError; `say` is given the path of what is wrong, or `""`. */
function parseAnswer(schema, value, say) {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	throw new ServiceError(say(toDotPath(parsed.error.issues[0]?.path ?? [])), {
		service: "GitHub",
		hint: "A proxy or another server may be answering in its place"
	});
}
/** GitHub's answer by its schema. Throws ServiceError that says what the call was for. */
function parseDocumented(schema, answer, act) {
	return parseAnswer(schema, answer, (path) => `Cannot ${act}: GitHub's answer is not as documented${path && ` at "${path}"`}`);
}

export { parseAnswer, parseComment, parseDocumented, parseLogin, parsePullRequest };