import { ServiceError } from "./core.js";
import { array, boolean, int, object, string } from "./vendor-zod.js";
import { contentId } from "./commit-tree.js";

// src/services/github-tree.ts
const listing = object({
	truncated: boolean().optional(),
	tree: array(object({
		path: string(),
		mode: string(),
		type: string(),
		sha: string().regex(/^[0-9a-f]{40,64}$/),
		size: int().min(0).optional()
	}))
});
const needs = { contents: "read" };
/** How often a file is asked for whose content is not what its id says: the connection broke on the way. */
const attempts = 3;
/** GitHub answers with no larger files. */
const mostBytes = 1e8;
/** The files of a commit that GitHub has: a request for each folder on the way, and one for each file. */
function githubTree({ call }, commit) {
	const act = `read the files of ${commit.slice(0, 7)}`;
	const folders = /* @__PURE__ */ new Map();
	async function ask(id) {
		const answer = await call((octokit, where) => octokit.rest.git.getTree({
			...where,
			tree_sha: id
		}), {
			act,
			needs
		});
		const parsed = listing.safeParse(answer);
		if (!parsed.success || parsed.data.truncated) throw new ServiceError(`Cannot ${act}: GitHub's list of them is not whole`, { service: "GitHub" });
		return parsed.data.tree.map(({ path, mode, type, sha, size }) => ({
			name: path,
			kind: type === "tree" ? "folder" : type === "blob" && mode !== "120000" ? "file" : "other",
			id: sha,
			bytes: size
		}));
	}
	async function find(folder) {
		if (folder === "") return ask(commit);
		const cut = folder.lastIndexOf("/");
		const entry = (await list(cut < 0 ? "" : folder.slice(0, cut))).find(({ name, kind }) => kind === "folder" && name === folder.slice(cut + 1));
		return entry === void 0 ? [] : ask(entry.id);
	}
	function list(folder) {
		const found = folders.get(folder) ?? find(folder);
		folders.set(folder, found);
		return found;
	}
	return {
		list,
		async read(id) {
			for (let attempt = 1; attempt <= attempts; attempt++) {
				const read = await readBody(await call((octokit, where) => octokit.rest.git.getBlob({
					...where,
					file_sha: id,
					mediaType: { format: "raw" },
					request: { parseSuccessResponseBody: false }
				}), {
					act,
					needs
				})).catch(() => void 0);
				if (read && await contentId([read], {
					bytes: read.length,
					like: id
				}) === id) return read;
			}
			throw new ServiceError(`Cannot ${act}: GitHub's answer is not whole`, { service: "GitHub" });
		}
	};
}
async function readBody(chunks) {
	const all = [];
	let bytes = 0;
	for await (const chunk of chunks) {
		bytes += chunk.length;
		if (bytes > mostBytes) throw new Error("it is larger than a file can be");
		all.push(chunk);
	}
	return Buffer.concat(all);
}

export { githubTree };