import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderCharts } from "../../src/chart/render-chart.ts";
import { renderHtml } from "../../src/html/render-html.ts";
import { arbitraryReport } from "../arbitrary-report.ts";
import { sampleReport } from "../sample-report.ts";

const voidTags = ["meta", "br", "wbr"];

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

  test("says of a chart beyond those that are drawn that it is a table", async () => {
    const report = sampleReport();
    const [first, ...rest] = await renderCharts([report]);
    const drawn = renderHtml(report, { charts: new Map([first!]) });
    expect(drawn.match(/Not drawn, as the page has many charts/g)).toHaveLength(rest.length);
    expect(renderHtml(report)).not.toContain("Not drawn");
  });

  test("asks for nothing from the network", () => {
    const html = renderHtml(sampleReport());
    const [, script = ""] = /<script>([\s\S]*)<\/script>/.exec(html) ?? [];
    const [, style = ""] = /<style>([\s\S]*)<\/style>/.exec(html) ?? [];
    expect(html).toContain(
      `content="default-src 'none'; style-src 'sha256-${sha256(style)}'; script-src 'sha256-${sha256(script)}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(html).not.toMatch(/<link|<img|src="|href="[^#]|url\(|@import|style="/);
    expect(script).not.toMatch(/innerHTML|insertAdjacent|document\.write|eval|fetch\(|import/);
    expect(Buffer.byteLength(script) + Buffer.byteLength(style)).toBeLessThan(24_000);
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
    );
    for (const tag of ["pre", "h4", "wbr"]) ours.add(tag);
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const html = renderHtml(report);
        expect(unbalanced(html)).toEqual([]);
        for (const [tag, name] of bodyOf(html).matchAll(/<\/?([a-z\d]*)[^>]*>?/gi)) {
          expect(name === "br" || ours.has(name)).toBe(true);
          expect(tag).toMatch(/^<\/?\w+(?: [a-z-]+(?:="[^"<>]*")?)*>$/);
          expect(tag.replace(/"[^"]*"/g, "")).not.toMatch(/ (?:on\w+|src|style)=/);
          expect(tag).not.toMatch(/ href="(?!#(?:report|s\d+-\d+)")/);
        }
        expect(html).not.toMatch(/[^\n\P{Cc}]|[\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });
});

/** The page's body without its script. */
function bodyOf(html: string): string {
  return html.slice(html.indexOf("<body>"), html.indexOf("<script>"));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

/** Tags that are not closed in order. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  const style = html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, "").replace("<!doctype html>", "");
  for (const [tag, slash, name = ""] of style.matchAll(/<(\/?)([a-z\d]+)[^>]*>/gi)) {
    if (voidTags.includes(name) || tag.endsWith("/>")) continue;
    if (slash === "") open.push(name);
    else if (open.pop() !== name) return [`${tag} closes nothing`];
  }
  return open;
}
