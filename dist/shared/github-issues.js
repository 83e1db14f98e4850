import { array, int, object, string, union, unknown } from "./vendor-zod.js";
import { parseAnswer, parseComment } from "./services.js";
import { createOnce } from "./github-create-once.js";

// src/services/github-issues.ts
/** Pages of issues that are read at most. */
const mostPages = 10;
const perPage = 100;
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
function githubIssues({ call, pages }, waiting) {
	async function find(label, marker) {
		const act = `list the open issues with the label "${label}"`;
		const all = [];
		for (let page = 1; page <= mostPages; page++) {
			const query = {
				state: "open",
				labels: label,
				sort: "created",
				direction: "asc"
			};
			const answer = await call((octokit, where) => octokit.rest.issues.listForRepo({
				...where,
				...query,
				page,
				per_page: perPage
			}), {
				act,
				needs
			});
			const issues = parse(array(issueSchema), answer, act);
			all.push(...issues);
			if (issues.length < perPage) break;
		}
		return all.filter((each) => (each.pull_request ?? void 0) === void 0 && each.body?.includes(marker)).map(issueOf).sort((a, b) => a.number - b.number);
	}
	async function write(send, act) {
		return issueOf(parse(issueSchema, await call(send, {
			act,
			needs
		}), act));
	}
	return {
		find,
		open: ({ labels, ...issue }, key) => createOnce(waiting, () => write((octokit, where) => octokit.rest.issues.create({
			...where,
			...issue,
			labels: [...labels],
			request: { retries: 0 }
		}), "open an issue"), async () => (await find(labels[0] ?? "", key))[0]),
		update: (number, to) => write((octokit, where) => octokit.rest.issues.update({
			...where,
			issue_number: number,
			...to
		}), `update issue #${number}`),
		async close(number, reason) {
			await write((octokit, where) => octokit.rest.issues.update({
				...where,
				issue_number: number,
				state: "closed",
				state_reason: reason
			}), `close issue #${number}`);
		},
		async comment(number, body, key) {
			const act = `comment on issue #${number}`;
			const findComment = async () => {
				return (await pages((octokit, where, page) => octokit.rest.issues.listComments({
					...where,
					...page,
					issue_number: number
				}), {
					act: `read the comments of issue #${number}`,
					needs
				})).map(parseComment).find((each) => each.body.includes(key));
			};
			const send = (octokit, where) => octokit.rest.issues.createComment({
				...where,
				issue_number: number,
				body,
				request: { retries: 0 }
			});
			const there = await findComment();
			if (there !== void 0) return there;
			return createOnce(waiting, async () => parseComment(await call(send, {
				act,
				needs
			})), findComment);
		}
	};
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
function parse(schema, answer, act) {
	return parseAnswer(schema, answer, (path) => `Cannot ${act}: GitHub's answer is not as documented${path && ` at "${path}"`}`);
}

export { githubIssues };