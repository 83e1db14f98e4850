import { renderMarkdown } from "../markdown/render-markdown.ts";
import type { Report } from "../report.ts";
import { type CommentMarker, renderMarker } from "./marker.ts";

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
