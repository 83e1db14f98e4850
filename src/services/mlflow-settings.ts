/** What the variables of MLflow's own clients say. Passwords and tokens go into requests alone: into no error, log or report. */
export interface MlflowSettings {
  /** MLFLOW_TRACKING_URI as it is set; may hold a password. */
  uri: string;
  username: string | undefined;
  password: string | undefined;
  token: string | undefined;
  /** Whether the server's certificate is not checked. */
  insecureTls: boolean;
  /** PEM files: who vouches for the server, and our certificate with its key. */
  serverCertificate: string | undefined;
  clientCertificate: string | undefined;
  workspace: string | undefined;
  experimentName: string | undefined;
  /** Counts where there is no name, as in MLflow. */
  experimentId: string | undefined;
  runName: string | undefined;
  /** Who starts the run. */
  user: string | undefined;
}

/** Reads the variables of MLflow's clients; undefined where no tracking server is named. */
export function readMlflowSettings(env: Record<string, string | undefined>): MlflowSettings | undefined {
  const read = (...names: string[]): string | undefined =>
    names.map((name) => env[name]?.trim()).find((value) => value !== undefined && value !== "");
  const uri = read("MLFLOW_TRACKING_URI");
  if (uri === undefined) return undefined;
  return {
    uri,
    username: read("MLFLOW_TRACKING_USERNAME"),
    password: read("MLFLOW_TRACKING_PASSWORD"),
    token: read("MLFLOW_TRACKING_TOKEN"),
    insecureTls: /^(true|1)$/i.test(read("MLFLOW_TRACKING_INSECURE_TLS") ?? ""),
    serverCertificate: read("MLFLOW_TRACKING_SERVER_CERT_PATH"),
    clientCertificate: read("MLFLOW_TRACKING_CLIENT_CERT_PATH"),
    workspace: read("MLFLOW_WORKSPACE"),
    experimentName: read("MLFLOW_EXPERIMENT_NAME"),
    experimentId: read("MLFLOW_EXPERIMENT_ID"),
    runName: read("MLFLOW_RUN_NAME"),
    user: read("GITHUB_ACTOR", "LOGNAME", "USER", "USERNAME"),
  };
}
