import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderMarkdown } from "../../src/markdown/render-markdown.ts";
import type { Report, Section } from "../../src/report.ts";
import { arbitraryReport } from "../arbitrary-report.ts";
import { sampleReport } from "../sample-report.ts";
import { structuralFaults } from "./structure.ts";

const link = "https://github.com/acme/house/actions/runs/1";

describe("renderMarkdown", () => {
  test("looks as designed", () => {
    expect(
      renderMarkdown(sampleReport(), { budget: 60_000, link, marker: "<!-- mlops:house-prices -->" }),
    ).toMatchSnapshot();
  });

  test.each([6000, 3000, 1500, 700])("degrades in order to %i bytes", (budget) => {
    const text = renderMarkdown(sampleReport(), { budget, link });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(budget);
    expect(text).toMatchSnapshot();
  });

  test("any report at any budget is whole and within the budget", () => {
    fc.assert(
      fc.property(
        arbitraryReport,
        fc.integer({ min: 300, max: 20_000 }),
        fc.boolean(),
        (report, budget, linked) => {
          const text = renderMarkdown(report, { budget, ...(linked ? { link } : {}) });
          expect(Buffer.byteLength(text)).toBeLessThanOrEqual(budget);
          expect(structuralFaults(text)).toEqual([]);
          expect(text.isWellFormed()).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("of many sections those that cannot fit are not rendered", () => {
    let read = 0;
    const sections = Array.from(
      { length: 500 },
      (_, index): Section => ({
        title: `Section ${index}`,
        rank: index % 9,
        get text() {
          read += 1;
          return ["A paragraph that is read when its section is rendered. ".repeat(10)];
        },
      }),
    );
    const text = renderMarkdown({ ...sampleReport(), sections }, { budget: 60_000 });
    const shown = text.match(/^#### Section/gm)?.length ?? 0;
    expect(shown).toBeGreaterThan(90);
    // Once for each what is left out is counted from.
    expect(read - 2 * 500).toBeLessThan(shown + 40);
  });

  test("a chart for the page alone is neither shown nor said to be left out", () => {
    const { sections, ...report } = sampleReport();
    const chart = sections[1]!.charts![0]!;
    const text = renderMarkdown(
      { ...report, sections: [{ title: "S", rank: 1, text: ["p"], charts: [{ ...chart, pageOnly: true }] }] },
      { budget: 330 },
    );
    expect(text.split("\n\n").slice(2)).toEqual(["#### S", "p"]);
  });

  test("what fits is not cut, at the exact byte", () => {
    const report = withSections([section(1, 40), section(2, 40)]);
    const whole = renderMarkdown(report, { budget: 1_000_000 });
    const reserve =
      Buffer.byteLength("*Left out to fit: 2 sections, 80 table rows; the full report has them*") + 2;
    const size = Buffer.byteLength(whole);
    expect(renderMarkdown(report, { budget: size + reserve })).toBe(whole);
    expect(renderMarkdown(report, { budget: size - 1 })).toContain("Left out to fit: 10 table rows");
  });

  test("counts bytes, not characters", () => {
    const report = withSections([{ title: "データ", rank: 1, text: ["👩‍👩‍👧‍👦 漢字".repeat(60)] }]);
    for (let budget = 500; budget < 2500; budget += 7) {
      expect(Buffer.byteLength(renderMarkdown(report, { budget }))).toBeLessThanOrEqual(budget);
    }
  });

  test("the highest rank stays longest", () => {
    const report = withSections([section(9, 8), section(1, 8), section(5, 8)]);
    const budgets = [1800, 1200, 900, 700];
    const titles = budgets.map((budget) =>
      [...renderMarkdown(report, { budget }).matchAll(/#### Section (\d)/g)].map(([, rank]) => rank),
    );
    expect(titles.at(-1)?.[0]).toBe("1");
    for (const found of titles) expect(found).toEqual(["1", "5", "9"].slice(0, found.length));
  });

  test("samples go before long tables, those before charts, and those before details", () => {
    const sampled: Section = {
      ...section(1, 60),
      tables: [
        ...(section(1, 60).tables ?? []),
        { ...section(1, 12).tables![0]!, title: "Rows", sample: true },
      ],
      charts: sampleReport().sections[1]?.charts ?? [],
    };
    const report = withSections([sampled]);
    const shown = (budget: number) => {
      const text = renderMarkdown(report, { budget });
      return {
        samples: text.includes("**Rows**"),
        rows: text.match(/^\| row/gm)?.length,
        charts: text.includes("```mermaid"),
        said: /\*Left out to fit: (.*);/.exec(text)?.[1],
      };
    };
    expect(shown(2200)).toEqual({ samples: true, rows: 72, charts: true, said: undefined });
    expect(shown(1950)).toEqual({ samples: false, rows: 60, charts: true, said: "12 table rows" });
    expect(shown(1600)).toEqual({ samples: false, rows: 30, charts: true, said: "42 table rows" });
    expect(shown(1200)).toEqual({ samples: false, rows: 10, charts: true, said: "62 table rows" });
    expect(shown(700)).toEqual({ samples: false, rows: 10, charts: false, said: "1 chart, 62 table rows" });
    expect(shown(300)).toEqual({ samples: false, rows: 3, charts: false, said: "1 chart, 69 table rows" });
  });

  test("sections of equal rank are cut alike: no model takes all the room", () => {
    const report = withSections(
      Array.from({ length: 12 }, (_, index) => ({ ...section(1, 200), title: `Model ${index}` })),
    );
    const fewestRows = (budget: number) => {
      const shown = renderMarkdown(report, { budget }).split("#### ").slice(1);
      expect(shown).toHaveLength(12);
      return Math.min(...shown.map((each) => each.match(/^\| row/gm)?.length ?? 0));
    };
    expect([9000, 4000, 2200].map(fewestRows)).toEqual([30, 10, 3]);
  });

  test("a link that leaves no room goes first", () => {
    const text = renderMarkdown(sampleReport(), {
      budget: 400,
      link: `https://a.example/${"x".repeat(300)}`,
    });
    expect(text).toContain("Left out to fit: ");
    expect(text).not.toContain("https");
  });

  test("a chart that fits again comes back", () => {
    const chart = sampleReport().sections[1]?.charts ?? [];
    const report = withSections([
      { title: "Small", rank: 1, charts: chart },
      { title: "Huge", rank: 2, text: Array.from({ length: 30 }, () => "word ".repeat(100)) },
    ]);
    const text = renderMarkdown(report, { budget: 4000 });
    expect(text).toContain("```mermaid");
    expect(text).toContain("*Left out to fit: 29 paragraphs; the full report has them*");
  });

  test("500 sections fit into a comment quickly", () => {
    const report = withSections(Array.from({ length: 500 }, (_, index) => section(index, 20)));
    const text = renderMarkdown(report, { budget: 60_000, link });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
    expect(Buffer.byteLength(text)).toBeGreaterThan(55_000);
  });

  test("a budget that cannot hold the verdict is refused", () => {
    expect(() => renderMarkdown(sampleReport(), { budget: 100 })).toThrow(
      "A report does not fit into 100 bytes",
    );
  });

  test.each([
    ["javascript:alert(1)", undefined],
    ["not a url", undefined],
    ["https://a.example/x)y<z>`|", "https://a.example/x%29y%3Cz%3E%60%7C"],
  ])("links %s safely", (address, expected) => {
    const text = renderMarkdown(sampleReport(), { budget: 60_000, link: address });
    expect(/\[Full report\]\((.*)\)$/.exec(text)?.[1]).toBe(expected);
  });
});

function withSections(sections: Section[]): Report {
  return { ...sampleReport(), facts: [], sections };
}

function section(rank: number, rows: number): Section {
  return {
    title: `Section ${rank}`,
    rank,
    tables: [
      {
        columns: [{ label: "name" }, { label: "value" }],
        rows: Array.from({ length: rows }, (_, index) => [`row ${index}`, index]),
      },
    ],
  };
}
