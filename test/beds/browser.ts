import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { requireTool } from "../require-tool.ts";

/** What of Playwright's page the tests use; its package is installed with the beds alone. */
export interface Page {
  goto(address: string): Promise<unknown>;
  evaluate<T>(script: string): Promise<T>;
  click(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  focus(selector: string): Promise<void>;
  hover(selector: string): Promise<void>;
  selectOption(selector: string, value: string): Promise<unknown>;
  textContent(selector: string): Promise<string | null>;
  keyboard: { press(key: string): Promise<void> };
  on(event: "request" | "console" | "pageerror", listener: (about: About) => void): void;
}

interface About {
  url?(): string;
  text?(): string;
  message?: string;
}

interface Context {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

interface Browser {
  newContext(options: View): Promise<Context>;
  close(): Promise<void>;
}

/** How a reader looks at a page. */
export interface View {
  viewport: { width: number; height: number };
  colorScheme: "light" | "dark";
  hasTouch?: boolean;
  javaScriptEnabled?: boolean;
}

/** A page that is open, and what it asked of the network, said on its console or threw. */
export interface Opened {
  page: Page;
  complaints: string[];
  close(): Promise<void>;
}

/** Headless Chromium, driven by Playwright. `close` ends it and removes what was written for it. */
export async function startBrowser(): Promise<{
  open(html: string, view: View): Promise<Opened>;
  /** What axe finds wrong, best practices included. */
  audit(page: Page): Promise<string[]>;
  close(): Promise<void>;
}> {
  const require = createRequire(path.join(requireTool("beds"), "package.json"));
  const { chromium } = require("playwright-core") as {
    chromium: { launch(options: object): Promise<Browser> };
  };
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const folder = mkdtempSync(path.join(tmpdir(), "mlops-page-"));
  const browser = await chromium.launch({
    executablePath: requireTool("chromium"),
    // The pages are our own; a container's root has no sandbox.
    args: ["--no-sandbox"],
  });
  return {
    async open(html, view) {
      const file = path.join(folder, "page.html");
      writeFileSync(file, html);
      const context = await browser.newContext(view);
      const page = await context.newPage();
      const complaints: string[] = [];
      const address = pathToFileURL(file).href;
      page.on("request", (about) => {
        if (about.url?.() !== address) complaints.push(`asked for ${about.url?.()}`);
      });
      page.on("console", (about) => complaints.push(about.text?.() ?? ""));
      page.on("pageerror", (about) => complaints.push(about.message ?? ""));
      await page.goto(address);
      return { page, complaints, close: () => context.close() };
    },
    async audit(page) {
      await page.evaluate(axe);
      return page.evaluate<string[]>(
        "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
      );
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
