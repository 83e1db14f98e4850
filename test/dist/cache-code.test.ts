import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { runCli } from "./run-dist.ts";

function makeHome(): { home: string; code: string } {
  const home = mkdtempSync(path.join(tmpdir(), "mlops-home-"));
  return { home, code: path.join(home, "cache/mlops/code") };
}

async function run(home: string, env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await runCli(["--version"], home, { XDG_CACHE_HOME: path.join(home, "cache"), ...env });
  return stdout;
}

test("compiled code is kept for the next run, in a folder that is the user's alone", async () => {
  const { home, code } = makeHome();
  const first = await run(home);
  expect(readdirSync(code)).toHaveLength(enableCompileCache === undefined ? 0 : 1);
  expect(await run(home)).toBe(first);
});

test("NODE_DISABLE_COMPILE_CACHE keeps none", async () => {
  const { home, code } = makeHome();
  expect(await run(home, { NODE_DISABLE_COMPILE_CACHE: "1" })).toMatch(/^\d/);
  expect(existsSync(code) ? readdirSync(code) : []).toEqual([]);
});

test.each(["cache/mlops", "cache/mlops/code"])(
  "no code is kept where others may write into %s",
  async (open) => {
    const { home, code } = makeHome();
    mkdirSync(code, { recursive: true, mode: 0o700 });
    chmodSync(path.join(home, open), 0o777);
    expect(await run(home)).toMatch(/^\d/);
    expect(readdirSync(code)).toEqual([]);
  },
);
