import { ServiceError, UserError } from "../errors.ts";
import { showAddress } from "../tables/address.ts";
import { explainUnanswered } from "./connection-failure.ts";
import { createNodeFetch } from "./node-fetch.ts";
import { isRedirect } from "./send-request.ts";

/** A request; the method is GET where none is given. */
export interface HttpOptions {
  method?: string;
  headers?: Record<string, string>;
  /** A function opens it anew each time that it is sent; its length stands in the headers. */
  body?: string | Uint8Array | (() => AsyncIterable<Uint8Array>);
  signal?: AbortSignal;
  /** `false` gives a redirect as the answer that it is; default: it is followed. */
  follow?: boolean;
}

/** Plain HTTP for what the user configured. Redirects keep no credentials across hosts. */
export interface Http {
  /** Throws ServiceError when no answer comes; any status is an answer. */
  fetch(url: string, options?: HttpOptions): Promise<Response>;
}

/** The Fetch API's function, as far as we use it. */
export type Fetch = (url: string, options?: RequestInit) => Promise<Response>;

/** Headers that another host may see. */
const harmless = new Set([
  "accept",
  "accept-encoding",
  "accept-language",
  "content-type",
  "if-match",
  "if-none-match",
  "range",
  "user-agent",
]);

/**
 * HTTP through `fetch`, which gets each request that a redirect leads to, and may refuse one by a UserError. Redirects
 * are followed here, because the platform's `fetch` drops only `Authorization` across hosts.
 */
export function createHttp(fetch: Fetch = createNodeFetch()): Http {
  return {
    async fetch(url, options = {}) {
      let target = parseUrl(url);
      let request: HttpOptions = options;
      for (let redirects = 0; redirects <= 10; redirects++) {
        const response = await send(fetch, target, request);
        const next = options.follow === false ? undefined : redirectOf(response, target);
        if (next === undefined) return response;
        await response.body?.cancel();
        request = followed(request, response.status, next.origin === target.origin);
        target = next;
      }
      throw new ServiceError(`Cannot reach "${target.host}": more than 10 redirects`, {
        service: target.host,
        rerun: false,
      });
    },
  };
}

/** Answers by URL, for tests; other URLs cannot be reached. */
export function memoryHttp(answers: Record<string, (options: HttpOptions) => Response>): Http {
  return createHttp(async (url, options = {}) => {
    const answer = answers[url];
    if (answer === undefined) throw new TypeError("fetch failed", { cause: new Error("ENOTFOUND") });
    return answer(options as HttpOptions);
  });
}

async function send(fetch: Fetch, url: URL, options: HttpOptions): Promise<Response> {
  try {
    return await fetch(url.href, { ...(options as unknown as RequestInit), redirect: "manual" });
  } catch (cause) {
    if (options.signal?.aborted) throw options.signal.reason;
    if (cause instanceof UserError) throw cause;
    const { reason, ...others } = explainUnanswered(cause);
    throw new ServiceError(`Cannot reach "${url.host}": ${reason}`, { service: url.host, ...others, cause });
  }
}

function parseUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && (parsed.protocol === "https:" || parsed.protocol === "http:")) return parsed;
  throw new UserError(`Cannot use "${showAddress(url)}": expected an address that starts with "https://"`);
}

function redirectOf(response: Response, from: URL): URL | undefined {
  const location = response.headers.get("location");
  if (!isRedirect(response.status) || location === null) return undefined;
  const next = URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
  const isDowngrade = from.protocol === "https:" && next?.protocol !== "https:";
  if (next && /^https?:$/.test(next.protocol) && !isDowngrade) return next;
  throw new ServiceError(`Cannot follow "${from.host}": it redirects to an address that is not https`, {
    service: from.host,
    status: response.status,
    rerun: false,
  });
}

/** The request as it goes to where a redirect points, by the Fetch standard's rules for methods. */
function followed(options: HttpOptions, status: number, isSameOrigin: boolean): HttpOptions {
  const { method = "GET", headers = {}, body, ...rest } = options;
  const becomesGet = status === 303 ? method !== "HEAD" : status < 303 && method === "POST";
  const kept = Object.entries(headers).filter(
    ([name]) =>
      (isSameOrigin || harmless.has(name.toLowerCase())) && !(becomesGet && /^content-/i.test(name)),
  );
  return {
    ...rest,
    method: becomesGet ? "GET" : method,
    headers: Object.fromEntries(kept),
    ...(body !== undefined && !becomesGet && { body }),
  };
}
