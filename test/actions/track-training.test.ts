import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { ServiceError } from "../../src/errors.ts";
import { createFiles } from "../../src/services/files.ts";
import { memoryMlflow } from "../../src/services/memory-mlflow.ts";
import type { Mlflow } from "../../src/services/mlflow.ts";
import type { ProgramEnd, Programs } from "../../src/services/programs.ts";
import { runAction } from "../fakes.ts";

const rows = Array.from({ length: 200 }, (_, index) => `${index},${(index * 7919) % 101},${index * 2}`);
const data = `id,a,y\n${rows.join("\n")}\n`;
const config = (section: string, split = "") =>
  `version: 1\nname: houses\ndata: { path: data.csv, target: y, ${split} }\ntrain:\n${section}`;
const down = new ServiceError('Cannot reach "mlflow.test": refused', { service: "mlflow.test" });
const ended: ProgramEnd = {
  ...{ exitCode: 0, endedBy: undefined, timedOut: false, leftProcesses: false, duration: 1 },
  ...{ cpu: undefined, peakMemory: undefined, redact: (text: string) => text },
};

test("a training of ours is a run with its params, metrics, evidence and model", async () => {
  const mlflow = memoryMlflow();
  const files = { "mlops.yml": config("  params: { n_estimators: 5 }\n"), "data.csv": data };
  const result = await runAction(train, { mlflow, files });
  const [run, ...others] = mlflow.runs;
  expect(others).toEqual([]);
  expect(run).toMatchObject({
    ...{ experiment: "houses", name: "houses-0123456-100", status: "FINISHED", models: ["model"] },
    params: { n_estimators: "5" },
    tags: {
      "mlflow.source.type": "JOB",
      "mlflow.source.name": "mlops train (random-forest)",
      "mlflow.source.git.commit": "0123456789abcdef0123456789abcdef01234567",
      "mlops.run": "https://github.com/acme/houses/actions/runs/100",
      "mlops.model_digest": result.outputs["model-digest"],
    },
    datasets: [{ name: "data.csv", source: "data.csv", sourceType: "local", context: "training" }],
  });
  const { metrics } = JSON.parse(await result.files.read(".mlops/houses/evidence/metrics.json"));
  const told = Object.fromEntries(run!.metrics.map(({ name, value }) => [name, value]));
  expect(told).toMatchObject({ test_r2: metrics.r2, progress: 100 });
  expect([...run!.files.keys()]).toEqual(
    expect.arrayContaining(["model/MLmodel", "evidence/manifest.json", "evidence/predictions.csv"]),
  );
});

test("boosting that stops early tells the loss of each round", async () => {
  const mlflow = memoryMlflow();
  const section = "  engine: gradient-boosting\n  params: { n_estimators: 20, early_stopping_rounds: 5 }\n";
  await runAction(train, {
    mlflow,
    files: { "mlops.yml": config(section, "split: { validation: 0.2 }"), "data.csv": data },
  });
  const losses = mlflow.runs[0]!.metrics.filter(({ name }) => name === "validation_loss");
  expect(losses.length).toBeGreaterThan(5);
  expect(losses.map(({ step }) => step)).toEqual(losses.map((_, index) => index + 1));
});

const methods = ["startRun", "log", "logInputs", "logArtifacts", "logModel", "endRun"] as const;

test.each(methods)("a server that fails at %s costs no training: it is said once", async (method) => {
  const broken: Mlflow = { ...memoryMlflow(), [method]: () => Promise.reject(down) };
  const files = { "mlops.yml": config("  params: { n_estimators: 5 }\n"), "data.csv": data };
  const result = await runAction(train, { mlflow: broken, files });
  expect(result.verdict).toBe("pass");
  const message = 'MLflow: Cannot reach "mlflow.test": refused; the training goes on without it';
  expect(result.log.filter((line) => line === `warning: ${message}`).length).toBe(1);
  expect(result.report.sections.at(-1)).toMatchObject({
    title: "MLflow",
    findings: [{ severity: "warning", message }],
  });
});

/** A program that does what it is told to, in the place of a shell. */
function program(
  work: (env: Readonly<Record<string, string>>) => void,
  end: Partial<ProgramEnd> = {},
): Programs {
  return {
    prepare: async () => {},
    watchReading: async () => async () => undefined,
    async run(_, { env, signal }) {
      work(env);
      signal.throwIfAborted();
      return { ...ended, ...end };
    },
  };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-tracked-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Files on a disk, where programs find them. */
function onDisk(texts: Record<string, string>) {
  for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(folder, name), text);
  return Object.assign(createFiles({ root: folder, contained: true }), { all: () => new Map() });
}

const command = config("  engine: command\n  command: ./train.sh\n");

test("a program is told of its run; one that fails is a failed run", async () => {
  const mlflow = memoryMlflow();
  let told: Readonly<Record<string, string>> = {};
  const programs = program(
    (env) => {
      told = env;
    },
    { exitCode: 2 },
  );
  const { verdict } = await runAction(train, {
    mlflow,
    programs,
    files: onDisk({ "mlops.yml": command, "data.csv": data }),
  });
  expect([verdict, told.MLFLOW_RUN_ID, told.MLFLOW_EXPERIMENT_ID]).toEqual(["fail", "run0", "1"]);
  expect([mlflow.runs[0]!.status, mlflow.runs[0]!.tags["mlflow.source.name"]]).toEqual([
    "FAILED",
    "./train.sh",
  ]);
});

test("a program whose predictions are unusable is a failed run, and one that is stopped a killed one", async () => {
  const files = () => onDisk({ "mlops.yml": command, "data.csv": data });
  const failed = memoryMlflow();
  await expect(
    runAction(train, { mlflow: failed, programs: program(() => {}), files: files() }),
  ).rejects.toThrow("left none");
  expect(failed.runs[0]!.status).toBe("FAILED");
  const killed = memoryMlflow();
  const stop = new AbortController();
  const programs = program(() => stop.abort(new Error("Stopped by SIGTERM")));
  await expect(
    runAction(train, { mlflow: killed, programs, files: files(), signal: stop.signal }),
  ).rejects.toThrow("Stopped by SIGTERM");
  expect(killed.runs[0]!.status).toBe("KILLED");
});

test("a model of the tracking server is taken over, held to its digest", async () => {
  const uri = "models:/prices/3";
  const mlflow = memoryMlflow({ [uri]: { "model.bin": "weights" } });
  const section = (sha256: string) =>
    `  engine: external\n  model: ${uri}\n  metrics: metrics.json\n  sha256: ${sha256}\n`;
  const files = (sha256: string) =>
    onDisk({ "mlops.yml": config(section(sha256)), "data.csv": data, "metrics.json": '{"r2": 0.5}' });
  const right = createHash("sha256").update("weights").digest("hex");
  await runAction(train, { mlflow, files: files(right) });
  expect(readFileSync(path.join(folder, ".mlops/houses/model/model.bin"), "utf8")).toBe("weights");
  const wrong = runAction(train, { mlflow, files: files("f".repeat(64)) });
  await expect(wrong).rejects.toThrow(`its digest is ${right}, not train.sha256`);
  await expect(runAction(train, { files: files(right) })).rejects.toThrow("MLFLOW_TRACKING_URI is not set");
});

test("an answer that nobody foresaw costs no training either", async () => {
  const broken: Mlflow = { ...memoryMlflow(), log: () => Promise.reject(new TypeError("no such thing")) };
  const result = await runAction(train, {
    mlflow: broken,
    programs: program(() => {}, { exitCode: 2 }),
    files: onDisk({ "mlops.yml": `${command}  params: { a: 1 }\n`, "data.csv": data }),
  });
  expect(result.verdict).toBe("fail");
  expect(result.log).toContain("warning: MLflow: no such thing; the training goes on without it");
});
