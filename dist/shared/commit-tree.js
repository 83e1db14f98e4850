const { createHash } = process.getBuiltinModule("node:crypto");

// src/services/commit-tree.ts
/** Git's id of content as it is on disk, in the length of `like`. */
async function contentId(chunks, { bytes, like }) {
	const hash = createHash(like.length === 64 ? "sha256" : "sha1").update(`blob ${bytes}\0`);
	for await (const chunk of chunks) hash.update(chunk);
	return hash.digest("hex");
}

export { contentId };