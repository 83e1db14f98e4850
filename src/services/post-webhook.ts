import { ServiceError } from "../errors.ts";
import type { Clock } from "./clock.ts";
import { connectionFailureOf, explainUnanswered } from "./connection-failure.ts";
import { codeOf } from "./file-error.ts";
import type { Http } from "./http.ts";
import { isRetried } from "./refusal.ts";
import { createRetries } from "./retries.ts";

/** A message for a webhook. */
export interface WebhookPost {
  /** Its address, which is a secret: it is in no message. */
  url: string;
  /** What messages call the webhook by: the variable that holds its address. */
  name: string;
  /** JSON. */
  body: string;
  /** Made anew for each try: a signature holds the time. */
  headers(now: number): Record<string, string>;
  /** Whether the receiver knows a message again that it has; else it is sent twice at most where an answer is lost. */
  hasId: boolean;
}

/** The answer of a webhook: its status, and of a refusal the beginning of its text. */
export interface WebhookAnswer {
  status: number;
  text: string;
}

/** How long a try may take, and for how long it is tried again, in milliseconds. */
const patience = { one: 15_000, all: 60_000 };
const mostTries = 5;

/**
 * Posts a message until it is taken or refused. What may pass is tried again, after the time that the server asks for:
 * 408, 425, 429, 5xx, a connection that fails, no answer. A message without an id is sent once more where nobody can say
 * whether it has arrived: rather twice than not at all, and not five times. Once a status has come, the rest of the
 * answer is not waited for. Throws ServiceError when it is given up. A redirect is a refusal: it would not keep the message.
 */
export async function postWebhook(
  { http, clock, signal }: { http: Http; clock: Clock; signal: AbortSignal },
  post: WebhookPost,
  timeout = patience.one,
): Promise<WebhookAnswer> {
  const retry = createRetries(clock, signal, mostTries - 1);
  const end = clock.now() + patience.all;
  let lost = 0;
  for (;;) {
    let wait = 0;
    try {
      const response = await send(http, post, clock.now(), { signal, timeout });
      const { status } = response;
      const text = response.ok ? "" : await beginningOf(response);
      if (response.ok) await response.body?.cancel();
      if (!isRetried(status)) return { status, text };
      wait = secondsOf(response.headers.get("retry-after"), clock.now());
      const error = new ServiceError(
        `Cannot send to ${post.name}: it answered ${status}${wait > 0 ? `, and to ask again in ${wait} s` : ""}`,
        { service: post.name, status },
      );
      // A gateway has heard nothing from the server behind it.
      throw Object.assign(error, { isLost: status === 502 || status === 504 });
    } catch (cause) {
      signal.throwIfAborted();
      if (clock.now() + wait * 1000 >= end) throw cause;
      if ((cause as { isLost?: boolean }).isLost && ++lost === 2 && !post.hasId) throw cause;
      await retry(cause, wait);
    }
  }
}

async function send(
  http: Http,
  { url, name, body, headers }: WebhookPost,
  now: number,
  { signal, timeout }: { signal: AbortSignal; timeout: number },
): Promise<Response> {
  const limit = AbortSignal.timeout(timeout);
  try {
    return await http.fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-length": String(Buffer.byteLength(body)),
        ...headers(now),
      },
      body,
      signal: AbortSignal.any([signal, limit]),
      follow: false,
    });
  } catch (cause) {
    signal.throwIfAborted();
    // Node's words name the host, which is a part of the secret.
    const why = limit.aborted
      ? `no answer came within ${timeout / 1000} s`
      : (connectionFailureOf(cause)?.message ?? `the connection failed${reasonCode(cause)}`);
    const { rerun, hint, isUnsent } = explainUnanswered(cause instanceof ServiceError ? cause.cause : cause);
    const isLost = limit.aborted || !isUnsent;
    const error = new ServiceError(`Cannot send to ${name}: ${why}`, {
      service: name,
      rerun: limit.aborted || rerun,
      hint: isLost ? "The message may have arrived all the same" : hint,
    });
    throw Object.assign(error, { isLost });
  }
}

function reasonCode(cause: unknown): string {
  const code = cause instanceof Error ? codeOf(cause.cause) : undefined;
  return code !== undefined && /^[A-Z_]{2,60}$/.test(code) ? ` (${code})` : "";
}

const mostText = 1000;

/** The first characters of an answer's text; what cannot be read of it does not matter. */
async function beginningOf(response: Response): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > mostText) break;
    }
  } catch {
    // The status says enough.
  }
  return text.slice(0, mostText);
}

/** The seconds of a `Retry-After`, which may be a date. */
function secondsOf(header: string | null, now: number): number {
  if (header === null) return 0;
  const seconds = /^\d{1,9}$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : 0;
}
