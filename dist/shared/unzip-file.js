import { __toESM } from "./rolldown-runtime.js";
import { UserError } from "./core.js";

// src/services/unzip-file.ts
/** Entries of an archive that are looked at before it is refused. */
const mostEntries = 100;
/**
* The content of one file of a zip archive, which has at most `mostBytes`. Throws UserError where the archive is damaged
* or holds no such file; that the content is right is for its reader to check.
*/
async function* unzipFile(archive, { name, label, mostBytes }) {
	const refuse = (why, cause) => new UserError(`Cannot use artifact "${label}": ${why}`, { cause });
	const { openPromise } = await import("./yauzl.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const zip = await openPromise(archive, {
		lazyEntries: true,
		autoClose: false
	}).catch((cause) => {
		throw refuse(`it is no zip archive (${reasonOf(cause)})`, cause);
	});
	try {
		if (zip.entryCount > mostEntries) throw refuse(`it holds ${zip.entryCount} files`);
		for await (const entry of zip.eachEntry()) {
			if (entry.fileName !== name) continue;
			if (entry.uncompressedSize > mostBytes) throw refuse(`"${name}" has ${entry.uncompressedSize} bytes, at most ${mostBytes} are allowed`);
			yield* await zip.openReadStreamPromise(entry);
			return;
		}
		throw refuse(`it holds no "${name}"`);
	} catch (cause) {
		throw cause instanceof UserError ? cause : refuse(`it is damaged (${reasonOf(cause)})`, cause);
	} finally {
		zip.close();
	}
}
function reasonOf(cause) {
	return cause instanceof Error ? cause.message : String(cause);
}

export { unzipFile };