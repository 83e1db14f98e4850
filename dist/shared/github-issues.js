import { once, parseComment, parseDocumented } from "./commenting.js";
import { array, int, object, string, union, unknown } from "./vendor-zod.js";
import { createOnce } from "./github-create-once.js";
import { readPages } from "./read-pages.js";

// src/services/github-issues.ts
/** Pages of issues that are read at most. */
const mostPages = 10;
const needs = { issues: "write" };
const issueSchema = object({
	number: int(),
	title: string(),
	body: string().nullish(),
	html_url: string(),
	labels: array(union([string(), object({ name: string().nullish() })])),
	user: object({
		login: string(),
		type: string().optional()
	}).nullish(),
	pull_request: unknown().optional()
});
/** The issues that GitHub has. */
function githubIssues(client, waiting) {
	return {
		find: (label, marker) => findIssues(client, label, marker),
		open: (issue, key) => createOnce(waiting, () => openIssue(client, issue), async () => (await findIssues(client, issue.labels[0] ?? "", key))[0]),
		update: (number, to) => updateIssue(client, `update issue #${number}`, {
			issue_number: number,
			...to
		}),
		async close(number, reason) {
			const closed = {
				issue_number: number,
				state: "closed",
				state_reason: reason
			};
			await updateIssue(client, `close issue #${number}`, closed);
		},
		async comment(number, body, key) {
			const find = () => findComment(client, number, key);
			return await find() ?? createOnce(waiting, () => comment(client, number, body), find);
		}
	};
}
async function findIssues({ call }, label, marker) {
	const act = `list the open issues with the label "${label}"`;
	const query = {
		state: "open",
		labels: label,
		sort: "created",
		direction: "asc"
	};
	return (await readPages(mostPages, async (page) => {
		const answer = await call((octokit, where) => octokit.rest.issues.listForRepo({
			...where,
			...query,
			...page
		}), {
			act,
			needs
		});
		return parseDocumented(array(issueSchema), answer, act);
	})).filter((each) => (each.pull_request ?? void 0) === void 0 && each.body?.includes(marker)).map(issueOf).sort((a, b) => a.number - b.number);
}
async function openIssue({ call }, { labels, ...issue }) {
	const act = "open an issue";
	const answer = await call((octokit, where) => octokit.rest.issues.create({
		...where,
		...once,
		...issue,
		labels: [...labels]
	}), {
		act,
		needs
	});
	return issueOf(parseDocumented(issueSchema, answer, act));
}
async function updateIssue({ call }, act, to) {
	const answer = await call((octokit, where) => octokit.rest.issues.update({
		...where,
		...to
	}), {
		act,
		needs
	});
	return issueOf(parseDocumented(issueSchema, answer, act));
}
async function findComment({ pages }, number, key) {
	return (await pages((octokit, where, page) => octokit.rest.issues.listComments({
		...where,
		...page,
		issue_number: number
	}), {
		act: `read the comments of issue #${number}`,
		needs
	})).map(parseComment).find((each) => each.body.includes(key));
}
async function comment({ call }, number, body) {
	const answer = await call((octokit, where) => octokit.rest.issues.createComment({
		...where,
		...once,
		issue_number: number,
		body
	}), {
		act: `comment on issue #${number}`,
		needs
	});
	return parseComment(answer);
}
function issueOf({ number, title, body, html_url, labels, user }) {
	return {
		number,
		title,
		body: body ?? "",
		url: html_url,
		labels: labels.flatMap((each) => typeof each === "string" ? each : each.name ?? []),
		author: user?.login ?? "ghost",
		isByBot: user?.type === "Bot"
	};
}

export { githubIssues };