import { isNoted, renderOutdated } from "../comment/comment-note.ts";
import { type CommentMarker, parseMarker } from "../comment/marker.ts";
import { findBest, findLatestText } from "../comment/rank-comments.ts";
import { ServiceError } from "../errors.ts";
import type { Comment } from "../services/github.ts";
import { isAmbiguous } from "../services/github-failure.ts";
import type { CommentThread, Look } from "./comment-thread.ts";

/** What was written, or may have been where no answer came. */
export interface Written {
  comment: Comment | undefined;
  isNew: boolean;
  mode: "update" | "recreate" | "new";
  /** Our comments as they were before. */
  before: readonly Comment[];
}

/** The head as it was found last, and whether the comment that was written is still there. */
export interface Settled {
  head: string;
  isThere: boolean;
}

/** Times that a text is put back, after which others' are trusted to be the last. */
const mostRounds = 10;
/** Changes at the same moment are looked for among those of the last hour, by GitHub's own clock. */
const raceWindow = 3_600_000;

/**
 * Looks again after a write, because GitHub has no compare-and-set: ours may stand over the text of a newer commit, where
 * the head moved meanwhile, or of a later run for the same one, and that is put back from the comment's own history;
 * where a newer commit has none yet, the comment is made to say which commit it is about. Of comments that two jobs made at once, the better one stays. It ends when a look
 * after the last write finds nothing to do, so whoever writes last leaves it right.
 */
export async function settleComment(
  thread: CommentThread,
  marker: CommentMarker,
  written: Written,
): Promise<Settled> {
  const { comment, isNew, mode } = written;
  // Each run has its own, and none stands over another's.
  if (mode === "new") return { head: marker.sha, isThere: true };
  for (let round = 0; ; round++) {
    const now = isNew || round > 0 || comment === undefined ? undefined : await thread.look(comment);
    const head = now?.head ?? (await thread.head());
    const isOurs = head === marker.sha;
    if (isOurs && now !== undefined && comment !== undefined) {
      if (!(await mend(thread, marker, comment, now))) return { head, isThere: true };
      continue;
    }
    const comments = await thread.own(marker.name, sinceOf(comment));
    if (isNew && (await removeWorse(thread, { comments, written, name: marker.name, head })) === "ours")
      return { head, isThere: false };
    const mine = comments.filter((each) => each.id === comment?.id || comment === undefined);
    const isDone = isOurs && round === 0 ? true : !(await putBack(thread, marker, mine));
    if (isDone || round === mostRounds) return { head, isThere: isThere(comments, written) };
  }
}

/** Whether it stands: a list that has nobody else's instead is only behind, as GitHub's may be for a moment. */
function isThere(comments: readonly Comment[], { comment, before }: Written): boolean {
  const known = new Set(before.map(({ id }) => id));
  const others = comments.filter(({ id }) => id !== comment?.id && !known.has(id));
  return comment !== undefined && (others.length === 0 || comments.some(({ id }) => id === comment.id));
}

/** Removes what a second job made at the same time and, where comments are made anew, those before. */
async function removeWorse(
  thread: CommentThread,
  {
    comments,
    written: { comment, mode, before },
    name,
    head,
  }: { comments: readonly Comment[]; written: Written; name: string; head: string },
): Promise<"ours" | undefined> {
  const known = new Set(before.map(({ id }) => id));
  const all = [
    ...(mode === "recreate" ? before : []).filter(({ id }) => comments.every((each) => each.id !== id)),
    ...comments.filter(({ id }) => mode === "recreate" || !known.has(id)),
  ];
  const best = findBest(all, name, head);
  let result: "ours" | undefined;
  for (const { id } of all) {
    if (id === best?.id) continue;
    await thread.remove(id);
    if (id === comment?.id) result = "ours";
  }
  return result;
}

/** Mends the comments where they are not about the head; true where there was something to do. */
async function putBack(
  thread: CommentThread,
  marker: CommentMarker,
  mine: readonly Comment[],
): Promise<boolean> {
  let isChanged = false;
  for (const each of mine)
    isChanged = (await mend(thread, marker, each, await thread.look(each))) || isChanged;
  return isChanged;
}

async function mend(
  thread: CommentThread,
  marker: CommentMarker,
  { id, body }: Comment,
  { head, texts }: Look,
): Promise<boolean> {
  const latest = findLatestText([...texts, body], marker.name, head);
  const current = parseMarker(body, marker.name);
  const isToMark = current?.sha === marker.sha && marker.sha !== head && !isNoted(body);
  const text = latest ?? (isToMark ? renderOutdated(body, marker.sha, head) : undefined);
  if (text === undefined || isSame(text, body)) return false;
  return rewrite(thread, id, text);
}

/** A failure that may have left the text there is one more reason to look again; one that cannot have ends it. */
async function rewrite(thread: CommentThread, id: number, text: string): Promise<boolean> {
  try {
    await thread.update(id, text);
    return true;
  } catch (error) {
    if (isAmbiguous(error)) return true;
    if (error instanceof ServiceError && error.status === 404) return false;
    throw error;
  }
}

function sinceOf(comment: Comment | undefined): string | undefined {
  const changed = Date.parse(comment?.updatedAt ?? "");
  return Number.isNaN(changed) ? undefined : new Date(changed - raceWindow).toISOString();
}

function isSame(a: string, b: string): boolean {
  return a.replaceAll("\r\n", "\n") === b.replaceAll("\r\n", "\n");
}
