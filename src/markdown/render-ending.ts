import { formatNumber } from "../number-format.ts";
import type { Section } from "../report.ts";
import { type Detail, shownCharts } from "./render-section.ts";

/** How much of a report is not shown. */
export interface Omitted {
  facts: number;
  sections: number;
  charts: number;
  rows: number;
  findings: number;
  paragraphs: number;
  lines: number;
}

/** A report that is shown whole. */
export const nothingOmitted: Omitted = {
  facts: 0,
  sections: 0,
  charts: 0,
  rows: 0,
  findings: 0,
  paragraphs: 0,
  lines: 0,
};

/** What is not shown of a section at that detail; without a detail it is the whole section. */
export function omittedFrom(section: Section, detail: Detail | undefined): Omitted {
  if (detail === undefined) return { ...nothingOmitted, sections: 1 };
  const beyond = (length: number) => Math.max(0, length - detail.rows);
  return {
    ...nothingOmitted,
    charts: detail.charts ? 0 : shownCharts(section).length,
    rows: (section.tables ?? []).reduce(
      (sum, { rows, sample }) => sum + (sample && !detail.samples ? rows.length : beyond(rows.length)),
      0,
    ),
    findings: beyond(section.findings?.length ?? 0),
    paragraphs: Math.max(0, (section.text?.length ?? 0) - detail.paragraphs),
    lines: beyond(section.log?.length ?? 0),
  };
}

/** Both together, count by count. */
export function addOmitted(a: Omitted, b: Omitted): Omitted {
  return {
    facts: a.facts + b.facts,
    sections: a.sections + b.sections,
    charts: a.charts + b.charts,
    rows: a.rows + b.rows,
    findings: a.findings + b.findings,
    paragraphs: a.paragraphs + b.paragraphs,
    lines: a.lines + b.lines,
  };
}

/**
 * The last line: what was left out and where it is. Never longer than for counts that are all as high or
 * higher. An address that is not http or https is not linked.
 */
export function renderEnding(omitted: Omitted, link: string | undefined): string {
  const parts = [
    count(omitted.sections, "section"),
    count(omitted.charts, "chart"),
    count(omitted.rows, "table row"),
    count(omitted.findings, "finding"),
    count(omitted.paragraphs, "paragraph"),
    count(omitted.lines, "line"),
    count(omitted.facts, "fact"),
  ].filter((part) => part !== "");
  const address = link === undefined ? undefined : safeAddress(link);
  if (parts.length === 0) return address === undefined ? "" : `[Full report](${address})`;
  const where = address === undefined ? "the full report has them" : `see the [full report](${address})`;
  return `*Left out to fit: ${parts.join(", ")}; ${where}*`;
}

function count(value: number, noun: string): string {
  return value === 0 ? "" : `${formatNumber(value)} ${noun}${value === 1 ? "" : "s"}`;
}

function safeAddress(link: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const { protocol, href } = new URL(link);
  if (protocol !== "https:" && protocol !== "http:") return undefined;
  return href.replace(/[^\w./:?&=#%~+-]/gu, (character) => percent(character));
}

function percent(character: string): string {
  return [...Buffer.from(character)]
    .map((byte) => `%${byte.toString(16).padStart(2, "0").toUpperCase()}`)
    .join("");
}
