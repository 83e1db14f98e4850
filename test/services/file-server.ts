import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as a server saw it. */
export interface Request {
  url: string;
  headers: IncomingMessage["headers"];
}

/** A server on loopback that may do everything wrong: the handler has the plain response, and the number of the request. */
export async function startFileServer(
  answer: (request: Request, response: ServerResponse, count: number) => void,
): Promise<{ url: string; requests: Request[]; [Symbol.asyncDispose](): Promise<void> }> {
  const requests: Request[] = [];
  const server = createServer((request, response) => {
    const seen = { url: request.url ?? "", headers: request.headers };
    requests.push(seen);
    answer(seen, response, requests.length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers as a good server of one file does: by tag, whole or from where it is asked. */
export function sendFile(
  { headers }: Request,
  response: ServerResponse,
  { content, etag, extra = {} }: { content: Uint8Array; etag?: string; extra?: Record<string, string> },
): void {
  const common = { ...extra, ...(etag && { etag }) };
  const start = Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1]);
  if (etag && headers["if-none-match"] === etag) response.writeHead(304, common).end();
  else if (headers["if-match"] && headers["if-match"] !== etag) response.writeHead(412, common).end();
  else if (Number.isNaN(start))
    response.writeHead(200, { ...common, "content-length": content.length }).end(content);
  else
    response
      .writeHead(206, {
        ...common,
        "content-length": content.length - start,
        "content-range": `bytes ${start}-${content.length - 1}/${content.length}`,
      })
      .end(content.subarray(start));
}
