import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeSlack, escapeSlackCode } from "../../src/notify/escape-slack.ts";
import { makeNotice } from "../../src/notify/notice.ts";
import { renderSlack, type SlackBlock } from "../../src/notify/render-slack.ts";
import { arbitraryReport } from "../arbitrary-report.ts";
import { sampleReport } from "../sample-report.ts";
import { arbitraryNotice, noticeOf } from "./arbitrary-notice.ts";

/** All texts of blocks, with what kind they are. */
function textsOf(blocks: readonly SlackBlock[]): { type: string; text: string }[] {
  return blocks.flatMap((block) => {
    if (block.type === "header") return [block.text];
    if (block.type === "section") return "fields" in block ? block.fields : [block.text];
    return block.type === "context" ? block.elements : block.elements.map(({ text }) => text);
  });
}

/** Slack's documented limits: https://docs.slack.dev/reference/block-kit/blocks */
function expectWithinLimits({ text, blocks }: ReturnType<typeof renderSlack>): void {
  expect(blocks.length).toBeLessThanOrEqual(50);
  expect(text.length).toBeLessThanOrEqual(4000);
  for (const block of blocks) {
    if (block.type === "header") expect(block.text.text.length).toBeLessThanOrEqual(150);
    if (block.type === "context") expect(block.elements.length).toBeLessThanOrEqual(10);
    if (block.type === "section" && "fields" in block) {
      expect(block.fields.length).toBeGreaterThan(0);
      expect(block.fields.length).toBeLessThanOrEqual(10);
      for (const field of block.fields) expect(field.text.length).toBeLessThanOrEqual(2000);
    }
    if (block.type === "actions")
      for (const { text: label, url } of block.elements) {
        expect(label.text.length).toBeLessThanOrEqual(75);
        expect(url.length).toBeLessThanOrEqual(3000);
      }
  }
  for (const { text: each } of textsOf(blocks)) {
    expect(each.length).toBeLessThanOrEqual(3000);
    expect(each.trim()).not.toBe("");
  }
}

describe("a Slack message", () => {
  test("looks so for a whole run", () => {
    const notice = noticeOf({
      ...sampleReport(),
      verdict: "fail",
      headline: "1 of 3 gate rules does not hold",
    });
    const message = renderSlack(notice);
    expectWithinLimits(message);
    expect(message).toMatchSnapshot();
  });

  test("of any report is within Slack's limits, and nothing in it acts", () => {
    fc.assert(
      fc.property(arbitraryNotice, (notice) => {
        const message = renderSlack(notice);
        expectWithinLimits(message);
        const marked = textsOf(message.blocks).filter(({ type }) => type === "mrkdwn");
        // `<` starts every link and mention of mrkdwn, and `&` stands in an entity alone.
        for (const { text } of [...marked, message]) {
          expect(text).not.toMatch(/[<>]/);
          expect(text.replace(/&(amp|lt|gt);/g, "")).not.toContain("&");
        }
        for (const { text } of marked) {
          const fences = text.split("```").length - 1;
          expect([0, 2]).toContain(fences);
        }
        expect(JSON.stringify(message)).not.toMatch(/\p{Bidi_Control}/u);
      }),
      { numRuns: 300 },
    );
  });

  test("counts what it leaves out", () => {
    const rows = Array.from({ length: 40 }, (_, index) => [`rule ${index}`, index]);
    const findings = Array.from({ length: 9 }, (_, index) => ({
      severity: "warning" as const,
      message: `finding ${index}`,
    }));
    const table = { columns: [{ label: "Rule" }, { label: "Value" }], rows };
    const report = { ...sampleReport(), sections: [{ title: "Gate", rank: 1, tables: [table], findings }] };
    const texts = textsOf(renderSlack(noticeOf(report)).blocks).map(({ text }) => text);
    expect(texts.find((text) => text.startsWith("*Gate*"))).toMatch(/\nand 28 more$/);
    expect(texts.find((text) => text.includes("finding 0"))).toMatch(/\nand 3 more findings$/);
  });

  test("has the user's title and message, as they stand", () => {
    const { title: _, message: __, ...about } = noticeOf(sampleReport());
    const texts = { title: "{name} on {branch}", message: "Ask <!here> about {name}\n\n{url} {unknown}" };
    const message = renderSlack(makeNotice(about, texts));
    expect(textsOf(message.blocks).map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        "✅ house-prices on main",
        "Ask &lt;!here&gt; about house-prices\n\nhttps://github.com/acme/houses/actions/runs/100 {unknown}",
        "every gate holds",
      ]),
    );
  });
});

test("mrkdwn reads as it stands", () => {
  expect(escapeSlack("median_income is 3*4 at 10:30:00")).toBe("median_income is 3*4 at 10:30:00");
  expect(escapeSlack("*bold* _it_ ~no~ `code`").replaceAll("\u200b", "|")).toBe(
    "|*|bold|*| |_|it|_| |~|no|~| |`|code|`|",
  );
  expect(escapeSlack("<!channel> <@U123|x> a & b :tada:").replaceAll("\u200b", "|")).toBe(
    "&lt;!channel&gt; &lt;@U123|x&gt; a &amp; b :|tada:",
  );
  expect(escapeSlackCode("a ``` b `c` <d>")).toBe("a ` ` ` b `c` &lt;d&gt;");
});

test("any report at all is rendered in linear time", () => {
  fc.assert(
    fc.property(arbitraryReport, (report) => renderSlack(noticeOf(report)).blocks.length > 0),
    { numRuns: 50 },
  );
  const long = "*_~`:x".repeat(100_000);
  expectWithinLimits(renderSlack(noticeOf({ ...sampleReport(), title: long, headline: long })));
});
