import { ServiceError, formatBytes, reasonOf } from "./core.js";

// src/services/ask.ts
/** Sends a GET. Throws ServiceError where nothing comes, or too slowly, and the signal's reason when it aborts. */
async function ask(http, { url, headers, shown }, { signal, patience }) {
	const service = new URL(url).host;
	const tooSlow = (bytes) => {
		const came = bytes === 0 ? "nothing came for" : `only ${formatBytes(bytes)} came in`;
		return new ServiceError(`Cannot fetch "${shown}": ${came} ${patience.milliseconds / 1e3} s`, { service });
	};
	const stop = new AbortController();
	let arrived = 0;
	let before = 0;
	const timer = setInterval(() => {
		if (arrived - before < patience.bytes) stop.abort(tooSlow(arrived - before));
		before = arrived;
	}, patience.milliseconds);
	const close = () => {
		clearInterval(timer);
		stop.abort();
	};
	async function* read(body) {
		try {
			for await (const chunk of body) {
				arrived += chunk.length;
				yield chunk;
			}
		} catch (cause) {
			signal.throwIfAborted();
			if (stop.signal.aborted) throw stop.signal.reason;
			const reason = `the connection broke after ${formatBytes(arrived)} (${reasonOf(cause)})`;
			throw new ServiceError(`Cannot fetch "${shown}": ${reason}`, {
				service,
				cause
			});
		} finally {
			close();
		}
	}
	try {
		const response = await http.fetch(url, {
			headers,
			signal: AbortSignal.any([signal, stop.signal])
		});
		const { status, body } = response;
		return {
			status,
			headers: response.headers,
			chunks: read(body ?? nothing()),
			close
		};
	} catch (cause) {
		close();
		throw cause;
	}
}
async function* nothing() {}

export { ask };