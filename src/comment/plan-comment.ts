import { type CommentMarker, parseMarker, renderMarker } from "./marker.ts";
import { compareRuns } from "./rank-comments.ts";

/** What to do about a comment; carrying it out is one call. */
export type CommentPlan =
  | { action: "created" }
  | { action: "updated"; id: number }
  | { action: "unchanged"; id: number; url: string }
  | { action: "skipped"; why: string };

/** A comment that is there already. */
export interface ExistingComment {
  id: number;
  body: string;
  url: string;
}

/**
 * Decides between writing a new comment, changing the last one and leaving it. `comments` are our own, oldest
 * first. What a newer run wrote for the same commit stays; what this very run wrote is changed in every mode, so
 * that running it twice leaves one comment.
 */
export function planComment(
  mode: "update" | "recreate" | "new",
  marker: CommentMarker,
  body: string,
  comments: readonly ExistingComment[],
): CommentPlan {
  const ours = comments.flatMap((each) => {
    const found = parseMarker(each.body, marker.name);
    return found ? [{ ...each, marker: found }] : [];
  });
  if (ours.some((each) => each.marker.sha === marker.sha && compareRuns(each.marker, marker) > 0))
    return { action: "skipped", why: "a newer run for this commit has commented already" };
  const sameRun = ours.findLast((each) => renderMarker(each.marker) === renderMarker(marker));
  const last = mode === "new" ? sameRun : (sameRun ?? ours.at(-1));
  if (last && last.marker.sha === marker.sha && withoutRun(last.body) === withoutRun(body))
    return { action: "unchanged", id: last.id, url: last.url };
  if (last && (mode === "update" || sameRun)) return { action: "updated", id: last.id };
  return { action: "created" };
}

/** A body without its marker and the run in its links, which differ between runs that found the same. */
function withoutRun(body: string): string {
  return body
    .replaceAll("\r\n", "\n")
    .replace(/^<!--[^\n]*-->\n/, "")
    .replace(/\/actions\/runs\/\d+(?:\/artifacts\/\d+)?/g, "/actions/runs")
    .trimEnd();
}
