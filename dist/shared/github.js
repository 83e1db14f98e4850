import { ServiceError, UserError } from "./core.js";
import { parseComment, parseLogin, parsePullRequest } from "./services.js";
import { createOnce, explainFailure } from "./github-create-once.js";
const { randomUUID } = process.getBuiltinModule("node:crypto");

// src/services/github-fetch.ts
const mostRedirects = 10;
/**
* The Fetch API's function as far as Octokit uses it, on Node's own client: `globalThis.fetch` alone would take as long
* to load as Node takes to start twice. Redirects are followed by the Fetch Standard's rules, and the token stays with
* its host.
*/
async function fetchAnswer(url, question = {}) {
	let [target, asked] = [new URL(url), question];
	for (let redirects = 0;; redirects++) {
		const incoming = await send(target, asked);
		const next = asked.redirect === "manual" ? void 0 : redirectOf(incoming, target);
		if (next === void 0) return answerOf(incoming, target);
		incoming.resume();
		if (redirects === mostRedirects) throw new TypeError("it redirects more than 10 times");
		asked = followed(asked, incoming.statusCode ?? 0, next.origin === target.origin);
		target = next;
	}
}
async function send(target, { method = "GET", headers, body, signal }) {
	signal?.throwIfAborted();
	const { request } = target.protocol === "https:" ? process.getBuiltinModule("node:https") : process.getBuiltinModule("node:http");
	return new Promise((resolve, reject) => {
		const length = body === void 0 ? {} : { "content-length": Buffer.byteLength(body) };
		const outgoing = request(target, {
			method,
			headers: {
				...headers,
				"accept-encoding": "gzip",
				...length
			},
			...signal && { signal }
		}, resolve);
		outgoing.once("error", (error) => reject(signal?.aborted ? signal.reason : error));
		outgoing.end(body);
	});
}
function answerOf(incoming, target) {
	const content = readWhole(incoming);
	content.catch(() => {});
	const headers = /* @__PURE__ */ new Map();
	for (const [name, value] of Object.entries(incoming.headers)) if (value !== void 0) headers.set(name, typeof value === "string" ? value : value.join(", "));
	return {
		status: incoming.statusCode ?? 0,
		statusText: incoming.statusMessage ?? "",
		url: target.href,
		headers,
		body: whole(content),
		text: async () => (await content).toString("utf8"),
		arrayBuffer: async () => new Uint8Array(await content).buffer
	};
}
async function* whole(content) {
	yield await content;
}
/** Throws where the connection ends before the content does. */
async function readWhole(incoming) {
	const chunks = [];
	for await (const chunk of incoming) chunks.push(chunk);
	const content = Buffer.concat(chunks);
	if (incoming.headers["content-encoding"] !== "gzip" || content.length === 0) return content;
	const { gunzip } = process.getBuiltinModule("node:zlib");
	return new Promise((resolve, reject) => gunzip(content, (error, plain) => error === null ? resolve(plain) : reject(error)));
}
function redirectOf({ statusCode, headers }, target) {
	if (![
		301,
		302,
		303,
		307,
		308
	].includes(statusCode ?? 0) || headers.location === void 0) return void 0;
	const next = URL.canParse(headers.location, target.href) ? new URL(headers.location, target) : void 0;
	return next?.protocol === "https:" || next?.protocol === target.protocol ? next : void 0;
}
/** The request for where it leads: without a body where the Fetch Standard drops it, without the token elsewhere. */
function followed(question, status, isSameHost) {
	const { method = "GET", body, headers, ...others } = question;
	const isDropped = status === 303 && method !== "HEAD" || status < 303 && method === "POST";
	const kept = Object.entries(headers ?? {}).filter(([name]) => {
		const lower = name.toLowerCase();
		if (lower === "authorization" || lower === "cookie") return isSameHost;
		return !(isDropped && lower.startsWith("content-"));
	});
	return {
		...others,
		method: isDropped ? "GET" : method,
		headers: Object.fromEntries(kept),
		...!isDropped && body !== void 0 && { body }
	};
}

// src/services/github-client.ts
const usualPatience = {
	request: 3e4,
	call: 3e5
};
/** The longest that we wait, in seconds, for a rate limit to lift. */
const longestWait = 60;
const mostPages = 1e3;
/** Makes the client; Octokit and its plugins load at the first call. */
function createClient(options) {
	const { token, repository } = options;
	const [owner, repo] = repository?.split("/") ?? [];
	const { patience = usualPatience } = options;
	let loading;
	const run = async (about, use) => {
		if (!token || !owner || !repo) throw new UserError(`Cannot ${about.act}: ${token ? "no repository" : "no token"} is set`, { hint: token ? "Run it in a checkout of a repository on GitHub" : "Set the input \"github-token\"; on GitHub its default is ${{ github.token }}" });
		loading ??= loadOctokit(options, token);
		const open = await loading;
		const end = AbortSignal.timeout(patience.call);
		try {
			return await use(open(options.signal ? AbortSignal.any([options.signal, end]) : end), {
				owner,
				repo
			});
		} catch (cause) {
			if (options.signal?.aborted) throw options.signal.reason;
			if (end.aborted) throw new ServiceError(`Cannot ${about.act} in "${repository}": GitHub did not answer as it should for ${patience.call / 6e4} minutes`, { service: "GitHub" });
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
		graphql: (query, variables, about) => run(about, (octokit) => octokit.graphql(query, variables)),
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
/** Gives an Octokit for one call, which ends with its signal; what they may send at a time, they share. */
async function loadOctokit(options, token) {
	const { apiUrl, version, log, second = 1e3, patience = usualPatience } = options;
	const [{ Octokit }, { retry }, { throttling }] = await Promise.all([
		import("./vendor-github.js"),
		import("./vendor-github.js"),
		import("./vendor-github.js")
	]);
	const fetch = options.useProxy ? await loadProxyFetch() : fetchAnswer;
	const waitFor = (reason) => (seconds, _request, _octokit, retries) => {
		const isWorthIt = seconds <= longestWait && retries < 2;
		if (isWorthIt) log.info(`GitHub's ${reason} is reached; going on in ${seconds} s`);
		return isWorthIt;
	};
	const Client = Octokit.plugin(nameFailures, retry, throttling);
	const throttle = {
		id: randomUUID(),
		retryAfterBaseValue: second,
		onRateLimit: waitFor("rate limit"),
		onSecondaryRateLimit: waitFor("secondary rate limit")
	};
	return (signal) => new Client({
		auth: token,
		baseUrl: apiUrl,
		userAgent: `mlops-actions/${version}`,
		log: {
			debug() {},
			info: log.debug,
			warn: log.debug,
			error: log.debug
		},
		request: { fetch: withTimeout(fetch, signal, patience.request) },
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
		throttle
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
		if ((typeof response.data === "string" || response.data === null) && response.status !== 204) throw Object.assign(/* @__PURE__ */ new Error("its answer was cut off"), {
			status: 500,
			request: options
		});
	});
	return {};
}
function withTimeout(fetch, signal, milliseconds) {
	return (url, options) => fetch(url, {
		...options,
		signal: AbortSignal.any([signal, AbortSignal.timeout(milliseconds)])
	});
}
/** The toolkit's `fetch` for GitHub's API: the one that knows the runner's proxy variables. */
async function loadProxyFetch() {
	const { defaults } = await import("./vendor-undici.js");
	return defaults.request?.fetch;
}

// src/services/github.ts
/** GitHub's API through Octokit, which loads at the first call. */
function createGitHub(options) {
	const client = createClient(options);
	const { call, pages } = client;
	async function findComments(issue, marker, since) {
		const recent = since === void 0 ? {} : { since };
		return (await pages((octokit, where, page) => octokit.rest.issues.listComments({
			...where,
			...page,
			...recent,
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
		const send = (octokit, where) => octokit.rest.issues.createComment({
			...where,
			issue_number: issue,
			body,
			request: { retries: 0 }
		});
		return createOnce(options, async () => parseComment(await call(send, about)), key === void 0 ? void 0 : async () => (await findComments(issue, key))[0]);
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
		async updateComment(id, body, options) {
			const request = options?.once ? { request: { retries: 0 } } : {};
			const about = {
				act: `update comment ${id}`,
				needs: { "pull-requests": "write" }
			};
			return parseComment(await call((octokit, where) => octokit.rest.issues.updateComment({
				...where,
				comment_id: id,
				body,
				...request
			}), about));
		},
		async commentEdits(nodeId) {
			const { readCommentEdits } = await import("./github-graphql.js");
			return readCommentEdits(client, nodeId);
		},
		async tree(commit) {
			const { githubTree } = await import("./github-tree2.js");
			return githubTree(client, commit);
		},
		async checks() {
			const { githubChecks } = await import("./github-checks.js");
			return githubChecks(client, options);
		},
		async runs() {
			const { githubRuns } = await import("./github-runs.js");
			return githubRuns(client);
		},
		async issues() {
			const { githubIssues } = await import("./github-issues.js");
			return githubIssues(client, options);
		},
		async commitComments() {
			const { githubCommitComments } = await import("./github-commit-comments.js");
			return githubCommitComments(client, options);
		},
		async refs() {
			const { githubRefs } = await import("./github-refs.js");
			return githubRefs(client);
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

export { createGitHub };