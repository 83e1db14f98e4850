import { markerStart, parseMarker } from "../comment/marker.ts";
import { ServiceError } from "../errors.ts";
import type { Comment, GitHub, PullRequest } from "../services/github.ts";
import type { Log } from "../services/log.ts";
import { ownWritings } from "./own-writings.ts";

/** Where comments stand: a pull request, or a commit that belongs to none. Its calls throw ServiceError. */
export interface CommentThread {
  /** In words: `#7`. */
  name: string;
  /** The commit that it is about at this moment. */
  head(): Promise<string>;
  /**
   * The comments about a project that a person cannot have written: by a bot, or by the token's own user; oldest first.
   * With `since` those alone that were written or changed after that time (ISO 8601).
   */
  own(project: string, since?: string): Promise<Comment[]>;
  /** One attempt, without a second. */
  create(body: string): Promise<Comment>;
  /** One attempt, without a second. */
  update(id: number, body: string): Promise<Comment>;
  /** No error where it is gone already. */
  remove(id: number): Promise<void>;
  /**
   * The commit that it is about at this moment, and the texts that a comment has had until then, oldest first: none where it
   * was never changed, or where they cannot be read.
   */
  look(comment: Comment): Promise<Look>;
}

/** What is there at one moment. */
export interface Look {
  head: string;
  texts: string[];
}

/** The comments of a pull request; its head as it was just read counts for the first look. */
export function pullThread(
  { github, log }: { github: GitHub; log: Log },
  { number }: Pick<PullRequest, "number">,
  known?: string,
): CommentThread {
  let justRead = known;
  const readHead = async (): Promise<string> => (await github.pullRequest(number)).headSha;
  return {
    name: `#${number}`,
    async head() {
      const head = justRead ?? (await readHead());
      justRead = undefined;
      return head;
    },
    own: async (project, since) =>
      ownOf(github, project, await github.findComments(number, markerStart(project), since)),
    create: (body) => github.createComment(number, body),
    update: (id, body) => github.updateComment(id, body),
    remove: (id) => github.deleteComment(id),
    async look({ nodeId }) {
      if (nodeId === undefined) return { head: await readHead(), texts: [] };
      try {
        const { edits, head } = await github.commentHistory(nodeId);
        return { head: head ?? (await readHead()), texts: edits.flatMap(({ body }) => body ?? []).reverse() };
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        log.debug(error.message);
        return { head: await readHead(), texts: [] };
      }
    },
  };
}

/** The comments of a commit, which has no head that could move. */
export async function commitThread({ github }: { github: GitHub }, sha: string): Promise<CommentThread> {
  const comments = await github.commitComments();
  return {
    name: `commit ${sha.slice(0, 7)}`,
    head: async () => sha,
    own: async (project) => ownOf(github, project, await comments.find(sha, markerStart(project))),
    create: (body) => comments.create(sha, body),
    update: (id, body) => comments.update(id, body),
    remove: (id) => comments.remove(id),
    look: async () => ({ head: sha, texts: [] }),
  };
}

/** A marker further down is a quotation, whose comment is not ours to change. */
function ownOf(github: GitHub, project: string, found: readonly Comment[]): Promise<Comment[]> {
  return ownWritings(
    github,
    found.filter(({ body }) => parseMarker(body, project) !== undefined),
  );
}
