import path from "node:path";
import { createArtifacts } from "../services/artifacts.ts";
import { readAwsSettings } from "../services/aws-settings.ts";
import { systemClock } from "../services/clock.ts";
import type { Environment } from "../services/environment.ts";
import { createFiles } from "../services/files.ts";
import { createGit } from "../services/git.ts";
import { createHttp } from "../services/http.ts";
import { lazyGitHub } from "../services/lazy-github.ts";
import { lazyRemote } from "../services/lazy-remote.ts";
import type { Log } from "../services/log.ts";
import { createNodeFetch, findProxyAgent } from "../services/node-fetch.ts";
import { createProcesses } from "../services/process.ts";
import type { Services } from "../services/services.ts";
import { createWorkers } from "../services/workers.ts";
import { assetUrl } from "./asset-url.ts";
import { instantiateCsv } from "./instantiate.ts";

/** The real services of a run. What is heavy inside them loads at its first call. */
export function createServices(options: {
  environment: Environment;
  env: Record<string, string | undefined>;
  token: string | undefined;
  log: Log;
  signal: AbortSignal;
}): Services {
  const { environment, log, signal } = options;
  const process = createProcesses(options.env);
  const useProxy = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"].some(
    (name) => options.env[name],
  );
  const files = createFiles({
    root: environment.workspace,
    contained: environment.kind === "github",
    // A command in a run step starts in a folder of the checkout and may use all of it.
    allow: [environment.temp, ...(options.env.GITHUB_WORKSPACE ? [options.env.GITHUB_WORKSPACE] : [])],
  });
  return {
    environment,
    log,
    signal,
    process,
    clock: systemClock,
    http: createHttp(createNodeFetch(useProxy ? findProxyAgent : undefined)),
    remote: lazyRemote({
      cacheFolder: path.join(environment.cache, "data"),
      settings: readAwsSettings(options.env),
      userAgent: `mlops-actions/${environment.version}`,
      clock: systemClock,
      useProxy,
    }),
    files,
    git: createGit(process, environment.workspace),
    workers: createWorkers(assetUrl("worker")),
    csvKernel: instantiateCsv,
    github: lazyGitHub({
      token: options.token,
      repository: environment.repository,
      apiUrl: environment.apiUrl,
      version: environment.version,
      log,
      clock: systemClock,
      signal,
      useProxy,
    }),
    artifacts: createArtifacts(environment, files),
  };
}
