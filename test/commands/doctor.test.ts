import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { doctor } from "../../src/commands/doctor.ts";
import { openKernel } from "../../src/runner/kernels.ts";
import { memoryArtifacts } from "../../src/services/artifacts.ts";
import { memoryCache } from "../../src/services/cache.ts";
import { fakeClock } from "../../src/services/clock.ts";
import { noDuckDb } from "../../src/services/duckdb.ts";
import { createFiles } from "../../src/services/files.ts";
import { memoryGit } from "../../src/services/git.ts";
import { memoryLog } from "../../src/services/log.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { memoryGitHub } from "../../src/services/memory-github.ts";
import { noNativePackages } from "../../src/services/native-package.ts";
import { noOnnxRuntime } from "../../src/services/onnx-runtime.ts";
import { createScratch } from "../../src/services/scratch.ts";
import { createSecrets } from "../../src/services/secrets.ts";
import { inlineWorkers } from "../../src/services/workers.ts";
import { testEnvironment } from "../fakes.ts";

test("data that are large are looked at part by part", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "mlops-doctor-"));
  try {
    const note = "x".repeat(10_000);
    const rows = Array.from({ length: 7000 }, (_, row) => `${row},${"abc"[row % 3]},${note}`);
    writeFileSync(path.join(folder, "data.csv"), `id,kind,note\n${rows.join("\n")}\n`);
    const config = "version: 1\ndata: { path: data.csv, target: kind, key: [ids] }\n";
    writeFileSync(path.join(folder, "mlops.yml"), config);
    const none = () => Promise.reject(new Error("not in this test"));
    const log = memoryLog();
    let written = "";
    const files = createFiles({ root: folder, contained: true });
    const services = {
      ...{ files, log, scratch: createScratch(folder), cache: memoryCache(memoryFiles()) },
      ...{ git: memoryGit({}), github: memoryGitHub(), artifacts: memoryArtifacts() },
      ...{ environment: testEnvironment(), clock: fakeClock(), signal: new AbortController().signal },
      ...{ workers: inlineWorkers(openKernel), natives: noNativePackages, duckdb: noDuckDb },
      onnxRuntime: noOnnxRuntime,
      ...{ http: { fetch: none }, remote: { fetch: none, list: none }, secrets: createSecrets({}) },
      ...{
        process: { has: () => false, run: none },
        programs: { prepare: async () => {}, watchReading: none, run: none },
      },
    };
    const code = await doctor.run({
      ...services,
      inputs: { config: "mlops.yml", "working-directory": "." },
      ...{ words: [], json: false, write: (text) => (written += text) },
    });
    expect(code).toBe(1);
    expect(written).toContain('"data.csv" has 7,000 rows and 3 columns');
    expect(written).toContain('the data has no column "ids", did you mean "id"');
    expect(written).toContain('the target "kind" makes it a classification of 3 classes');
    expect(log.lines.join("\n")).toContain("7,000 rows");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
