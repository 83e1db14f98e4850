import { ServiceError } from "../errors.ts";
import { type Comment, parseComment } from "./github-answers.ts";
import { type GitHubClient, once } from "./github-client.ts";

/** Comments on commits. Every call throws ServiceError after its retries are spent. */
export interface CommitComments {
  /** The commit's comments whose body contains the marker, oldest first; every page is read. */
  find(sha: string, marker: string): Promise<Comment[]>;
  /** Sent once: who calls it looks what is there before it is sent again. */
  create(sha: string, body: string): Promise<Comment>;
  /** Sent once, too. */
  update(id: number, body: string): Promise<Comment>;
  /** No error where it is gone already. */
  remove(id: number): Promise<void>;
}

const needs = { contents: "write" };

/** The comments that GitHub has on commits. */
export function githubCommitComments({ call, pages }: GitHubClient): CommitComments {
  async function find(sha: string, marker: string): Promise<Comment[]> {
    const found = await pages(
      (octokit, where, page) =>
        octokit.rest.repos.listCommentsForCommit({ ...where, ...page, commit_sha: sha }),
      { act: `read the comments of commit ${sha.slice(0, 7)}`, needs },
    );
    return found.map(parseComment).filter(({ body }) => body.includes(marker));
  }
  return {
    find,
    async create(sha, body) {
      return parseComment(
        await call<unknown>(
          (octokit, where) =>
            octokit.rest.repos.createCommitComment({ ...where, ...once, commit_sha: sha, body }),
          { act: `comment on commit ${sha.slice(0, 7)}`, needs },
        ),
      );
    },
    async update(id, body) {
      return parseComment(
        await call<unknown>(
          (octokit, where) =>
            octokit.rest.repos.updateCommitComment({ ...where, ...once, comment_id: id, body }),
          { act: `update comment ${id}`, needs },
        ),
      );
    },
    async remove(id) {
      try {
        await call((octokit, where) => octokit.rest.repos.deleteCommitComment({ ...where, comment_id: id }), {
          act: `delete comment ${id}`,
          needs,
        });
      } catch (error) {
        if (!(error instanceof ServiceError && error.status === 404)) throw error;
      }
    },
  };
}
