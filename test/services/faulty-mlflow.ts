import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What goes wrong with one request. */
export type MlflowFault =
  | { status: number; body?: string; headers?: Record<string, string> }
  | "drop before it is carried out"
  | "drop after it was carried out"
  | "cut the answer off"
  | "break the JSON";

/** A small tracking server that keeps what it is told, and fails as it is told. */
export interface FaultyMlflow extends AsyncDisposable {
  url: string;
  experiments: string[];
  runs: { tags: { key: string; value: string }[]; status?: string }[];
  models: { name: string; status?: string; tags?: object[] }[];
  outputs: object[];
  files: Map<string, Buffer>;
  /** How often something went wrong. */
  faults(): number;
  /** `METHOD path` of every request, with its headers. */
  requests: { line: string; headers: NodeJS.Dict<string | string[]> }[];
  /** The next requests whose path ends so fail so, one after the other. */
  fail(path: string, ...faults: MlflowFault[]): void;
}

type Body = Record<string, never>;

/** Starts it on a free port of the loopback; `root` is where it says that artifacts are. */
export async function startFaultyMlflow(root = "mlflow-artifacts:/1"): Promise<FaultyMlflow> {
  const faults = new Map<string, MlflowFault[]>();
  const told: Pick<FaultyMlflow, "experiments" | "runs" | "models" | "outputs" | "files" | "requests"> = {
    ...{ experiments: [], runs: [], models: [], outputs: [], requests: [] },
    files: new Map(),
  };
  const runAt = (index: number) => ({
    info: { run_id: `run${index}`, experiment_id: "1", artifact_uri: `${root}/run${index}/artifacts` },
    data: {},
    outputs: { model_outputs: told.outputs },
  });
  const modelAt = (index: number) => ({
    info: {
      model_id: `m-${index}`,
      tags: told.models[index]!.tags ?? [],
      name: told.models[index]!.name,
      artifact_uri: `${root}/models/m-${index}`,
    },
  });
  const carryOut = (line: string, query: URLSearchParams, bytes: Buffer): [status: number, value: object] => {
    const absent = { error_code: "RESOURCE_DOES_NOT_EXIST", message: "there is none" };
    const file = /^(PUT|GET) mlflow-artifacts\/artifacts\/(.+)$/.exec(line);
    if (file?.[1] === "PUT") told.files.set(decodeURIComponent(file[2]!), bytes);
    if (file) return [200, {}];
    const body = (bytes.length > 0 ? JSON.parse(bytes.toString()) : {}) as Body;
    switch (line) {
      case "GET mlflow/experiments/get-by-name":
        return told.experiments.includes(query.get("experiment_name")!)
          ? [200, { experiment: { experiment_id: "1" } }]
          : [404, absent];
      case "POST mlflow/experiments/create":
        if (told.experiments.includes(body.name!))
          return [400, { error_code: "RESOURCE_ALREADY_EXISTS", message: "" }];
        told.experiments.push(body.name!);
        return [200, { experiment_id: "1" }];
      case "POST mlflow/runs/create":
        told.runs.push(body as unknown as FaultyMlflow["runs"][0]);
        return [200, { run: runAt(told.runs.length - 1) }];
      case "POST mlflow/runs/search": {
        const mark = /= '([^']*)'$/.exec(body.filter!)?.[1];
        const found = told.runs.findIndex(({ tags }) => tags.some(({ value }) => value === mark));
        return [200, found < 0 ? {} : { runs: [runAt(found)] }];
      }
      case "GET mlflow/runs/get":
        return [200, { run: runAt(0) }];
      case "POST mlflow/logged-models":
        told.models.push({ name: body.name!, tags: body.tags! });
        return [200, { model: modelAt(told.models.length - 1) }];
      case "POST mlflow/logged-models/search":
        return [200, { models: told.models.map((_, index) => modelAt(index)) }];
      case "POST mlflow/runs/outputs":
        told.outputs.push(...(body.models as unknown as object[]));
        return [200, {}];
      case "POST mlflow/runs/update":
        told.runs[0]!.status = body.status!;
        return [200, {}];
      default:
        if (line.startsWith("PATCH mlflow/logged-models/")) told.models[0]!.status = body.status!;
        return [200, {}];
    }
  };
  let count = 0;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://mlflow.test");
    const line = `${request.method} ${url.pathname.replace(/^\/(base\/)?api\/2\.0\//, "")}`;
    told.requests.push({ line, headers: request.headers });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const fault = [...faults].find(([path]) => line.endsWith(path))?.[1].shift();
    if (fault !== undefined) count++;
    if (fault === "drop before it is carried out") return void request.socket.destroy();
    if (typeof fault === "object") {
      response.writeHead(fault.status, { "content-type": "application/json", ...fault.headers });
      return void response.end(
        fault.body ?? JSON.stringify({ error_code: "TEMPORARILY", message: "it failed" }),
      );
    }
    const [status, value] = carryOut(line, url.searchParams, Buffer.concat(chunks));
    if (fault === "drop after it was carried out") return void request.socket.destroy();
    const text = JSON.stringify(value);
    if (fault === "break the JSON") return void response.end(text.slice(0, -1));
    response.writeHead(status, { "content-type": "application/json", "content-length": text.length });
    if (fault !== "cut the answer off") return void response.end(text);
    response.write(text.slice(0, text.length / 2), () => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    ...told,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults: () => count,
    fail: (path, ...list) => void faults.set(path, [...(faults.get(path) ?? []), ...list]),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
