import { daysFromCivil, lastDayOf } from "./iso-date.ts";

/** How dates are written, as `strptime` of C and Python reads it. */
export interface DateFormat {
  /** Whether it holds a time of day. */
  hasTime: boolean;
  /** UTC milliseconds since 1970; undefined for a text that is not of the format, or no day of the calendar. */
  parse(text: string): number | undefined;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const fullMonths = [
  ...["january", "february", "march", "april", "may", "june", "july"],
  ...["august", "september", "october", "november", "december"],
];
const fullDays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** What each directive matches: as in Python's _strptime.py (3.11), with ASCII digits and English names. */
const patterns: Readonly<Record<string, string>> = {
  Y: "\\d{4}",
  y: "\\d\\d",
  m: "1[0-2]|0[1-9]|[1-9]",
  d: "3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9]",
  j: "36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]",
  H: "2[0-3]|[0-1]\\d|\\d",
  I: "1[0-2]|0[1-9]|[1-9]| [1-9]",
  M: "[0-5]\\d|\\d",
  S: "[0-5]\\d|\\d",
  f: "\\d{1,6}",
  p: "am|pm",
  z: "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d)?|Z",
  b: months.join("|"),
  B: fullMonths.join("|"),
  a: fullDays.map((day) => day.slice(0, 3)).join("|"),
  A: fullDays.join("|"),
};
const shorthands: Readonly<Record<string, string>> = {
  F: "%Y-%m-%d",
  T: "%H:%M:%S",
  R: "%H:%M",
  D: "%m/%d/%y",
};
const timeParts = ["H", "I", "M", "S", "f", "p", "z"];
/** Texts beyond this are no dates; formats neither. */
const longest = 100;

/**
 * Reads a format; a text says what is wrong with it. A format must tell the day: `%Y` or `%y`, with `%m` (or `%b`, `%B`)
 * and `%d`, or with `%j`. Each part may stand in it once, so that matching takes bounded time.
 */
export function parseDateFormat(format: string): DateFormat | string {
  if (format.length > longest) return `it is longer than ${longest} characters`;
  const full = format.replace(/%([FTRD])/g, (_, name: string) => shorthands[name] ?? "");
  const parts: string[] = [];
  let source = "";
  for (const piece of full.match(/%.?|\s+|[^%\s]+/gsu) ?? []) {
    const name = piece.slice(1);
    if (piece === "%%") source += "%";
    else if (piece.startsWith("%")) {
      const pattern = Object.hasOwn(patterns, name) ? patterns[name] : undefined;
      if (pattern === undefined) return `"${piece}" is none of %${Object.keys(patterns).join(" %")}`;
      if (parts.includes(name)) return `"${piece}" stands in it twice`;
      parts.push(name);
      source += `(${pattern})`;
    } else source += /\s/.test(piece) ? "\\s+" : piece.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  }
  const has = (...names: string[]): boolean => names.some((name) => parts.includes(name));
  const hasDay = has("Y", "y") && (has("j") || (has("m", "b", "B") && has("d")));
  if (!hasDay) return "it tells no day: it needs a year, a month and a day, as %d/%m/%Y has";
  if (has("p") && !has("I")) return "%p needs the hour as %I";
  const pattern = new RegExp(`^${source}$`, "i");
  return {
    hasTime: has(...timeParts),
    parse(text) {
      const found = text.length > longest ? null : pattern.exec(text);
      if (found === null) return undefined;
      return momentOf(Object.fromEntries(parts.map((name, index) => [name, found[index + 1] ?? ""])));
    },
  };
}

/** UTC milliseconds of what the directives matched. */
function momentOf(found: Readonly<Record<string, string>>): number | undefined {
  const day = dayOf(found);
  if (day === undefined) return undefined;
  const { H, I, M = "0", S = "0", f = "", p = "", z = "" } = found;
  const isAfternoon = p.toLowerCase() === "pm";
  const hour = I === undefined ? Number(H ?? 0) : (Number(I) % 12) + (isAfternoon ? 12 : 0);
  const seconds = (hour * 60 + Number(M)) * 60 + Number(S) - secondsEast(z);
  return day * 86_400_000 + seconds * 1000 + Number(f.padEnd(6, "0")) / 1000;
}

function dayOf(found: Readonly<Record<string, string>>): number | undefined {
  const { Y, y, m, b, B, d, j } = found;
  const year = Y === undefined ? shortYear(Number(y)) : Number(Y);
  if (year === 0) return undefined;
  if (j !== undefined) {
    const ordinal = Number(j);
    return ordinal > 365 && lastDayOf(year, 2) < 29 ? undefined : daysFromCivil(year, 1, 1) + ordinal - 1;
  }
  const name = (b ?? B ?? "").slice(0, 3).toLowerCase();
  const month = m === undefined ? months.indexOf(name) + 1 : Number(m);
  const day = Number(d);
  return day > lastDayOf(year, month) ? undefined : daysFromCivil(year, month, day);
}

/** POSIX: 69 to 99 are of the 20th century, 0 to 68 of the 21st. */
function shortYear(year: number): number {
  return year < 69 ? 2000 + year : 1900 + year;
}

function secondsEast(zone: string): number {
  const [, sign, hours = "0", minutes = "0", seconds = "0"] =
    /^([+-])(\d\d):?(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const east = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return sign === "-" ? -east : east;
}
