import { createArtifacts } from "../services/artifacts.ts";
import { systemClock } from "../services/clock.ts";
import type { Environment } from "../services/environment.ts";
import { createFiles } from "../services/files.ts";
import { createGit } from "../services/git.ts";
import { realHttp } from "../services/http.ts";
import { lazyGitHub } from "../services/lazy-github.ts";
import type { Log } from "../services/log.ts";
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
    http: realHttp,
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
      useProxy: ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"].some((name) => options.env[name]),
    }),
    artifacts: createArtifacts(environment, files),
  };
}
