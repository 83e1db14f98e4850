import { ServiceError } from "../errors.ts";
import { formatBytes } from "../number-format.ts";
import { reasonOf } from "./connection-failure.ts";
import type { Http } from "./http.ts";

/** How little may come in how long before a server counts as stuck. */
export interface Patience {
  milliseconds: number;
  bytes: number;
}

/** An answer whose content is still on its way. */
export interface Answer {
  status: number;
  headers: Headers;
  /** Ends with a ServiceError where the server is stuck or the connection breaks. */
  chunks: AsyncGenerator<Uint8Array>;
  /** For an answer whose content is not read to its end. */
  close(): void;
}

/** Sends a GET. Throws ServiceError where nothing comes, or too slowly, and the signal's reason when it aborts. */
export async function ask(
  http: Http,
  { url, headers, shown }: { url: string; headers: Record<string, string>; shown: string },
  { signal, patience }: { signal: AbortSignal; patience: Patience },
): Promise<Answer> {
  const service = new URL(url).host;
  const tooSlow = (bytes: number): ServiceError => {
    const came = bytes === 0 ? "nothing came for" : `only ${formatBytes(bytes)} came in`;
    return new ServiceError(`Cannot fetch "${shown}": ${came} ${patience.milliseconds / 1000} s`, {
      service,
    });
  };
  const stop = new AbortController();
  let arrived = 0;
  let before = 0;
  const timer = setInterval(() => {
    if (arrived - before < patience.bytes) stop.abort(tooSlow(arrived - before));
    before = arrived;
  }, patience.milliseconds);
  const close = (): void => {
    clearInterval(timer);
    stop.abort();
  };
  async function* read(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of body) {
        arrived += chunk.length;
        yield chunk;
      }
    } catch (cause) {
      signal.throwIfAborted();
      if (stop.signal.aborted) throw stop.signal.reason;
      const reason = `the connection broke after ${formatBytes(arrived)} (${reasonOf(cause)})`;
      throw new ServiceError(`Cannot fetch "${shown}": ${reason}`, { service, cause });
    } finally {
      close();
    }
  }
  try {
    const response = await http.fetch(url, { headers, signal: AbortSignal.any([signal, stop.signal]) });
    const { status, body } = response;
    return { status, headers: response.headers, chunks: read(body ?? nothing()), close };
  } catch (cause) {
    close();
    throw cause;
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
