import { expect, test } from "vitest";
import { ServiceError, UserError } from "../../src/errors.ts";
import { fakeClock } from "../../src/services/clock.ts";
import { createMlflow, type Mlflow } from "../../src/services/mlflow.ts";
import { readMlflowSettings } from "../../src/services/mlflow-settings.ts";
import { type MlflowFault, startFaultyMlflow } from "./faulty-mlflow.ts";

function connect(
  uri: string,
  env: Record<string, string> = {},
  signal = new AbortController().signal,
): Mlflow {
  const settings = readMlflowSettings({ MLFLOW_TRACKING_URI: uri, ...env })!;
  return createMlflow({
    settings,
    clock: fakeClock(1000),
    signal,
    userAgent: "mlops-actions/1",
  });
}

const start = { experiment: "houses", name: "first", tags: { a: "b" } };
const fileOf = (name: string, text: string) => ({
  name,
  bytes: Buffer.byteLength(text),
  async *open() {
    yield Buffer.from(text);
  },
});
const files = [fileOf("MLmodel", "flavors: {}"), fileOf("deep/a+ü.bin", "weights"), fileOf("b.txt", "b")];

async function errorOf(work: Promise<unknown>): Promise<ServiceError | UserError> {
  const error = await work.catch((cause: unknown) => cause);
  if (error instanceof ServiceError || error instanceof UserError) return error;
  throw new Error(`expected an error of ours, got ${String(error)}`);
}

const faults: MlflowFault[] = [
  "drop before it is carried out",
  "drop after it was carried out",
  "cut the answer off",
  "break the JSON",
  { status: 429, headers: { "retry-after": "7" } },
  { status: 503, body: "<html>busy</html>" },
  { status: 500 },
];
const places = [
  ...["experiments/get-by-name", "experiments/create", "runs/create", "runs/log-batch", "runs/log-inputs"],
  ...[
    "mlflow/logged-models",
    "logged-models/m-0",
    "runs/outputs",
    "b.txt",
    "MLmodel",
    "runs/update",
    "runs/get",
  ],
];

test.each(faults)("after %j of any request, everything is there once", async (fault) => {
  for (const place of places) {
    await using server = await startFaultyMlflow();
    server.fail(place, fault, fault);
    const mlflow = connect(server.url);
    const run = await mlflow.startRun(start);
    await mlflow.log(run, { params: { depth: "3" } });
    await mlflow.logInputs(run, [
      { name: "d", digest: "0".repeat(64), source: "d", sourceType: "local", context: "c" },
    ]);
    await mlflow.logModel(run, { name: "model", files, tags: {} });
    await mlflow.endRun(run, "FINISHED");
    expect([server.experiments, server.runs.length, server.runs[0]!.status], place).toEqual([
      ["houses"],
      1,
      "FINISHED",
    ]);
    expect([server.models, server.outputs], place).toEqual([
      [expect.objectContaining({ name: "model", status: "LOGGED_MODEL_READY" })],
      [{ model_id: "m-0", step: 0 }],
    ]);
    expect(
      [...server.files].map(([name, bytes]) => [name, bytes.toString()]),
      place,
    ).toEqual(
      expect.arrayContaining([
        ["1/models/m-0/MLmodel", "flavors: {}"],
        ["1/models/m-0/deep/a+ü.bin", "weights"],
        ["1/models/m-0/b.txt", "b"],
      ]),
    );
    expect(server.faults(), place).toBeGreaterThan(0);
    const puts = server.requests.filter(({ line }) => line.startsWith("PUT")).map(({ line }) => line);
    expect(puts.at(-1), place).toBe("PUT mlflow-artifacts/artifacts/1/models/m-0/MLmodel");
  }
});

test("an upload that fails leaves no model that looks whole", async () => {
  await using server = await startFaultyMlflow();
  server.fail("b.txt", { status: 403 });
  const mlflow = connect(server.url);
  const run = await mlflow.startRun(start);
  await errorOf(mlflow.logModel(run, { name: "model", files, tags: {} }));
  expect(server.models).toMatchObject([{ name: "model", status: "LOGGED_MODEL_UPLOAD_FAILED" }]);
  expect([...server.files.keys()].some((name) => name.endsWith("MLmodel"))).toBe(false);
});

test("a server that is down for good, after some tries", async () => {
  const server = await startFaultyMlflow();
  await server[Symbol.asyncDispose]();
  const error = await errorOf(connect(server.url).startRun(start));
  expect(error.message).toContain(`Cannot reach "${new URL(server.url).host}"`);
});

test.each([
  [
    { MLFLOW_TRACKING_USERNAME: "ann", MLFLOW_TRACKING_PASSWORD: "pässword" },
    `Basic ${btoa("ann:p\u00c3\u00a4ssword")}`,
  ],
  [{ MLFLOW_TRACKING_TOKEN: "secret" }, "Bearer secret"],
  [
    { MLFLOW_TRACKING_USERNAME: "ann", MLFLOW_TRACKING_PASSWORD: "p", MLFLOW_TRACKING_TOKEN: "secret" },
    `Basic ${btoa("ann:p")}`,
  ],
  [{ MLFLOW_TRACKING_USERNAME: "ann" }, undefined],
])("credentials of %j", async (env, expected) => {
  await using server = await startFaultyMlflow();
  await connect(server.url, { ...env, MLFLOW_WORKSPACE: "team" }).startRun(start);
  const [{ headers }] = server.requests as [(typeof server.requests)[0]];
  expect([headers.authorization, headers["x-mlflow-workspace"]]).toEqual([expected, "team"]);
});

test("a password of the address is sent, and never shown", async () => {
  await using server = await startFaultyMlflow();
  server.fail("get-by-name", {
    status: 400,
    body: JSON.stringify({ message: "no hunter2 here\n::error::x" }),
  });
  const uri = server.url.replace("//", "//ann:hunter2@");
  const error = await errorOf(connect(`${uri}/base/`).startRun(start));
  expect(error.message).toBe('Cannot find the experiment "houses": no *** here ::error::x (status 400)');
  expect(server.requests[0]!.headers.authorization).toBe(`Basic ${btoa("ann:hunter2")}`);
});

test.each([
  [{ status: 401 }, "access denied", "MLFLOW_TRACKING_TOKEN"],
  [
    { status: 403, body: "Invalid Host header - possible DNS rebinding attack detected" },
    "Invalid Host header",
    "--allowed-hosts 127.0.0.1",
  ],
  [{ status: 200, body: "<html>log in</html>" }, "answers with a page", "asks for a login"],
] as const)("%j says what to do, and is not asked again", async (fault, message, hint) => {
  await using server = await startFaultyMlflow();
  server.fail("get-by-name", fault);
  const error = await errorOf(connect(server.url).startRun(start));
  expect(error.message).toContain(message);
  expect(error.hint).toContain(hint);
  expect(server.requests.length).toBe(1);
});

test.each([
  ["sqlite:///secret.db", '"sqlite" is no tracking server'],
  ["file:///mlruns", '"file" is no tracking server'],
  ["./mlruns", "is no tracking server"],
  ["databricks://profile", "Databricks is no tracking server"],
])("%s is no server", async (uri, message) => {
  expect(() => connect(uri)).toThrow(message);
  expect(() => connect(uri)).not.toThrow("secret");
});

test("artifacts that the server does not pass on are an error that says so", async () => {
  await using server = await startFaultyMlflow("s3://bucket/secret");
  const mlflow = connect(server.url);
  const run = await mlflow.startRun(start);
  const error = await errorOf(mlflow.logArtifacts(run, "evidence", files));
  expect([error.message, error.hint]).toEqual([
    'Cannot reach the artifacts: the tracking server keeps them at "s3:", and does not pass them on',
    expect.stringContaining("--artifacts-destination"),
  ]);
});

test.each(["../up", "a/../../b", "/etc/passwd", "C:\\a", "a\u0000", "", "con/.."])(
  "a server that names the file %j is not followed",
  async (name) => {
    await using server = await startFaultyMlflow();
    const body = JSON.stringify({ files: [{ path: name, is_dir: false }] });
    server.fail("mlflow-artifacts/artifacts", { status: 200, body });
    server.fail("logged-models/m-1", {
      status: 200,
      body: '{"model":{"info":{"artifact_uri":"mlflow-artifacts:/1/m"}}}',
    });
    const written: string[] = [];
    const error = await errorOf(
      connect(server.url).download("models:/m-1", async (file) => void written.push(file)),
    );
    expect([error.message, written]).toEqual([
      "Cannot fetch the artifacts: the server names a file that could lie elsewhere",
      [],
    ]);
  },
);

test("a run that is stopped is told of at once, and once", async () => {
  await using server = await startFaultyMlflow();
  const stop = new AbortController();
  const mlflow = connect(server.url, {}, stop.signal);
  const run = await mlflow.startRun(start);
  stop.abort(new Error("Stopped by SIGTERM"));
  await expect(mlflow.log(run, { tags: { a: "b" } })).rejects.toThrow("Stopped by SIGTERM");
  await mlflow.endRun(run, "KILLED");
  expect(server.runs[0]!.status).toBe("KILLED");
});

test("a model that the program logged itself stays beside ours", async () => {
  await using server = await startFaultyMlflow();
  const mlflow = connect(server.url);
  const run = await mlflow.startRun(start);
  server.models.push({ name: "model" });
  server.fail("mlflow/logged-models", "drop after it was carried out");
  expect(await mlflow.logModel(run, { name: "model", files, tags: {} })).toBe("m-1");
  expect(server.models.map(({ name }) => name)).toEqual(["model", "mlops-model"]);
});
