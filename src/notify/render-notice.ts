import { escapeMarkdown } from "../markdown/escape-markdown.ts";
import { renderMarkdown } from "../markdown/render-markdown.ts";
import type { Fact } from "../report.ts";
import { type Notice, placeOfRun } from "./notice.ts";

/** The notice as GitHub Markdown of at most `budget` bytes: the marker, the user's message, the report. */
export function renderNotice(
  notice: Notice,
  { marker, budget, facts = [] }: { marker: string; budget: number; facts?: readonly Fact[] },
): string {
  const { report, message, url } = notice;
  const place = { label: "", value: placeOfRun({ ...notice, repository: undefined }).join(", ") };
  const told = { ...report, facts: [...facts, ...report.facts, ...(place.value === "" ? [] : [place])] };
  const note = message === undefined ? "" : `\n${renderLines(message)}\n`;
  return renderMarkdown(told, { budget, link: url, marker: marker + note });
}

/** A few lines on how something was mended. */
export function renderFixed({ report, run, url }: Notice, marker: string): string {
  const where = url !== undefined && /^https?:\/\/[^\s()<>]+$/.test(url) ? `[this run](${url})` : "this run";
  const commit = run.commit === undefined ? "" : ` of commit ${escapeMarkdown(run.commit.slice(0, 7))}`;
  return `${marker}\n✅ ${escapeMarkdown(report.title)}: ${escapeMarkdown(report.headline.slice(0, 500))}, in ${where}${commit}.`;
}

function renderLines(text: string): string {
  return text.trim().split(/\r?\n/).map(escapeMarkdown).join("<br>\n");
}
