import type { IncomingMessage, RequestOptions } from "node:http";
import type { SecureContextOptions } from "node:tls";

/** An environment's variables. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What a request to an address is sent with beside its own options. */
export interface Leg {
  options: RequestOptions;
  /** The proxy, as messages may show it. */
  proxy?: string;
  /** The error of an answer that is the proxy's own. */
  refusal?: (answer: IncomingMessage) => Error | undefined;
}

/** The way to an address: straight, or by a proxy. */
export type Route = (target: URL) => Promise<Leg>;

/** Certificates: who vouches for a server, and ours. */
export type TlsSettings = Pick<SecureContextOptions, "ca" | "cert" | "key"> & {
  rejectUnauthorized?: boolean;
};

/** The ways that the environment tells (HTTPS_PROXY, HTTP_PROXY, NO_PROXY); code for them loads where it is needed. */
export function createRoute(env: Variables, readTls?: () => Promise<TlsSettings>): Route | undefined {
  const named = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"].some((name) => env[name]?.trim());
  if (readTls === undefined && !named) return undefined;
  let made: Promise<Route> | undefined;
  return async (target) => {
    made ??= Promise.all([import("./proxy-route.ts"), readTls?.()]).then(([{ createProxyRoute }, tls]) =>
      createProxyRoute(env, tls),
    );
    return (await made)(target);
  };
}
