import { ServiceError, UserError, reasonOf } from "./core.js";
import { parseComment, parseLogin, parsePullRequest } from "./github-answers.js";
const { randomUUID } = process.getBuiltinModule("node:crypto");

// src/services/github-failure.ts
/**
* Turns what a call of GitHub's API threw into a ServiceError that says what to do. Its status is undefined when
* no answer came. The token is never part of it.
*/
function explainFailure(cause, about) {
	const failure = typeof cause === "object" && cause !== null ? cause : {};
	const headers = failure.response?.headers ?? {};
	const status = failure.response ? failure.status : void 0;
	const said = wordsOf(failure, cause).replaceAll(about.token, "***");
	const fail = (why, options) => new ServiceError(`Cannot ${about.act} in "${about.repository}": ${why}`, {
		service: "GitHub",
		status,
		...options
	});
	if (status === void 0) return fail(`GitHub did not answer: ${said}`, { rerun: true });
	const wait = waitOf(headers);
	if ((status === 403 || status === 429) && wait !== void 0) return fail(`GitHub's rate limit is reached, it lifts in ${duration(wait)}`, {
		rerun: true,
		hint: `Rerun the job in ${duration(wait)}`
	});
	if (status === 401) return fail("GitHub does not accept the token", {
		rerun: false,
		hint: "Check the input \"github-token\"; its default ${{ github.token }} works within a job"
	});
	if (status === 403) return fail(`GitHub answered 403 "${said}"${accepted(headers)}`, {
		rerun: false,
		hint: grant(headers, about.needs)
	});
	if (status === 404) return fail("GitHub finds no such thing, or the token may not see it", {
		rerun: false,
		hint: grant(headers, about.needs)
	});
	return fail(`GitHub answered ${status} "${said}"`, { rerun: status >= 500 });
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

// src/services/github-client.ts
const requestTimeout = 3e4;
/** The longest that we wait, in seconds, for a rate limit to lift. */
const longestWait = 60;
const mostPages = 1e3;
/** Makes the client; Octokit and its plugins load at the first call. */
function createClient(options) {
	const { token, repository } = options;
	const [owner, repo] = repository?.split("/") ?? [];
	let loading;
	const run = async (about, use) => {
		if (!token || !owner || !repo) throw new UserError(`Cannot ${about.act}: ${token ? "no repository" : "no token"} is set`, { hint: token ? "Run it in a checkout of a repository on GitHub" : "Set the input \"github-token\"; on GitHub its default is ${{ github.token }}" });
		loading ??= loadOctokit(options, token);
		try {
			return await use(await loading, {
				owner,
				repo
			});
		} catch (cause) {
			if (options.signal?.aborted) throw options.signal.reason;
			if (cause instanceof ServiceError || cause instanceof UserError) throw cause;
			throw explainFailure(cause, {
				...about,
				token,
				repository: `${owner}/${repo}`
			});
		}
	};
	return {
		isAvailable: Boolean(token && owner && repo),
		call: (send, about) => run(about, async (octokit, where) => (await send(octokit, where)).data),
		pages: (send, about) => run(about, async (octokit, where) => {
			const items = [];
			for (let page = 1; page <= mostPages; page++) {
				const { data, headers } = await send(octokit, where, {
					page,
					per_page: 100
				});
				items.push(...data);
				if (!/;\s*rel="?next\b/.test(headers.link ?? "")) break;
			}
			return items;
		})
	};
}
async function loadOctokit(options, token) {
	const { apiUrl, version, log, signal, second = 1e3 } = options;
	const [{ Octokit }, { retry }, { throttling }] = await Promise.all([
		import("./vendor-github.js"),
		import("./vendor-github.js"),
		import("./vendor-github.js")
	]);
	const fetch = options.useProxy ? await loadProxyFetch() : globalThis.fetch;
	const waitFor = (reason) => (seconds, _request, _octokit, retries) => {
		const isWorthIt = seconds <= longestWait && retries < 2;
		if (isWorthIt) log.info(`GitHub's ${reason} is reached; going on in ${seconds} s`);
		return isWorthIt;
	};
	return new (Octokit.plugin(nameFailures, retry, throttling))({
		auth: token,
		baseUrl: apiUrl,
		userAgent: `mlops-actions/${version}`,
		log: {
			debug() {},
			info: log.debug,
			warn: log.debug,
			error: log.debug
		},
		request: { fetch: withTimeout(fetch, signal) },
		retry: {
			retries: 3,
			retryAfterBaseValue: second,
			doNotRetry: [
				400,
				401,
				403,
				404,
				410,
				422,
				429,
				451
			]
		},
		throttle: {
			id: randomUUID(),
			retryAfterBaseValue: second,
			onRateLimit: waitFor("rate limit"),
			onSecondaryRateLimit: waitFor("secondary rate limit")
		}
	});
}
/**
* Names two failures so that the plugins know them: a limit that says `Retry-After` without the words by which
* the throttling plugin tells it, and a successful answer that was cut off, which Octokit passes on as text.
*/
function nameFailures(octokit) {
	octokit.hook.error("request", (error) => {
		if (!("response" in error) || !error.response?.headers["retry-after"]) throw error;
		if ((error.status === 429 || error.status === 403) && !/secondary rate/i.test(error.message)) error.message += " (secondary rate limit)";
		throw error;
	});
	octokit.hook.after("request", (response, options) => {
		if (typeof response.data === "string" && response.status !== 204) throw Object.assign(/* @__PURE__ */ new Error("its answer was cut off"), {
			status: 500,
			request: options
		});
	});
	return {};
}
function withTimeout(fetch, signal) {
	return (url, options) => {
		const timeout = AbortSignal.timeout(requestTimeout);
		return fetch(url, {
			...options,
			signal: signal ? AbortSignal.any([signal, timeout]) : timeout
		});
	};
}
/** The toolkit's `fetch` for GitHub's API: the one that knows the runner's proxy variables. */
async function loadProxyFetch() {
	const { defaults } = await import("./vendor-github.js");
	return defaults.request?.fetch;
}

// src/services/github.ts
/** How often a comment is sent at most; between two, it is looked for. */
const createAttempts = 3;
/** GitHub's API through Octokit, which loads at the first call. */
function createGitHub(options) {
	const client = createClient(options);
	const { call, pages } = client;
	async function findComments(issue, marker) {
		return (await pages((octokit, where, page) => octokit.rest.issues.listComments({
			...where,
			...page,
			issue_number: issue
		}), {
			act: `read the comments of #${issue}`,
			needs: { "pull-requests": "write" }
		})).map(parseComment).filter((each) => each.body.includes(marker));
	}
	async function pullRequestsOfCommit(sha, branch) {
		const about = {
			act: `find the pull request of commit ${sha.slice(0, 7)}`,
			needs: { "pull-requests": "read" }
		};
		return (await (branch === void 0 ? pages((octokit, where, page) => octokit.rest.repos.listPullRequestsAssociatedWithCommit({
			...where,
			...page,
			commit_sha: sha
		}), about) : pages((octokit, where, page) => octokit.rest.pulls.list({
			...where,
			...page,
			state: "open",
			head: branch
		}), about))).map(parsePullRequest).filter((pull) => pull.state === "open" && pull.headSha === sha);
	}
	async function createComment(issue, body, key) {
		const about = {
			act: `comment on #${issue}`,
			needs: { "pull-requests": "write" }
		};
		for (let attempt = 1;; attempt++) try {
			const send = (octokit, where) => octokit.rest.issues.createComment({
				...where,
				issue_number: issue,
				body,
				request: { retries: 0 }
			});
			return parseComment(await call(send, about));
		} catch (error) {
			if (!isAmbiguous(error)) throw error;
			options.log.debug(`${error.message}; looking whether the comment is there`);
			await options.clock.sleep(1e3 * attempt ** 2, options.signal);
			const [made] = await findComments(issue, key);
			if (made) return made;
			if (attempt === createAttempts) throw error;
		}
	}
	return {
		isAvailable: client.isAvailable,
		findComments,
		pullRequestsOfCommit,
		createComment,
		async login() {
			try {
				return parseLogin(await call((octokit) => octokit.rest.users.getAuthenticated(), { act: "ask who the token is" }));
			} catch (error) {
				if (error instanceof ServiceError && (error.status === 403 || error.status === 404)) return void 0;
				throw error;
			}
		},
		async pullRequest(number) {
			const about = {
				act: `read pull request #${number}`,
				needs: { "pull-requests": "read" }
			};
			return parsePullRequest(await call((octokit, where) => octokit.rest.pulls.get({
				...where,
				pull_number: number
			}), about));
		},
		async updateComment(id, body) {
			const about = {
				act: `update comment ${id}`,
				needs: { "pull-requests": "write" }
			};
			return parseComment(await call((octokit, where) => octokit.rest.issues.updateComment({
				...where,
				comment_id: id,
				body
			}), about));
		},
		async tree(commit) {
			const { githubTree } = await import("./github-tree.js");
			return githubTree(client, commit);
		},
		async runs() {
			const { githubRuns } = await import("./github-runs.js");
			return githubRuns(client);
		},
		async deleteComment(id) {
			const about = {
				act: `delete comment ${id}`,
				needs: { "pull-requests": "write" }
			};
			try {
				await call((octokit, where) => octokit.rest.issues.deleteComment({
					...where,
					comment_id: id
				}), about);
			} catch (error) {
				if (!(error instanceof ServiceError && error.status === 404)) throw error;
			}
		}
	};
}
/** True when the request may have been carried out although it failed: no whole answer, or the server's fault. */
function isAmbiguous(error) {
	return error instanceof ServiceError && (error.status === void 0 || error.status >= 500);
}
const somePull = {
	number: 1,
	headSha: "0".repeat(40),
	headRepository: "acme/houses",
	baseRef: "main",
	baseSha: "f".repeat(40),
	state: "open"
};

export { createGitHub };