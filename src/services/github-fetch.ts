import type { IncomingMessage } from "node:http";
import type { Route } from "./route.ts";
import { sendRequest } from "./send-request.ts";

/** What Octokit asks of a Response. */
export interface Answer {
  status: number;
  statusText: string;
  url: string;
  headers: Map<string, string>;
  /** What Octokit passes on where it is told to leave the content alone. */
  body: AsyncIterable<Uint8Array>;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** What Octokit gives to `fetch`. */
export interface Question {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array | undefined;
  redirect?: string | undefined;
  signal?: AbortSignal | undefined;
}

const mostRedirects = 10;

/**
 * The Fetch API's function as far as Octokit uses it, on Node's own client: `globalThis.fetch` alone would take as long
 * to load as Node takes to start twice. Redirects are followed by the Fetch Standard's rules, and the token stays with
 * its host.
 */
export async function fetchAnswer(url: string, question: Question = {}, route?: Route): Promise<Answer> {
  let [target, asked] = [new URL(url), question];
  for (let redirects = 0; ; redirects++) {
    const { method = "GET", headers, body, signal } = asked;
    // Without its length, Node sends a body unframed where the method usually has none.
    const length = body === undefined ? undefined : { "content-length": `${Buffer.byteLength(body)}` };
    const incoming = await sendRequest(
      target,
      {
        ...{ method, signal, headers: { ...headers, "accept-encoding": "gzip", ...length } },
        write: (request) => request.end(body),
      },
      route,
    );
    const next = asked.redirect === "manual" ? undefined : redirectOf(incoming, target);
    if (next === undefined) return answerOf(incoming, target);
    incoming.resume();
    if (redirects === mostRedirects) throw new TypeError("it redirects more than 10 times");
    asked = followed(asked, incoming.statusCode ?? 0, next.origin === target.origin);
    target = next;
  }
}

function answerOf(incoming: IncomingMessage, target: URL): Answer {
  const content = readWhole(incoming);
  // Whoever reads it is told.
  content.catch(() => {});
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, typeof value === "string" ? value : value.join(", "));
  return {
    status: incoming.statusCode ?? 0,
    statusText: incoming.statusMessage ?? "",
    url: target.href,
    headers,
    body: whole(content),
    text: async () => (await content).toString("utf8"),
    arrayBuffer: async () => new Uint8Array(await content).buffer,
  };
}

async function* whole(content: Promise<Buffer>): AsyncIterable<Uint8Array> {
  yield await content;
}

/** Throws where the connection ends before the content does. */
async function readWhole(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const content = Buffer.concat(chunks);
  if (incoming.headers["content-encoding"] !== "gzip" || content.length === 0) return content;
  const { gunzip } = await import("node:zlib");
  return new Promise((resolve, reject) =>
    gunzip(content, (error, plain) => (error === null ? resolve(plain) : reject(error))),
  );
}

function redirectOf({ statusCode, headers }: IncomingMessage, target: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode ?? 0) || headers.location === undefined)
    return undefined;
  const next = URL.canParse(headers.location, target.href) ? new URL(headers.location, target) : undefined;
  return next?.protocol === "https:" || next?.protocol === target.protocol ? next : undefined;
}

/** The request for where it leads: without a body where the Fetch Standard drops it, without the token elsewhere. */
function followed(question: Question, status: number, isSameHost: boolean): Question {
  const { method = "GET", body, headers, ...others } = question;
  const isDropped = (status === 303 && method !== "HEAD") || (status < 303 && method === "POST");
  const kept = Object.entries(headers ?? {}).filter(([name]) => {
    const lower = name.toLowerCase();
    if (lower === "authorization" || lower === "cookie") return isSameHost;
    return !(isDropped && lower.startsWith("content-"));
  });
  return {
    ...others,
    method: isDropped ? "GET" : method,
    headers: Object.fromEntries(kept),
    ...(!isDropped && body !== undefined && { body }),
  };
}
