import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { reportRun } from "../src/comment/report-run.ts";
import { parseStoredReport, type StoredReport } from "../src/evidence/stored-report.ts";
import { renderMarkdown } from "../src/markdown/render-markdown.ts";
import { commentPage } from "./comment-page.ts";

// Draws docs/images/comment.png, the README's picture: runs examples/diamonds, renders its reports as pr-comment
// does, and takes a picture of the page with Chromium ("chromium" on PATH, or MLOPS_CHROMIUM). Needs an emoji font.

const root = path.resolve(import.meta.dirname, "..");
const picture = path.join(root, "docs", "images", "comment.png");
/** CSS pixels; the picture has twice as many. */
const width = 900;

const folder = mkdtempSync(path.join(tmpdir(), "mlops-picture-"));
try {
  const markdown = renderComment(runExample(path.join(folder, "diamonds")));
  const page = path.join(folder, "comment.html");
  const body = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  writeFileSync(page, commentPage(body));
  mkdirSync(path.dirname(picture), { recursive: true });
  photograph(page, heightOf(page));
  console.log(`wrote ${path.relative(root, picture)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs the example in a copy of it and returns what its actions reported. */
function runExample(example: string): StoredReport[] {
  mkdirSync(path.join(example, "data"), { recursive: true });
  const config = readFileSync(path.join(root, "examples", "diamonds", "mlops.yml"), "utf8");
  // As on GitHub, where findings show no values.
  writeFileSync(path.join(example, "mlops.yml"), `${config}report: { show_values: false }\n`);
  const data = path.join(root, "node_modules", "@observablehq", "sample-datasets", "diamonds.csv");
  cpSync(data, path.join(example, "data", "diamonds.csv"));
  execFileSync(process.execPath, [path.join(root, "dist", "mlops.js"), "run", "--json"], {
    cwd: example,
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const reports = path.join(example, ".mlops", "diamonds", "reports");
  return readdirSync(reports)
    .flatMap((name) => parseStoredReport(readFileSync(path.join(reports, name), "utf8"), name, {}) ?? [])
    .toSorted((a, b) => a.started.localeCompare(b.started));
}

/** The comment's text: see `writeComment`. */
function renderComment(stored: readonly StoredReport[]): string {
  const report = reportRun(stored, "diamonds");
  const head = execFileSync("git", ["rev-parse", "HEAD"], { cwd: root, encoding: "utf8" });
  const commit = { label: "", value: `commit ${head.slice(0, 7)}` };
  return renderMarkdown({ ...report, facts: [...report.facts, commit] }, { budget: 60_000 });
}

/** Height of the page's content in CSS pixels, which its script writes into the document. */
function heightOf(page: string): number {
  const dom = chromium(`--window-size=${width},100`, "--dump-dom", pathToFileURL(page).href);
  const height = Number(/data-height="(\d+)"/.exec(dom)?.[1]);
  if (!(height > 0)) throw new Error("Chromium did not say how high the page is");
  return height;
}

function photograph(page: string, height: number): void {
  chromium(
    `--window-size=${width},${height}`,
    "--force-device-scale-factor=2",
    `--screenshot=${picture}`,
    pathToFileURL(page).href,
  );
}

function chromium(...args: readonly string[]): string {
  const program = process.env.MLOPS_CHROMIUM ?? "chromium";
  // The page is our own; a container's root has no sandbox.
  const flags = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    `--user-data-dir=${folder}/chromium`,
  ];
  return execFileSync(program, [...flags, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    timeout: 60_000,
  });
}
