import { type IncomingMessage, request as requestPlain } from "node:http";
import { Agent, type RequestOptions, request as requestSecure } from "node:https";
import { isIP, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type ConnectionOptions, connect } from "node:tls";
import { chooseProxy, type NamedProxy } from "./choose-proxy.ts";
import { ConnectionFailure, explainUnanswered } from "./connection-failure.ts";
import { refusedByProxy } from "./proxy-refusal.ts";
import type { Leg, Route, TlsSettings, Variables } from "./route.ts";

/** Milliseconds that a proxy has for opening a tunnel. */
const usualPatience = 30_000;

/** As Node's own agent keeps connections. */
const kept = { keepAlive: true, scheduling: "lifo", timeout: 5000 } as const;

/**
 * Ways by the proxies of an environment: a tunnel (CONNECT) to what is `https:`, and the proxy asked for the whole
 * address where it is `http:`, as proxies want it. Connections are kept and used again.
 */
export function createProxyRoute(env: Variables, tls?: TlsSettings, patience = usualPatience): Route {
  const agents = new Map<string, Agent>();
  const agentFor = (proxy: NamedProxy | undefined): Agent => {
    const key = `${proxy?.url.href} ${proxy?.authorization}`;
    const made =
      agents.get(key) ?? (proxy ? new TunnelAgent(proxy, { tls, patience }) : new Agent({ ...kept, ...tls }));
    agents.set(key, made);
    return made;
  };
  return async (target): Promise<Leg> => {
    const proxy = chooseProxy(target, env);
    const isSecure = target.protocol === "https:";
    if (proxy === undefined) return { options: isSecure && tls ? { agent: agentFor(undefined) } : {} };
    return isSecure ? { proxy: proxy.shown, options: { agent: agentFor(proxy) } } : askedWhole(target, proxy);
  };
}

function askedWhole(target: URL, proxy: NamedProxy): Leg {
  const { url, authorization, shown } = proxy;
  const { protocol, hostname, port } = url;
  const options = {
    protocol,
    hostname: hostname.replace(/^\[|\]$/g, ""),
    port: port || (protocol === "https:" ? 443 : 80),
    servername: serverName(url),
    path: `${target.origin}${target.pathname}${target.search}`,
    headers: { host: target.host, ...(authorization && { "proxy-authorization": authorization }) },
  };
  const refusal = (answer: IncomingMessage): Error | undefined =>
    answer.statusCode === 407 ? refusedByProxy(answer, proxy) : undefined;
  return { options, proxy: shown, refusal };
}

/** Whom an https proxy is to be: else Node takes the name from the header `host`, which is that of the target. */
function serverName({ hostname }: URL): string {
  return isIP(hostname.replace(/^\[|\]$/g, "")) === 0 ? hostname : "";
}

/** TLS through a proxy's tunnels. */
class TunnelAgent extends Agent {
  readonly #proxy: NamedProxy;
  readonly #patience: number;

  constructor(proxy: NamedProxy, { tls, patience }: { tls: TlsSettings | undefined; patience: number }) {
    super({ ...kept, ...tls });
    this.#proxy = proxy;
    this.#patience = patience;
  }

  override createConnection(
    options: RequestOptions,
    done?: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    const host = options.host?.includes(":") ? `[${options.host}]` : options.host;
    openTunnel(this.#proxy, `${host}:${options.port}`, this.#patience)
      .then((socket) => encrypt(socket, options as ConnectionOptions))
      .then(
        (secured) => done?.(null, secured),
        (error: Error) => done?.(error, undefined as unknown as Duplex),
      );
  }
}

/** Throws for a certificate that is none. */
function encrypt(socket: Socket, options: ConnectionOptions): Duplex {
  try {
    return connect({ ...options, socket });
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** A connection through the proxy; throws ConnectionFailure. */
function openTunnel(proxy: NamedProxy, to: string, patience: number): Promise<Socket> {
  const { url, authorization, shown } = proxy;
  const request = url.protocol === "https:" ? requestSecure : requestPlain;
  const late = AbortSignal.timeout(patience);
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      method: "CONNECT",
      path: to,
      headers: { host: to, ...(authorization && { "proxy-authorization": authorization }) },
      agent: false,
      servername: serverName(url),
      signal: late,
    });
    asked.once("connect", (answer, socket: Socket, head: Buffer) => {
      const { statusCode = 0 } = answer;
      // Whoever is asked for TLS waits for our first word.
      if (statusCode >= 200 && statusCode < 300 && head.length === 0) return resolve(socket);
      socket.destroy();
      reject(refusedByProxy(answer, proxy));
    });
    asked.once("error", (cause) => {
      const { reason, rerun, hint } = explainUnanswered(cause);
      const why = late.aborted ? `did not answer within ${patience / 1000} s` : `cannot be used: ${reason}`;
      reject(new ConnectionFailure(`the proxy "${shown}" ${why}`, { rerun: late.aborted || rerun, hint }));
    });
    asked.end();
  });
}
