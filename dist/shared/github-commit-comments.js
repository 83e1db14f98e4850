import { ServiceError } from "./core.js";
import { once, parseComment } from "./commenting.js";

// src/services/github-commit-comments.ts
const needs = { contents: "write" };
/** The comments that GitHub has on commits. */
function githubCommitComments({ call, pages }) {
	async function find(sha, marker) {
		return (await pages((octokit, where, page) => octokit.rest.repos.listCommentsForCommit({
			...where,
			...page,
			commit_sha: sha
		}), {
			act: `read the comments of commit ${sha.slice(0, 7)}`,
			needs
		})).map(parseComment).filter(({ body }) => body.includes(marker));
	}
	return {
		find,
		async create(sha, body) {
			return parseComment(await call((octokit, where) => octokit.rest.repos.createCommitComment({
				...where,
				...once,
				commit_sha: sha,
				body
			}), {
				act: `comment on commit ${sha.slice(0, 7)}`,
				needs
			}));
		},
		async update(id, body) {
			return parseComment(await call((octokit, where) => octokit.rest.repos.updateCommitComment({
				...where,
				...once,
				comment_id: id,
				body
			}), {
				act: `update comment ${id}`,
				needs
			}));
		},
		async remove(id) {
			try {
				await call((octokit, where) => octokit.rest.repos.deleteCommitComment({
					...where,
					comment_id: id
				}), {
					act: `delete comment ${id}`,
					needs
				});
			} catch (error) {
				if (!(error instanceof ServiceError && error.status === 404)) throw error;
			}
		}
	};
}

export { githubCommitComments };