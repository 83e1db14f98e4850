import { escapeMarkdown } from "../markdown/escape-markdown.ts";
import { renderMarkdown } from "../markdown/render-markdown.ts";
import type { Report } from "../report.ts";
import { readResult, renderNoted } from "./comment-note.ts";
import { type CommentMarker, parseMarker, renderMarker } from "./marker.ts";

/** The report as a comment, with the commit that it is about, in at most `budget` UTF-8 bytes. */
export function renderBody(
  report: Report,
  marker: CommentMarker,
  { budget, link }: { budget: number; link: string | undefined },
): string {
  const commit = { label: "", value: `commit ${marker.sha.slice(0, 7)}` };
  const dated = { ...report, facts: [...report.facts, commit] };
  return renderMarkdown(dated, { budget, link, marker: renderMarker(marker) });
}

/** What a comment in progress is made of. */
export interface Progress {
  /** Name of the project. */
  title: string;
  budget: number;
  /** Address of the run. */
  link: string | undefined;
  /** Our comments as they are, oldest first: the last result is theirs. */
  existing: readonly { body: string }[];
}

/** The comment while its run goes on: it says so above the last result, and of which commit that is. */
export function renderProgress(marker: CommentMarker, { title, budget, link, existing }: Progress): string {
  const result = existing
    .map(({ body }) => readResult(body, parseMarker(body, marker.name)?.sha ?? marker.sha))
    .findLast((each) => each !== undefined);
  const run = link === undefined ? "" : ` · [run](${link})`;
  const below = result === undefined ? "" : `\n\nThe last result, of commit ${result.sha.slice(0, 7)}:`;
  const note = `### ⏳ ${escapeMarkdown(title)}: in progress\n\ncommit ${marker.sha.slice(0, 7)} is being checked${run}${below}`;
  const body = renderNoted(renderMarker(marker), note, result);
  if (result === undefined || Buffer.byteLength(body) <= budget) return body;
  const [verdict = ""] = result.text.split("\n", 1);
  return renderNoted(renderMarker(marker), note, { ...result, text: verdict });
}
