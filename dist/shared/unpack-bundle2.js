import { require_tar_stream } from "./vendor-tar.js";
import { ServiceError, UserError } from "./core.js";
import { bundleLimits, largestIndex, parseIndex } from "./bundle.js";
const { createHash } = process.getBuiltinModule("node:crypto");
const { pipeline } = process.getBuiltinModule("node:stream/promises");
const { createGunzip } = process.getBuiltinModule("node:zlib");

// src/bundle/unpack-bundle.ts
var import_tar_stream = require_tar_stream();
/** Bytes that may unpack from anything, so that small files of zeros are no bomb. */
const freeBytes = 16 << 20;
/**
* Unpacks a bundle: the index comes first, and then exactly its files follow, with its sizes and digests, in its
* order. Every byte is taken as hostile, and what is written is only good once this has returned. Throws UserError
* that names the entry.
*/
async function unpackBundle(content, target) {
	const { write, label, limits = bundleLimits } = target;
	const act = `Cannot restore bundle "${label}"`;
	const tar = (0, import_tar_stream.extract)();
	const piping = pipeline(bounded(content, limits, act), tar);
	piping.catch(() => {});
	try {
		const entries = tar[Symbol.asyncIterator]();
		const index = parseIndex(await readIndex(await entries.next(), act), limits, act);
		for (const entry of index.entries) await write(entry.path, verified(expectEntry(await entries.next(), entry, act), entry, act));
		const more = await entries.next();
		if (!more.done) throw new UserError(`${act}: "${more.value.header.name}" is not in its index`);
		await piping;
		return index;
	} catch (cause) {
		tar.destroy();
		const failure = await piping.then(() => void 0, (error) => error);
		throw known(failure) ?? known(cause) ?? new UserError(`${act}: it is damaged (${reason(failure ?? cause)})`, { cause });
	}
}
/** Unzips, within the limits on bytes out and on bytes out for each byte in. */
async function* bounded(content, limits, act) {
	let packed = 0;
	let unpacked = 0;
	const most = limits.total + largestIndex + (limits.entries + 2) * 4096;
	const gunzip = createGunzip();
	const piping = pipeline(counted(), gunzip);
	piping.catch(() => {});
	async function* counted() {
		for await (const chunk of content) {
			packed += chunk.byteLength;
			yield chunk;
		}
	}
	try {
		for await (const chunk of gunzip) {
			unpacked += chunk.byteLength;
			if (unpacked > most) throw new UserError(`${act}: it unpacks to more than ${most} bytes`);
			if (unpacked > freeBytes && unpacked > packed * limits.ratio) throw new UserError(`${act}: it unpacks to more than ${limits.ratio} times its size`);
			yield chunk;
		}
		await piping;
	} finally {
		gunzip.destroy();
		await piping.catch(() => {});
	}
}
async function readIndex(next, act) {
	const stream = next.done ? void 0 : next.value;
	if (stream?.header.name !== "index.json" || stream.header.type !== "file") throw new UserError(`${act}: its first entry is not "index.json"`);
	if (stream.header.size > 8388608) throw new UserError(`${act}: its index is too large`);
	const chunks = [];
	for await (const chunk of stream) chunks.push(chunk);
	return new TextDecoder().decode(Buffer.concat(chunks));
}
function expectEntry(next, entry, act) {
	if (next.done) throw new UserError(`${act}: "${entry.path}" of its index is missing`);
	const { name, type, size } = next.value.header;
	if (name !== entry.path) throw new UserError(`${act}: found ${JSON.stringify(name)} in place of "${entry.path}"`);
	if (type !== "file") throw new UserError(`${act}: "${name}" is a ${type ?? "special file"}, only files are allowed`);
	if (size !== entry.size) throw new UserError(`${act}: "${name}" has ${size} bytes, its index says ${entry.size}`);
	return next.value;
}
async function* verified(stream, entry, act) {
	const hash = createHash("sha256");
	for await (const chunk of stream) {
		hash.update(chunk);
		yield chunk;
	}
	if (hash.digest("hex") !== entry.sha256) throw new UserError(`${act}: "${entry.path}" is not what its index says`);
}
function known(error) {
	if (error instanceof UserError || error instanceof ServiceError) return error;
	return error instanceof Error && error.name === "AbortError" && "reason" in error ? error : void 0;
}
function reason(error) {
	return error instanceof Error ? error.message : String(error);
}

export { unpackBundle };