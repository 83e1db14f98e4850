import { ConnectionFailure, explainUnanswered } from "./core.js";
const { BlockList, isIP } = process.getBuiltinModule("node:net");
const { request } = process.getBuiltinModule("node:http");
const { connect } = process.getBuiltinModule("node:tls");
const { Agent, request: request$1 } = process.getBuiltinModule("node:https");

// src/services/choose-proxy.ts
/**
* The proxy for an address by HTTPS_PROXY, HTTP_PROXY and NO_PROXY, of which the lower-case form counts first, as for
* curl and GitHub's own actions; this machine is always reached straight. Throws ConnectionFailure for a proxy that is
* none.
*/
function chooseProxy(target, env) {
	const named = namedFor(target.protocol === "https:" ? "https_proxy" : "http_proxy", env);
	if (named === void 0 || isHere(target)) return void 0;
	return isExcepted(target, env.no_proxy || env.NO_PROXY || "") ? void 0 : parseProxy(named.value, named.variable);
}
function namedFor(lower, env) {
	for (const variable of [lower, lower.toUpperCase()]) {
		const value = env[variable]?.trim();
		if (value) return {
			value,
			variable
		};
	}
}
/** A host and port alone, too, as curl takes it. */
function parseProxy(value, variable) {
	const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
	const url = URL.canParse(text) ? new URL(text) : void 0;
	if (!(url && /^https?:$/.test(url.protocol) && url.hostname !== "" && isBare(url))) throw new ConnectionFailure(`${variable} does not name a proxy`, {
		rerun: false,
		hint: `Set ${variable} to an address such as "http://proxy.example.com:3128"; SOCKS proxies are not supported. In its user and password, # / ? are written as %23 %2F %3F`
	});
	const { username, password } = url;
	const credentials = `${decode(username)}:${decode(password)}`;
	const bare = new URL(`${url.protocol}//${url.host}`);
	const authorization = username || password ? `Basic ${Buffer.from(credentials).toString("base64")}` : void 0;
	return {
		url: bare,
		shown: bare.host,
		variable,
		authorization
	};
}
/** Whether nothing comes after the host and port. */
function isBare({ pathname, search, hash }) {
	return pathname === "/" && search === "" && hash === "";
}
/** Percent signs that escape nothing stay. */
function decode(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
function bareHost(hostname) {
	return hostname.toLowerCase().replace(/^\[|\]$/g, "").replace(/\.$/, "");
}
function isHere({ hostname }) {
	const host = bareHost(hostname);
	return host === "localhost" || host === "::1" || isIP(host) === 4 && host.startsWith("127.");
}
function isExcepted(target, list) {
	const host = bareHost(target.hostname);
	const port = target.port || (target.protocol === "https:" ? "443" : "80");
	return list.toLowerCase().split(/[\s,]+/).some((entry) => matches(entry, host, port));
}
/**
* One entry of NO_PROXY: `*`; a name, which covers those below it; `.name` or `*.name`, which cover those alone; an
* address, or a range such as `10.0.0.0/8`. Each but `*` may end with a port.
*/
function matches(entry, host, port) {
	if (entry === "" || entry === "*") return entry === "*";
	const [, bracketed, plain, onPort] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [];
	if (onPort !== void 0 && onPort !== port) return false;
	const name = bareHost(bracketed ?? plain ?? entry);
	const family = isIP(host);
	if (family !== 0) return isAmong(host, family === 6 ? "ipv6" : "ipv4", name);
	const below = name.replace(/^\*?\./, "");
	if (below === "") return false;
	return host.endsWith(`.${below}`) || below === name && host === name;
}
function isAmong(address, family, range) {
	const [first = "", bits] = range.split("/");
	if (isIP(first) === 0 || bits !== void 0 && !/^\d{1,3}$/.test(bits)) return false;
	const list = new BlockList();
	const familyOf = isIP(first) === 6 ? "ipv6" : "ipv4";
	const longest = familyOf === "ipv6" ? 128 : 32;
	if (Number(bits ?? longest) > longest) return false;
	list.addSubnet(first, Number(bits ?? longest), familyOf);
	return list.check(address, family);
}

// src/services/proxy-refusal.ts
/** A proxy's answer other than the way through, with what to do about it. Its credentials are no part of it. */
function refusedByProxy({ statusCode: status = 0, headers }, { url, shown, variable, authorization }) {
	const fail = (why, rerun, hint) => new ConnectionFailure(`the proxy "${shown}" ${why}`, {
		rerun,
		hint
	});
	if (status === 407) {
		const schemes = schemesOf(headers["proxy-authenticate"]);
		if (schemes.length > 0 && !schemes.some((each) => /^basic$/i.test(each))) return fail(`wants a login by ${schemes.join(" or ")} (407), and only Basic is supported`, false, loginHint);
		return authorization === void 0 ? fail("wants a user and a password (407)", false, `Set ${variable} to "${url.protocol}//user:password@${shown}", from a secret`) : fail(`does not accept the user and the password of ${variable} (407)`, false, "Characters such as @ : / # ? are written as %40 %3A %2F %23 %3F");
	}
	const isBusy = status === 429 || status >= 500;
	return fail(`answered ${status} in place of a connection`, isBusy, isBusy ? void 0 : "Have the host allowed at the proxy, or name it in NO_PROXY where it is reached straight");
}
const loginHint = "Name the host in NO_PROXY, or put a proxy before it that logs in by itself, such as cntlm or px";
/** The names of the ways to log in that a proxy offers. */
function schemesOf(header) {
	const names = [header ?? []].flat().flatMap((each) => each.split(",")).map((each) => /^\s*([a-z][a-z0-9-]{0,30})(?:\s+[^=\s]|\s*$|\s+\S+=)/i.exec(each)?.[1]);
	return [...new Set(names.filter((each) => each !== void 0))];
}

// src/services/proxy-route.ts
/** Milliseconds that a proxy has for opening a tunnel. */
const usualPatience = 3e4;
/** As Node's own agent keeps connections. */
const kept = {
	keepAlive: true,
	scheduling: "lifo",
	timeout: 5e3
};
/**
* Ways by the proxies of an environment: a tunnel (CONNECT) to what is `https:`, and the proxy asked for the whole
* address where it is `http:`, as proxies want it. Connections are kept and used again.
*/
function createProxyRoute(env, tls, patience = usualPatience) {
	const agents = /* @__PURE__ */ new Map();
	const agentFor = (proxy) => {
		const key = `${proxy?.url.href} ${proxy?.authorization}`;
		const made = agents.get(key) ?? (proxy ? new TunnelAgent(proxy, {
			tls,
			patience
		}) : new Agent({
			...kept,
			...tls
		}));
		agents.set(key, made);
		return made;
	};
	return async (target) => {
		const proxy = chooseProxy(target, env);
		const isSecure = target.protocol === "https:";
		if (proxy === void 0) return { options: isSecure && tls ? { agent: agentFor(void 0) } : {} };
		return isSecure ? {
			proxy: proxy.shown,
			options: { agent: agentFor(proxy) }
		} : askedWhole(target, proxy);
	};
}
function askedWhole(target, proxy) {
	const { url, authorization, shown } = proxy;
	const { protocol, hostname, port } = url;
	const options = {
		protocol,
		hostname: hostname.replace(/^\[|\]$/g, ""),
		port: port || (protocol === "https:" ? 443 : 80),
		servername: serverName(url),
		path: `${target.origin}${target.pathname}${target.search}`,
		headers: {
			host: target.host,
			...authorization && { "proxy-authorization": authorization }
		}
	};
	const refusal = (answer) => answer.statusCode === 407 ? refusedByProxy(answer, proxy) : void 0;
	return {
		options,
		proxy: shown,
		refusal
	};
}
/** Whom an https proxy is to be: else Node takes the name from the header `host`, which is that of the target. */
function serverName({ hostname }) {
	return isIP(hostname.replace(/^\[|\]$/g, "")) === 0 ? hostname : "";
}
/** TLS through a proxy's tunnels. */
var TunnelAgent = class extends Agent {
	#proxy;
	#patience;
	constructor(proxy, { tls, patience }) {
		super({
			...kept,
			...tls
		});
		this.#proxy = proxy;
		this.#patience = patience;
	}
	createConnection(options, done) {
		const host = options.host?.includes(":") ? `[${options.host}]` : options.host;
		openTunnel(this.#proxy, `${host}:${options.port}`, this.#patience).then((socket) => encrypt(socket, options)).then((secured) => done?.(null, secured), (error) => done?.(error, void 0));
	}
};
/** Throws for a certificate that is none. */
function encrypt(socket, options) {
	try {
		return connect({
			...options,
			socket
		});
	} catch (error) {
		socket.destroy();
		throw error;
	}
}
/** A connection through the proxy; throws ConnectionFailure. */
function openTunnel(proxy, to, patience) {
	const { url, authorization, shown } = proxy;
	const request$2 = url.protocol === "https:" ? request$1 : request;
	const late = AbortSignal.timeout(patience);
	return new Promise((resolve, reject) => {
		const asked = request$2(url, {
			method: "CONNECT",
			path: to,
			headers: {
				host: to,
				...authorization && { "proxy-authorization": authorization }
			},
			agent: false,
			servername: serverName(url),
			signal: late
		});
		asked.once("connect", (answer, socket, head) => {
			const { statusCode = 0 } = answer;
			if (statusCode >= 200 && statusCode < 300 && head.length === 0) return resolve(socket);
			socket.destroy();
			reject(refusedByProxy(answer, proxy));
		});
		asked.once("error", (cause) => {
			const { reason, rerun, hint } = explainUnanswered(cause);
			const why = late.aborted ? `did not answer within ${patience / 1e3} s` : `cannot be used: ${reason}`;
			reject(new ConnectionFailure(`the proxy "${shown}" ${why}`, {
				rerun: late.aborted || rerun,
				hint
			}));
		});
		asked.end();
	});
}

export { createProxyRoute };