import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderCharts } from "../../src/chart/render-chart.ts";
import { renderHtml } from "../../src/html/render-html.ts";
import type { Chart, Report, Table } from "../../src/report.ts";
import { arbitraryReport } from "../arbitrary-report.ts";
import { startBrowser, type View } from "../beds/browser.ts";
import { describeWith } from "../require-tool.ts";
import { sampleReport } from "../sample-report.ts";

const desktop: View = { viewport: { width: 1280, height: 900 }, colorScheme: "light" };
const phone: View = { viewport: { width: 360, height: 780 }, colorScheme: "dark", hasTouch: true };
/** A desktop at 400 %. */
const zoomed: View = { viewport: { width: 320, height: 256 }, colorScheme: "light" };

describeWith(["chromium", "beds"], "the page in a browser", () => {
  let browser: Awaited<ReturnType<typeof startBrowser>>;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  test.each([
    ["a desktop", desktop],
    ["a phone in the dark", phone],
    ["a desktop at 400 %", zoomed],
    ["a browser without script", { ...desktop, javaScriptEnabled: false }],
  ])("is silent, asks for nothing and does not scroll sideways on %s", async (_, view) => {
    const { page, complaints, close } = await browser.open(await pageOf([switching()]), view);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
      view.viewport.width,
    );
    expect(complaints).toEqual([]);
    await close();
  });

  test.each([
    ["one report", [switching()], desktop],
    ["charts of slices", [sliced()], desktop],
    ["one report on a phone in the dark", [switching()], phone],
    ["several reports", [switching(), { ...sampleReport(), action: "train", title: "other" }], desktop],
  ])("axe finds nothing in %s", async (_, reports, view) => {
    const { page, close } = await browser.open(await pageOf(reports), view);
    await page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })");
    expect(await browser.audit(page)).toEqual([]);
    await close();
  });

  test("sorts by value, missing last, and back", async () => {
    const { page, close } = await browser.open(renderHtml(tableReport(sizes)), desktop);
    const column = () =>
      page.evaluate("[...document.querySelectorAll('tbody tr')].map((row) => row.cells[1].textContent)");
    const shown = await column();
    await page.focus("th:nth-child(2) button");
    await page.keyboard.press("Enter");
    expect(await column()).toEqual(["850 B", "2 kB", "1.2 MB", "–"]);
    expect(await page.evaluate("document.querySelector('th:nth-child(2)').ariaSort")).toBe("ascending");
    await page.keyboard.press("Enter");
    expect(await column()).toEqual(["1.2 MB", "2 kB", "850 B", "–"]);
    await page.keyboard.press("Enter");
    expect(await column()).toEqual(shown);
    await page.click("th:nth-child(3) button");
    expect(
      await page.evaluate("[...document.querySelectorAll('tbody th')].map((head) => head.textContent)"),
    ).toEqual(["c", "a", "d", "b"]);
    await close();
  });

  test("filters a long table and says how many rows are left", async () => {
    const rows = Array.from({ length: 40 }, (_, index) => [`row ${index}`, index]);
    const { page, close } = await browser.open(
      renderHtml(tableReport({ columns: [{ label: "Name" }, { label: "Value" }], rows })),
      desktop,
    );
    await page.fill("input[type=search]", "row 3");
    expect(await page.textContent(".filter [role=status]")).toBe("13 of 40 rows");
    await close();
  });

  describe("a long table", () => {
    const rows = Array.from({ length: 250 }, (_, index) => [`row${index}`, (index * 97) % 250]);
    const html = renderHtml(tableReport({ columns: [{ label: "Name" }, { label: "Value" }], rows }));
    const shown = `[...document.querySelectorAll("tbody tr")].filter((row) => row.getClientRects().length > 0)
      .map((row) => row.cells[0].textContent)`;
    const names = (count: number) => rows.slice(0, count).map(([name]) => name);

    test("shows its first rows, and all when asked", async () => {
      const { page, complaints, close } = await browser.open(html, desktop);
      expect(await page.evaluate(shown)).toEqual(names(100));
      await page.click(".scroll + button");
      expect(await page.evaluate(shown)).toEqual(names(250));
      expect(await page.evaluate("document.querySelector('.scroll + button').hidden")).toBe(true);
      expect(complaints).toEqual([]);
      await close();
    });

    test("is sorted and filtered with the rows that are not shown", async () => {
      const { page, close } = await browser.open(html, phone);
      await page.click("th:nth-child(2) button");
      const sorted = rows.toSorted(([, a], [, b]) => Number(a) - Number(b)).map(([name]) => name);
      expect(await page.evaluate(shown)).toEqual(sorted.slice(0, 100));
      await page.fill("input[type=search]", "row24");
      expect(await page.textContent(".filter [role=status]")).toBe("11 of 250 rows");
      expect(await page.evaluate(shown)).toEqual(sorted.filter((name) => String(name).startsWith("row24")));
      await page.fill("input[type=search]", "row1");
      expect(await page.evaluate<string[]>(shown)).toHaveLength(100);
      expect(await page.textContent(".scroll + button")).toBe("Show all 111 rows");
      await page.fill("input[type=search]", "");
      expect(await page.evaluate(shown)).toEqual(sorted.slice(0, 100));
      expect(await browser.audit(page)).toEqual([]);
      await close();
    });

    test("is whole without script", async () => {
      const { page, close } = await browser.open(html, { ...desktop, javaScriptEnabled: false });
      expect(await page.evaluate(shown)).toEqual(names(250));
      await close();
    });
  });

  test("a large page is laid out where it is in view, and its links lead to what was not", async () => {
    const rows = Array.from({ length: 60 }, (_, index) => [
      `row${index}`,
      ...new Array(3).fill("x".repeat(950)),
    ]);
    const columns = rows[0]!.map((_, index) => ({ label: `column ${index}` }));
    const sections = Array.from({ length: 6 }, (_, index) => ({
      title: `Section ${index}`,
      rank: index,
      folded: index === 4,
      tables: [{ columns, rows }],
    }));
    const { page, complaints, close } = await browser.open(
      renderHtml({ ...sampleReport(), sections }),
      desktop,
    );
    const isRendered =
      "document.querySelector('#s1-6 table').checkVisibility({ contentVisibilityAuto: true })";
    expect(await page.evaluate(isRendered)).toBe(false);
    await page.click(".contents a[href='#s1-6']");
    const isThere = `${isRendered} && Math.abs(document.querySelector('#s1-6').getBoundingClientRect().top) < innerHeight`;
    await page.evaluate(
      `new Promise((done) => { const look = () => ${isThere} ? done() : setTimeout(look, 20); look(); })`,
    );
    expect(await page.evaluate(isThere)).toBe(true);
    expect(await browser.audit(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("shows one slice at a time, or all", async () => {
    const { page, close } = await browser.open(await pageOf([switching()]), desktop);
    const shown = () =>
      page.evaluate(
        "[...document.querySelectorAll('.group:not([hidden]) h3')].map((head) => head.textContent)",
      );
    expect(await shown()).toEqual(["age"]);
    await page.selectOption(".filter select", "1");
    expect(await shown()).toEqual(["<b>place</b>"]);
    await page.selectOption(".filter select", "all");
    expect(await shown()).toEqual(["age", "<b>place</b>"]);
    await close();
  });

  test("a slice's chart is switched with its table", async () => {
    const { page, close } = await browser.open(await pageOf([sliced()]), desktop);
    const shown = () =>
      page.evaluate(
        "[...document.querySelectorAll('.group:not([hidden])')].map((group) => [group.querySelector('figcaption').textContent, group.querySelectorAll('.plot path[data-tip]').length, group.querySelectorAll('.scroll').length])",
      );
    expect(await shown()).toEqual([["RMSE by age", 5, 2]]);
    await page.selectOption(".filter select", "1");
    expect(await shown()).toEqual([["RMSE by place", 5, 2]]);
    await page.focus(".group:not([hidden]) .plot");
    await page.keyboard.press("End");
    expect(await page.textContent(".tip")).toBe("young · Baseline 52.50 (51 … 54)");
    await close();
  });

  test("reads a chart's values by pointer and by keys", async () => {
    const { page, close } = await browser.open(await pageOf([sampleReport()]), desktop);
    await page.hover(".plot [data-tip]:nth-child(2)");
    expect(await page.textContent(".tip")).toBe("median_house_value 50,000 – 100,000 · rows 3,354");
    await page.focus(".plot");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await page.textContent(".tip")).toBe("median_house_value 100,000 – 150,000 · rows 4,083");
    await page.keyboard.press("Escape");
    expect(await page.evaluate("document.querySelector('.tip').hidden")).toBe(true);
    await close();
  });

  test("any report is only text: no element, attribute or request of its own, nothing against the policy", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryReport, async (report) => {
        const { page, complaints, close } = await browser.open(await pageOf([report]), desktop);
        const found = await page.evaluate(
          `[...document.querySelectorAll("*")].flatMap((element) => [
            ...(/^(a|iframe|object|embed|img|link|base|form|video|audio|image|use|foreignobject|animate|set)$/i.test(element.localName)
              && !/^#/.test(element.getAttribute("href") ?? "") ? [element.localName] : []),
            ...element.getAttributeNames().filter((name) => /^(on|src|style$|action|xlink)/.test(name) && !element.matches(".tip"))])
            .concat(document.scripts.length === 1 ? [] : ["script"], document.querySelectorAll("style").length === 1 ? [] : ["style"])`,
        );
        expect(found).toEqual([]);
        expect(complaints).toEqual([]);
        await close();
      }),
      { numRuns: 15 },
    );
  });
});

const sizes: Table = {
  columns: [{ label: "Name" }, { label: "Size" }, { label: "Share" }],
  rows: [
    ["a", "2 kB", 0.123451],
    ["b", "850 B", null],
    ["c", "1.2 MB", 0.123449],
    ["d", null, 5],
  ],
};

function tableReport(table: Table): Report {
  return { ...sampleReport(), sections: [{ title: "Table", rank: 1, tables: [table] }] };
}

/** The sample with tables of two groups. */
function switching(): Report {
  const report = sampleReport();
  const groups = ["age", "<b>place</b>"].map((group) => ({ ...sizes, group }));
  return { ...report, sections: [...report.sections, { title: "By", rank: 9, tables: groups }] };
}

/** A table and a chart of intervals for each of two columns. */
function sliced(): Report {
  const groups = ["age", "place"];
  const charts = groups.map(
    (group): Chart => ({
      kind: "interval",
      title: `RMSE by ${group}`,
      group,
      x: { label: group, values: ["All test rows", "old", "young"] },
      y: { label: "RMSE (95 % CI)" },
      series: [
        { label: "This commit", values: [50, 48.2, null], bounds: [[47, 53], [44, 52], null] },
        { label: "Baseline", values: [51, 49, 52.5], bounds: [[48, 54], null, [51, 54]] },
      ],
    }),
  );
  const tables = groups.map((group) => ({ ...sizes, group }));
  return { ...sampleReport(), sections: [{ title: "Slices", rank: 1, tables, charts }] };
}

async function pageOf(reports: readonly Report[]): Promise<string> {
  return renderHtml(reports, { charts: await renderCharts(reports) });
}
