import { require_tar_stream } from "./vendor-tar.js";
import { UserError } from "./core.js";
import { bundleLimits, checkEntries } from "./bundle.js";
const { createHash } = process.getBuiltinModule("node:crypto");
const { pipeline } = process.getBuiltinModule("node:stream/promises");
const { createGzip } = process.getBuiltinModule("node:zlib");

// src/bundle/pack-bundle.ts
var import_tar_stream = require_tar_stream();
/** Hashes the files that a bundle will hold. Throws UserError when there are too many or a name is not allowed. */
async function indexBundle(paths, open, origin) {
	const entries = [];
	for (const path of paths.toSorted()) entries.push(await measure(path, open(path)));
	checkEntries(entries, bundleLimits, `Cannot bundle "${origin.name}"`);
	return {
		schema: "mlops/bundle@1",
		...origin,
		entries
	};
}
/**
* The bundle as a gzipped tar: `index.json`, then its entries. The same files give the same bytes. Throws UserError
* when a file is no longer what the index says.
*/
async function* packBundle(index, open) {
	const tar = (0, import_tar_stream.pack)();
	const gzip = createGzip();
	const piping = pipeline(tar, gzip);
	const feeding = feed(tar, index, open).catch((error) => tar.destroy(error));
	try {
		yield* gzip;
		await Promise.all([piping, feeding]);
	} finally {
		tar.destroy();
		await piping.catch(() => {});
	}
}
async function measure(path, content) {
	const hash = createHash("sha256");
	let size = 0;
	for await (const chunk of content) {
		hash.update(chunk);
		size += chunk.byteLength;
	}
	return {
		path,
		size,
		sha256: hash.digest("hex")
	};
}
async function feed(tar, index, open) {
	const text = new TextEncoder().encode(`${JSON.stringify(index, null, 1)}\n`);
	await pipeline([text], entryOf(tar, "index.json", text.byteLength));
	for (const entry of index.entries) await pipeline(unchanged(open(entry.path), entry), entryOf(tar, entry.path, entry.size));
	tar.finalize();
}
/** The stream that takes an entry's content; the header has nothing of this machine or moment. */
function entryOf(tar, name, size) {
	return tar.entry({
		name,
		size,
		mode: 420,
		mtime: /* @__PURE__ */ new Date(0)
	});
}
async function* unchanged(content, entry) {
	const hash = createHash("sha256");
	let size = 0;
	const changed = () => new UserError(`Cannot bundle "${entry.path}": it changed while it was read`);
	for await (const chunk of content) {
		hash.update(chunk);
		size += chunk.byteLength;
		if (size > entry.size) throw changed();
		yield chunk;
	}
	if (size !== entry.size || hash.digest("hex") !== entry.sha256) throw changed();
}

export { indexBundle, packBundle };