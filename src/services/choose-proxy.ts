import { BlockList, isIP } from "node:net";
import { ConnectionFailure } from "./connection-failure.ts";
import type { Variables } from "./route.ts";

/** A proxy as a variable of the environment names it. */
export interface NamedProxy {
  /** Its address without the user and the password. */
  url: URL;
  /** What messages may show: host and port. */
  shown: string;
  /** The variable that names it. */
  variable: string;
  /** The value of `Proxy-Authorization`; undefined where the address has no user. */
  authorization: string | undefined;
}

/**
 * The proxy for an address by HTTPS_PROXY, HTTP_PROXY and NO_PROXY, of which the lower-case form counts first, as for
 * curl and GitHub's own actions; this machine is always reached straight. Throws ConnectionFailure for a proxy that is
 * none.
 */
export function chooseProxy(target: URL, env: Variables): NamedProxy | undefined {
  const named = namedFor(target.protocol === "https:" ? "https_proxy" : "http_proxy", env);
  if (named === undefined || isHere(target)) return undefined;
  const except = env.no_proxy || env.NO_PROXY || "";
  return isExcepted(target, except) ? undefined : parseProxy(named.value, named.variable);
}

function namedFor(lower: string, env: Variables): { value: string; variable: string } | undefined {
  for (const variable of [lower, lower.toUpperCase()]) {
    const value = env[variable]?.trim();
    if (value) return { value, variable };
  }
  return undefined;
}

/** A host and port alone, too, as curl takes it. */
function parseProxy(value: string, variable: string): NamedProxy {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // A "/", "?" or "#" in a password ends the host before it: what stands there then is the user's name.
  const isProxy = url && /^https?:$/.test(url.protocol) && url.hostname !== "" && isBare(url);
  if (!isProxy)
    throw new ConnectionFailure(`${variable} does not name a proxy`, {
      rerun: false,
      hint: `Set ${variable} to an address such as "http://proxy.example.com:3128"; SOCKS proxies are not supported. In its user and password, # / ? are written as %23 %2F %3F`,
    });
  const { username, password } = url;
  const credentials = `${decode(username)}:${decode(password)}`;
  const bare = new URL(`${url.protocol}//${url.host}`);
  const authorization =
    username || password ? `Basic ${Buffer.from(credentials).toString("base64")}` : undefined;
  return { url: bare, shown: bare.host, variable, authorization };
}

/** Whether nothing comes after the host and port. */
function isBare({ pathname, search, hash }: URL): boolean {
  return pathname === "/" && search === "" && hash === "";
}

/** Percent signs that escape nothing stay. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function bareHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
}

function isHere({ hostname }: URL): boolean {
  const host = bareHost(hostname);
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

function isExcepted(target: URL, list: string): boolean {
  const host = bareHost(target.hostname);
  const port = target.port || (target.protocol === "https:" ? "443" : "80");
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => matches(entry, host, port));
}

/**
 * One entry of NO_PROXY: `*`; a name, which covers those below it; `.name` or `*.name`, which cover those alone; an
 * address, or a range such as `10.0.0.0/8`. Each but `*` may end with a port.
 */
function matches(entry: string, host: string, port: string): boolean {
  if (entry === "" || entry === "*") return entry === "*";
  const [, bracketed, plain, onPort] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [];
  if (onPort !== undefined && onPort !== port) return false;
  const name = bareHost(bracketed ?? plain ?? entry);
  const family = isIP(host);
  if (family !== 0) return isAmong(host, family === 6 ? "ipv6" : "ipv4", name);
  const below = name.replace(/^\*?\./, "");
  if (below === "") return false;
  return host.endsWith(`.${below}`) || (below === name && host === name);
}

function isAmong(address: string, family: "ipv4" | "ipv6", range: string): boolean {
  const [first = "", bits] = range.split("/");
  if (isIP(first) === 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return false;
  const list = new BlockList();
  const familyOf = isIP(first) === 6 ? "ipv6" : "ipv4";
  const longest = familyOf === "ipv6" ? 128 : 32;
  if (Number(bits ?? longest) > longest) return false;
  list.addSubnet(first, Number(bits ?? longest), familyOf);
  return list.check(address, family);
}
