import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Section } from "../../src/report.ts";
import { cutToWidth, displayWidth, wrapText } from "../../src/terminal/display-width.ts";
import { renderTerminal, type TerminalOptions } from "../../src/terminal/render-terminal.ts";
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

describe("what is wide or long", () => {
  const name = "Log loss no worse than that of the baseline by 1 %";
  const row = [name, "+0.012 (+0.006 … +0.018)", "❔ not decided"];
  const columns = [{ label: "Rule" }, { label: "Difference" }, { label: "Verdict" }];
  const render = (section: Partial<Section>, options: Partial<TerminalOptions> = {}): string =>
    renderTerminal(
      { ...sampleReport(), facts: [], sections: [{ title: "S", rank: 1, ...section }] },
      { color: false, width: 60, ...options },
    );

  test("a name goes on below, and verdict and interval stay whole", () => {
    const text = render({ tables: [{ columns, rows: [row] }] });
    expect(text).not.toContain("…\n");
    expect(text).toMatch(/^Log loss no .*\+0\.012 \(\+0\.006 … \+0\.018\) {2}❔ not decided$/m);
  });

  test("no line of a table is broken where there is no terminal", () => {
    const text = render({ tables: [{ columns, rows: [row] }] }, { isTerminal: false });
    expect(text).toContain(row.join("  "));
  });

  test("columns that do not fit stand below with the name", () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ label: `column ${index}` }));
    const text = render({ tables: [{ columns: many, rows: [many.map(({ label }) => `cell of ${label}`)] }] });
    for (const { label } of many) expect(text).toContain(`cell of ${label}`);
  });

  test("the one row past the limit is shown, and more are counted", () => {
    const rows = Array.from({ length: 21 }, (_, index) => [`row ${index}`]);
    const one = [{ label: "Rule" }];
    expect(render({ tables: [{ columns: one, rows }] })).not.toContain("more");
    expect(render({ tables: [{ columns: one, rows: [...rows, ["last"]] }] })).toContain("and 2 more");
  });

  test("a log is whole", () => {
    const log = [`"${"a".repeat(150)}"`, ...Array.from({ length: 90 }, (_, index) => `  line ${index}`)];
    const text = render({ log });
    expect(text.replaceAll("\n  ", "")).toContain("a".repeat(150));
    for (const line of log.slice(1)) expect(text).toContain(`\n  ${line}\n`);
    expect(render({ log }, { isTerminal: false })).toContain(log[0]);
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
