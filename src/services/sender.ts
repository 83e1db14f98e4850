import { type Place, ServiceError } from "../errors.ts";
import { type Answer, ask, type Patience } from "./ask.ts";
import type { Clock } from "./clock.ts";
import { createHttp, type Fetch } from "./http.ts";
import { explainRefusal } from "./refusal.ts";
import { refusePlain } from "./refuse-plain.ts";
import type { Target } from "./remote-target.ts";
import type { Retry } from "./retries.ts";

/** What requests for data are sent with. */
export interface Connection {
  fetch: Fetch;
  clock: Clock;
  userAgent: string;
  patience: Patience;
}

/** Sends a GET with headers of its own until the answer has one of the statuses that are wanted, within the retries. */
export type Send = (headers: Record<string, string>, wanted: readonly number[]) => Promise<Answer>;

/** Throws what `explainRefusal` makes of another answer. Credentials go to no other host than the target's. */
export function createSender(
  { fetch, clock, userAgent, patience }: Connection,
  target: Target,
  { retry, signal, place }: { retry: Retry; signal: AbortSignal; place: Place },
): Send {
  const http = createHttp(guarded(fetch));
  const common = { "user-agent": userAgent, "accept-encoding": "identity" };
  const { url, shown } = target;
  return async (own, wanted) => {
    for (;;) {
      let wait: number | undefined;
      try {
        const headers = { ...common, ...own, ...(await target.headers(clock.now())) };
        const answer = await ask(http, { url, headers, shown }, { signal, patience });
        const { status } = answer;
        if (wanted.includes(status)) return answer;
        wait = Number(answer.headers.get("retry-after")) || undefined;
        const text = await readText(answer, 1 << 16).catch(() => "");
        throw explainRefusal({ ...target, status, headers: answer.headers, text, place });
      } catch (cause) {
        await retry(cause, wait);
      }
    }
  };
}

/** The text of an answer; throws ServiceError where it has more bytes. */
export async function readText(answer: Answer, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.chunks) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > mostBytes)
      throw new ServiceError("Cannot read an answer: it is too long", { service: "S3", rerun: false });
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Every request passes here, those that redirects lead to as well. */
function guarded(fetch: Fetch): Fetch {
  return (url, options) => {
    refusePlain(new URL(url));
    return fetch(url, options);
  };
}
