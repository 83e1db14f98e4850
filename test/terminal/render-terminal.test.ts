import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutToWidth, displayWidth, wrapText } from "../../src/terminal/display-width.ts";
import { renderTerminal } from "../../src/terminal/render-terminal.ts";
import { arbitraryReport } from "../arbitrary-report.ts";
import { sampleReport } from "../sample-report.ts";

describe("renderTerminal", () => {
  test.each([100, 60])("looks as designed at %i columns", (width) => {
    expect(renderTerminal(sampleReport(), { color: false, width })).toMatchSnapshot();
  });

  test("colours only add colour", () => {
    const plain = renderTerminal(sampleReport(), { color: false, width: 80 });
    const coloured = renderTerminal(sampleReport(), { color: true, width: 80 });
    expect(coloured).toContain("\u001b[32;1mPassed\u001b[0m");
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  });

  test("any report stays within the width and moves no cursor", () => {
    fc.assert(
      fc.property(arbitraryReport, fc.integer({ min: 30, max: 120 }), (report, width) => {
        const text = renderTerminal(report, { color: false, width });
        expect(text).not.toMatch(/[^\n\P{Cc}]|[\u202A-\u202E\u2066-\u2069]/u);
        for (const line of text.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe("display width", () => {
  test.each([
    ["abc", 3],
    ["é", 1],
    ["e\u0301", 1],
    ["漢字", 4],
    ["✅", 2],
    ["👩‍👩‍👧", 2],
    ["❤️", 2],
    ["−0.5 …", 6],
  ])("%s takes %i columns", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  test("cuts and wraps by it", () => {
    expect(cutToWidth("漢字漢字", 5)).toBe("漢字…");
    expect(wrapText("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrapText("a".repeat(30), 10)).toEqual([`${"a".repeat(9)}…`]);
  });
});
