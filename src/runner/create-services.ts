import path from "node:path";
import { createArtifacts } from "../services/artifacts.ts";
import { readAwsSettings } from "../services/aws-settings.ts";
import type { Cache } from "../services/cache.ts";
import { systemClock } from "../services/clock.ts";
import type { Environment } from "../services/environment.ts";
import { createFiles, type Files } from "../services/files.ts";
import { createGit } from "../services/git.ts";
import { createHttp, type Http } from "../services/http.ts";
import { lazyGitHub } from "../services/lazy-github.ts";
import { lazyMlflow } from "../services/lazy-mlflow.ts";
import { lazyRemote } from "../services/lazy-remote.ts";
import type { Log } from "../services/log.ts";
import { readMlflowSettings } from "../services/mlflow-settings.ts";
import { createNodeFetch } from "../services/node-fetch.ts";
import { createProcesses } from "../services/process.ts";
import type { Programs } from "../services/programs.ts";
import { createRoute } from "../services/route.ts";
import { createScratch } from "../services/scratch.ts";
import { createSecrets } from "../services/secrets.ts";
import type { Services } from "../services/services.ts";
import { createWorkers } from "../services/workers.ts";
import { assetUrl } from "./asset-url.ts";
import { instantiateColumns, instantiateCsv, instantiateResamples } from "./instantiate.ts";

/** The real services of a run. What is heavy inside them loads at its first call. */
export function createServices(options: {
  environment: Environment;
  env: Record<string, string | undefined>;
  token: string | undefined;
  log: Log;
  signal: AbortSignal;
  /** Hides values in all that is logged from then on. */
  mask?: (values: readonly string[]) => Promise<void>;
}): Services {
  const { environment, log, signal } = options;
  const process = createProcesses(options.env);
  const route = createRoute(options.env);
  const userAgent = `mlops-actions/${environment.version}`;
  const mlflow = readMlflowSettings(options.env);
  const http = createHttp(createNodeFetch(route));
  const files = createFiles({
    root: environment.workspace,
    contained: environment.kind === "github",
    // A command in a run step starts in a folder of the checkout and may use all of it.
    allow: [environment.temp, ...(options.env.GITHUB_WORKSPACE ? [options.env.GITHUB_WORKSPACE] : [])],
  });
  return {
    environment,
    secrets: createSecrets(options.env, options.mask),
    log,
    signal,
    process,
    programs: lazyPrograms(options.env),
    clock: systemClock,
    http,
    remote: lazyRemote({
      cacheFolder: path.join(environment.cache, "data"),
      settings: readAwsSettings(options.env),
      userAgent,
      clock: systemClock,
      route,
    }),
    mlflow:
      mlflow &&
      lazyMlflow({ settings: mlflow, ...{ clock: systemClock, signal, userAgent, env: options.env } }),
    files,
    git: createGit(process, environment.workspace),
    workers: createWorkers(assetUrl("worker")),
    scratch: createScratch(environment.temp),
    csvKernel: instantiateCsv,
    columnKernel: instantiateColumns,
    resampleKernel: instantiateResamples,
    github: lazyGitHub({
      token: options.token,
      repository: environment.repository,
      apiUrl: environment.apiUrl,
      version: environment.version,
      log,
      clock: systemClock,
      signal,
      route,
    }),
    artifacts: createArtifacts(environment, files),
    cache: lazyCache(environment, files, log),
    ...createNatives({ ...options, http }),
  };
}

function lazyPrograms(env: Record<string, string | undefined>): Programs {
  let opened: Promise<Programs> | undefined;
  const open = () => {
    opened ??= import("../services/programs.ts").then(({ createPrograms }) => createPrograms(env));
    return opened;
  };
  return {
    prepare: async () => (await open()).prepare(),
    watchReading: async (...args) => (await open()).watchReading(...args),
    run: async (...args) => (await open()).run(...args),
  };
}

function lazyCache(environment: Environment, files: Files, log: Log): Cache {
  const open = async () =>
    (await import("../services/cache.ts")).createCache(environment, {
      files,
      log,
      code: new URL("./", assetUrl("worker")),
    });
  return {
    restore: async (...args) => (await open()).restore(...args),
    save: async (...args) => (await open()).save(...args),
  };
}

/** What runs compiled code, loaded at the first call. */
function createNatives(options: {
  environment: Environment;
  env: Record<string, string | undefined>;
  http: Http;
  log: Log;
  signal: AbortSignal;
}): Pick<Services, "natives" | "duckdb" | "onnxRuntime"> {
  const { environment, env, http, log, signal } = options;
  // Windows loads no library without it.
  const needed = env.SystemRoot === undefined ? {} : { SystemRoot: env.SystemRoot };
  return {
    natives: {
      async locate(...args) {
        const { createNativePackages, platformOf } = await import("../services/native-package.ts");
        return createNativePackages({
          ...{ http, clock: systemClock, log, signal },
          cache: env.RUNNER_TOOL_CACHE || path.join(environment.cache, "tools"),
          platform: platformOf(),
          registry: env.npm_config_registry ?? env.NPM_CONFIG_REGISTRY,
        }).locate(...args);
      },
    },
    duckdb: {
      async open(...args) {
        const { createDuckDb } = await import("../services/duckdb.ts");
        return createDuckDb({
          entry: assetUrl("duckdb"),
          env: needed,
          temp: environment.temp,
        }).open(...args);
      },
    },
    onnxRuntime: {
      async open(...args) {
        const { createOnnxRuntime } = await import("../services/onnx-runtime.ts");
        return createOnnxRuntime({ entry: assetUrl("onnxruntime"), env: needed }).open(...args);
      },
    },
  };
}

/** Ends what a run leaves running and removes what it leaves behind. */
export async function closeServices({
  workers,
  scratch,
}: Pick<Services, "workers" | "scratch">): Promise<void> {
  await workers.close();
  await scratch.close();
}
