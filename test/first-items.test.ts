import { expect, test } from "vitest";
import { listFirst, shownOf } from "../src/first-items.ts";
import { renderHtml } from "../src/html/render-html.ts";
import { renderMarkdown } from "../src/markdown/render-markdown.ts";
import { renderTable } from "../src/markdown/render-table.ts";
import { renderSlack } from "../src/notify/render-slack.ts";
import type { Report } from "../src/report.ts";
import { renderTerminal } from "../src/terminal/render-terminal.ts";
import { noticeOf } from "./notify/arbitrary-notice.ts";

test("the one that would be left is shown, or one fewer where it is not at hand", () => {
  expect([10, 11, 12].map((total) => shownOf(total, 10))).toEqual([10, 11, 10]);
  expect([10, 11, 12].map((total) => shownOf(total, 10, 10))).toEqual([10, 9, 10]);
  expect(listFirst(["a", "b", "c"], 2)).toBe("a, b, c");
  expect(listFirst(["a", "b", "c", "d"], 2)).toBe("a, b and 2 more");
  expect(listFirst(["a", "b"], 2, { total: 3 })).toBe("a and 2 more");
  expect(listFirst(["a", "b"], 2, { total: 1202, between: "; " })).toBe("a; b and 1,200 more");
  const table = { columns: [{ label: "a" }], rows: [["1"], ["2"], ["3"]], total: 4 };
  expect(renderTable(table, 3)).toContain("and 2 more");
});

test.each([4, 6, 11, 13, 21, 26, 31, 51, 101, 201, 501, 2001])(
  "of %i rows no report says that one is left",
  (count) => {
    const cells = Array.from({ length: count }, (_, index) => `row ${index}`);
    const findings = cells.map((message) => ({ severity: "error" as const, message }));
    const chart = {
      ...{ kind: "bar" as const, title: "Chart", x: { label: "x", values: cells } },
      ...{ y: { label: "y" }, series: [{ label: "s", values: cells.map((_, index) => index) }] },
    };
    const report: Report = {
      schema: "mlops/report@1",
      ...{ action: "run", title: "houses", verdict: "fail", headline: "it does not hold", facts: [] },
      sections: [
        {
          title: "Table",
          rank: 1,
          tables: [{ columns: [{ label: "a" }], rows: cells.map((cell) => [cell]) }],
        },
        { title: "Findings", rank: 2, findings },
        { title: "Chart", rank: 3, charts: [chart, { ...chart, kind: "interval" }] },
      ],
    };
    const texts = [
      ...[1000, 5000, 20_000, 60_000, 900_000].map((budget) => renderMarkdown(report, { budget })),
      renderHtml(report),
      renderTerminal(report, { width: 80, color: false }),
      JSON.stringify(renderSlack(noticeOf(report))),
    ];
    for (const text of texts) expect(text).not.toMatch(/\b1 more/);
  },
);
