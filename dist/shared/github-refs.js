import { ServiceError, UserError } from "./core.js";
import { object as object$1, string } from "./vendor-zod.js";
import { parseAnswer } from "./services.js";
import { githubTree } from "./github-tree2.js";
const { createHash } = process.getBuiltinModule("node:crypto");

// src/services/github-refs.ts
const sha = string().regex(/^[0-9a-f]{40,64}$/);
const reference = object$1({ object: object$1({
	sha,
	type: string()
}) });
const object = object$1({ sha });
const commitObject = object$1({ tree: object });
const readNeeds = { contents: "read" };
const writeNeeds = { contents: "write" };
/** Branches that GitHub has. */
function githubRefs(client) {
	const { call } = client;
	async function tip(branch) {
		const act = `read the branch ${branch}`;
		try {
			const answer = await call((octokit, where) => octokit.rest.git.getRef({
				...where,
				ref: `heads/${branch}`
			}), {
				act,
				needs: readNeeds
			});
			return parse(reference, answer, act).object.sha;
		} catch (error) {
			if (error instanceof ServiceError && error.status === 404) return void 0;
			throw error;
		}
	}
	return {
		tip,
		async read(commit, name, mostBytes) {
			const tree = githubTree(client, commit);
			const entry = (await tree.list("")).find((each) => each.name === name);
			if (entry === void 0) return void 0;
			refuse(name, entry, mostBytes);
			return tree.read(entry.id);
		},
		async commit({ parent, files, message }) {
			const act = "write a commit";
			const about = {
				act,
				needs: writeNeeds
			};
			const base = parent === void 0 ? void 0 : parse(commitObject, await call((octokit, where) => octokit.rest.git.getCommit({
				...where,
				commit_sha: parent
			}), {
				act: `read commit ${parent.slice(0, 7)}`,
				needs: readNeeds
			}), act).tree.sha;
			const tree = Object.entries(files).map(([path, content]) => ({
				path,
				content,
				mode: "100644",
				type: "blob"
			}));
			const made = await call((octokit, where) => octokit.rest.git.createTree({
				...where,
				tree,
				...base !== void 0 && { base_tree: base }
			}), about);
			const written = await call((octokit, where) => octokit.rest.git.createCommit({
				...where,
				message,
				tree: parse(object, made, act).sha,
				parents: parent === void 0 ? [] : [parent]
			}), about);
			return parse(object, written, act).sha;
		},
		async move(branch, { from, to }) {
			const about = {
				act: `write the branch ${branch}`,
				needs: writeNeeds
			};
			try {
				await call((octokit, where) => from === void 0 ? octokit.rest.git.createRef({
					...where,
					ref: `refs/heads/${branch}`,
					sha: to
				}) : octokit.rest.git.updateRef({
					...where,
					ref: `heads/${branch}`,
					sha: to,
					force: false
				}), about);
				return true;
			} catch (error) {
				if (!(error instanceof ServiceError) || error.status === 403 || error.status === 401) throw error;
				const now = await tip(branch);
				if (now === to) return true;
				if ([
					404,
					409,
					422
				].includes(error.status ?? 0) && now !== from) return false;
				throw error;
			}
		}
	};
}
function refuse(name, { kind, bytes = 0 }, mostBytes) {
	if (kind !== "file") throw new UserError(`Cannot read "${name}" of the branch: it is no file`);
	if (bytes > mostBytes) throw new UserError(`Cannot read "${name}" of the branch: it has more than ${mostBytes} bytes`);
}
function parse(schema, answer, act) {
	const where = (path) => path && ` at "${path}"`;
	return parseAnswer(schema, answer, (path) => `Cannot ${act}: GitHub's answer is not as documented${where(path)}`);
}

export { githubRefs };