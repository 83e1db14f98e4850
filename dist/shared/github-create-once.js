import { ServiceError, reasonOf } from "./core.js";

// src/services/github-failure.ts
/** The statuses that the REST API gives for what GraphQL names in an answer with status 200. */
const graphqlStatuses = {
	FORBIDDEN: 403,
	INSUFFICIENT_SCOPES: 403,
	NOT_FOUND: 404,
	RATE_LIMITED: 429
};
/**
* Turns what a call of GitHub's API threw into a ServiceError that says what to do. Its status is undefined when
* no answer came; an error of GraphQL has the status that REST gives for it. The token is never part of it.
*/
function explainFailure(cause, about) {
	const failure = typeof cause === "object" && cause !== null ? cause : {};
	const graphql = graphqlErrorOf(failure);
	const headers = failure.response?.headers ?? failure.headers ?? {};
	const status = graphql ? statusOf(graphql, failure) : failure.response ? failure.status : void 0;
	const said = (graphql?.message ?? wordsOf(failure, cause)).slice(0, 300).replaceAll(about.token, "***");
	const answered = `GitHub answered ${graphql?.type ?? status} "${said}"`;
	const fail = (why, options) => new ServiceError(`Cannot ${about.act} in "${about.repository}": ${why}`, {
		service: "GitHub",
		status,
		...options
	});
	if (status === void 0) return fail(`GitHub did not answer: ${said}`, { rerun: true });
	const wait = waitOf(headers) ?? (graphql && status === 429 ? 3600 : void 0);
	if ((status === 403 || status === 429) && wait !== void 0) return fail(`GitHub's rate limit is reached, it lifts in ${duration(wait)}`, {
		rerun: true,
		hint: `Rerun the job in ${duration(wait)}`
	});
	if (status === 401) return fail("GitHub does not accept the token", {
		rerun: false,
		hint: "Check the input \"github-token\"; its default ${{ github.token }} works within a job"
	});
	if (status === 403) return fail(`${answered}${accepted(headers)}`, {
		rerun: false,
		hint: grant(headers, about.needs)
	});
	if (status === 404) return fail("GitHub finds no such thing, or the token may not see it", {
		rerun: false,
		hint: grant(headers, about.needs)
	});
	return fail(answered, { rerun: status >= 500 });
}
/** The first error of a GraphQL answer: Octokit throws the answer, the throttling plugin an error that holds it. */
function graphqlErrorOf({ name, response }) {
	const answer = name === "GraphqlResponseError" ? response : response?.data;
	const errors = name === "GraphqlResponseError" || response?.status === 200 ? answer?.errors : void 0;
	const [first] = Array.isArray(errors) ? errors : [];
	if (typeof first !== "object" || first === null) return void 0;
	const { type, message } = first;
	return {
		...typeof type === "string" && /^[A-Z_]{1,60}$/.test(type) && { type },
		message: typeof message === "string" ? message.split("\n")[0] ?? "" : "an error without words"
	};
}
function statusOf({ type = "" }, { status }) {
	return graphqlStatuses[type] ?? status ?? 200;
}
/** GitHub's message in one line; HTML error pages are left out. */
function wordsOf(failure, cause) {
	if (!failure.response) return failure.cause === void 0 ? failure.message ?? String(cause) : reasonOf(failure.cause);
	const data = failure.response.data;
	const line = (typeof data === "string" ? data : failure.message ?? "").split("\n")[0] ?? "";
	return line.trimStart().startsWith("<") ? "an error page" : line.slice(0, 300);
}
/** Seconds until a limit lifts; undefined when the answer speaks of none. */
function waitOf(headers) {
	const after = Number(headers["retry-after"]);
	if (after > 0) return after;
	if (headers["x-ratelimit-remaining"] !== "0") return void 0;
	const answered = Date.parse(String(headers.date));
	const reset = Number(headers["x-ratelimit-reset"]) - answered / 1e3;
	return Number.isFinite(reset) ? Math.max(1, Math.ceil(reset)) : 3600;
}
function duration(seconds) {
	return seconds < 120 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} minutes`;
}
function accepted(headers) {
	const header = headers["x-accepted-github-permissions"];
	return header ? `; x-accepted-github-permissions: "${String(header).slice(0, 200)}"` : "";
}
/**
* The YAML that grants what a call needs. `x-accepted-github-permissions` lists alternatives divided by `;`, each
* of `name=level` divided by `,`; ours is taken when it is among them, else the first.
*/
function grant(headers, needs = {}) {
	const alternatives = String(headers["x-accepted-github-permissions"] ?? "").split(";").map(parsePermissions).filter((each) => Object.keys(each).length > 0);
	const known = Object.entries(needs);
	const permissions = alternatives.some((each) => known.every(([name, level]) => each[name] === level)) || alternatives.length === 0 ? needs : alternatives[0] ?? needs;
	if (Object.keys(permissions).length === 0) return void 0;
	return `Give the job these permissions (what is not listed is none):\npermissions:\n${Object.entries({
		contents: "read",
		...permissions
	}).map(([name, level]) => `  ${name}: ${level}`).join("\n")}`;
}
function parsePermissions(text) {
	const pairs = text.matchAll(/([a-z][a-z_]*)=(read|write|admin)/g);
	return Object.fromEntries([...pairs].map(([, name = "", level = ""]) => [name.replaceAll("_", "-"), level]));
}
/** True when a write may have been carried out although it failed: no whole answer, or the server's fault. */
function isAmbiguous(error) {
	return error instanceof ServiceError && (error.status === void 0 || error.status >= 500);
}

// src/services/github-create-once.ts
/** How often something is sent at most; between two tries, it is looked for. */
const mostTries = 3;
/**
* Makes something on GitHub that must be there once. After a failure that leaves open whether it was made, it is looked
* for before it is sent again; without `find` it is not sent again. `send` must not be repeated by the client: `request: { retries: 0 }`.
*/
async function createOnce({ log, signal, clock }, send, find) {
	for (let attempt = 1;; attempt++) try {
		return await send();
	} catch (error) {
		if (find === void 0 || !isAmbiguous(error)) throw error;
		log.debug(`${error.message}; looking whether it was made`);
		await clock.sleep(1e3 * attempt ** 2, signal);
		const made = await find();
		if (made !== void 0) return made;
		if (attempt === mostTries) throw error;
	}
}

export { createOnce, explainFailure, isAmbiguous };