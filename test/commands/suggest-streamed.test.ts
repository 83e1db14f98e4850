import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { profileFile, projectOf } from "../../src/actions/profile-file.ts";
import { loadProject } from "../../src/actions/project.ts";
import { suggestHolding } from "../../src/checks/hold-suggestions.ts";
import { judgeChecks } from "../../src/checks/judge-checks.ts";
import { assetUrl } from "../../src/runner/asset-url.ts";
import { createFiles } from "../../src/services/files.ts";
import { memoryLog } from "../../src/services/log.ts";
import { createScratch } from "../../src/services/scratch.ts";
import { createWorkers, type Workers } from "../../src/services/workers.ts";

let folder = "";
let workers: Workers;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-suggest-"));
  workers = createWorkers(assetUrl("worker"));
});
afterAll(async () => {
  await workers.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What is suggested for a text, part by part or in memory. */
async function suggestFor(text: string, leastBytes?: number) {
  writeFileSync(path.join(folder, "data.csv"), text);
  const files = createFiles({ root: folder, contained: true });
  const none = () => Promise.reject(new Error("nothing is fetched"));
  const whole = await loadProject(files, { config: "mlops.yml", "working-directory": "." });
  const context = {
    ...{ files, workers, log: memoryLog(), signal: new AbortController().signal },
    ...{ scratch: createScratch(folder), remote: { fetch: none, list: none } },
    project: projectOf(whole, "data.csv"),
  };
  const { table, profile } = await profileFile(context, leastBytes);
  const suggestions = await suggestHolding(profile, table);
  const checks = suggestions.map(({ check }) => check);
  return { suggestions, table, outcomes: await judgeChecks(table, profile, checks) };
}

test("checks are suggested part by part as in memory", async () => {
  const rows = Array.from(
    { length: 3000 },
    (_, i) =>
      `${i},user${i}@example.org,${i % 300 === 7 ? `odd ${i}` : "abcd"[i % 4]},${i % 20 ? i / 4 : ""},2026-01-0${1 + (i % 9)}`,
  );
  const text = `id,email,kind,price,day\n${rows.join("\n")}\n`;
  const streamed = await suggestFor(text, 0);
  const whole = await suggestFor(text);
  expect(streamed.table.judge).toBeDefined();
  expect(whole.table.judge).toBeUndefined();
  expect(streamed.suggestions).toEqual(whole.suggestions);
  expect(streamed.suggestions.some(({ check }) => check.format === "email")).toBe(true);
  expect(streamed.outcomes.filter(({ passed }) => !passed)).toEqual([]);
});

test("a format that a row breaks which is not in the sample is not suggested", async () => {
  const rows = Array.from({ length: 120_000 }, (_, i) => `${i},10.0.${i % 256}.${(i >> 8) % 256}`);
  const hits = await suggestFor(`id,host\n${rows.join("\n")}\n`, 0);
  const host = (found: typeof hits) => found.suggestions.find(({ check }) => check.column === "host");
  expect(host(hits)?.check.format).toBe("ipv4");
  const sampled = new Set(
    hits.table.sample?.columns[0]?.kind === "numeric" ? hits.table.sample.columns[0].values : [],
  );
  const outside = rows.findIndex((_, row) => row > 1000 && !sampled.has(row));
  const odd = await suggestFor(`id,host\n${rows.with(outside, `${outside},10.0.0.999`).join("\n")}\n`, 0);
  expect(host(odd)?.check).toMatchObject({ type: "text", required: true });
  expect(host(odd)?.check.format).toBeUndefined();
  expect(host(odd)?.evidence).not.toContain("format");
});
