import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What becomes of one request: an answer, or how it is lost. */
export type ReceiverFault =
  | { status: number; headers?: Record<string, string>; body?: string }
  | "drop before it is taken"
  | "drop after it was taken"
  | "cut the answer off"
  | "never answer";

/** A server that takes webhooks and fails as it is told. */
export interface WebhookReceiver extends AsyncDisposable {
  url: string;
  /** Every request that came whole. */
  requests: { path: string; headers: Record<string, string>; body: string }[];
  /** Bodies of those that were taken. */
  taken: string[];
  /** The next requests end so, one after the other. */
  fail(...faults: ReceiverFault[]): void;
}

/** Starts it on a free port of the loopback. */
export async function startReceiver(): Promise<WebhookReceiver> {
  const requests: WebhookReceiver["requests"] = [];
  const taken: string[] = [];
  const faults: ReceiverFault[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    requests.push({ path: request.url ?? "", headers: request.headers as Record<string, string>, body });
    const fault = faults.shift();
    if (fault === "drop before it is taken") return void request.socket.destroy();
    if (fault === "never answer") return;
    if (typeof fault === "object")
      return void response.writeHead(fault.status, fault.headers).end(fault.body ?? "");
    taken.push(body);
    if (fault === "drop after it was taken") return void request.socket.destroy();
    if (fault === "cut the answer off") {
      response.writeHead(200, { "content-length": "100" });
      return void response.write("o", () => request.socket.destroy());
    }
    response.end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    taken,
    fail: (...list) => void faults.push(...list),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
