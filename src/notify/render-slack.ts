import { findingMessage, findingPlace } from "../finding-text.ts";
import { shownOf } from "../first-items.ts";
import { counted, formatCell, formatNumber } from "../number-format.ts";
import type { Fact, Finding, Report, Severity, Table } from "../report.ts";
import { verdictIcons } from "../verdict-words.ts";
import { clipText } from "../visible-text.ts";
import { escapeSlackCode, fitPlain, fitSlack } from "./escape-slack.ts";
import { type Notice, placeOfRun } from "./notice.ts";

interface PlainText {
  type: "plain_text";
  text: string;
  emoji: false;
}
interface Mrkdwn {
  type: "mrkdwn";
  text: string;
  /** Nothing is made a link or a mention that is not marked as one. */
  verbatim: true;
}

/** A block of Slack's Block Kit, of those that we use. */
export type SlackBlock =
  | { type: "header"; text: PlainText }
  | { type: "section"; text: Mrkdwn }
  | { type: "section"; fields: Mrkdwn[] }
  | { type: "context"; elements: (Mrkdwn | PlainText)[] }
  | { type: "actions"; elements: { type: "button"; action_id: string; text: PlainText; url: string }[] };

/** What is posted to an incoming webhook: `text` is for notifications, and for those who know no blocks. */
export interface SlackMessage {
  text: string;
  blocks: SlackBlock[];
}

/** Slack's limits, in characters: https://docs.slack.dev/reference/block-kit/blocks (November 2026). */
const most = { header: 150, text: 3000, fields: 10, field: 2000, url: 3000 };
/** What a message shows before it says that there is more. */
const shown = { tables: 2, rows: 12, columns: 6, cell: 36, findings: 6 };

/** The notice as a Slack message within Slack's limits. All text in it is data, and inert. */
export function renderSlack(notice: Notice): SlackMessage {
  const { report, title, message, url } = notice;
  const heading = `${verdictIcons[report.verdict]} ${title}`;
  const facts = report.facts.filter(({ label }) => label !== "");
  const findings = findingsOf(report);
  const address = url !== undefined && /^https?:\/\//.test(url) && url.length <= most.url ? url : undefined;
  const blocks: SlackBlock[] = [
    { type: "header", text: plain(fitPlain(heading, most.header)) },
    ...(title.includes(report.headline) ? [] : [section(fitSlack(report.headline, most.text))]),
    ...(message === undefined ? [] : [section(renderLines(message))]),
    ...(facts.length === 0 ? [] : [renderFacts(facts)]),
    ...tablesOf(report).map(renderTable),
    ...(findings.length === 0 ? [] : [renderFindings(findings)]),
    { type: "context", elements: [plain(fitPlain(contextOf(notice).join(" · "), most.text))] },
    ...(address === undefined ? [] : [button(address)]),
  ];
  return { text: fitSlack(heading, most.text), blocks };
}

function section(text: string): SlackBlock {
  return { type: "section", text: mrkdwn(text) };
}

function plain(text: string): PlainText {
  return { type: "plain_text", text, emoji: false };
}

function mrkdwn(text: string): Mrkdwn {
  return { type: "mrkdwn", text, verbatim: true };
}

function button(url: string): SlackBlock {
  return {
    type: "actions",
    elements: [{ type: "button", action_id: "open_run", text: plain("Open the run"), url }],
  };
}

/** The remarks beside the facts, and where the run was. */
function contextOf(notice: Notice): string[] {
  const remarks = notice.report.facts.filter(({ label }) => label === "").map(({ value }) => value);
  return [...remarks.slice(0, 5), ...placeOfRun(notice)].map((each) => clipText(each, 200));
}

/** A paragraph of the user's, line by line. */
function renderLines(text: string): string {
  const lines = text.split(/\r?\n/).slice(0, 20);
  return joinWithin(
    lines.map((line) => (line.trim() === "" ? "" : fitSlack(line, 1000))),
    most.text,
  );
}

function renderFacts(facts: readonly Fact[]): SlackBlock {
  const fields = facts.slice(0, most.fields).map(({ label, value, note }) => {
    const told = note === undefined ? value : `${value} (${note})`;
    return mrkdwn(`*${fitSlack(label, 200)}*\n${fitSlack(told, most.field - 300)}`);
  });
  return { type: "section", fields };
}

/** The tables that come first: the gate's, where it has judged. */
function tablesOf(report: Report): { title: string; table: Table }[] {
  return report.sections
    .filter(({ folded, pageOnly }) => !folded && !pageOnly)
    .sort((a, b) => a.rank - b.rank)
    .flatMap(({ title, tables = [] }) => tables.map((table) => ({ title: table.title ?? title, table })))
    .filter(({ table }) => table.rows.length > 0 && table.columns.length > 0)
    .slice(0, shown.tables);
}

/** A table in letters of one width; rows that do not fit are counted. */
function renderTable({ title, table }: { title: string; table: Table }): SlackBlock {
  const { total = table.rows.length } = table;
  const columns = table.columns.slice(0, shown.columns);
  const cells = [
    columns.map(({ label }) => label),
    ...table.rows
      .slice(0, shownOf(total, shown.rows, table.rows.length))
      .map((row) => columns.map((column, index) => formatCell(row[index], column))),
  ].map((row) => row.map((cell) => clipText(cell.replace(/\s+/g, " ").trim(), shown.cell)));
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => lengthOf(row[index] ?? ""))));
  const lines = cells.map((row, line) =>
    row
      .map((cell, index) => {
        const isNumber = line > 0 && typeof table.rows[line - 1]?.[index] === "number";
        const space = " ".repeat((widths[index] ?? 0) - lengthOf(cell));
        return isNumber ? space + cell : cell + space;
      })
      .join("  ")
      .trimEnd(),
  );
  const name = `*${fitSlack(title, 200)}*`;
  const room = most.text - name.length - 60;
  const fitting = countWithin(lines.map(escapeSlackCode), room) - 1;
  const kept = shownOf(total, fitting, fitting);
  const hidden = total - kept;
  const code = `\`\`\`\n${lines
    .slice(0, kept + 1)
    .map(escapeSlackCode)
    .join("\n")}\n\`\`\``;
  return section([name, code, ...(hidden > 0 ? [`and ${formatNumber(hidden)} more`] : [])].join("\n"));
}

const order: readonly Severity[] = ["error", "warning"];
const icons: Record<Severity, string> = { error: "❌", warning: "⚠️", info: "ℹ️" };

/** Errors and warnings, the worst first. */
function findingsOf(report: Report): Finding[] {
  const all = report.sections.flatMap(({ findings = [] }) => findings);
  return order.flatMap((severity) => all.filter((finding) => finding.severity === severity));
}

function renderFindings(findings: readonly Finding[]): SlackBlock {
  const lines = findings.slice(0, shownOf(findings.length, shown.findings)).map((finding) => {
    const place = findingPlace(finding);
    const told = place === "" ? findingMessage(finding) : `${place}: ${findingMessage(finding)}`;
    return `${icons[finding.severity]} ${fitSlack(told, 420)}`;
  });
  const hidden = findings.length - lines.length;
  if (hidden > 0) lines.push(`and ${counted(hidden, "more finding")}`);
  return section(joinWithin(lines, most.text));
}

/** The first lines that fit together. */
function joinWithin(lines: readonly string[], room: number): string {
  const text = lines.slice(0, countWithin(lines, room)).join("\n");
  return text.trim() === "" ? "–" : text;
}

function countWithin(lines: readonly string[], room: number): number {
  let used = 0;
  const over = lines.findIndex((line) => {
    used += line.length + 1;
    return used > room;
  });
  return over < 0 ? lines.length : over;
}

function lengthOf(text: string): number {
  return [...text].length;
}
