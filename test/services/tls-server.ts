import { type AddressInfo, connect } from "node:net";
import { createServer } from "node:tls";
import type { Identity } from "./certificates.ts";

/** Takes TLS on a free port of the loopback and passes what is inside on to a port. */
export async function startTls(
  to: number | string,
  identity: Identity,
): Promise<AsyncDisposable & { port: number }> {
  const sockets = new Set<{ destroy(): unknown }>();
  const server = createServer(identity, (socket) => {
    const there = connect(Number(to), "127.0.0.1", () => there.pipe(socket).pipe(there));
    for (const each of [there, socket]) {
      sockets.add(each);
      each.on("error", () => {});
      each.on("close", () => [there, socket].map((other) => other.destroy()));
    }
  });
  server.on("tlsClientError", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const each of sockets) each.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
