import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Identity } from "./certificates.ts";

/** What a proxy does in place of its work. */
export type ProxyFault =
  | { status: number; headers?: Record<string, string> }
  | "never answer"
  | "close"
  /** The tunnel opens, and closes at the first byte. */
  | "cut the tunnel"
  /** The same, by a reset. */
  | "reset the tunnel"
  /** The tunnel opens, and nothing comes through. */
  | "swallow";

/** A proxy on the loopback behind which every name is this machine. */
export interface TestProxy extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`, or with `https:`. */
  url: string;
  /** `CONNECT host:port` or `METHOD address` of every request, and what it logs in with. */
  requests: { line: string; authorization: string | undefined }[];
  /** What the next requests get. */
  fail(...faults: ProxyFault[]): void;
  /** What every request gets from now on. */
  failure: ProxyFault | undefined;
}

/** Starts it. Requests and tunnels end at `port`, whatever they ask for; `identity` makes it an https proxy. */
export async function startProxy(port: number | string, identity?: Identity): Promise<TestProxy> {
  const target = { host: "127.0.0.1", port: Number(port) };
  const faults: ProxyFault[] = [];
  const sockets = new Set<Duplex>();
  const proxy: Omit<TestProxy, typeof Symbol.asyncDispose> = {
    url: "",
    requests: [],
    fail: (...list) => void faults.push(...list),
    failure: undefined,
  };
  const note = (incoming: IncomingMessage): ProxyFault | undefined => {
    const authorization = incoming.headers["proxy-authorization"];
    proxy.requests.push({ line: `${incoming.method} ${incoming.url}`, authorization });
    return faults.shift() ?? proxy.failure;
  };
  const server: Server = identity ? createSecureServer(identity) : createServer();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
  });
  server.on("connect", (incoming: IncomingMessage, socket: Duplex) => {
    const fault = note(incoming);
    socket.on("error", () => {});
    if (fault === "never answer") return;
    if (fault === "close") return void socket.destroy();
    if (typeof fault === "object") {
      const lines = Object.entries(fault.headers ?? {}).map(([name, value]) => `${name}: ${value}\r\n`);
      return void socket.end(`HTTP/1.1 ${fault.status} No\r\n${lines.join("")}content-length: 0\r\n\r\n`);
    }
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    if (fault === "swallow") return void socket.resume();
    if (fault === "cut the tunnel") return void socket.once("data", () => socket.destroy());
    if (fault === "reset the tunnel")
      return void socket.once("data", () => (socket as Socket).resetAndDestroy());
    const there = connect(target, () => there.pipe(socket).pipe(there));
    sockets.add(there);
    for (const each of [there, socket]) {
      each.on("error", () => there.destroy());
      each.on("close", () => [there, socket].map((other) => other.destroy()));
    }
  });
  server.on("request", (incoming, outgoing) => {
    const fault = note(incoming);
    if (fault === "never answer") return;
    if (typeof fault === "object") return void outgoing.writeHead(fault.status, fault.headers).end();
    if (fault !== undefined) return void incoming.socket.destroy();
    const { pathname, search } = new URL(incoming.url ?? "");
    const { method, headers } = incoming;
    const passed = request({ ...target, method, headers, path: pathname + search }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  proxy.url = `http${identity ? "s" : ""}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(proxy, {
    async [Symbol.asyncDispose]() {
      for (const each of sockets) each.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
