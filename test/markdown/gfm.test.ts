import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { escapeInlineHtml, escapeMarkdown, renderCode } from "../../src/markdown/escape-markdown.ts";
import { renderMarkdown } from "../../src/markdown/render-markdown.ts";
import { makeVisible } from "../../src/visible-text.ts";
import { arbitraryReport } from "../arbitrary-report.ts";
import { hostileText } from "./hostile-text.ts";
import { githubReferences, readable } from "./read-gfm.ts";
import { htmlFaults } from "./structure.ts";

describe("data, read by a GitHub Markdown parser", () => {
  test.each<[string, (text: string) => string, RegExp]>([
    ["a paragraph", (text) => text, /^<p>(.*)<\/p>$/s],
    ["a heading", (text) => `#### x ${text}`, /^<h4>x ?(.*)<\/h4>$/s],
    ["bold text", (text) => `**a ${text} b**`, /^<p><strong>a (.*) b<\/strong><\/p>$/s],
    ["a table's cell", (text) => `| a |\n| - |\n| x ${text} |`, /<td>x ?(.*)<\/td>/s],
  ])("is plain text in %s", (_, wrap, pattern) => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const escaped = escapeMarkdown(text);
        const html = toHtml(wrap(escaped));
        const inner = pattern.exec(html)?.[1];
        expect((inner ?? "").replace(/<\/?(?:code|span)>/g, "")).not.toMatch(/[<>]/);
        expect(githubReferences(html)).toEqual([]);
        expect(readable(inner ?? "")).toBe(expected(text));
      }),
      { numRuns: 1500 },
    );
  });

  test("is plain text in a summary and in code", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const summary = `<details>\n<summary>${escapeInlineHtml(text)}</summary>\n\nx\n\n</details>`;
        expect(readable(/<summary>(.*)<\/summary>\n<p>x/s.exec(toHtml(summary))?.[1] ?? "")).toBe(
          expected(text),
        );
        expect(githubReferences(toHtml(summary))).toEqual([]);
        const code = /^<p>(.*)<\/p>$/.exec(toHtml(renderCode(text)))?.[1];
        expect(readable(code ?? "")).toBe(expected(text));
      }),
      { numRuns: 1500 },
    );
  });

  test("adds no link, image or tag to a whole report", () => {
    fc.assert(
      fc.property(arbitraryReport, fc.integer({ min: 500, max: 30_000 }), (report, budget) => {
        const html = toHtml(renderMarkdown(report, { budget }));
        expect(htmlFaults(html)).toEqual([]);
        expect(githubReferences(html)).toEqual([]);
      }),
    );
  });
});

function toHtml(markdown: string): string {
  return micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

function expected(text: string): string {
  return makeVisible(text).trim();
}
