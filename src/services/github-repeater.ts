import type { Clock } from "./clock.ts";
import { explainUnanswered } from "./connection-failure.ts";
import { limitOf } from "./github-failure.ts";
import type { Headers } from "./github-hints.ts";
import type { Log } from "./log.ts";

/** A request as Octokit's hooks see it. */
interface Question {
  method: string;
  url: string;
  request?: { retries?: number; [name: string]: unknown };
}

/** An answer whose content Octokit has parsed, or left as text where that was not possible. */
interface Answered {
  status: number;
  headers: Headers;
  data: unknown;
}

/** Sends a request until its answer is one, or no further try is worth it. */
export type Repeater = <T extends Answered>(
  send: () => T | Promise<T>,
  question: Question,
  signal: AbortSignal,
) => Promise<T>;

/** What another try does not change. */
const lasting = new Set([400, 401, 403, 404, 410, 422, 429, 451]);
const mostFailures = 3;
const mostLimits = 2;
/** The longest that we wait, in seconds, for a rate limit to lift. */
const longestWait = 60;
/** Milliseconds between two writes, as GitHub asks. */
const writeDistance = 1000;

/**
 * Sends again 1, 4 and 9 s after a failure that may pass, unless the request says `retries: 0`, and once a rate limit has
 * lifted, before which nothing is carried out. Throws what Octokit does, or for an answer that is none, an error alike.
 */
export function createRepeater({ clock, log }: { clock: Clock; log: Log }): Repeater {
  let nextWrite = 0;

  async function takeTurn(signal: AbortSignal): Promise<void> {
    const now = clock.now();
    const at = Math.max(now, nextWrite);
    nextWrite = at + writeDistance;
    if (at > now) await clock.sleep(at - now, signal);
  }

  return async (send, question, signal) => {
    const most = question.request?.retries ?? mostFailures;
    for (let failures = 0, limits = 0; ; ) {
      if (isWrite(question)) await takeTurn(signal);
      try {
        const answer = await send();
        checkAnswer(answer);
        return answer;
      } catch (error) {
        const limit = limitAfter(error);
        if (limit !== undefined) {
          if (limit > longestWait || limits++ === mostLimits) throw error;
          log.info(`GitHub's rate limit is reached; going on in ${limit} s`);
          await clock.sleep(limit * 1000, signal);
        } else {
          if (!mayPass(error) || failures++ >= most) throw error;
          await clock.sleep(failures ** 2 * 1000, signal);
        }
      }
    }
  };
}

/** Every query of ours is a POST too. */
function isWrite({ method, url }: Question): boolean {
  return method !== "GET" && method !== "HEAD" && !url.endsWith("/graphql");
}

/** Throws where an answer with a status of success is none, or GraphQL says in it what passes. */
function checkAnswer(response: Answered): void {
  const { data, status } = response;
  if ((typeof data === "string" || data === null) && status !== 204)
    throw Object.assign(new Error("its answer was cut off"), { status: 500 });
  const { errors } = (data ?? {}) as { errors?: unknown };
  const [first] = Array.isArray(errors) ? errors : [];
  const { type, message } = (first ?? {}) as { type?: unknown; message?: unknown };
  if (type === "RATE_LIMITED") throw Object.assign(new Error("a limit"), { status: 429, response });
  if (/^Something went wrong while executing your query/.test(String(message)))
    throw Object.assign(new Error(String(message)), { status: 500, response });
}

interface Failure {
  status?: number;
  message?: string;
  response?: Answered;
}

function limitAfter(error: unknown): number | undefined {
  const { status = 0, message = "", response } = error as Failure;
  if (response === undefined) return undefined;
  return limitOf({
    ...{ status, headers: response.headers, said: message },
    isGraphql: response.status === 200,
  });
}

function mayPass(error: unknown): boolean {
  const { status = 0, response } = error as Failure;
  if (response === undefined) return explainUnanswered(error, true).rerun;
  return status >= 400 && !lasting.has(status);
}
