import { readCell } from "./cell.ts";
import { decodeEntries } from "./dictionary.ts";
import {
  areAmounts,
  likelyWriting,
  type NumberWriting,
  noAmounts,
  type SeenAmounts,
  seeAmount,
} from "./number-writing.ts";
import type { TextColumn } from "./table.ts";
import { allowedInvalid, countCodes } from "./tally.ts";
import { textEntries } from "./text-entries.ts";

/** What keeps a column text that looks like numbers or dates. Counts are of cells; rows from 0. */
export interface TextTrap {
  kind: "numbers" | "decimals" | "dates" | "amounts";
  present: number;
  /** Cells that are no plain numbers, those with a comma, or those that are amounts; and by what they look like. */
  odd: number;
  padded: number;
  ambiguous: number;
  /** The first row of those. */
  row: number;
  /** `dates`: the formats that read all of them. */
  formats: string[];
  /** `amounts`: how all of them are written, where they are written alike. */
  writing?: NumberWriting | undefined;
}

const withComma = /^[-+]?\d{1,15},\d{1,15}$/;
const dayLike = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)( \d{1,2}:\d\d(:\d\d)?)?$/;
/** A column of so many texts is looked through before its cells are counted. */
const fewTexts = 256;

/** Cells of a column of texts by what they look like, markers for missing left out. */
interface Seen {
  numbers: number;
  padded: number;
  ambiguous: number;
  decimals: number;
  dates: number;
  amounts: number;
  others: number;
}

/**
 * Finds what would be numbers but for at most 1 % of the cells, numbers with commas, amounts (`$1,234.50`, `12 %`), and
 * dates whose day and month the text alone does not tell. Undefined for a column that is text as it should be.
 */
export function findTextTrap(column: TextColumn): TextTrap | undefined {
  const { codes } = column;
  const { size, bytes, offsets } = textEntries(column);
  const marks = newMarks();
  // Most columns have few texts, and none that could be anything else.
  if (
    size <= fewTexts &&
    decodeEntries({ size, bytes, offsets }).every((text) => isText(lookOf(text, marks)))
  )
    return undefined;
  const { counts } = countCodes(codes, size);
  const most = allowedInvalid(counts.reduce((sum, count) => sum + count, 0));
  const seen: Seen = { numbers: 0, padded: 0, ambiguous: 0, decimals: 0, dates: 0, amounts: 0, others: 0 };
  Object.assign(marks, newMarks());
  let first: number | undefined;
  for (let code = 0; code < size; code++) {
    const count = counts[code]!;
    const [text = ""] = count === 0 ? [] : decodeEntries({ size: 1, bytes, offsets: offsets.subarray(code) });
    const look = count === 0 ? "marker" : lookOf(text, marks);
    if (look === "marker") continue;
    seen[look] += count;
    if (look !== "numbers") first ??= code;
    if ((code & 255) === 255 && kindOf(seen, most) === undefined) return undefined;
  }
  const kind = kindOf(seen, most);
  if (kind === undefined || first === undefined) return undefined;
  if (kind === "amounts" && !areAmounts(marks.amounts)) return undefined;
  const { padded, ambiguous } = seen;
  const odd = kind === "decimals" || kind === "amounts" ? seen[kind] : presentIn(seen) - seen.numbers;
  const formats = kind === "dates" ? commonFormats(marks.days) : [];
  const trap = { kind, present: presentIn(seen), odd, padded, ambiguous, row: codes.indexOf(first), formats };
  return kind === "amounts" ? { ...trap, writing: likelyWriting(marks.amounts) } : trap;
}

/** How the dates and numbers that were seen are written. */
interface Marks {
  days: Set<string>;
  amounts: SeenAmounts;
}

function newMarks(): Marks {
  return { days: new Set(), amounts: noAmounts() };
}

function isText(look: ReturnType<typeof lookOf>): boolean {
  return look !== "numbers" && look !== "decimals" && look !== "dates" && look !== "amounts";
}

function lookOf(cell: string, { days, amounts }: Marks): keyof Seen | "marker" {
  const { shape } = readCell(cell);
  const text = cell.trim();
  if (shape === "integer" || shape === "decimal" || shape === "infinite") {
    if (shape === "decimal") seeAmount(text, amounts);
    return "numbers";
  }
  if (shape === "padded" || shape === "ambiguous" || shape === "marker") return shape;
  if (withComma.test(text)) {
    seeAmount(text, amounts);
    return "decimals";
  }
  const formats = formatsOf(text);
  if (formats === "") return seeAmount(text, amounts) ? "amounts" : "others";
  days.add(formats);
  return "dates";
}

function presentIn(seen: Seen): number {
  return Object.values(seen).reduce((sum: number, count: number) => sum + count, 0);
}

/** What all cells but a few are, so far. */
function kindOf(seen: Seen, most: number): TextTrap["kind"] | undefined {
  const present = presentIn(seen);
  if (seen.dates > 0 && present - seen.dates <= most) return "dates";
  if (seen.amounts > 0 && present - seen.numbers - seen.decimals - seen.amounts <= most) return "amounts";
  if (seen.decimals > 0 && present - seen.numbers - seen.decimals <= most) return "decimals";
  return seen.numbers > 0 && present - seen.numbers <= most ? "numbers" : undefined;
}

/** Formats that read a text of day, month and year, joined by a bar; empty for others. */
function formatsOf(text: string): string {
  const [, left = "", separator = "", right = "", year = "", time = "", seconds] = dayLike.exec(text) ?? [];
  // Versions look like short years behind points.
  if (left === "" || (year.length === 2 && separator !== "/")) return "";
  const rest = `${separator}${year.length === 2 ? "%y" : "%Y"}${time === "" ? "" : seconds === undefined ? " %H:%M" : " %H:%M:%S"}`;
  const [a, b] = [Number(left), Number(right)];
  const isIn = (value: number, most: number): boolean => value >= 1 && value <= most;
  return [
    ...(isIn(a, 31) && isIn(b, 12) ? [`%d${separator}%m${rest}`] : []),
    ...(isIn(a, 12) && isIn(b, 31) ? [`%m${separator}%d${rest}`] : []),
  ].join("|");
}

/** Formats that all texts have; none where some are written otherwise. */
function commonFormats(days: ReadonlySet<string>): string[] {
  const lists = [...days].map((each) => each.split("|"));
  return (lists[0] ?? []).filter((format) => lists.every((list) => list.includes(format)));
}
