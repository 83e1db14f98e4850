import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { escapeInlineHtml, escapeMarkdown, renderCode } from "../../src/markdown/escape-markdown.ts";
import { renderMarkdown } from "../../src/markdown/render-markdown.ts";
import { makeVisible } from "../../src/visible-text.ts";
import { arbitraryReport, hostileTexts } from "../arbitrary-report.ts";

const hostile = fc.oneof(
  fc.array(fc.constantFrom(...hostileTexts), { minLength: 1, maxLength: 2 }).map((texts) => texts.join(" ")),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(
        ...Array.from("ab1 ._*-+=#@:/\\|`~<>[]()!&;$^{}\"'\n\t"),
        "http://",
        "www.",
        "a@b.co",
        "1. ",
        "\u200b",
      ),
      { maxLength: 14 },
    )
    .map((parts) => parts.join("")),
);

describe("data, read by a GitHub Markdown parser", () => {
  test.each<[string, (text: string) => string, RegExp]>([
    ["a paragraph", (text) => text, /^<p>(.*)<\/p>$/s],
    ["a heading", (text) => `#### x ${text}`, /^<h4>x ?(.*)<\/h4>$/s],
    ["bold text", (text) => `**a ${text} b**`, /^<p><strong>a (.*) b<\/strong><\/p>$/s],
    ["a table's cell", (text) => `| a |\n| - |\n| x ${text} |`, /<td>x ?(.*)<\/td>/s],
  ])("is plain text in %s", (_, wrap, pattern) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const escaped = escapeMarkdown(text);
        const inner = pattern.exec(toHtml(wrap(escaped)))?.[1];
        expect(inner ?? "").not.toMatch(/[<>]/);
        expect(readable(inner ?? "")).toBe(expected(text));
      }),
      { numRuns: 1500 },
    );
  });

  test("is plain text in a summary and in code", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const summary = `<details>\n<summary>${escapeInlineHtml(text)}</summary>\n\nx\n\n</details>`;
        expect(readable(/<summary>(.*)<\/summary>\n<p>x/s.exec(toHtml(summary))?.[1] ?? "")).toBe(
          expected(text),
        );
        const code = /^<p>(?:<code>)?([^<>]*)(?:<\/code>)?<\/p>$/.exec(toHtml(renderCode(text)))?.[1];
        expect(readable(code ?? "")).toBe(expected(text));
      }),
      { numRuns: 1500 },
    );
  });

  test("adds no link, image or tag to a whole report", () => {
    fc.assert(
      fc.property(arbitraryReport, fc.integer({ min: 500, max: 30_000 }), (report, budget) => {
        const html = toHtml(renderMarkdown(report, { budget }));
        const tags = new Set([...html.matchAll(/<\/?([a-z\d!-]+)/gi)].map(([, tag]) => tag));
        const ours = "h3 h4 p strong em br table thead tbody tr th td details summary pre code".split(" ");
        expect([...tags].filter((tag) => !ours.includes(tag ?? ""))).toEqual([]);
        expect(html.replace(/<code[^>]*>[^<]*<\/code>/g, "")).not.toMatch(/@[a-z]|[a-z]:\/\/|www\./i);
      }),
    );
  });
});

function toHtml(markdown: string): string {
  return micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

/** What a reader sees: entities read, our breaks of references gone. */
function readable(html: string): string {
  return html
    .replace(/\u200B|&#8203;/g, "")
    .replaceAll("&#36;", "$")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replaceAll("&amp;", "&")
    .trim();
}

function expected(text: string): string {
  return makeVisible(text).trim();
}
