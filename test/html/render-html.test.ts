import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderCharts } from "../../src/chart/render-chart.ts";
import { renderHtml } from "../../src/html/render-html.ts";
import { arbitraryReport } from "../arbitrary-report.ts";
import { sampleReport } from "../sample-report.ts";

const voidTags = ["meta", "br"];

describe("renderHtml", () => {
  test("looks as designed", () => {
    expect(bodyOf(renderHtml(sampleReport()))).toMatchSnapshot();
  });

  test("shows drawings with their values behind a fold", async () => {
    const report = sampleReport();
    const drawn = renderHtml(report, { charts: await renderCharts([report]) });
    expect(drawn.match(/<svg /g)).toHaveLength(4);
    expect(drawn.match(/<summary>Values<\/summary>/g)).toHaveLength(4);
    expect(unbalanced(drawn)).toEqual([]);
  });

  test("asks for nothing from the network", () => {
    const html = renderHtml(sampleReport());
    expect(html).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    );
    expect(html).not.toMatch(/<script|<link|<img|src="|href=|url\(|@import/);
  });

  test("several reports are articles of one page, with headings in order", () => {
    const html = renderHtml([sampleReport(), { ...sampleReport(), action: "train", verdict: "fail" }]);
    expect(html.match(/<article /g)).toHaveLength(2);
    expect([...html.matchAll(/<(h\d)>/g)].map(([, level]) => level).slice(0, 3)).toEqual(["h1", "h2", "h3"]);
    expect(html).toContain(`<span aria-hidden="true">✕</span> Failed:`);
  });

  test("any report is well-formed, and its data adds no element, attribute or control character", () => {
    const ours = new Set(
      [...renderHtml([sampleReport(), sampleReport()]).matchAll(/<([a-z]\w*)/g)].map(([, tag]) => tag),
    ).add("pre");
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const html = renderHtml(report);
        expect(unbalanced(html)).toEqual([]);
        for (const [tag, name] of bodyOf(html).matchAll(/<\/?([a-z\d]*)[^>]*>?/gi)) {
          expect(name === "br" || ours.has(name)).toBe(true);
          expect(tag).toMatch(/^<\/?\w+(?: [a-z-]+(?:="[^"<>]*")?)*>$/);
          expect(tag.replace(/"[^"]*"/g, "")).not.toMatch(/ (?:on\w+|href|src)=/);
        }
        expect(html).not.toMatch(/[^\n\P{Cc}]|[\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });
});

function bodyOf(html: string): string {
  return html.slice(html.indexOf("<body>"));
}

/** Tags that are not closed in order. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  const style = html.replace(/<style>[\s\S]*?<\/style>/, "").replace("<!doctype html>", "");
  for (const [tag, slash, name = ""] of style.matchAll(/<(\/?)([a-z\d]+)[^>]*>/gi)) {
    if (voidTags.includes(name) || tag.endsWith("/>")) continue;
    if (slash === "") open.push(name);
    else if (open.pop() !== name) return [`${tag} closes nothing`];
  }
  return open;
}
