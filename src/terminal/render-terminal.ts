import type { Fact, Report, Section, Verdict } from "../report.ts";
import { verdictWords } from "../verdict-words.ts";
import { clipText, makeVisible } from "../visible-text.ts";
import { breakText, wrapText } from "./display-width.ts";
import { type Ink, makePaint, type Paint } from "./paint.ts";
import { renderChart } from "./render-chart.ts";
import { renderFindings } from "./render-findings.ts";
import { renderTable } from "./render-table.ts";

/** What the terminal can show. */
export interface TerminalOptions {
  color: boolean;
  /** Columns of the terminal; 30 to 160; others count as the nearest of these. */
  width: number;
  /** Nothing is cut or wrapped but prose where it is none, as in a pipe or a file. Default: true. */
  isTerminal?: boolean;
}

const inks: Record<Verdict, Ink> = {
  pass: "green",
  fail: "red",
  inconclusive: "yellow",
  refused: "red",
  skipped: "dim",
};

/**
 * The report as text for a terminal or a log, ending with a line break. Tables and lists are cut (long ones
 * to 20 rows, folded ones to 5), what a program printed is not; nothing in the data can move the cursor or change colours.
 */
export function renderTerminal(
  report: Report,
  { color, width: columns, isTerminal = true }: TerminalOptions,
): string {
  const width = Math.max(30, Math.min(columns, 160));
  const paint = makePaint(color);
  const screen = { width, room: isTerminal ? width : Number.POSITIVE_INFINITY, paint };
  const verdict = verdictWords[report.verdict];
  const [first = "", ...rest] = wrapText(asText(`${verdict} · ${report.title}: ${report.headline}`), width);
  const facts = report.facts.map((fact) => renderFact(fact, paint, width));
  const sections = report.sections
    .filter(({ pageOnly }) => !pageOnly)
    .sort((a, b) => a.rank - b.rank)
    .map((section) => renderSection(section, screen));
  const head = [
    paint(verdict, inks[report.verdict], "bold") + paint(first.slice(verdict.length), "bold"),
    ...rest,
    ...facts.flat(),
  ];
  return `${[head, ...sections].map((block) => block.join("\n")).join("\n\n")}\n`;
}

function renderFact({ label, value, note }: Fact, paint: Paint, width: number): string[] {
  const text = asText([label, value, note ? `(${note})` : ""].filter((part) => part !== "").join(" "));
  const strong = asText(label === "" ? "" : `${label} ${value}`);
  const [first = "", ...rest] = wrapText(text, width - 4);
  const styled = first.startsWith(strong) ? paint(strong, "bold") + first.slice(strong.length) : first;
  return [`  ${styled}`, ...rest.map((line) => `    ${line}`)];
}

/** `room` is how long a line may be that is no prose. */
function renderSection(
  section: Section,
  { width, room, paint }: { width: number; room: number; paint: Paint },
): string[] {
  const limit = section.folded ? 5 : 20;
  const blocks = [
    (section.text ?? []).flatMap((text) =>
      text.split(/\r?\n/).flatMap((line) => wrapText(asText(line), width)),
    ),
    renderFindings(section.findings ?? [], { width, limit, paint }),
    (section.log ?? [])
      .slice(section.folded ? -2 * limit : 0)
      .flatMap((line) => breakText(makeVisible(line), room - 2))
      .map((line) => paint(`  ${line}`, "dim")),
    ...(section.tables ?? []).map((table) => renderTable(table, { width: room, limit, paint })),
    ...(section.charts ?? [])
      .filter(({ pageOnly }) => !pageOnly)
      .map((chart) => renderChart(chart, { width, paint })),
  ].filter((block) => block.length > 0);
  const title = wrapText(asText(section.title), width).map((line) => paint(line, "bold", "cyan"));
  return [...title, ...blocks.flatMap((block, index) => (index === 0 ? block : ["", ...block]))];
}

function asText(text: string): string {
  return makeVisible(clipText(text, 2000));
}
