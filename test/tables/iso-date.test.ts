import fc from "fast-check";
import { expect, test } from "vitest";
import { parseIsoDate } from "../../src/tables/iso-date.ts";

const parse = (text: string): number => {
  const bytes = new TextEncoder().encode(text);
  return parseIsoDate(bytes, 0, bytes.length);
};

test("dates and times agree with Date", () => {
  const date = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(date, (each) => {
      expect(parse(each.toISOString())).toBe(each.getTime());
      expect(parse(each.toISOString().slice(0, 10))).toBe(
        Math.floor(each.getTime() / 86_400_000) * 86_400_000,
      );
    }),
  );
});

test.each([
  ["2026-01-02 03:04", Date.UTC(2026, 0, 2, 3, 4)],
  ["2026-01-02T03:04:05", Date.UTC(2026, 0, 2, 3, 4, 5)],
  ["2026-01-02T03:04:05.5+01:30", Date.UTC(2026, 0, 2, 1, 34, 5, 500)],
  ["2026-01-02T03:04:05-0100", Date.UTC(2026, 0, 2, 4, 4, 5)],
  ["2026-01-02T03:04:05+02", Date.UTC(2026, 0, 2, 1, 4, 5)],
  ["2026-01-02T03:04:05.000250Z", Date.UTC(2026, 0, 2, 3, 4, 5) + 0.25],
])("%s", (text, expected) => {
  expect(parse(text)).toBe(expected);
});

test.each([
  "2026-1-2",
  "2026-13-01",
  "2026-02-30",
  "1900-02-29",
  "2026-00-10",
  "0000-01-01",
  "2026/01/02",
  "2026-01-02T",
  "2026-01-02T24:00",
  "2026-01-02T03:60",
  "2026-01-02T03:04:60",
  "2026-01-02T03:04:05.",
  "2026-01-02T03:04:05Zx",
  "2026-01-02T03:04+1",
  "2026-01-02T03:04+25:00",
  "2026-01-02x03:04",
  "2026-01-02T03:04:0",
  "20260102",
  "",
])("%j is no date", (text) => {
  expect(parse(text)).toBeNaN();
});
