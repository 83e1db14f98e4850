import { ServiceError } from "./core.js";
import { parseComment } from "./services.js";
import { createOnce } from "./github-create-once.js";

// src/services/github-commit-comments.ts
const needs = { contents: "write" };
/** The comments that GitHub has on commits. */
function githubCommitComments({ call, pages }, waiting) {
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
		create(sha, body, key) {
			const about = {
				act: `comment on commit ${sha.slice(0, 7)}`,
				needs
			};
			return createOnce(waiting, async () => parseComment(await call((octokit, where) => octokit.rest.repos.createCommitComment({
				...where,
				commit_sha: sha,
				body,
				request: { retries: 0 }
			}), about)), async () => (await find(sha, key))[0]);
		},
		async update(id, body) {
			return parseComment(await call((octokit, where) => octokit.rest.repos.updateCommitComment({
				...where,
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