import { tmpdir } from "node:os";
import type { Action, Result } from "../src/action.ts";
import type { Inputs } from "../src/inputs.ts";
import { openKernel } from "../src/runner/kernels.ts";
import { parseInputs, prepareProject } from "../src/runner/prepare.ts";
import { type Artifacts, memoryArtifacts } from "../src/services/artifacts.ts";
import { type Cache, memoryCache } from "../src/services/cache.ts";
import { type Clock, fakeClock } from "../src/services/clock.ts";
import { type DuckDb, noDuckDb } from "../src/services/duckdb.ts";
import type { Environment } from "../src/services/environment.ts";
import { type Git, memoryGit } from "../src/services/git.ts";
import type { GitHub } from "../src/services/github.ts";
import type { Http } from "../src/services/http.ts";
import { memoryLog } from "../src/services/log.ts";
import { memoryFiles } from "../src/services/memory-files.ts";
import { memoryGitHub } from "../src/services/memory-github.ts";
import type { Mlflow } from "../src/services/mlflow.ts";
import { type NativePackages, noNativePackages } from "../src/services/native-package.ts";
import { noOnnxRuntime, type OnnxRuntime } from "../src/services/onnx-runtime.ts";
import type { Processes } from "../src/services/process.ts";
import type { Programs } from "../src/services/programs.ts";
import type { Remote } from "../src/services/remote.ts";
import { createScratch } from "../src/services/scratch.ts";
import { createSecrets } from "../src/services/secrets.ts";
import type { Services } from "../src/services/services.ts";
import { inlineWorkers } from "../src/services/workers.ts";

/** Commit of the run in tests. */
export const testSha = "0123456789abcdef0123456789abcdef01234567";

/** The environment of a GitHub run of a pull request, with changes laid over it. */
export function testEnvironment(changes: Partial<Environment> = {}): Environment {
  return {
    kind: "github",
    workspace: "/workspace",
    repository: "acme/houses",
    sha: testSha,
    eventName: "pull_request",
    event: { pull_request: { number: 7, head: { sha: testSha } } },
    ref: "refs/pull/7/merge",
    workflowRef: "acme/houses/.github/workflows/model.yml@refs/pull/7/merge",
    runId: "100",
    runAttempt: 1,
    job: "model",
    hostedRunner: undefined,
    serverUrl: "https://github.com",
    apiUrl: "https://api.github.com",
    hasArtifacts: true,
    temp: "/tmp",
    cache: "/tmp/mlops",
    memory: 16e9,
    version: "0.0.0-test",
    ...changes,
  };
}

/** What a test says of the outside world; all else is empty, and no network, process or program is there. */
export interface GivenServices {
  files?: Record<string, string | Uint8Array> | ReturnType<typeof memoryFiles>;
  git?: Git;
  github?: GitHub;
  artifacts?: Artifacts;
  remote?: Remote;
  mlflow?: Mlflow;
  environment?: Partial<Environment>;
  signal?: AbortSignal;
  natives?: NativePackages;
  duckdb?: DuckDb;
  onnxRuntime?: OnnxRuntime;
  programs?: Programs;
  process?: Processes;
  cache?: Cache;
  http?: Http;
  clock?: Clock;
  /** Environment variables that hold secrets. */
  secrets?: Record<string, string>;
}

/** Services in memory. */
export function fakeServices(
  given: GivenServices = {},
): Services & { files: ReturnType<typeof memoryFiles>; log: ReturnType<typeof memoryLog> } {
  const files = isFiles(given.files) ? given.files : memoryFiles(given.files);
  return {
    environment: testEnvironment(given.environment),
    secrets: createSecrets(given.secrets ?? {}),
    files,
    git: given.git ?? memoryGit({ head: testSha, commitTime: 1_700_000_000 }),
    github: given.github ?? memoryGitHub(),
    artifacts: given.artifacts ?? memoryArtifacts(),
    cache: given.cache ?? memoryCache(files),
    clock: given.clock ?? fakeClock(1_700_000_000_000),
    workers: inlineWorkers(openKernel),
    scratch: createScratch(tmpdir()),
    log: memoryLog(),
    signal: given.signal ?? new AbortController().signal,
    remote: given.remote ?? {
      fetch: () => Promise.reject(new Error("no network in this test")),
      list: () => Promise.reject(new Error("no network in this test")),
    },
    mlflow: given.mlflow,
    natives: given.natives ?? noNativePackages,
    duckdb: given.duckdb ?? noDuckDb,
    onnxRuntime: given.onnxRuntime ?? noOnnxRuntime,
    http: given.http ?? { fetch: () => Promise.reject(new Error("no network in this test")) },
    process: given.process ?? {
      has: () => false,
      run: () => Promise.reject(new Error("no processes in this test")),
    },
    programs: given.programs ?? {
      prepare: async () => {},
      watchReading: async () => async () => undefined,
      run: () => Promise.reject(new Error("no programs in this test")),
    },
  };
}

/** Runs an action as the runner does, with services in memory. */
export async function runAction<I extends Inputs, O extends string>(
  action: Action<I, O>,
  given: GivenServices & { inputs?: Record<string, string> } = {},
): Promise<Result<O> & { files: ReturnType<typeof memoryFiles>; log: string[] }> {
  const services = fakeServices(given);
  const { files, log } = services;
  const inputs = parseInputs(action, given.inputs ?? {});
  const { project, error } = await prepareProject(action, files, inputs);
  if (error) throw error;
  const result = await action.run({ ...services, inputs, project });
  return { ...result, files, log: log.lines };
}

function isFiles(value: unknown): value is ReturnType<typeof memoryFiles> {
  return typeof value === "object" && value !== null && "all" in value && typeof value.all === "function";
}
