import { createServer, type IncomingMessage, request as requestHttp, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request whose body has been read whole. */
export interface Received {
  method: string;
  /** Path with its query. */
  url: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

/** What is answered; `drop` closes the connection instead. */
export type Answer =
  | { status: number; headers?: Record<string, string>; body?: string | Uint8Array }
  | "drop";

/** An HTTP server on loopback at a random port. What the handler throws becomes a 500 with its message. */
export async function serve(
  handle: (request: Received) => Promise<Answer>,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void receive(request)
      .then(handle)
      .catch((error: unknown): Answer => ({ status: 500, body: JSON.stringify({ message: String(error) }) }))
      .then((answer) => send(answer, response));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A port that is free now, for a program that cannot choose one itself and say so. */
export async function freePort(): Promise<number> {
  const server = await serve(async () => "drop");
  await server.close();
  return Number(new URL(server.url).port);
}

/**
 * Passes a request on to another server, as it is, on a connection of its own: one that is kept may be closed
 * by the other side just when it is used again.
 */
export function forward(request: Received, base: string): Promise<Exclude<Answer, "drop">> {
  return new Promise((resolve, reject) => {
    const { method, body } = request;
    const headers = { ...withoutTransport(request.headers), "content-length": body.length };
    const outgoing = requestHttp(base + request.url, { method, headers, agent: false }, (incoming) => {
      readWhole(incoming).then(
        (answered) =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: withoutTransport(incoming.headers),
            body: answered,
          }),
        reject,
      );
    });
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}

/** Headers that belong to one connection, not to the message. */
function withoutTransport(headers: IncomingMessage["headers"]): Record<string, string> {
  const own = [
    "host",
    "connection",
    "keep-alive",
    "content-length",
    "content-encoding",
    "transfer-encoding",
    "accept-encoding",
  ];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !own.includes(name))) as Record<
    string,
    string
  >;
}

async function receive(request: IncomingMessage): Promise<Received> {
  const { method = "GET", url = "/", headers } = request;
  return { method, url, path: url.split("?")[0] ?? "/", headers, body: await readWhole(request) };
}

async function readWhole(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function send(answer: Answer, response: ServerResponse): void {
  if (answer === "drop") {
    response.socket?.destroy();
    return;
  }
  response.writeHead(answer.status, { "content-type": "application/json; charset=utf-8", ...answer.headers });
  response.end(answer.body);
}
