import type { OpenColumnKernel } from "../profile/column-kernel.ts";
import type { OpenResampleKernel } from "../statistics/resample-kernel.ts";
import type { CsvKernel } from "../tables/csv-kernel.ts";
import type { Artifacts } from "./artifacts.ts";
import type { Cache } from "./cache.ts";
import type { Clock } from "./clock.ts";
import type { DuckDb } from "./duckdb.ts";
import type { Environment } from "./environment.ts";
import type { Files } from "./files.ts";
import type { Git } from "./git.ts";
import type { GitHub } from "./github.ts";
import type { Http } from "./http.ts";
import type { Log } from "./log.ts";
import type { Mlflow } from "./mlflow.ts";
import type { NativePackages } from "./native-package.ts";
import type { OnnxRuntime } from "./onnx-runtime.ts";
import type { Processes } from "./process.ts";
import type { Programs } from "./programs.ts";
import type { Remote } from "./remote.ts";
import type { Scratch } from "./scratch.ts";
import type { Secrets } from "./secrets.ts";
import type { Workers } from "./workers.ts";

/** The outside world, as interfaces; each has a real maker and an in-memory one. */
export interface Services {
  environment: Environment;
  secrets: Secrets;
  files: Files;
  git: Git;
  github: GitHub;
  artifacts: Artifacts;
  cache: Cache;
  http: Http;
  remote: Remote;
  /** Undefined where MLFLOW_TRACKING_URI is not set. */
  mlflow?: Mlflow | undefined;
  process: Processes;
  programs: Programs;
  clock: Clock;
  workers: Workers;
  scratch: Scratch;
  /** Makes an instance of the compiled kernel that large CSV files are read with. */
  csvKernel?: () => CsvKernel;
  /** Makes an instance of the compiled kernel that small tables are profiled with. */
  columnKernel?: OpenColumnKernel;
  /** Makes an instance of the compiled kernel that resamples are drawn with. */
  resampleKernel?: OpenResampleKernel;
  /** Compiled code that is fetched when it is first used. */
  natives: NativePackages;
  duckdb: DuckDb;
  onnxRuntime: OnnxRuntime;
  log: Log;
  /** Aborted by SIGINT and SIGTERM. */
  signal: AbortSignal;
}
