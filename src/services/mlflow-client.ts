import { ServiceError, UserError } from "../errors.ts";
import { ask } from "./ask.ts";
import type { Clock } from "./clock.ts";
import { reasonOf } from "./connection-failure.ts";
import type { HttpOptions } from "./http.ts";
import { explainMlflow, readRefusal } from "./mlflow-refusal.ts";
import type { MlflowServer } from "./mlflow-server.ts";
import { createRetries } from "./retries.ts";

/** One request to the tracking server. */
export interface MlflowRequest {
  method: "GET" | "POST" | "PATCH" | "PUT";
  /** Below `/api/2.0/`. */
  path: string;
  query?: Record<string, string>;
  /** Sent as JSON. */
  body?: object;
  /** Sent as it is. */
  file?: { bytes: number; open(): AsyncIterable<Uint8Array> };
}

/** What a request is for, and what happens where it does not go well. */
export interface MlflowCall {
  /** Follows `Cannot`. */
  act: string;
  /** Codes of errors that are an answer too: undefined. */
  absent?: readonly string[];
  /** Looks for what a request made whose answer was lost, before it is made a second time. */
  find?: () => Promise<object | undefined>;
  /** In place of the run's signal; such a request is made once. */
  within?: AbortSignal;
}

/** Requests with retries; throws ServiceError once they are spent, and UserError for wrong certificates. */
export interface MlflowClient {
  host: string;
  /** The server's address. */
  base: string;
  /** The JSON of the answer, an object. */
  call(request: MlflowRequest, about: MlflowCall): Promise<Record<string, unknown> | undefined>;
  /** Has a file's bytes taken, from the start again where the connection breaks. False where there is none. */
  read(
    path: string,
    about: { act: string; take(chunks: AsyncIterable<Uint8Array>): Promise<void> },
  ): Promise<boolean>;
}

/** Milliseconds for an answer, and a byte's share of what is sent. */
const patience = 60_000;
const slowest = 0.02;
const longestAnswer = 32 << 20;
const mostRetries = 4;

/** What the client goes by. */
export interface ClientOptions {
  server: MlflowServer;
  clock: Clock;
  signal: AbortSignal;
}

/** Makes the client of a server. */
export function createMlflowClient({ server, clock, signal }: ClientOptions): MlflowClient {
  const { host, secrets } = server;
  const lost = (act: string, why: string, cause?: unknown): ServiceError =>
    new ServiceError(`Cannot ${act}: ${why}`, { service: host, cause });

  const send = async (request: MlflowRequest, { act, within = signal }: MlflowCall): Promise<Response> => {
    const { method, path, query, body, file } = request;
    const url = `${server.base}/api/2.0/${path}${query ? `?${new URLSearchParams(query)}` : ""}`;
    const late = AbortSignal.timeout(patience + Math.round((file?.bytes ?? 0) * slowest));
    const options: HttpOptions = {
      method,
      headers: {
        ...server.headers,
        ...(body && { "content-type": "application/json" }),
        ...(file && { "content-type": "application/octet-stream", "content-length": String(file.bytes) }),
      },
      ...(body && { body: JSON.stringify(body) }),
      ...(file && { body: file.open }),
      signal: AbortSignal.any([within, late]),
    };
    try {
      return await server.http.fetch(url, options);
    } catch (cause) {
      within.throwIfAborted();
      if (cause instanceof ServiceError || cause instanceof UserError) throw cause;
      throw lost(act, late.aborted ? `no answer within ${patience / 1000} s` : reasonOf(cause), cause);
    }
  };
  const exchange = async (
    request: MlflowRequest,
    about: MlflowCall,
  ): Promise<Record<string, unknown> | undefined> => {
    const response = await send(request, about);
    const text = await readAll(response.body).catch((cause: unknown) => {
      (about.within ?? signal).throwIfAborted();
      throw lost(about.act, `the connection broke (${reasonOf(cause)})`, cause);
    });
    if (response.status === 200) return parseAnswer(text, host, about.act);
    const refusal = readRefusal(text);
    if (about.absent?.includes(refusal.code ?? "")) return undefined;
    const error = explainMlflow({ status: response.status, ...refusal, host, secrets, act: about.act });
    throw Object.assign(error, { wait: Number(response.headers.get("retry-after")) || undefined });
  };

  return {
    host,
    base: server.base,
    async call(request, about) {
      if (about.within) return exchange(request, about);
      const retry = createRetries(clock, signal, mostRetries);
      for (;;) {
        try {
          return await exchange(request, about);
        } catch (cause) {
          await retry(cause, (cause as { wait?: number }).wait);
          const found = await about.find?.();
          if (found !== undefined) return found as Record<string, unknown>;
        }
      }
    },
    async read(path, { act, take }) {
      const retry = createRetries(clock, signal, mostRetries);
      const target = { url: `${server.base}/api/2.0/${path}`, headers: server.headers, shown: host };
      for (;;) {
        try {
          const { status, chunks, close } = await ask(server.http, target, {
            signal,
            patience: { milliseconds: patience, bytes: 1 },
          });
          try {
            if (status === 404) return false;
            if (status !== 200)
              throw explainMlflow({ status, ...readRefusal(await readAll(chunks)), host, secrets, act });
            await take(chunks);
            return true;
          } finally {
            close();
          }
        } catch (cause) {
          await retry(cause);
        }
      }
    },
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function readAll(body: AsyncIterable<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? nothing()) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > longestAnswer) throw new Error("its answer is too long");
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseAnswer(text: string, host: string, act: string): Record<string, unknown> {
  const isPage = /^\s*</.test(text);
  try {
    const value: unknown = text === "" ? {} : JSON.parse(text);
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new ServiceError(`Cannot ${act}: "${host}" answers ${isPage ? "with a page" : "with broken JSON"}`, {
    service: host,
    rerun: !isPage,
    ...(isPage && { hint: "Check MLFLOW_TRACKING_URI: what is there is no MLflow, or asks for a login" }),
  });
}
