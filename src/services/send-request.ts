import type { ClientRequest, IncomingMessage } from "node:http";
import { ConnectionFailure } from "./connection-failure.ts";
import type { Leg, Route } from "./route.ts";

/** One request of Node's own client. */
export interface Outgoing {
  method: string;
  headers: Record<string, string>;
  /** Called with the request once it is made: sends its body and ends it, or tells why there is no whole body. */
  write(request: ClientRequest, fail: (cause: unknown) => void): void;
  signal?: AbortSignal | null | undefined;
}

/**
 * The answer to a request by whatever way it goes; redirects are answers. Throws the signal's reason as soon as it
 * aborts: Node alone would wait for a connection that is still to come.
 */
export async function sendRequest(
  target: URL,
  { method, headers, write, signal }: Outgoing,
  route?: Route,
): Promise<IncomingMessage> {
  const { options, proxy, refusal }: Leg = (await route?.(target)) ?? { options: {} };
  const isSecure = (options.protocol ?? target.protocol) === "https:";
  const { request } = isSecure ? await import("node:https") : await import("node:http");
  signal?.throwIfAborted();
  return new Promise<IncomingMessage>((resolve, reject) => {
    const stop = (): void => reject(signal?.reason);
    signal?.addEventListener("abort", stop, { once: true });
    const outgoing = request(target, {
      ...options,
      method,
      headers: { ...headers, ...options.headers },
      ...(signal && { signal }),
    });
    outgoing.once("response", (incoming) => {
      signal?.removeEventListener("abort", stop);
      const refused = refusal?.(incoming);
      if (refused === undefined) return resolve(incoming);
      incoming.destroy();
      reject(refused);
    });
    outgoing.once("error", (error) => {
      signal?.removeEventListener("abort", stop);
      if (proxy !== undefined && !(error instanceof ConnectionFailure)) nameProxy(error, proxy);
      reject(error);
    });
    // Node ends a request that is aborted before it has a connection without an error.
    outgoing.once("close", () => {
      signal?.removeEventListener("abort", stop);
      reject(new Error("the request was closed"));
    });
    write(outgoing, reject);
  });
}

/** Whether an answer of this status is to be asked for elsewhere, where it says so. */
export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/** A DOMException's message cannot be assigned; its code and its kind tell callers what to do, so it stays itself. */
function nameProxy(error: Error, proxy: string): void {
  const value = `${error.message} (through the proxy "${proxy}")`;
  Reflect.defineProperty(error, "message", { value, configurable: true, writable: true });
}
