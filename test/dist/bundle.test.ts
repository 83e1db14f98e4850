import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { build, differingFiles, listFiles } from "../../scripts/build.ts";
import { loadActions } from "../../src/actions/index.ts";
import { dist } from "./run-dist.ts";

const actions = await loadActions();

const scratch = mkdtempSync(path.join(tmpdir(), "mlops-build-"));

test("dist is what the sources build, byte for byte", async () => {
  const fresh = path.join(scratch, "fresh");
  await build(fresh);
  expect(differingFiles(fresh, dist)).toEqual([]);
});

test("a change of one line in shared code changes one file", async () => {
  const changed = path.join(scratch, "changed");
  await build(changed, (file, code) =>
    file.endsWith(path.join("src", "number-format.ts"))
      ? code.replace('return "NaN"', 'return "not a number"')
      : undefined,
  );
  const differing = differingFiles(changed, dist);
  expect(differing).toHaveLength(1);
  expect(differing[0]).toMatch(/^shared\/.*\.js$/);
});

test("an action loads at most 1 MB of JavaScript before it works", () => {
  for (const { name } of actions) {
    const files = staticImports(`shared/start-${name}.js`);
    const bytes = [...files].reduce((sum, file) => sum + statSync(path.join(dist, file)).size, 0);
    expect(bytes, `${name}: ${[...files].join(", ")}`).toBeLessThanOrEqual(1e6);
  }
});

test("all of dist is at most 12 MB, and says which licences it carries", () => {
  const bytes = listFiles(dist).reduce((sum, name) => sum + statSync(path.join(dist, name)).size, 0);
  expect(bytes).toBeLessThanOrEqual(12e6);
  const licenses = readFileSync(path.join(dist, "licenses.txt"), "utf8");
  for (const name of ["zod", "yaml", "@actions/core", "@octokit/rest", "vega"])
    expect(licenses).toMatch(new RegExp(`^${name} \\d`, "m"));
});

test("dist holds no path of the machine that built it", () => {
  const home = path.resolve(dist, "..");
  for (const name of listFiles(dist))
    expect(readFileSync(path.join(dist, name), "latin1").includes(home), name).toBe(false);
});

/** The file and what it imports before its first line runs. */
function staticImports(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(path.join(dist, file), "utf8");
  for (const [, target] of text.matchAll(/^(?:import|export)\s[^;]*?["'](\.[^"']+)["'];/gm))
    staticImports(path.posix.join(path.posix.dirname(file), target!), seen);
  return seen;
}
