import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findMermaidChart } from "../../src/markdown/mermaid-chart.ts";
import type { Chart } from "../../src/report.ts";
import { arbitraryChart } from "../arbitrary-report.ts";

function chart(kind: Chart["kind"], x: (string | number)[], ...series: (number | null)[][]): Chart {
  return {
    kind,
    title: "t",
    x: { label: "x", values: x },
    y: { label: "y" },
    series: series.map((values, index) => ({ label: `s${index}`, values })),
  };
}

function linesOf(one: Chart): string[] | undefined {
  return findMermaidChart(one)?.code.split("\n").slice(1);
}

describe("findMermaidChart", () => {
  test("bars stand on zero", () => {
    expect(linesOf(chart("bar", ["a", "b"], [1, 20]))).toEqual([
      "xychart-beta",
      '  x-axis "x" ["a", "b"]',
      '  y-axis "y" 0 --> 21',
      "  bar [1, 20]",
    ]);
  });

  test("bars with long names lie", () => {
    expect(linesOf(chart("bar", ["a".repeat(40), "b".repeat(40)], [1, 2]))?.[0]).toBe(
      "xychart-beta horizontal",
    );
  });

  test("a histogram's second series is a line over the first", () => {
    const found = findMermaidChart(chart("histogram", [0, 50_000, 1_500_000], [1, 2], [2, 1]));
    expect(found?.code.split("\n").slice(2)).toEqual([
      '  x-axis "x" ["0", "50k"]',
      '  y-axis "y" 0 --> 2.1',
      "  bar [1, 2]",
      "  line [2, 1]",
    ]);
    expect(found?.legend).toEqual([
      { square: "🟦", label: "s0" },
      { square: "🟧", label: "s1" },
    ]);
  });

  test("evenly spaced positions are an axis of numbers, others are categories", () => {
    expect(linesOf(chart("line", [10, 20, 30], [1, 2, 3]))?.[1]).toBe('  x-axis "x" 10 --> 30');
    expect(linesOf(chart("line", [10, 20, 25], [1, 2, 3]))?.[1]).toBe('  x-axis "x" ["10", "20", "25"]');
  });

  test("positions without a value are left out, and many are thinned", () => {
    expect(linesOf(chart("line", [1, 2, 3], [1, null, 3]))?.slice(1)).toEqual([
      '  x-axis "x" 1 --> 3',
      '  y-axis "y" 0.9 --> 3.1',
      "  line [1, 3]",
    ]);
    const many = Array.from({ length: 1000 }, (_, index) => index);
    expect(linesOf(chart("line", many, many))?.[3]?.split(",")).toHaveLength(200);
  });

  test("the last point of many is kept", () => {
    const many = Array.from({ length: 1000 }, (_, index) => index);
    expect(linesOf(chart("line", many, many))?.[3]).toMatch(/, 999\]$/);
  });

  test("of very large and very small numbers the axis says the power of ten", () => {
    expect(linesOf(chart("bar", ["a", "b"], [1e12, 5e11]))?.slice(2)).toEqual([
      '  y-axis "y (×10¹²)" 0 --> 1.05',
      "  bar [1, 0.5]",
    ]);
    expect(linesOf(chart("line", [1, 2], [2e-7, 5e-324]))?.[2]).toContain('"y (×10⁻⁹)"');
  });

  test("equal labels are told apart, and those without room are left out", () => {
    expect(linesOf(chart("bar", ["a", "a", "a (2)"], [1, 2, 3]))?.[1]).toBe(
      '  x-axis "x" ["a", "a (2)", "a (2) (2)"]',
    );
    const commits = Array.from({ length: 20 }, (_, index) => `abc12${index + 10}`);
    const axis =
      linesOf(
        chart(
          "line",
          commits,
          commits.map((_, index) => index),
        ),
      )?.[1] ?? "";
    const labels = [...axis.slice(13).matchAll(/"([^"]*)"/g)].map(([, label = ""]) => label);
    expect(new Set(labels).size).toBe(20);
    expect(labels.filter((label) => /[a-z]/.test(label))).toHaveLength(7);
    expect(labels.at(-1)).toBe("abc1229");
  });

  test.each<[string, Chart]>([
    ["a matrix", chart("matrix", ["a"], [1])],
    ["a scatter chart", chart("scatter", [1, 2], [1, 2])],
    ["several series of bars", chart("bar", ["a"], [1], [2])],
    ["negative bars", chart("bar", ["a"], [-1])],
    ["no values", chart("bar", [], [])],
    ["one point", chart("line", [1], [1])],
    [
      "too many bars",
      chart(
        "bar",
        Array.from({ length: 25 }, (_, index) => `c${index}`),
        [1],
      ),
    ],
  ])("leaves %s to the table", (_, one) => {
    expect(findMermaidChart(one)).toBeUndefined();
  });

  test("labels cannot leave their quotes", () => {
    const label = String.raw`"[^"\u0060<>{}#;\\\n]{1,36}"`;
    const title = label.replace("36", "50");
    const number = String.raw`-?\d+(?:\.\d+)?`;
    const grammar = [
      /^%%\{init: .*\}%%$/,
      /^xychart-beta(?: horizontal)?$/,
      new RegExp(`^  x-axis ${title} (?:\\[${label}(?:, ${label})*\\]|${number} --> ${number})$`, "u"),
      new RegExp(`^  y-axis ${title} ${number} --> ${number}$`, "u"),
    ];
    fc.assert(
      fc.property(arbitraryChart, (one) => {
        const [head = "", kind = "", x = "", y = "", ...plots] =
          findMermaidChart(one)?.code.split("\n") ?? [];
        fc.pre(head !== "");
        for (const [index, line] of [head, kind, x, y].entries())
          expect(line).toMatch(grammar[index] as RegExp);
        for (const plot of plots)
          expect(plot).toMatch(new RegExp(`^  (?:bar|line) \\[${number}(?:, ${number})*\\]$`));
      }),
      { numRuns: 500, maxSkipsPerRun: 20 },
    );
  });
});
