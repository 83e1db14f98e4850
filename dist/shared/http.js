import { ServiceError, UserError } from "./errors.js";

// src/services/http.ts
/** Headers that another host may see. */
const harmless = /* @__PURE__ */ new Set([
	"accept",
	"accept-encoding",
	"accept-language",
	"content-type",
	"range",
	"user-agent"
]);
/** HTTP through `fetch`; redirects are followed here, because `fetch` drops only `Authorization` across hosts. */
function createHttp(fetch = globalThis.fetch) {
	return { async fetch(url, options = {}) {
		let target = parseUrl(url);
		let request = options;
		for (let redirects = 0; redirects <= 10; redirects++) {
			const response = await send(fetch, target, request);
			const next = redirectOf(response, target);
			if (next === void 0) return response;
			await response.body?.cancel();
			request = followed(request, response.status, next.origin === target.origin);
			target = next;
		}
		throw new ServiceError(`Cannot reach "${target.host}": more than 10 redirects`, {
			service: target.host,
			rerun: false
		});
	} };
}
/** HTTP on the platform's own `fetch`. */
const realHttp = createHttp();
async function send(fetch, url, options) {
	try {
		return await fetch(url.href, {
			...options,
			redirect: "manual"
		});
	} catch (cause) {
		if (options.signal?.aborted) throw options.signal.reason;
		throw new ServiceError(`Cannot reach "${url.host}": ${reasonOf(cause)}`, {
			service: url.host,
			cause
		});
	}
}
/** What went wrong below `fetch failed`. */
function reasonOf(cause) {
	if (!(cause instanceof Error)) return String(cause);
	const inner = cause.cause;
	if (inner instanceof AggregateError && inner.errors[0] instanceof Error) return inner.errors[0].message;
	return inner instanceof Error ? inner.message : cause.message;
}
function parseUrl(url) {
	const parsed = URL.canParse(url) ? new URL(url) : void 0;
	if (parsed && (parsed.protocol === "https:" || parsed.protocol === "http:")) return parsed;
	throw new UserError(`Cannot use "${url}": expected an address that starts with "https://"`);
}
function redirectOf(response, from) {
	const location = response.headers.get("location");
	if (![
		301,
		302,
		303,
		307,
		308
	].includes(response.status) || location === null) return void 0;
	const next = URL.canParse(location, from.href) ? new URL(location, from.href) : void 0;
	const isDowngrade = from.protocol === "https:" && next?.protocol !== "https:";
	if (next && /^https?:$/.test(next.protocol) && !isDowngrade) return next;
	throw new ServiceError(`Cannot follow "${from.host}": it redirects to an address that is not https`, {
		service: from.host,
		status: response.status,
		rerun: false
	});
}
/** The request as it goes to where a redirect points, by the Fetch standard's rules for methods. */
function followed(options, status, isSameOrigin) {
	const { method = "GET", headers = {}, body, ...rest } = options;
	const becomesGet = status === 303 ? method !== "HEAD" : status < 303 && method === "POST";
	const kept = Object.entries(headers).filter(([name]) => (isSameOrigin || harmless.has(name.toLowerCase())) && !(becomesGet && /^content-/i.test(name)));
	return {
		...rest,
		method: becomesGet ? "GET" : method,
		headers: Object.fromEntries(kept),
		...body !== void 0 && !becomesGet && { body }
	};
}

export { realHttp, reasonOf };