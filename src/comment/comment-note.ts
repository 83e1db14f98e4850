import { decodeMark, encodeMark } from "./marker.ts";

/** A result that a comment shows, and the commit that it is of. */
export interface ShownResult {
  sha: string;
  /** Markdown without the marker. */
  text: string;
}

/** The hidden line between a note and the result below it. */
const divider = /\n<!-- (?:no result|result of (\S{1,1000})) -->(?:\n+|$)/;

/** A body with a note above the last result; `note` is Markdown. */
export function renderNoted(marker: string, note: string, result: ShownResult | undefined): string {
  return result === undefined
    ? `${marker}\n${note}\n\n<!-- no result -->`
    : `${marker}\n${note}\n\n<!-- result of ${encodeMark(result.sha)} -->\n\n${result.text}`;
}

/** The result that a body of ours shows; undefined where there was none yet. `sha` is that of its marker. */
export function readResult(body: string, sha: string): ShownResult | undefined {
  const text = body.replaceAll("\r\n", "\n").replace(/^<!--[^\n]*-->(?:\n|$)/, "");
  const found = divider.exec(`\n${text}`);
  if (found === null) return { sha, text };
  const below = `\n${text}`.slice(found.index + found[0].length);
  return found[1] === undefined ? undefined : { sha: decodeMark(found[1]), text: below };
}

/** Whether a body has a note. */
export function isNoted(body: string): boolean {
  return divider.test(body.replaceAll("\r\n", "\n"));
}

/** The body of a comment about a commit that is no longer the head, which says so. */
export function renderOutdated(body: string, sha: string, head: string): string {
  const [marker = ""] = body.split(/\r?\n/, 1);
  const note = `> This is about commit ${short(sha)}. The pull request is at ${short(head)} by now, and there is no result for it here yet.`;
  return renderNoted(marker, note, readResult(body, sha));
}

function short(sha: string): string {
  return sha.slice(0, 7);
}
