import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { expect, test } from "vitest";
import { houses, housesConfig } from "./house-data.ts";
import { makeWorkspace, runStep, type StepResult } from "./run-dist.ts";

const project = (changes: Record<string, string> = {}) =>
  makeWorkspace({ "houses.csv": houses(600), "mlops.yml": housesConfig, ...changes });

test("the four steps, one after the other, end in a comment", async () => {
  const workspace = project();
  const calls: string[] = [];
  let body = "";
  const server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url?.replace(/\?.*/, "")}`);
    const answer = (status: number, value: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    };
    if (request.method === "POST") {
      request.on("data", (chunk) => (body += chunk));
      request.on("end", () =>
        answer(201, {
          id: 5,
          body: JSON.parse(body).body,
          html_url: "https://github.com/acme/houses/pull/7#issuecomment-5",
          user: { login: "github-actions[bot]", type: "Bot" },
        }),
      );
    } else if (request.url?.includes("/comments")) answer(200, []);
    else if (request.url?.includes("/pulls/7"))
      answer(200, {
        number: 7,
        state: "open",
        head: { sha: "a".repeat(40), repo: { full_name: "acme/houses" } },
        base: { ref: "main", sha: "b".repeat(40) },
      });
    else answer(404, { message: "Not Found" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const env = { GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    const validated = await runStep("validate-data", { workspace, env });
    expect(validated).toMatchObject({
      exitCode: 0,
      outputs: { verdict: "pass", passed: "true", rows: "600", errors: "0" },
    });
    const trained = await runStep("train", { workspace, env });
    expect(trained).toMatchObject({
      exitCode: 0,
      outputs: { verdict: "pass", model: ".mlops/houses/model" },
    });
    expect(trained.outputs["model-digest"]).toMatch(/^[0-9a-f]{64}$/);
    const gated = await runStep("quality-gate", { workspace, env });
    expect(gated).toMatchObject({ exitCode: 0, outputs: { verdict: "pass", "failed-rules": "[]" } });
    const commented = await runStep("pr-comment", {
      workspace,
      env,
      inputs: { "github-token": "ghs_secret" },
    });
    expect(commented).toMatchObject({ exitCode: 0, outputs: { action: "created", "comment-id": "5" } });
    expect(commented.stdout).toContain("::add-mask::ghs_secret");
    expect(commented.stdout.replace("::add-mask::ghs_secret", "")).not.toContain("ghs_secret");
    const text = JSON.parse(body).body as string;
    expect(text).toContain("houses: the gate holds");
    expect(text).toContain("R²");
    expect(commented.summary).toContain("houses: the gate holds");
    expect(calls.filter((call) => call.startsWith("POST"))).toEqual([
      "POST /repos/acme/houses/issues/7/comments",
    ]);
    const saved = await runStep("save", { workspace, env });
    expect(saved).toMatchObject({ exitCode: 0, outputs: { verdict: "pass" } });
    const restored = await runStep("restore", { workspace, env });
    expect(restored).toMatchObject({ exitCode: 0, outputs: { verdict: "pass" } });
  } finally {
    server.close();
  }
});

test("the root action runs it all in one step, with all outputs", async () => {
  const step = await runStep("run", { workspace: project() });
  expect(step.exitCode).toBe(0);
  expect(step.outputs).toMatchObject({
    verdict: "pass",
    passed: "true",
    rows: "600",
    "failed-rules": "[]",
    model: ".mlops/houses/model",
  });
  expect(readFileSync(path.resolve(step.workspace, step.outputs.html ?? ""), "utf8")).toContain(
    "<!doctype html>",
  );
  expect(step.summary).toContain("houses: the gate holds");
});

const failures: [
  name: string,
  changes: Record<string, string>,
  inputs: Record<string, string>,
  expected: RegExp,
][] = [
  [
    "validate-data",
    { "houses.csv": `${houses(600)}x1,,50,North,100\n` },
    {},
    /::error title=rooms.required,file=houses.csv,line=602::/,
  ],
  [
    "run",
    { "mlops.yml": housesConfig.replace("min: 0.8", "min: 0.9999") },
    {},
    /::error .*file=mlops.yml,line=7.*r2 is not ≥ 0.9999/,
  ],
];

test.each(failures)(
  "%s: a verdict failure fails the step, with every output and an annotation at its place",
  async (name, changes, inputs, expected) => {
    const step = await runStep(name, { workspace: project(changes), inputs });
    expect(step.exitCode).toBe(1);
    expect(step.outputs).toMatchObject({ verdict: "fail", passed: "false" });
    expect(step.stdout).toMatch(expected);
    expect(step.summary).toContain("❌");
  },
);

test("quality-gate fails on its verdict, passes with fail-on: never, and judges a file of one's own", async () => {
  const workspace = project({
    "metrics.json": '{"auc": 0.81}',
    "mlops.yml": "version: 1\ngate: { rules: [{ metric: auc, min: 0.9 }] }\n",
  });
  const inputs = { metrics: "metrics.json" };
  expect(await runStep("quality-gate", { workspace, inputs })).toMatchObject({
    exitCode: 1,
    outputs: { verdict: "fail", "failed-rules": '["roc_auc ≥ 0.9"]' },
  });
  expect(
    await runStep("quality-gate", { workspace, inputs: { ...inputs, "fail-on": "never" } }),
  ).toMatchObject({ exitCode: 0, outputs: { verdict: "fail", passed: "false" } });
});

const mistakes: [
  name: string,
  changes: Record<string, string>,
  inputs: Record<string, string>,
  expected: RegExp,
][] = [
  [
    "validate-data",
    { "mlops.yml": "version: 1\ndata: { path: none.csv }\n" },
    {},
    /::error title=validate-data,file=none.csv::Cannot read "none.csv": there is no such file/,
  ],
  [
    "train",
    { "mlops.yml": housesConfig.replace("price", "prise") },
    {},
    /::error title=train,file=mlops.yml,line=3,col=27::Cannot train: "houses.csv" has no column "prise", did you mean "price"/,
  ],
  [
    "train",
    { "mlops.yml": `${housesConfig}trian: {}\n` },
    {},
    /::error title=train,file=mlops.yml,line=8,col=1::Cannot read "mlops.yml": unknown key "trian" at line 8, did you mean "train"/,
  ],
  [
    "quality-gate",
    {},
    {},
    /there are no metrics at ".mlops\/houses\/evidence\/metrics.json". Run train before quality-gate/,
  ],
  [
    "pr-comment",
    {},
    { mode: "sometimes" },
    /Cannot use input "mode": expected "update", "recreate", "new", not "sometimes"/,
  ],
  ["save", {}, {}, /Cannot save/],
  [
    "restore",
    {},
    { "fail-on": "sometimes" },
    /Cannot use input "fail-on": expected "error", "warning", "never", not "sometimes"/,
  ],
  [
    "run",
    { "mlops.yml": "version: 1\ndata: { path: ../../etc/passwd, target: a }\n" },
    {},
    /it lies outside the workspace/,
  ],
];

test.each(mistakes)(
  "%s: a mistake of the user's is an annotation that says how to mend it: %j",
  async (name, changes, inputs, expected) => {
    const step = await runStep(name, { workspace: project(changes), inputs });
    expect(step.stdout).toMatch(expected);
    expect(step.exitCode).toBe(2);
  },
);

test("SIGTERM in the middle of training ends it at once and leaves nothing half-written", async () => {
  const workspace = project({
    "houses.csv": houses(40_000),
    "mlops.yml": housesConfig.replace("n_estimators: 20", "n_estimators: 1500"),
  });
  const step = await runStep("train", { workspace, kill: (output) => output.includes("Training") });
  expect(step.exitCode).toBe(143);
  expect(step.stdout).toContain("nothing half-written was kept");
  expect(partialFiles(step)).toEqual([]);
  expect(readdirSync(path.join(workspace, ".mlops/houses"))).toEqual(["reports"]);
  const stored = JSON.parse(readFileSync(path.join(workspace, ".mlops/houses/reports/train.json"), "utf8"));
  expect(stored.state).toBe("started");
});

test("what an earlier run left behind does not pass for this run's", async () => {
  const workspace = project();
  await runStep("train", { workspace, env: { GITHUB_RUN_ID: "99" } });
  const step = await runStep("quality-gate", { workspace });
  expect(step.exitCode).toBe(1);
  expect(step.stdout).toContain("are of another run");
});

test("a model that changed after its evaluation is refused", async () => {
  const workspace = project();
  await runStep("train", { workspace });
  const { writeFileSync } = await import("node:fs");
  writeFileSync(path.join(workspace, ".mlops/houses/model/model.onnx"), "another");
  const step = await runStep("quality-gate", { workspace });
  expect(step.exitCode).toBe(1);
  expect(step.stdout).toContain("is not the one that was evaluated");
});

test("data cannot speak as the runner's commands, nor reach Markdown", async () => {
  const evil = "::error::gotcha\n";
  const rows = houses(100)
    .replace("id,rooms", '"::set-output name=x::y",rooms')
    .replaceAll("North", "<img src=x onerror=alert(1)> @octocat [a](http://b)");
  const workspace = project({
    "houses.csv": rows,
    "mlops.yml": housesConfig.replace("id", "::set-output name=x::y"),
  });
  const step = await runStep("run", { workspace });
  expect(step.stdout).not.toMatch(/^\s*::set-output/m);
  expect(step.stdout).not.toContain(evil);
  expect(step.summary).not.toMatch(/<img|@octocat|\]\(http:\/\/b/);
});

test("a link that leads out of the workspace is refused", async () => {
  const workspace = project();
  const { symlinkSync, rmSync } = await import("node:fs");
  rmSync(path.join(workspace, "houses.csv"));
  symlinkSync("/etc/passwd", path.join(workspace, "houses.csv"));
  const step = await runStep("validate-data", { workspace });
  expect(step.exitCode).toBe(2);
  expect(step.stdout).toContain("lies outside the workspace");
});

function partialFiles({ workspace }: StepResult): string[] {
  return readdirSync(workspace, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.includes(".partial"),
  );
}

test("evidence that changed after training is refused, and its digests stand in the report", async () => {
  const config = `${housesConfig.replace("gate: {", "gate: { slices: { columns: [town], min_rows: 1 },")}`;
  const workspace = project({ "mlops.yml": config });
  await runStep("train", { workspace });
  const evidence = path.join(workspace, ".mlops/houses/evidence");
  const gate = await runStep("quality-gate", { workspace });
  expect(gate.exitCode).toBe(0);
  const { digests } = JSON.parse(readFileSync(path.join(evidence, "manifest.json"), "utf8"));
  for (const name of ["model", "evaluation", "metrics"]) expect(gate.summary).toContain(digests[name]);
  const { writeFileSync } = await import("node:fs");
  for (const name of ["predictions.csv", "metrics.json"]) {
    const file = path.join(evidence, name);
    const before = readFileSync(file, "utf8");
    writeFileSync(file, before.replace(/(?<=\.\d*)\d\b/, "5").replace(/North/, "South"));
    const step = await runStep("quality-gate", { workspace });
    expect(step.stdout).toMatch(/not (those|the file) that its manifest speaks of/);
    expect(step.exitCode).toBe(1);
    writeFileSync(file, before);
  }
});

test("in a folder of a monorepo, one step's output is the next one's input", async () => {
  const workspace = makeWorkspace({ "models/a/houses.csv": houses(600), "models/a/mlops.yml": housesConfig });
  const inputs = { "working-directory": "models/a" };
  const trained = await runStep("train", { workspace, inputs });
  const { metrics, model } = trained.outputs;
  const gate = await runStep("quality-gate", {
    workspace,
    inputs: { ...inputs, metrics: metrics ?? "", model: model ?? "" },
  });
  expect(gate).toMatchObject({ exitCode: 0, outputs: { verdict: "pass", metrics } });
});
