import { digestDataSet } from "./evidence.js";
const { createHash } = process.getBuiltinModule("node:crypto");

// src/actions/digest-files.ts
/** The digest of data as they are stored: of a file, or of a data set. Throws the signal's reason. */
async function digestFiles(files, found, signal) {
	const digests = [];
	for (const { path, name } of found) {
		const hash = createHash("sha256");
		for await (const chunk of files.stream(path, { isReused: true })) {
			signal.throwIfAborted();
			hash.update(chunk);
		}
		digests.push({
			path: name,
			digest: hash.digest("hex")
		});
	}
	const [first] = digests;
	return first?.path === "" ? first.digest : digestDataSet(digests);
}

export { digestFiles };