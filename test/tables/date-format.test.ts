import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type DateFormat, parseDateFormat } from "../../src/tables/date-format.ts";

/** What Python's strptime reads: test/golden/date-formats.py. */
const golden: { formats: Record<string, Record<string, number | null>> } = JSON.parse(
  readFileSync(new URL("../golden/date-formats.json", import.meta.url), "utf8"),
);

function formatFor(text: string): DateFormat {
  const format = parseDateFormat(text);
  if (typeof format === "string") throw new Error(format);
  return format;
}

test.each(Object.entries(golden.formats))("%s reads what strptime reads", (text, moments) => {
  const { parse } = formatFor(text);
  const ours = Object.keys(moments).map((each) => [each, parse(each) ?? null]);
  // In Python digits are of Unicode, and day 366 of a common year is the first of the next.
  expect(Object.fromEntries(ours)).toEqual({ ...moments, "\u0661/\u0662/2026": null, "2026-366": null });
  expect(Object.values(moments).some((each) => each !== null)).toBe(true);
});

test.each([
  ["%d/%m", "it tells no day"],
  ["%H:%M", "it tells no day"],
  ["%Y-%m-%d %Y", '"%Y" stands in it twice'],
  ["%Y-%m-%d %Q", '"%Q" is none of'],
  ["%Y-%m-%d %", '"%" is none of'],
  ["%Y-%m-%d %H %p", "%p needs the hour as %I"],
  [`%Y-%m-%d${" x".repeat(80)}`, "it is longer than 100 characters"],
  ["%Y-%m-%d %constructor", '"%c" is none of'],
])("refuses %s", (format, reason) => {
  expect(parseDateFormat(format)).toContain(reason);
});

test("tells dates from dates with times, and knows shorthands", () => {
  expect(formatFor("%d.%m.%Y").hasTime).toBe(false);
  expect(formatFor("%F %T").hasTime).toBe(true);
  expect(formatFor("%F %T").parse("2026-01-31 23:59:58")).toBe(Date.UTC(2026, 0, 31, 23, 59, 58));
});

test("signs of regular expressions in a format are themselves, and long texts take no time", () => {
  const { parse } = formatFor("(%Y).*[%m]+%d");
  expect(parse("(2026).*[01]+31")).toBe(Date.UTC(2026, 0, 31));
  expect(parse("(2026)xx[01]+31")).toBeUndefined();
  expect(formatFor("%d %m %Y").parse(" ".repeat(1_000_000))).toBeUndefined();
});
