import { UserError } from "../errors.ts";
import { createHttp, type Fetch, type Http } from "./http.ts";
import { decode } from "./mlflow-answers.ts";
import type { MlflowSettings } from "./mlflow-settings.ts";
import { createNodeFetch } from "./node-fetch.ts";
import { createRoute, type TlsSettings, type Variables } from "./route.ts";

/** A tracking server: where it is, and what every request to it carries. */
export interface MlflowServer {
  http: Http;
  /** Without a slash at its end, and without a password. */
  base: string;
  host: string;
  headers: Record<string, string>;
  /** What no message may hold. */
  secrets: string[];
}

/** Reads the address and the credentials. Throws UserError for a store that no server stands before. */
export function openServer(
  settings: MlflowSettings,
  options: { fetch?: Fetch | undefined; env?: Variables; userAgent: string },
): MlflowServer {
  const url = parseUri(settings.uri);
  const username = settings.username ?? decode(url.username);
  const password = settings.password ?? decode(url.password);
  const basic = Buffer.from(`${username}:${password}`).toString("base64");
  // As MLflow's client: a user with a password goes before a token.
  const authorization =
    username && password ? `Basic ${basic}` : settings.token ? `Bearer ${settings.token}` : undefined;
  return {
    http: createHttp(
      options.fetch ?? createNodeFetch(createRoute(options.env ?? {}, certificatesOf(settings))),
    ),
    base: `${url.origin}${url.pathname.replace(/\/+$/, "")}`,
    host: url.host,
    headers: {
      accept: "application/json",
      "accept-encoding": "identity",
      "user-agent": options.userAgent,
      ...(authorization && { authorization }),
      ...(settings.workspace && { "x-mlflow-workspace": settings.workspace }),
    },
    secrets: [password, settings.token, basic].filter(
      (each) => each !== undefined && each !== "",
    ) as string[],
  };
}

function parseUri(uri: string): URL {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(uri)?.[0] ?? uri.split(/[:/]/)[0] ?? "";
  const isDatabricks = /^(databricks|uc)/i.test(uri);
  throw new UserError(
    `Cannot use MLFLOW_TRACKING_URI: ${isDatabricks ? "Databricks is" : `"${scheme.slice(0, 40)}" is`} no tracking server that is reached by http:// or https://`,
    {
      hint: isDatabricks
        ? "Databricks has interfaces of its own, which are not supported; a program may log there itself"
        : 'Start one before it, for example "mlflow server --backend-store-uri sqlite:///mlflow.db", and name its address',
    },
  );
}

/** Reads the certificates that are set; undefined where none are. */
function certificatesOf(settings: MlflowSettings): (() => Promise<TlsSettings>) | undefined {
  const { insecureTls, serverCertificate, clientCertificate } = settings;
  if (!insecureTls && serverCertificate === undefined && clientCertificate === undefined) return undefined;
  return async () => {
    const ours = clientCertificate && (await readPem(clientCertificate, "MLFLOW_TRACKING_CLIENT_CERT_PATH"));
    const theirs =
      serverCertificate && (await readPem(serverCertificate, "MLFLOW_TRACKING_SERVER_CERT_PATH"));
    return {
      ...(insecureTls && { rejectUnauthorized: false }),
      ...(theirs && { ca: theirs }),
      ...(ours && { cert: ours, key: ours }),
    };
  };
}

async function readPem(file: string, variable: string): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  return readFile(file, "utf8").catch((cause: unknown) => {
    throw new UserError(`Cannot read the certificate that ${variable} names`, {
      hint: "It is to be a file in PEM format",
      cause,
    });
  });
}
