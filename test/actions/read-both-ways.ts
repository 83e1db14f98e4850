import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadProject, type Project } from "../../src/actions/project.ts";
import { readData } from "../../src/actions/read-data.ts";
import { type StreamedData, streamData } from "../../src/actions/stream-data.ts";
import { UserError } from "../../src/errors.ts";
import type { PartWork } from "../../src/parts/work-part.ts";
import type { Profile } from "../../src/profile/profile-schema.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { openParts } from "../../src/runner/open-parts.ts";
import { createFiles } from "../../src/services/files.ts";
import { memoryLog } from "../../src/services/log.ts";
import { createScratch } from "../../src/services/scratch.ts";
import { inlineWorkers, type Workers } from "../../src/services/workers.ts";
import { type Column, placeOfRow, type Table } from "../../src/tables/table.ts";

/** Data on disk, and how they are read part by part. */
export interface Given {
  files: Readonly<Record<string, string | Uint8Array>>;
  /** Default: `data`. */
  path?: string;
  /** Of `mlops.yml`, beside the path. */
  data?: object;
  checks?: readonly object[];
  partBytes?: number;
  /** Default: this thread alone. */
  workers?: Workers;
}

/** What both ways came to. */
export interface BothWays {
  project: Project;
  streamed: StreamedData;
  whole: Table;
  /** The streamed table with its rows. */
  loaded: Table;
}

type Reading<Value> = { value: Value } | { error: UserError };

/** Reads data part by part and as a whole, gives both to `take`, and removes them from the disk. */
export async function readBothWays<Answer>(
  given: Given,
  take: (of: {
    project: Project;
    streamed: Reading<StreamedData & { loaded: Table }>;
    whole: Reading<Table>;
  }) => Promise<Answer> | Answer,
): Promise<Answer> {
  const folder = mkdtempSync(path.join(tmpdir(), "mlops-both-"));
  const { files: contents, path: name = "data", data, checks = [], partBytes = 100 } = given;
  try {
    for (const [file, content] of Object.entries(contents)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), content);
    }
    const config = { version: 1, data: { path: name, ...data }, checks };
    writeFileSync(path.join(folder, "mlops.yml"), JSON.stringify(config));
    const files = createFiles({ root: folder, contained: true });
    const project = await loadProject(files, { config: "mlops.yml", "working-directory": "." });
    const none = () => Promise.reject(new Error("nothing is fetched"));
    const scratch = createScratch(path.join(folder, "scratch"));
    const context = {
      ...{ files, project, scratch, log: memoryLog(), remote: { fetch: none, list: none } },
      signal: new AbortController().signal,
      workers: given.workers ?? inlineWorkers((_, shared) => openParts(shared as PartWork)),
    };
    const { csv, columns } = project.config.data;
    return await take({
      project,
      streamed: await settle(async () => {
        const found = await streamData(context, name, { partBytes, leastBytes: 0 });
        if (found?.table.load === undefined) throw new Error("not streamed");
        return { ...found, loaded: await found.table.load() };
      }),
      whole: await settle(() => readData(files, name, { csv, columns })),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function settle<Value>(read: () => Promise<Value>): Promise<Reading<Value>> {
  try {
    return { value: await read() };
  } catch (error) {
    if (error instanceof UserError) return { error };
    throw error;
  }
}

/** What both ways must agree on: rows and where they stand, cells, types, invalid cells, counts; or that data are refused. */
export function readBothOutcomes(given: Given): Promise<{ streamed: unknown; whole: unknown }> {
  return readBothWays(given, ({ streamed, whole }) => ({
    streamed: "error" in streamed ? "refused" : outcomeOf(streamed.value.loaded, streamed.value.profile),
    whole: "error" in whole ? "refused" : outcomeOf(whole.value, profileTable(whole.value)),
  }));
}

function outcomeOf(table: Table, profile: Profile): unknown {
  const { rows, digest, bytes, columns } = table;
  return {
    ...{ rows, digest, bytes },
    places: Array.from({ length: rows }, (_, row) => placeOfRow(table, row)),
    columns: columns.map((column) => [column.name, column.type, cellsOf(column), invalidOf(column)]),
    duplicates: profile.duplicate_rows,
    counts: profile.columns.map(({ missing, invalid, distinct }) => [missing, invalid, distinct]),
  };
}

/** The cells of a column: texts, or numbers with null for missing. */
export function cellsOf(column: Column): unknown[] {
  if (column.kind === "text")
    return Array.from(column.codes, (code) => (code < 0 ? null : column.dictionary[code]));
  return [...column.values];
}

function invalidOf(column: Column): unknown {
  return column.kind === "text"
    ? []
    : [column.invalidCount, column.invalid.map(({ row, text }) => [row, text])];
}
