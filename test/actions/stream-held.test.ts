import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { heldTypes, holdTable } from "../../src/actions/held-types.ts";
import { loadProject } from "../../src/actions/project.ts";
import { readData } from "../../src/actions/read-data.ts";
import { streamHeld } from "../../src/actions/stream-held.ts";
import { tableFindings } from "../../src/actions/table-findings.ts";
import { openKernel } from "../../src/runner/kernels.ts";
import { memoryArtifacts } from "../../src/services/artifacts.ts";
import { systemClock } from "../../src/services/clock.ts";
import { createFiles } from "../../src/services/files.ts";
import { memoryGit } from "../../src/services/git.ts";
import { memoryLog } from "../../src/services/log.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { createScratch } from "../../src/services/scratch.ts";
import { inlineWorkers } from "../../src/services/workers.ts";
import { testEnvironment } from "../fakes.ts";

const folder = mkdtempSync(path.join(tmpdir(), "mlops-held-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is said of the data, and their types, part by part and in memory. */
async function readBoth(files: Record<string, string>, dataPath: string, reference: string) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const data = { path: dataPath, reference, columns: { own: { type: "text" } } };
  writeFileSync(path.join(folder, "mlops.yml"), JSON.stringify({ version: 1, data }));
  const root = createFiles({ root: folder, contained: true });
  const project = await loadProject(root, { config: "mlops.yml", "working-directory": "." });
  const none = () => Promise.reject(new Error("nothing is fetched"));
  const context = {
    ...{ files: root, project, log: memoryLog(), remote: { fetch: none, list: none } },
    scratch: createScratch(path.join(folder, "scratch")),
    workers: inlineWorkers(openKernel),
    signal: new AbortController().signal,
    environment: testEnvironment(),
    ...{ clock: systemClock, git: memoryGit({}), github: memoryGitHub(), artifacts: memoryArtifacts() },
    inputs: {},
  };
  const streamed = await streamHeld(context, dataPath, { partBytes: 500, leastBytes: 0 });
  if (streamed === undefined) throw new Error("not streamed");
  const held = await heldTypes(context);
  const { columns } = project.config.data;
  const isFile = (await root.size(dataPath)) !== undefined;
  const { withHeldTexts } = await import("../../src/actions/held-types.ts");
  const declared = isFile ? withHeldTexts(dataPath, columns, held) : columns;
  const whole = holdTable(await readData(root, dataPath, { columns: declared }), held);
  const tell = (table: typeof whole) => ({
    types: table.columns.map(({ name, type }) => [name, type]),
    findings: tableFindings(table, project),
  });
  return { streamed: tell(streamed.table), whole: tell(whole) };
}

const rows = 300;
const table = (cell: (column: string, row: number) => string): string => {
  const names = ["n", "x", "day", "code", "ok", "own", "word", "none"];
  const body = Array.from({ length: rows }, (_, row) => names.map((name) => cell(name, row)).join(","));
  return `${names.join(",")}\n${body.join("\n")}\n`;
};
const usual = (column: string, row: number): string =>
  ({
    n: `${row}`,
    x: `${row / 4}`,
    day: `2026-01-${10 + (row % 9)}`,
    code: row % 2 ? "007" : "1E5",
    ok: `${row % 2 === 0}`,
    own: `${row}`,
    word: `w${row % 7}`,
    none: "",
  })[column] ?? "";

test.each([
  ["nothing changed", usual],
  ["a few cells do not fit", (name, row) => (row === 77 && name !== "none" ? "odd" : usual(name, row))],
  [
    "numbers with decimals where whole ones were",
    (name, row) => (name === "n" ? `${row}.5` : usual(name, row)),
  ],
  ["whole numbers where others were", (name, row) => (name === "x" ? `${row}` : usual(name, row))],
  [
    "many cells do not fit",
    (name, row) => (row > 40 && row < 60 && name !== "none" ? "odd" : usual(name, row)),
  ],
  [
    "codes that are numbers now",
    (name, row) => (name === "code" || name === "word" ? `${row}` : usual(name, row)),
  ],
  ["nothing is there any more", (name, row) => (name === "n" || name === "code" ? "" : usual(name, row))],
  [
    "times where dates were",
    (name, row) => (name === "day" ? `${usual(name, row)}T12:00:00Z` : usual(name, row)),
  ],
] as [string, typeof usual][])("types are held part by part as in memory: %s", async (_, cell) => {
  const { streamed, whole } = await readBoth(
    { "before.csv": table(usual), "data.csv": table(cell) },
    "data.csv",
    "before.csv",
  );
  expect(streamed).toEqual(whole);
});

test("the first cell that does not fit is named with its line, also where the type has changed", async () => {
  const cell: typeof usual = (name, row) => (name === "n" && row >= 250 ? "odd" : usual(name, row));
  const { streamed } = await readBoth(
    { "before.csv": table(usual), "data.csv": table(cell) },
    "data.csv",
    "before.csv",
  );
  expect(streamed.findings).toMatchObject([
    { severity: "error", rule: "n.type", line: 252, row: 251, count: 50 },
  ]);
});

test("types of several files and of JSON are held as in memory", async () => {
  const odd: typeof usual = (name, row) => (name === "n" && row === 7 ? "odd" : usual(name, row));
  const files = await readBoth(
    { "before.csv": table(usual), "parts/a.csv": table(usual), "parts/b.csv": table(odd) },
    "parts",
    "before.csv",
  );
  expect(files.streamed).toEqual(files.whole);
  expect(files.whole.findings).toMatchObject([{ file: "parts/b.csv", line: 9 }]);
  const lines = (cell: (row: number) => unknown) =>
    Array.from({ length: rows }, (_, row) =>
      JSON.stringify({ n: cell(row), own: "o", w: row % 2 ? "a" : "b" }),
    ).join("\n");
  const json = await readBoth(
    { "before.jsonl": lines((row) => row), "data.jsonl": lines((row) => (row > 100 ? "x" : row)) },
    "data.jsonl",
    "before.jsonl",
  );
  expect(json.streamed).toEqual(json.whole);
  expect(json.whole.findings).toHaveLength(1);
});
