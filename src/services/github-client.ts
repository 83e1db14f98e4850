import type { Octokit } from "@octokit/rest";
import { ServiceError, UserError } from "../errors.ts";
import type { Clock } from "./clock.ts";
import { notDocumented } from "./github-answers.ts";
import { explainFailure } from "./github-failure.ts";
import { fetchAnswer, type Question } from "./github-fetch.ts";
import type { Permissions } from "./github-hints.ts";
import { createRepeater } from "./github-repeater.ts";
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
  clock: Clock;
  signal?: AbortSignal;
  /** Default: straight. */
  route?: Route | undefined;
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
   * The data of a query of the GraphQL API: of no mutation, as it is sent again after what passes, and waits for no
   * write. Errors in an answer with status 200 are thrown, and the data beside them is not trusted.
   */
  graphql(query: string, variables: Record<string, unknown>, about: CallOptions): Promise<unknown>;
}

/** Gives an Octokit for one call, which ends with its signal. */
type OpenOctokit = (signal: AbortSignal) => Octokit;

/** What Octokit sends its requests with. */
type GitHubFetch = (url: string, question?: Question) => Promise<unknown>;

const usualPatience = { request: 30_000, call: 300_000 };
const mostPages = 1000;

/** Makes the client; Octokit loads at the first call. */
export function createClient(options: GitHubOptions): GitHubClient {
  const { token, repository } = options;
  const [owner, repo] = repository?.split("/") ?? [];
  const { patience = usualPatience } = options;
  let loading: Promise<OpenOctokit> | undefined;

  const run = async <T>(
    about: CallOptions,
    use: (octokit: Octokit, where: Where) => Promise<T>,
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
      return await use(open(signal), { owner, repo });
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
      run(about, (octokit): Promise<unknown> => octokit.graphql(query, variables)),
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

/** Octokits share the turns of their writes. */
async function loadOctokit(options: GitHubOptions, token: string): Promise<OpenOctokit> {
  const { apiUrl, version, log, route, patience = usualPatience } = options;
  const { Octokit } = await import("@octokit/rest");
  const fetch: GitHubFetch = (url, question) => fetchAnswer(url, question, route);
  const send = createRepeater(options);
  return (signal) => {
    const octokit = new Octokit({
      auth: token,
      baseUrl: apiUrl,
      userAgent: `mlops-actions/${version}`,
      log: { debug() {}, info: log.debug, warn: log.debug, error: log.debug },
      request: { fetch: withTimeout(fetch, signal, patience.request) },
    });
    octokit.hook.wrap("request", (request, question) => send(() => request(question), question, signal));
    return octokit;
  };
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
