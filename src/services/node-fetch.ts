import type { ClientRequest, IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Fetch, HttpOptions } from "./http.ts";
import type { Route } from "./route.ts";
import { sendRequest } from "./send-request.ts";

/**
 * The Fetch API's function on Node's own client. Unlike `globalThis.fetch` it gives the bytes as they were sent: what
 * `content-encoding` says is not undone, so that a file's length is what the server says, and a rest can be asked for.
 */
export function createNodeFetch(route?: Route): Fetch {
  return async (url, { method = "GET", headers, body, signal } = {}) => {
    const content = body as HttpOptions["body"];
    const write = (request: ClientRequest, fail: (cause: unknown) => void): void => {
      if (typeof content !== "function") return void request.end(content);
      // What goes wrong with the request comes by its own event; of its body, pipeline would leave "socket hang up".
      pipeline(telling(content(), fail), request).catch((cause) => request.destroy(cause));
    };
    const about = { method, headers: headers as Record<string, string>, write, signal };
    const incoming = await sendRequest(new URL(url), about, route);
    try {
      return responseOf(incoming);
    } catch (error) {
      incoming.destroy();
      throw error;
    }
  };
}

/** The same chunks; tells of an error before it throws it. */
async function* telling(
  chunks: AsyncIterable<Uint8Array>,
  tell: (cause: unknown) => void,
): AsyncIterable<Uint8Array> {
  try {
    yield* chunks;
  } catch (cause) {
    tell(cause);
    throw cause;
  }
}

/** Throws for a status or a header that no Response can have. */
function responseOf(incoming: IncomingMessage): Response {
  const status = incoming.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(incoming.headersDistinct))
    for (const value of values) headers.append(name, value);
  const hasBody = ![204, 205, 304].includes(status);
  if (!hasBody) incoming.resume();
  const body = hasBody ? (Readable.toWeb(incoming) as ReadableStream<Uint8Array>) : null;
  return new Response(body, { status, headers });
}
