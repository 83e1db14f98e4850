import type { IncomingMessage } from "node:http";
import { formatBytes } from "../number-format.ts";
import { ConnectionFailure } from "./connection-failure.ts";
import type { Route } from "./route.ts";
import { isRedirect, sendRequest } from "./send-request.ts";

/** What Octokit asks of a Response; its content is here already. */
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
 * to load as Node takes to start twice. Redirects, such as those of a renamed repository, are followed within the host
 * alone, which has the token. Throws where the answer does not come whole, or is larger than GitHub's can be.
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
    // By 302 GitHub names a file; what it has moved, it names by the others.
    const isFound = asked.redirect === "manual" && incoming.statusCode === 302;
    const next = isFound ? undefined : redirectOf(incoming, target);
    if (next === undefined) return answerOf(incoming, { target, question: asked });
    incoming.destroy();
    if (redirects === mostRedirects) throw misled("it redirects more than 10 times");
    if (incoming.statusCode === 303) asked = withoutBody(asked);
    target = next;
  }
}

async function answerOf(
  incoming: IncomingMessage,
  { target, question }: { target: URL; question: Question },
): Promise<Answer> {
  const isPage = /^text\/html\b/i.test(incoming.headers["content-type"] ?? "");
  if (isPage && incoming.statusCode === 200) {
    incoming.destroy();
    throw misled("a web page came in place of its answer");
  }
  const content = await readWhole(incoming, question);
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, typeof value === "string" ? value : value.join(", "));
  return {
    status: incoming.statusCode ?? 0,
    statusText: incoming.statusMessage ?? "",
    url: target.href,
    headers,
    body: only(content),
    text: async () => content.toString("utf8"),
    arrayBuffer: async () => new Uint8Array(content).buffer,
  };
}

async function* only(content: Buffer): AsyncIterable<Uint8Array> {
  yield content;
}

/** GitHub's files have at most 100 MB, and its lists 100 comments of at most 256 KiB. */
const mostBytes = { file: 120e6, list: 40e6 };

async function readWhole(incoming: IncomingMessage, { headers, signal }: Question): Promise<Buffer> {
  const most = /raw/.test(headers?.accept ?? "") ? mostBytes.file : mostBytes.list;
  const tooLong = (): ConnectionFailure => misled(`its answer is longer than ${formatBytes(most)}`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of incoming) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > most) throw tooLong();
    }
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof ConnectionFailure) throw cause;
    throw new Error("the connection broke before its answer was whole");
  }
  const content = Buffer.concat(chunks);
  if (incoming.headers["content-encoding"] !== "gzip" || content.length === 0) return content;
  const { gunzip } = await import("node:zlib");
  return new Promise((resolve, reject) =>
    gunzip(content, { maxOutputLength: most }, (error, plain) => {
      if (error === null) resolve(plain);
      else reject((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? tooLong() : error);
    }),
  );
}

function redirectOf({ statusCode, headers }: IncomingMessage, target: URL): URL | undefined {
  if (!isRedirect(statusCode ?? 0) || headers.location === undefined) return undefined;
  const next = URL.canParse(headers.location, target.href) ? new URL(headers.location, target) : undefined;
  if (next?.origin === target.origin) return next;
  const where = next?.host ? `"${next.host}"` : "no address";
  throw misled(`it redirects to ${where}, where the token does not go`);
}

/** What is no answer of GitHub's, and will be none the next time. */
function misled(message: string): ConnectionFailure {
  return new ConnectionFailure(message, {
    rerun: false,
    hint: "Is GITHUB_API_URL the server's address? A proxy, a load balancer or a page to log in may be answering in its place",
  });
}

/** GitHub wants what it moves by another status than 303 sent as it is: a POST that became a GET would read a list. */
function withoutBody({ headers, body: _, ...others }: Question): Question {
  const kept = Object.entries(headers ?? {}).filter(([name]) => !/^content-/i.test(name));
  return {
    ...others,
    method: others.method === "HEAD" ? "HEAD" : "GET",
    headers: Object.fromEntries(kept),
  };
}
