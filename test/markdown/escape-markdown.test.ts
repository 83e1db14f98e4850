import { describe, expect, test } from "vitest";
import { escapeInlineHtml, escapeMarkdown, renderCode } from "../../src/markdown/escape-markdown.ts";

describe("escapeMarkdown", () => {
  test.each([
    ["median_house_value", "median_house_value"],
    ["R² 0.823 (+0.012, 95 % CI +0.006 … +0.018)", "R² 0.823 (+0.012, 95 % CI +0.006 … +0.018)"],
    ["10:30:45 and data/housing.csv", "10:30:45 and data/housing.csv"],
    ["_private_ __init__", "\\_private\\_ \\_\\_init\\_\\_"],
    ["@octocat", "@&#8203;octocat"],
    ["acme/repo#12 GH-7", "acme/repo#&#8203;12 GH-&#8203;7"],
    ["https://a.example www.a.example", "https&#8203;://a.example www&#8203;.a.example"],
    ["me@a.example", "me@&#8203;a.example"],
    ["![x](y)", "!\\[x\\](y)"],
    ["<b> & &lt;", "&lt;b&gt; &amp; &amp;lt;"],
    ["a|b\\", "a\\|b\\\\"],
    ["# x", "\\# x"],
    ["- x", "\\- x"],
    ["1. x", "1\\. x"],
    ["-5", "-5"],
    ["---", "\\---"],
    ["C# #", "C# \\#"],
    ["a\nb\tc", "a␊b␉c"],
    ["\u202Egnp", "⟨U+202E⟩gnp"],
    ["$x :tada:", "<span>&#36;</span>x :&#8203;tada:"],
    ["at a1b2c3d4", "at `a1b2c3d4`"],
    ["20240101", "`20240101`"],
    ["2.10.2.20200130 and 0.12345678", "2.10.2.20200130 and 0.12345678"],
    ["550e8400-e29b-41d4.", "`550e8400-e29b-41d4`."],
    ["2.0...a1b2c3d_x a1b2c3d...e4f5a6b", "2.0...a1b2c3d_x `a1b2c3d...e4f5a6b`"],
    ["acme/house/issues/12", "acme/house/issues/&#8203;12"],
  ])("%j becomes %j", (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });
});

test("escapeInlineHtml escapes for HTML and breaks references", () => {
  expect(escapeInlineHtml("</summary> @octocat *x*")).toBe("&lt;/summary&gt; @&#8203;octocat *x*");
});

test.each([
  ["data/housing.csv:12", "`data/housing.csv:12`"],
  ["a`b", "a\\`b"],
  ["a|b", "a\\|b"],
  [" a", "a"],
])("renderCode %j", (text, expected) => {
  expect(renderCode(text)).toBe(expected);
});
