import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { systemClock } from "../../src/services/clock.ts";
import { createFiles } from "../../src/services/files.ts";
import { createMlflow, type Mlflow } from "../../src/services/mlflow.ts";
import { readMlflowSettings } from "../../src/services/mlflow-settings.ts";
import { createProcesses } from "../../src/services/process.ts";
import { createPrograms } from "../../src/services/programs.ts";
import { type MlflowStandIn, startMlflow } from "../beds/mlflow.ts";
import { runAction } from "../fakes.ts";
import { describeWith, requireTool } from "../require-tool.ts";

const signal = new AbortController().signal;

/** A run as the server tells of it. */
interface Told {
  info: { run_id: string; run_name: string; status: string; experiment_id: string };
  data: Record<"metrics" | "params" | "tags", { key: string; value: string | number }[] | undefined>;
  inputs: { dataset_inputs: { dataset: { name: string; digest: string; source: string } }[] };
  outputs?: { model_outputs: { model_id: string }[] };
}

/** A train.py as people write them: it knows MLflow, and nothing of the run that was made for it. */
const program = `
import csv, os, mlflow
from pathlib import Path
rows = list(csv.DictReader(open(os.environ["MLOPS_TEST"])))
with mlflow.start_run():
    mlflow.log_param("rate", 1e-05)
    mlflow.log_param("own", "by the program")
    for epoch in range(3):
        mlflow.log_metric("loss", 1 / (epoch + 1), step=epoch)
        with open(os.environ["MLOPS_PROGRESS"], "a") as file:
            file.write('{"epoch": %d, "metrics": {"live": %s}}\\n' % (epoch, epoch / 10))
with open(Path(os.environ["MLOPS_EVIDENCE_DIR"]) / "predictions.csv", "w") as file:
    file.write("row_id,predicted\\n")
    for row in rows:
        file.write(row["row_id"] + "," + str(2 * int(row["id"]) + 1) + "\\n")
(Path(os.environ["MLOPS_MODEL_DIR"]) / "model.bin").write_text("weights")
`;

describeWith("python", "a real MLflow server", () => {
  let server: MlflowStandIn;
  let folder: string;
  const at = (name: string): string => path.join(folder, name);
  beforeAll(async () => {
    server = await startMlflow();
  }, 300_000);
  afterAll(() => server?.close());
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "mlops-mlflow-"));
    const rows = Array.from({ length: 200 }, (_, index) => `${index},${(index * 7919) % 101},${index * 2}`);
    writeFileSync(at("data.csv"), `id,a,y\n${rows.join("\n")}\n`);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const connect = (env: Record<string, string> = {}): Mlflow => {
    const settings = readMlflowSettings({ MLFLOW_TRACKING_URI: server.url, ...env })!;
    return createMlflow({ settings, clock: systemClock, signal, userAgent: "test" });
  };
  const trainWith = async (name: string, section: string) => {
    writeFileSync(
      at("mlops.yml"),
      `version: 1\nname: ${name}\ndata: { path: data.csv, target: y }\ntrain:\n${section}`,
    );
    const env = {
      PATH: `${path.dirname(requireTool("python"))}:${process.env.PATH}`,
      MLFLOW_TRACKING_URI: server.url,
    };
    return runAction(train, {
      files: Object.assign(createFiles({ root: folder, contained: true }), { all: () => new Map() }),
      process: createProcesses(env),
      programs: createPrograms(env),
      mlflow: connect(),
    });
  };
  const runOf = async (experiment: string): Promise<Told> => {
    const found = await server.ask("GET", `mlflow/experiments/get-by-name?experiment_name=${experiment}`);
    const { experiment_id } = found.experiment as unknown as { experiment_id: string };
    const body = { experiment_ids: [experiment_id] };
    const { runs } = (await server.ask("POST", "mlflow/runs/search", body)) as unknown as { runs: Told[] };
    expect(runs.length).toBe(1);
    return runs[0]!;
  };
  const pairs = (list: { key: string; value: string | number }[] = []) =>
    Object.fromEntries(list.map(({ key, value }) => [key, value]));
  const python = (script: string): string => {
    const { status, stdout, stderr } = spawnSync(requireTool("python"), ["-c", script], {
      encoding: "utf8",
      env: { ...process.env, MLFLOW_TRACKING_URI: server.url },
      timeout: 280_000,
    });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };

  test("what a program logs lands in the run that was made for it, beside ours", async () => {
    writeFileSync(at("train.py"), program);
    const { verdict, log } = await trainWith(
      "houses",
      "  engine: command\n  command: python train.py\n  params: { rate: 0.00001, deep: true }\n",
    );
    expect([verdict, log.filter((line) => line.startsWith("warning"))]).toEqual(["pass", []]);
    const run = await runOf("houses");
    expect(run.info.status).toBe("FINISHED");
    expect(pairs(run.data.metrics)).toMatchObject({ loss: 1 / 3, live: 0.2, test_mae: 1, test_rmse: 1 });
    expect(pairs(run.data.params)).toEqual({ rate: "1e-05", deep: "True", own: "by the program" });
    const manifest = JSON.parse(readFileSync(at(".mlops/houses/evidence/manifest.json"), "utf8"));
    expect(pairs(run.data.tags)).toMatchObject({
      "mlflow.source.type": "JOB",
      "mlflow.source.git.commit": manifest.commit,
      "mlops.model_digest": manifest.digests.model,
      "mlops.data_digest": manifest.digests.data,
    });
    const [{ dataset }] = run.inputs.dataset_inputs as [Told["inputs"]["dataset_inputs"][0]];
    expect(dataset).toMatchObject({ name: "data.csv", digest: manifest.digests.data.slice(0, 36) });
    const history = await server.ask(
      "GET",
      `mlflow/metrics/get-history?run_id=${run.info.run_id}&metric_key=live`,
    );
    expect(
      (history.metrics as unknown as { step: number; value: number }[]).map(({ value }) => value),
    ).toEqual([0, 0.1, 0.2]);
    const [evidence, model] = await Promise.all(
      ["evidence", "model"].map((name) =>
        server.ask("GET", `mlflow/artifacts/list?run_id=${run.info.run_id}&path=${name}`),
      ),
    );
    const names = (list: unknown) => (list as { files: { path: string }[] }).files.map((each) => each.path);
    expect(names(evidence)).toContain("evidence/predictions.csv");
    expect(names(model)).toEqual(["model/model.bin"]);
  }, 300_000);

  test("our model is a logged model that MLflow opens by its run, and that comes back", async () => {
    const { verdict, log } = await trainWith("flats", "  engine: linear\n");
    expect([verdict, log.filter((line) => line.startsWith("warning"))]).toEqual(["pass", []]);
    const run = await runOf("flats");
    const { run_id } = run.info;
    const [output] = run.outputs!.model_outputs;
    const answer = python(`
import mlflow, pandas as pd
from mlflow import MlflowClient
model = mlflow.pyfunc.load_model("runs:/${run_id}/model")
print(model.predict(pd.DataFrame({"id": [10, 20], "a": [1, 2]})).ravel().round(3).tolist())
version = mlflow.register_model("models:/${output!.model_id}", "flat prices")
MlflowClient().set_registered_model_alias("flat prices", "champion", version.version)
`);
    expect(JSON.parse(answer)).toEqual([20, 40]);
    const kept = readFileSync(at(".mlops/flats/model/model.onnx"));
    writeFileSync(at("predicted.csv"), readFileSync(at(".mlops/flats/evidence/predictions.csv")));
    for (const [index, uri] of [
      `runs:/${run_id}/model`,
      `models:/${output!.model_id}`,
      "models:/flat prices/1",
      "models:/flat prices/latest",
      "models:/flat prices@champion",
    ].entries()) {
      const adopted = await trainWith(
        `adopted${index}`,
        `  engine: external\n  model: "${uri}"\n  predictions: predicted.csv\n`,
      );
      expect(adopted.verdict).toBe("pass");
      expect(readFileSync(at(`.mlops/adopted${index}/model/model.onnx`)).equals(kept)).toBe(true);
    }
    await expect(
      trainWith(
        "adopted",
        '  engine: external\n  model: "models:/flat prices@nobody"\n  predictions: predicted.csv\n',
      ),
    ).rejects.toThrow('Cannot fetch the model "models:/flat prices@nobody": there is no such alias');
    await expect(
      trainWith(
        "adopted",
        `  engine: external\n  model: "runs:/${run_id}/nothing"\n  predictions: predicted.csv\n`,
      ),
    ).rejects.toThrow("there are no such files");
  }, 300_000);

  test("a run whose program fails is a failed one", async () => {
    const { verdict } = await trainWith(
      "sheds",
      "  engine: command\n  command: exit 3\n  params: { a: 1 }\n",
    );
    expect(verdict).toBe("fail");
    const run = await runOf("sheds");
    expect([run.info.status, pairs(run.data.params)]).toEqual(["FAILED", { a: "1" }]);
  });

  test("more than a request may hold goes in several", async () => {
    const mlflow = connect();
    const run = await mlflow.startRun({ experiment: "bounds", name: "many", tags: {} });
    const metrics = Array.from({ length: 2500 }, (_, step) => ({
      ...{ name: `m@${step % 3}`, step, time: step },
      value: [step, Number.NaN, Number.POSITIVE_INFINITY][step % 3]!,
    }));
    const params = Object.fromEntries(
      Array.from({ length: 250 }, (_, index) => [`p${index}`, "é".repeat(6500)]),
    );
    const cut = await mlflow.log(run, { metrics, params, tags: { long: "x".repeat(9000) } });
    expect(cut.length).toBe(251);
    await mlflow.log(run, { params: { p0: "another value", fresh: "1" } });
    await mlflow.endRun(run, "KILLED");
    const told = await runOf("bounds");
    expect(told.info.status).toBe("KILLED");
    expect(Object.keys(pairs(told.data.params)).length).toBe(251);
    expect(pairs(told.data.params).p0).toBe("é".repeat(6000));
    expect(pairs(told.data.metrics)).toMatchObject({ m_0: 2499, m_1: "NaN", m_2: Number.MAX_VALUE });
  });

  test("two runs at once make one experiment", async () => {
    const runs = await Promise.all(
      [1, 2, 3].map(() => connect().startRun({ experiment: "race", name: "r", tags: {} })),
    );
    expect(new Set(runs.map(({ experimentId }) => experimentId)).size).toBe(1);
    expect(new Set(runs.map(({ id }) => id)).size).toBe(3);
  });
});
