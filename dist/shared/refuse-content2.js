import { UserError, formatBytes } from "./core.js";

// src/services/refuse-content.ts
/** Refuses content with another digest than the declared one. `shown` is its name in messages, `from` who declares. */
function refuseOther(digest, { sha256, from, shown, place }) {
	if (sha256 === void 0 || digest === sha256) return;
	if (from !== void 0) throw new UserError(`Cannot use "${shown}": its SHA-256 is ${digest}, and ${from} says ${sha256}`);
	throw new UserError(`Cannot use "${shown}": its SHA-256 is ${digest}, and data.sha256 says ${sha256}`, {
		...place,
		hint: "If the new content is right, set data.sha256 to its digest; remove data.sha256 where data may change"
	});
}
/**
* Passes the content on. Refused are a web page in its place (a page to log in, or one about the file), and more than
* `mostBytes`.
*/
async function* refuseContent(chunks, { headers, shown, mostBytes }) {
	const isPage = /^text\/html\b/i.test(headers.get("content-type") ?? "");
	let bytes = 0;
	for await (const chunk of chunks) {
		if (isPage && bytes === 0 && /^\s*</.test(Buffer.from(chunk.subarray(0, 200)).toString("latin1"))) throw new UserError(`Cannot use "${shown}": the server sends a web page, not the data`, { hint: "Name the file itself: on GitHub the address behind Raw, elsewhere that of the download; a page may also ask to log in" });
		bytes += chunk.length;
		if (bytes > mostBytes) throw tooLarge(shown, mostBytes);
		yield chunk;
	}
}
/** The error of a file over the bound. */
function tooLarge(shown, mostBytes) {
	return new UserError(`Cannot fetch "${shown}": it is larger than ${formatBytes(mostBytes)}`, { hint: "Fetch it in a step of its own, and name the file" });
}

export { refuseContent, refuseOther, tooLarge };