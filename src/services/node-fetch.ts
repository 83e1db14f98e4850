import type { Agent, IncomingMessage, RequestOptions } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Fetch, HttpOptions } from "./http.ts";

/**
 * The Fetch API's function on Node's own client. Unlike `globalThis.fetch` it gives the bytes as they were sent: what
 * `content-encoding` says is not undone, so that a file's length is what the server says, and a rest can be asked for.
 * `findAgent` gives the agent for an address, where a proxy stands between.
 */
export function createNodeFetch(findAgent?: (url: string) => Promise<Agent>): Fetch {
  return async (url, { method = "GET", headers, body, signal } = {}) => {
    const target = new URL(url);
    const agent = await findAgent?.(url);
    const { request } = target.protocol === "https:" ? await import("node:https") : await import("node:http");
    const options: RequestOptions = {
      method,
      headers: headers as Record<string, string>,
      ...(agent && { agent }),
      ...(signal && { signal }),
    };
    return new Promise((resolve, reject) => {
      const outgoing = request(target, options, (incoming) => {
        try {
          resolve(responseOf(incoming));
        } catch (error) {
          incoming.destroy();
          reject(error);
        }
      });
      outgoing.once("error", reject);
      const content = body as HttpOptions["body"];
      if (typeof content !== "function") return void outgoing.end(content);
      // What goes wrong with the request comes by its own event.
      pipeline(content(), outgoing).catch((cause) => outgoing.destroy(cause));
    });
  };
}

/** The agent that goes through the proxy of the environment (HTTPS_PROXY, NO_PROXY): the toolkit's. */
export async function findProxyAgent(url: string): Promise<Agent> {
  const { HttpClient } = await import("@actions/http-client");
  return new HttpClient(undefined, undefined, { keepAlive: false }).getAgent(url);
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
