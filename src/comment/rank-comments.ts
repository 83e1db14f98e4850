import { type CommentMarker, parseMarker } from "./marker.ts";

/** Positive where `a` is by a later run than `b`, or by a later attempt of the same one; run numbers grow. */
export function compareRuns(a: CommentMarker, b: CommentMarker): number {
  if (a.run === b.run) return a.attempt - b.attempt;
  if (!isNumber(a.run) || !isNumber(b.run)) return 0;
  return BigInt(a.run) > BigInt(b.run) ? 1 : -1;
}

/**
 * The comment that says most about `head`: one of that commit before all others, of those the latest run's. Two of one
 * run are equal, and then the first stays, whoever asks. Undefined where none has the project's marker.
 */
export function findBest<T extends { id: number; body: string }>(
  comments: readonly T[],
  name: string,
  head: string,
): T | undefined {
  const marked = comments.flatMap((comment) => {
    const marker = parseMarker(comment.body, name);
    return marker ? [{ comment, marker }] : [];
  });
  const [best] = marked.sort(
    (a, b) =>
      Number(b.marker.sha === head) - Number(a.marker.sha === head) ||
      compareRuns(b.marker, a.marker) ||
      (a.marker.run === b.marker.run ? a.comment.id - b.comment.id : b.comment.id - a.comment.id),
  );
  return best?.comment;
}

/**
 * The text that a comment should have: of those that it has had, oldest first, the latest run's about `head`, and of
 * one run the last that was new when it was written. What was put back later does not count as new.
 */
export function findLatestText(texts: readonly string[], name: string, head: string): string | undefined {
  const seen = new Set<string>();
  let latest: { text: string; marker: CommentMarker } | undefined;
  for (const text of texts) {
    const marker = parseMarker(text, name);
    const plain = text.replaceAll("\r\n", "\n");
    if (marker?.sha !== head || seen.has(plain)) continue;
    seen.add(plain);
    if (latest === undefined || compareRuns(marker, latest.marker) >= 0) latest = { text, marker };
  }
  return latest?.text;
}

function isNumber(run: string): boolean {
  return /^\d{1,30}$/.test(run);
}
