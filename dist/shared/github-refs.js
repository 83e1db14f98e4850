import { ServiceError, UserError } from "./core.js";
import { parseDocumented } from "./commenting.js";
import { object as object$1, string } from "./vendor-zod.js";
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
	const trees = /* @__PURE__ */ new Map();
	return {
		tip: (branch) => findTip(client, branch),
		async read(commit, name, mostBytes) {
			const tree = trees.get(commit) ?? githubTree(client, commit);
			trees.set(commit, tree);
			const entry = (await tree.list("")).find((each) => each.name === name);
			if (entry === void 0) return void 0;
			refuse(name, entry, mostBytes);
			return tree.read(entry.id);
		},
		commit: (content) => writeCommit(client, content),
		async move(branch, { from, to }) {
			try {
				await point(client, branch, {
					isNew: from === void 0,
					to
				});
				return true;
			} catch (error) {
				if (!(error instanceof ServiceError) || error.status === 403 || error.status === 401) throw error;
				const now = await findTip(client, branch);
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
async function findTip({ call }, branch) {
	const act = `read the branch ${branch}`;
	try {
		const answer = await call((octokit, where) => octokit.rest.git.getRef({
			...where,
			ref: `heads/${branch}`
		}), {
			act,
			needs: readNeeds
		});
		return parseDocumented(reference, answer, act).object.sha;
	} catch (error) {
		if (error instanceof ServiceError && error.status === 404) return void 0;
		throw error;
	}
}
async function writeCommit(client, { parent, files, message }) {
	const { call } = client;
	const act = "write a commit";
	const about = {
		act,
		needs: writeNeeds
	};
	const base = parent === void 0 ? {} : { base_tree: await findTree(client, parent) };
	const tree = Object.entries(files).map(([path, content]) => ({
		path,
		content,
		mode: "100644",
		type: "blob"
	}));
	const made = await call((octokit, where) => octokit.rest.git.createTree({
		...where,
		...base,
		tree
	}), about);
	const { sha } = parseDocumented(object, made, act);
	const parents = parent === void 0 ? [] : [parent];
	const written = await call((octokit, where) => octokit.rest.git.createCommit({
		...where,
		message,
		tree: sha,
		parents
	}), about);
	return parseDocumented(object, written, act).sha;
}
async function findTree({ call }, commit) {
	const act = `read commit ${commit.slice(0, 7)}`;
	const answer = await call((octokit, where) => octokit.rest.git.getCommit({
		...where,
		commit_sha: commit
	}), {
		act,
		needs: readNeeds
	});
	return parseDocumented(commitObject, answer, act).tree.sha;
}
async function point({ call }, branch, { isNew, to }) {
	await call((octokit, where) => isNew ? octokit.rest.git.createRef({
		...where,
		ref: `refs/heads/${branch}`,
		sha: to
	}) : octokit.rest.git.updateRef({
		...where,
		ref: `heads/${branch}`,
		sha: to,
		force: false
	}), {
		act: `write the branch ${branch}`,
		needs: writeNeeds
	});
}
function refuse(name, { kind, bytes = 0 }, mostBytes) {
	if (kind !== "file") throw new UserError(`Cannot read "${name}" of the branch: it is no file`);
	if (bytes > mostBytes) throw new UserError(`Cannot read "${name}" of the branch: it has more than ${mostBytes} bytes`);
}

export { githubRefs };