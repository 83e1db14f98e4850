import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { findMermaidChart } from "../../src/markdown/mermaid-chart.ts";
import type { Chart } from "../../src/report.ts";
import { arbitraryChart, hostileTexts } from "../arbitrary-report.ts";
import { describeWith, requireTool } from "../require-tool.ts";
import { sampleReport } from "../sample-report.ts";

/** What Mermaid made of a chart. */
interface Drawing {
  error?: string;
  /** Places of the first series' bars, or of its line's points. */
  places?: string[];
  /** Elements that link or load something, and numbers that are none. */
  odd?: string[];
}

const numbers = (count: number, of: (index: number) => number = (index) => index): number[] =>
  Array.from({ length: count }, (_, index) => of(index));

const charts: Chart[] = [
  ...sampleReport().sections.flatMap((section) => section.charts ?? []),
  ...hostileTexts.flatMap((text) => [
    plot("bar", [text, `${text}b`, "c"], [1, 2, 3], text),
    plot("line", [text, "b", text, `${text}\n`], [1, 2, 3, 4], text),
  ]),
  plot("bar", ["a", "a", "a (2)"], [1, 2, 3]),
  plot("bar", ["x-axis", "bar [1]", "line", "title", "%%{init: {}}%%", "end"], numbers(6)),
  plot("bar", ["only"], [3]),
  plot("bar", ["a", "b"], [0, 0]),
  plot("line", numbers(1000), numbers(1000, Math.sin)),
  plot("line", [0, 1, 2, 3], [Number.NaN, 1, Number.POSITIVE_INFINITY, 2]),
  plot("line", [1, 2, 3], [1.7e308, -1.7e308, 0]),
  plot("line", [1, 2, 3], [5e-324, 0, 1e-323]),
  plot("line", [1e6, 2e6, 3e6], [1e-9, 2e-9, 3e-9]),
  plot(
    "line",
    numbers(20).map((index) => `abc12${index + 10}`),
    numbers(20),
  ),
  plot(
    "histogram",
    numbers(25, (index) => index * 12_345),
    numbers(24, (index) => index % 7),
  ),
  ...fc.sample(arbitraryChart, { numRuns: 200, seed: 8 }),
];

describeWith(["beds", "chromium"], "charts, drawn by Mermaid in Chromium", () => {
  test("come out whole: each point at a place of its own, nothing of the labels alive", () => {
    const codes = charts.flatMap((chart) => {
      const code = findMermaidChart(chart)?.code;
      return code === undefined ? [] : [code];
    });
    expect(codes.length).toBeGreaterThan(60);
    const drawings = draw(codes);
    const faults = codes.flatMap((code, index) => {
      const { error, places = [], odd = [] } = drawings[index] ?? { error: "nothing" };
      const expected = /^ {2}(?:bar|line) \[(.*)\]$/m.exec(code)?.[1]?.split(", ").length;
      const isWhole = places.length === expected && new Set(places).size === expected;
      return error === undefined && isWhole && odd.length === 0
        ? []
        : [{ code, error, odd, places, expected }];
    });
    expect(faults.slice(0, 3)).toEqual([]);
    expect(Math.max(...codes.map((code) => code.length))).toBeLessThan(50_000);
  });
});

function plot(kind: Chart["kind"], x: (string | number)[], values: number[], label = "label"): Chart {
  return { kind, title: label, x: { label, values: x }, y: { label }, series: [{ label, values }] };
}

/** Draws in one page: Mermaid as GitHub sets it up (strict), the answer read from the page. */
function draw(codes: readonly string[]): Drawing[] {
  const folder = mkdtempSync(path.join(tmpdir(), "mlops-mermaid-"));
  const mermaid = path.join(requireTool("beds"), "node_modules/mermaid/dist/mermaid.min.js");
  const page = path.join(folder, "page.html");
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><body><script src="${pathToFileURL(mermaid).href}"></script><script>
const codes = ${JSON.stringify(codes).replaceAll("<", "\\u003c")};
(${drawAll.toString()})(codes);</script>`,
  );
  const { stdout } = spawnSync(
    requireTool("chromium"),
    [
      ...["--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"],
      ...[`--user-data-dir=${path.join(folder, "profile")}`, "--virtual-time-budget=100000"],
      ...["--dump-dom", pathToFileURL(page).href],
    ],
    { encoding: "utf8", maxBuffer: 1e9 },
  );
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const answer = /<body data-answer="([^"]*)"/.exec(stdout)?.[1];
  if (answer === undefined) throw new Error(`Chromium did not draw: ${stdout.slice(0, 500)}`);
  return JSON.parse(decodeURIComponent(answer)) as Drawing[];
}

declare const mermaid: {
  initialize(options: object): void;
  render(id: string, code: string): Promise<{ svg: string }>;
};
declare const document: {
  body: { dataset: { answer?: string } };
  createElement(name: string): {
    innerHTML: string;
    querySelectorAll(selector: string): Iterable<{ getAttribute(name: string): string | null }>;
  };
};

/** Runs in the page. */
async function drawAll(all: readonly string[]): Promise<void> {
  mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });
  const drawings: Drawing[] = [];
  for (const [index, code] of all.entries()) {
    try {
      const { svg } = await mermaid.render(`chart${index}`, code);
      const holder = document.createElement("div");
      holder.innerHTML = svg;
      const read = (selector: string, name: string) =>
        [...holder.querySelectorAll(selector)].map((element) => element.getAttribute(name) ?? "");
      const bars = [...holder.querySelectorAll(".bar-plot-0 rect")].map(
        (bar) => `${bar.getAttribute("x")} ${bar.getAttribute("y")}`,
      );
      const line = (read(".line-plot-0 path", "d")[0] ?? "").split(/[ML]/).filter((place) => place !== "");
      const links = [...holder.querySelectorAll("a, script, image, foreignObject, iframe")].map(() => "link");
      drawings.push({
        places: bars.length > 0 ? bars : line,
        odd: [...links, ...(/NaN|undefined|Infinity/.exec(svg.replace(/<text.*?<\/text>/gs, "")) ?? [])],
      });
    } catch (error) {
      drawings.push({ error: String(error) });
    }
  }
  document.body.dataset.answer = encodeURIComponent(JSON.stringify(drawings));
}
