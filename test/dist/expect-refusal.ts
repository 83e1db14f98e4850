import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import type { runCli } from "./run-dist.ts";

/** What a run that could not finish must show, beside its exit code 2. */
export interface Refusal {
  message: RegExp | string;
  /** `file`, `file:line` or `file:line:column`, as the terminal shows it. */
  at?: string;
  hint?: RegExp | string;
}

/** Holds a run to the promises for bad input: clear, at its place, in time, and nothing half-written. */
export function expectRefusal(
  run: Awaited<ReturnType<typeof runCli>>,
  workspace: string,
  { message, at, hint }: Refusal,
): void {
  expectNoBug(run, workspace);
  expect(run.stderr).toMatch(message);
  if (at !== undefined) expect(run.stderr).toContain(`\n  at ${at}\n`);
  if (hint !== undefined) expect(run.stderr).toMatch(hint);
  expect(run.exitCode, run.stderr).toBe(2);
  expect(readdirSync(workspace, { recursive: true, encoding: "utf8" }).join("\n")).not.toMatch(
    /\.mlops\/[^/\n]+\/model\//,
  );
}

/** No stack, no bug of ours, no escape sequence, no half-written file; and an end in time. */
export function expectNoBug(
  run: { exitCode: number; stdout: string; stderr: string; seconds: number },
  workspace: string,
): void {
  const text = run.stdout + run.stderr;
  expect(text).not.toMatch(/has a bug|^\s+at .*(file:|node:|\.js:\d)/m);
  expect(text.includes("\u001b")).toBe(false);
  expect(run.exitCode).not.toBe(70);
  expect(run.seconds).toBeLessThan(120);
  expect(partialFiles(workspace)).toEqual([]);
}

/** Files that were begun and not finished. */
export function partialFiles(workspace: string): string[] {
  if (!existsSync(workspace)) return [];
  return readdirSync(workspace, { recursive: true, encoding: "utf8" })
    .filter((name) => name.includes(".partial"))
    .map((name) => path.join(workspace, name));
}
