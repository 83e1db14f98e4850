import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Block, parseBlocks } from "../contract/markdown-blocks.ts";
import { describeWith, requireTool } from "../require-tool.ts";

// Runs what the guides tell people to type: each page's blocks that are marked with <!-- run -->, in order, in one
// copy of examples/penguins. A block marked with <!-- output --> holds lines that the run before it prints.

const root = path.resolve(import.meta.dirname, "../..");
const scratch = mkdtempSync(path.join(tmpdir(), "mlops-docs-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const pages = ["getting-started", "checks", "gate", "model"].map((each) => `docs/${each}.md`);

/** A copy of the example, and the environment in which `mlops` is the CLI. */
function prepare(name: string): { cwd: string; env: NodeJS.ProcessEnv } {
  const cwd = path.join(scratch, name);
  for (const each of ["mlops.yml", "data"])
    cpSync(path.join(root, "examples/penguins", each), path.join(cwd, each), { recursive: true });
  const bin = path.join(scratch, "bin");
  mkdirSync(bin, { recursive: true });
  const program = path.join(bin, "mlops");
  writeFileSync(
    program,
    `#!/bin/sh\nexec "${process.execPath}" "${path.join(root, "dist/mlops.js")}" "$@"\n`,
  );
  chmodSync(program, 0o755);
  const { GITHUB_ACTIONS: _, GITHUB_TOKEN: __, ...env } = process.env;
  return { cwd, env: { ...env, PATH: `${bin}${path.delimiter}${env.PATH}` } };
}

function blocksOf(page: string): Block[] {
  return parseBlocks(readFileSync(path.join(root, page), "utf8"));
}

function words(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

// The guides are written for a POSIX shell.
describe.skipIf(process.platform === "win32")("what the guides tell to type", () => {
  test.each([...pages, "examples/penguins/README.md"])(
    "%s",
    (page) => {
      const { cwd, env } = prepare(page.replace(/\W/g, "-"));
      let printed = "";
      let count = 0;
      for (const { mark, content, line } of blocksOf(page)) {
        if (mark.startsWith("run")) {
          if (mark === "run: without mlops.yml") rmSync(path.join(cwd, "mlops.yml"));
          const ran = spawnSync("sh", ["-e", "-c", content], { cwd, env, encoding: "utf8" });
          printed = ran.stdout + ran.stderr;
          expect(ran.status, `line ${line}:\n${printed}`).toBe(0);
          count++;
        }
        if (mark === "output")
          for (const each of content.trim().split("\n")) expect(words(printed)).toContain(words(each));
      }
      expect(count).toBeGreaterThan(0);
    },
    60_000,
  );
});

describeWith("python", "the Python of docs/model.md", () => {
  test("loads the model by MLflow and by onnxruntime", () => {
    const { cwd, env } = prepare("python");
    const trained = spawnSync(process.execPath, [path.join(root, "dist/mlops.js"), "train"], {
      cwd,
      env,
      encoding: "utf8",
    });
    expect(trained.status, trained.stderr).toBe(0);
    const programs = blocksOf("docs/model.md").filter(({ language }) => language === "python");
    expect(programs.length).toBe(2);
    for (const { content } of programs) {
      const ran = spawnSync(requireTool("python"), ["-c", content], { cwd, env, encoding: "utf8" });
      expect(ran.status, ran.stderr).toBe(0);
    }
  });
});
