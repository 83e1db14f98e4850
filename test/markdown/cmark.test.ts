import { spawnSync } from "node:child_process";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeInlineHtml, escapeMarkdown, renderCode } from "../../src/markdown/escape-markdown.ts";
import { renderMarkdown } from "../../src/markdown/render-markdown.ts";
import { makeVisible } from "../../src/visible-text.ts";
import { arbitraryReport } from "../arbitrary-report.ts";
import { describeWith, requireTool } from "../require-tool.ts";
import { hostileText } from "./hostile-text.ts";
import { githubReferences, readable } from "./read-gfm.ts";
import { htmlFaults } from "./structure.ts";

const seed = 8;
const texts = fc.sample(hostileText, { numRuns: 2500, seed });

describeWith("python", "data, read by cmark-gfm, GitHub's own parser", () => {
  test.each<[string, (text: string) => string, RegExp]>([
    ["a paragraph", (text) => escapeMarkdown(text), /^<p>(.*)<\/p>\n$/s],
    ["a heading", (text) => `#### x ${escapeMarkdown(text)}`, /^<h4>x ?(.*)<\/h4>\n$/s],
    ["bold text", (text) => `**a ${escapeMarkdown(text)} b**`, /^<p><strong>a (.*) b<\/strong><\/p>\n$/s],
    [
      "a table's cell",
      (text) => `| a | b |\n| - | - |\n| x ${escapeMarkdown(text)} | y |`,
      /<tr>\n<td>x ?([^\n]*)<\/td>\n<td>y<\/td>\n<\/tr>/,
    ],
    [
      "a summary",
      (text) => `<details>\n<summary>${escapeInlineHtml(text)}</summary>\n\nx\n\n</details>`,
      /^<details>\n<summary>([^\n]*)<\/summary>\n<p>x<\/p>\n<\/details>\n$/,
    ],
    ["code", (text) => renderCode(text), /^<p>(.*)<\/p>\n$/s],
  ])("is plain text in %s", (_, wrap, pattern) => {
    const pages = readMarkdown(texts.map(wrap));
    const faults = texts.flatMap((text, index) => {
      const html = pages[index] ?? "";
      const inner = pattern.exec(html)?.[1] ?? "";
      const found = githubReferences(html);
      const isText = !/[<>]/.test(inner.replace(/<\/?(?:code|span)>/g, ""));
      return isText && readable(inner) === makeVisible(text).trim() && found.length === 0
        ? []
        : [{ text, html, found }];
    });
    expect(faults.slice(0, 5)).toEqual([]);
  });

  test("leaves the structure of a whole report alone", () => {
    const reports = fc.sample(fc.tuple(arbitraryReport, fc.integer({ min: 500, max: 30_000 })), {
      numRuns: 300,
      seed,
    });
    const pages = readMarkdown(reports.map(([report, budget]) => renderMarkdown(report, { budget })));
    for (const page of pages) expect([...htmlFaults(page), ...githubReferences(page)]).toEqual([]);
  });
});

function readMarkdown(markdown: string[]): string[] {
  const { status, stdout, stderr } = spawnSync(
    requireTool("python"),
    [path.join(import.meta.dirname, "cmark.py")],
    { input: JSON.stringify(markdown), encoding: "utf8", maxBuffer: 1e9 },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as string[];
}
