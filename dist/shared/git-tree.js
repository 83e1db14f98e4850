// src/services/git-tree.ts
/** What is not here stays away: git would ask the network for it, file by file. */
const env = {
	GIT_NO_LAZY_FETCH: "1",
	GIT_OPTIONAL_LOCKS: "0",
	LC_ALL: "C"
};
const timeout = 6e4;
const kinds = {
	"100644": "file",
	"100755": "file",
	"100664": "file",
	"040000": "folder"
};
/** The files of a commit that git has, asked from a folder of the checkout. No filter or driver runs. */
function gitTree(processes, cwd, commit) {
	const ask = async (...args) => {
		const chunks = [];
		const onOutput = (chunk) => chunks.push(chunk);
		const { exitCode } = await processes.run("git", args, {
			cwd,
			env,
			timeout,
			onOutput
		});
		return exitCode === 0 ? Buffer.concat(chunks) : void 0;
	};
	return {
		async list(folder) {
			const list = (...args) => ask("ls-tree", ...args, "-z", "--full-tree", `${commit}:${folder}`);
			const listing = await list("-l") ?? await list();
			return listing === void 0 ? [] : listing.toString().split("\0").flatMap(parseEntry);
		},
		async read(id) {
			const content = await ask("cat-file", "blob", id);
			if (content === void 0) throw new Error("git has it not");
			return content;
		}
	};
}
/** `100644 blob 257cc5642cb1a054f08cc83f2d943e56fd3ebe99       4<tab>name`. */
function parseEntry(line) {
	const [, mode = "", id = "", size = "", name] = /^(\d+) \w+ ([0-9a-f]+)(?: +(\d+|-|BAD))?\t(.*)$/s.exec(line) ?? [];
	if (name === void 0) return [];
	return [{
		name,
		kind: kinds[mode] ?? "other",
		id,
		bytes: /^\d+$/.test(size) ? Number(size) : void 0
	}];
}

export { gitTree };