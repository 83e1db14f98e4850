import { randomUUID } from "node:crypto";
import type { Octokit } from "@octokit/rest";
import { ServiceError, UserError } from "../errors.ts";
import { explainUnanswered } from "./connection-failure.ts";
import { notDocumented } from "./github-answers.ts";
import { explainFailure } from "./github-failure.ts";
import { fetchAnswer, type Question } from "./github-fetch.ts";
import type { Headers, Permissions } from "./github-hints.ts";
import type { Log } from "./log.ts";
import type { Route } from "./route.ts";

/** What reaches GitHub's API, and as whom. */
export interface GitHubOptions {
  token: string | undefined;
  /** `owner/name`. */
  repository: string | undefined;
  /** `https://api.github.com`, or a GHES server's `https://host/api/v3`. */
  apiUrl: string;
  version: string;
  log: Log;
  signal?: AbortSignal;
  /** Default: straight. */
  route?: Route | undefined;
  /** Milliseconds that a second of waiting takes; tests make it short. */
  second?: number;
  /** Milliseconds until a request is given up, and a call with all its requests and waits. */
  patience?: { request: number; call: number };
}

/** What a call is for, in words that follow `Cannot`, and the permissions that it needs. */
export interface CallOptions {
  act: string;
  needs?: Permissions;
}

/** The repository, as Octokit wants it. */
export type Where = { owner: string; repo: string };
/** One request. */
export type Call<T> = (octokit: Octokit, where: Where) => Promise<{ data: T }>;
/** A request for one page of a list. */
export type PageCall<T> = (
  octokit: Octokit,
  where: Where,
  page: { page: number; per_page: number },
) => Promise<{ data: T[]; headers: { link?: string | undefined } }>;

/** Of a request that the client does not repeat, as it may have been carried out. */
export const once = { request: { retries: 0 } };

/** Calls of GitHub's API that retry within bounds and fail as ServiceError. */
export interface GitHubClient {
  readonly isAvailable: boolean;
  call<T>(send: Call<T>, about: CallOptions): Promise<T>;
  /** The items of all pages. Links say whether there is a next one; none is followed to another host. */
  pages<T>(send: PageCall<T>, about: CallOptions): Promise<T[]>;
  /**
   * The data of a query of the GraphQL API; it is sent again after what passes, as no mutation may be. Errors in an
   * answer with status 200 are thrown, and the data beside them is not trusted.
   */
  /** Queries alone: they wait for no write, as mutations must. */
  graphql(query: string, variables: Record<string, unknown>, about: CallOptions): Promise<unknown>;
}

/**
 * Whose turn a request waits for: the throttling plugin sends a second apart what is no GET, and takes a query of GraphQL,
 * which is a POST, for a write.
 */
type Queue = "calls" | "queries";

/** Gives an Octokit for one call. */
type OpenOctokit = (signal: AbortSignal, queue: Queue) => Octokit;

/** What Octokit sends its requests with. */
type GitHubFetch = (url: string, question?: Question) => Promise<unknown>;

const usualPatience = { request: 30_000, call: 300_000 };
/** The longest that we wait, in seconds, for a rate limit to lift. */
const longestWait = 60;
const mostPages = 1000;

/** Makes the client; Octokit and its plugins load at the first call. */
export function createClient(options: GitHubOptions): GitHubClient {
  const { token, repository } = options;
  const [owner, repo] = repository?.split("/") ?? [];
  const { patience = usualPatience } = options;
  let loading: Promise<OpenOctokit> | undefined;

  const run = async <T>(
    about: CallOptions,
    use: (octokit: Octokit, where: Where) => Promise<T>,
    queue: Queue = "calls",
  ): Promise<T> => {
    if (!token || !owner || !repo)
      throw new UserError(`Cannot ${about.act}: ${token ? "no repository" : "no token"} is set`, {
        hint: token
          ? "Run it in a checkout of a repository on GitHub"
          : 'Set the input "github-token"; on GitHub its default is ${{ github.token }}',
      });
    loading ??= loadOctokit(options, token);
    const open = await loading;
    const end = AbortSignal.timeout(patience.call);
    try {
      const signal = options.signal ? AbortSignal.any([options.signal, end]) : end;
      // Waits of the plugins hear no signal.
      return await Promise.race([use(open(signal, queue), { owner, repo }), rejectedBy(signal)]);
    } catch (cause) {
      if (options.signal?.aborted) throw options.signal.reason;
      if (end.aborted)
        throw new ServiceError(
          `Cannot ${about.act} in "${repository}": GitHub did not answer as it should for ${patience.call / 60_000} minutes`,
          { service: "GitHub" },
        );
      if (cause instanceof ServiceError || cause instanceof UserError) throw cause;
      throw explainFailure(cause, { ...about, token, repository: `${owner}/${repo}` });
    }
  };

  return {
    isAvailable: Boolean(token && owner && repo),
    call: (send, about) => run(about, async (octokit, where) => (await send(octokit, where)).data),
    graphql: (query, variables, about) =>
      run(about, (octokit): Promise<unknown> => octokit.graphql(query, variables), "queries"),
    pages: (send, about) =>
      run(about, async (octokit, where) => {
        const items = [];
        for (let page = 1; page <= mostPages; page++) {
          const { data, headers } = await send(octokit, where, { page, per_page: 100 });
          if (!Array.isArray(data)) throw notDocumented(about.act);
          items.push(...data);
          if (!/;\s*rel="?next\b/.test(headers.link ?? "")) break;
        }
        return items;
      }),
  };
}

/** Gives an Octokit for one call, which ends with its signal; what they may send at a time, they share. */
async function loadOctokit(options: GitHubOptions, token: string): Promise<OpenOctokit> {
  const { apiUrl, version, log, route, second = 1000, patience = usualPatience } = options;
  const [{ Octokit }, { retry }, { throttling }] = await Promise.all([
    import("@octokit/rest"),
    import("@octokit/plugin-retry"),
    import("@octokit/plugin-throttling"),
  ]);
  const fetch: GitHubFetch = (url, question) => fetchAnswer(url, question, route);
  const waitFor =
    (reason: string) => (seconds: number, _request: object, _octokit: object, retries: number) => {
      const isWorthIt = seconds <= longestWait && retries < 2;
      if (isWorthIt) log.info(`GitHub's ${reason} is reached; going on in ${seconds} s`);
      return isWorthIt;
    };
  const Client = Octokit.plugin(nameFailures, retry, throttling);
  const id = randomUUID();
  const throttle = {
    retryAfterBaseValue: second,
    onRateLimit: waitFor("rate limit"),
    onSecondaryRateLimit: waitFor("secondary rate limit"),
  };
  return (signal, queue) =>
    new Client({
      auth: token,
      baseUrl: apiUrl,
      userAgent: `mlops-actions/${version}`,
      log: { debug() {}, info: log.debug, warn: log.debug, error: log.debug },
      request: { fetch: withTimeout(fetch, signal, patience.request) },
      retry: {
        retries: 3,
        retryAfterBaseValue: second,
        doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451],
      },
      throttle: { ...throttle, id: `${id} ${queue}` },
    });
}

/**
 * Names failures so that the plugins know them: a connection that fails as it will again, a limit without the words by
 * which the throttling plugin tells it, and a successful answer that is no JSON, which Octokit passes on as text.
 */
function nameFailures(octokit: Pick<Octokit, "hook">): object {
  octokit.hook.error("request", (error) => {
    const { response, status } = error as { status?: number; response?: { headers: Headers } };
    // The retries begin at 400.
    if (response === undefined && !explainUnanswered(error, true).rerun)
      throw Object.assign(error, { status: 0 });
    const { "retry-after": after, "x-ratelimit-remaining": left } = response?.headers ?? {};
    const isLimit = status === 429 ? left !== "0" || after : status === 403 && after;
    if (isLimit && !/secondary rate/i.test(error.message)) error.message += " (secondary rate limit)";
    throw error;
  });
  octokit.hook.after("request", ({ data, status }, options) => {
    if ((typeof data !== "string" && data !== null) || status === 204) return;
    throw Object.assign(new Error("its answer was cut off"), { status: 500, request: options });
  });
  return {};
}

function withTimeout(fetch: GitHubFetch, signal: AbortSignal, milliseconds: number): GitHubFetch {
  return async (url, options) => {
    const late = AbortSignal.timeout(milliseconds);
    try {
      return await fetch(url, { ...options, signal: AbortSignal.any([signal, late]) });
    } catch (cause) {
      if (!late.aborted || signal.aborted) throw cause;
      throw new Error(`no whole answer came within ${milliseconds / 1000} s`);
    }
  };
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
