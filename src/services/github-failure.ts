import { ServiceError } from "../errors.ts";
import { explainUnanswered } from "./connection-failure.ts";
import { type Headers, hintOf, type Permissions } from "./github-hints.ts";

interface Failure {
  name?: string;
  status?: number;
  message?: string;
  cause?: unknown;
  headers?: Headers;
  response?: { status?: number; headers?: Headers; data?: unknown };
}

interface GraphqlError {
  type?: string;
  message?: string;
}

/** The statuses that the REST API gives for what GraphQL names in an answer with status 200. */
const graphqlStatuses: Record<string, number> = {
  FORBIDDEN: 403,
  INSUFFICIENT_SCOPES: 403,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
};

/**
 * Turns what a call of GitHub's API threw into a ServiceError that says what to do. Its status is undefined when
 * no answer came; an error of GraphQL has the status that REST gives for it. The token is never part of it.
 */
export function explainFailure(
  cause: unknown,
  about: { act: string; needs?: Permissions; repository: string; token: string },
): ServiceError {
  const failure = (typeof cause === "object" && cause !== null ? cause : {}) as Failure;
  const graphql = graphqlErrorOf(failure);
  const headers = failure.response?.headers ?? failure.headers ?? {};
  const status = graphql ? statusOf(graphql, failure) : failure.response ? failure.status : undefined;
  const said = (graphql?.message ?? wordsOf(failure, cause)).slice(0, 300).replaceAll(about.token, "***");
  const answered = `GitHub answered ${graphql?.type ?? status} "${said}"`;
  const fail = (why: string, options: { rerun: boolean; hint?: string | undefined }): ServiceError =>
    new ServiceError(`Cannot ${about.act} in "${about.repository}": ${why}`, {
      service: "GitHub",
      status,
      ...options,
    });

  if (status === undefined) {
    const { rerun, hint } = explainUnanswered(cause, true);
    return fail(`GitHub did not answer: ${said}`, { rerun, hint });
  }
  const wait = limitOf({ status, headers, said, isGraphql: graphql !== undefined });
  if (wait !== undefined)
    return fail(`GitHub's rate limit is reached, it lifts in ${duration(wait)}`, {
      rerun: true,
      hint: `Rerun the job in ${duration(wait)}`,
    });
  const words: Record<number, string> = {
    401: "GitHub does not accept the token",
    403: `${answered}${accepted(headers)}`,
    404: "GitHub finds no such thing, or the token may not see it",
  };
  return fail(words[status] ?? answered, {
    rerun: status >= 500,
    hint: hintOf({ status, headers, said, needs: about.needs }),
  });
}

/** The first error of a GraphQL answer: Octokit throws the answer, the throttling plugin an error that holds it. */
function graphqlErrorOf({ name, response }: Failure): GraphqlError | undefined {
  const answer = name === "GraphqlResponseError" ? response : response?.data;
  const isAnswer = name === "GraphqlResponseError" || response?.status === 200;
  const errors: unknown = isAnswer ? (answer as { errors?: unknown } | undefined)?.errors : undefined;
  const [first]: unknown[] = Array.isArray(errors) ? errors : [];
  if (typeof first !== "object" || first === null) return undefined;
  const { type, message } = first as Record<string, unknown>;
  return {
    ...(typeof type === "string" && /^[A-Z_]{1,60}$/.test(type) && { type }),
    message: typeof message === "string" ? (message.split("\n")[0] ?? "") : "an error without words",
  };
}

function statusOf({ type = "" }: GraphqlError, { status }: Failure): number {
  return graphqlStatuses[type] ?? status ?? 200;
}

/** GitHub's message in one line; HTML error pages are left out. */
function wordsOf(failure: Failure, cause: unknown): string {
  if (!failure.response) return explainUnanswered(failure.cause ?? cause).reason;
  const data = failure.response.data;
  const text = typeof data === "string" ? data : (failure.message ?? "");
  const line = text.split("\n")[0] ?? "";
  return line.trimStart().startsWith("<") ? "an error page" : line.slice(0, 300);
}

/**
 * Seconds until the limit lifts that an answer speaks of; undefined where it speaks of none. One that does not say when
 * lifts after a minute, that of a query's points after an hour.
 */
export function limitOf(refused: {
  status: number;
  headers: Headers;
  said: string;
  isGraphql: boolean;
}): number | undefined {
  const { status, headers, said } = refused;
  const wait = waitOf(headers);
  const isLimit = status === 429 || (status === 403 && (wait !== undefined || /rate limit/i.test(said)));
  return isLimit ? (wait ?? (refused.isGraphql ? 3600 : 60)) : undefined;
}

/** Seconds that an answer's headers ask to wait. */
function waitOf(headers: Headers): number | undefined {
  const after = Number(headers["retry-after"]);
  if (after > 0) return after;
  if (headers["x-ratelimit-remaining"] !== "0") return undefined;
  const answered = Date.parse(String(headers.date));
  const reset = Number(headers["x-ratelimit-reset"]) - answered / 1000;
  return Number.isFinite(reset) ? Math.max(1, Math.ceil(reset)) : 3600;
}

function duration(seconds: number): string {
  return seconds < 120 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} minutes`;
}

function accepted(headers: Headers): string {
  const header = headers["x-accepted-github-permissions"];
  return header ? `; x-accepted-github-permissions: "${String(header).slice(0, 200)}"` : "";
}

/** True when a write may have been carried out although it failed: no whole answer, or the server's fault. */
export function isAmbiguous(error: unknown): error is ServiceError {
  return error instanceof ServiceError && (error.status === undefined || error.status >= 500);
}
