import { expect, test } from "vitest";
import { defineAction } from "../../src/action.ts";
import { projectInputs } from "../../src/actions/project-inputs.ts";
import { train } from "../../src/actions/train.ts";
import { type GateInputs, gate, runTask } from "../../src/commands/gate.ts";
import type { Cell, Report } from "../../src/report.ts";
import { houses, housesConfig } from "../dist/house-data.ts";
import { runAction } from "../fakes.ts";

type Files = Awaited<ReturnType<typeof runAction>>["files"];

const environment = { kind: "terminal", runId: undefined, runAttempt: undefined } as const;
const config = (rules: string, engine = "random-forest", params = "{ n_estimators: 2 }"): string =>
  housesConfig
    .replace("params: { n_estimators: 20 }", `engine: ${engine}, params: ${params}`)
    .replace("[{ metric: r2, min: 0.8 }]", rules);

/** A project with a trained model. */
async function trained(text: string, rows = 200): Promise<Files> {
  const files = { "houses.csv": houses(rows), "mlops.yml": text };
  return (await runAction(train, { files, environment })).files;
}

/** What the command reports, on services in memory. */
async function report(
  task: "simulate" | "noise",
  files: Files | Record<string, string>,
  inputs: Partial<GateInputs> = {},
  more: readonly string[] = [],
): Promise<Report> {
  const action = defineAction({
    name: "gate",
    description: "Runs the command",
    inputs: projectInputs,
    outputs: {},
    run: async (context) => ({
      verdict: "pass" as const,
      outputs: {},
      report: await runTask(
        task,
        { ...context, inputs: { ...defaults(), ...context.inputs, ...inputs } },
        more,
      ),
    }),
  });
  return (await runAction(action, { files, environment })).report;
}

function defaults(): GateInputs {
  const parsed = Object.entries(gate.inputs).map(([name, input]) => [name, input.parse(undefined, name)]);
  return Object.fromEntries(parsed) as GateInputs;
}

function rowsOf({ sections }: Report, title: string): Cell[][] {
  return sections.find((section) => section.title.startsWith(title))?.tables?.[0]?.rows ?? [];
}

function messages({ sections }: Report): string {
  return sections.flatMap(({ findings = [] }) => findings.map(({ message }) => message)).join("\n");
}

function snapshot(files: Files): Record<string, Uint8Array> {
  return Object.fromEntries(files.all());
}

test("simulate says how often each rule would be what, the same each time", async () => {
  const files = await trained(config("[{ metric: r2, min: 0.1 }, { metric: mae, max: 1 }]"));
  const first = await report("simulate", files, { runs: 20 });
  expect(first.headline).toMatch(/in 0 % and fail in 100 % of 20 runs/);
  expect(rowsOf(first, "The same model")).toEqual([
    ["r2 ≥ 0.1", "holds", "100 %", "0 %", "0 %", "0 %"],
    ["mae ≤ 1", "fails", "0 %", "0 %", "100 %", "100 %"],
  ]);
  expect(await report("simulate", files, { runs: 20 })).toEqual(first);
});

test("a rule on the value that flaps is a warning at its line", async () => {
  const files = await trained(config("[{ metric: r2, min: 0.1 }]"));
  const { metrics } = JSON.parse(await files.read(".mlops/houses/evidence/metrics.json"));
  await files.write("mlops.yml", config(`[{ metric: r2, min: ${metrics.r2 - 0.001}, on: point }]`));
  const { sections } = await report("simulate", files, { runs: 100 });
  const [finding] = sections[0]!.findings!;
  expect(finding).toMatchObject({ severity: "warning", file: "mlops.yml", line: 7 });
  expect(finding!.message).toMatch(/(fails|passes) (1 in [234]|about every second of) identical models/);
});

test("without a baseline it says what it cannot say", async () => {
  const files = await trained(config("[{ metric: mae, no_worse_than: baseline, margin: 100 }]"));
  const said = await report("simulate", files, { runs: 10 });
  const equal = said.sections.find(({ title }) => title.startsWith("Equal models"));
  expect(equal?.text?.[0]).toMatch(/Without another model's predictions .* mae no worse than baseline/);
  expect(rowsOf(said, "The same model")[0]).toEqual([
    "mae no worse than baseline, margin 100",
    "not judged",
    null,
    null,
    null,
    null,
  ]);
});

test("with a baseline it judges equal models, and says what is too small for the rows", async () => {
  const files = await trained(config("[{ metric: mae, no_worse_than: baseline, margin: 1 }]"));
  await files.write("before.csv", await files.read(".mlops/houses/evidence/predictions.csv"));
  await files.write(
    "mlops.yml",
    config("[{ metric: mae, no_worse_than: baseline, margin: 1 }]", "linear", "{}"),
  );
  await runAction(train, { files, environment });
  const said = await report("simulate", files, { runs: 40, baseline: "before.csv" });
  expect(rowsOf(said, "Equal models").length).toBe(1);
  expect(messages(said)).toMatch(/lets only .* of equal models pass: its margin is small for these rows/);
  expect(rowsOf(said, "What these rows can find")[0]?.[1]).toMatch(/^[+−]/);
});

test("rules that are not asked of test rows are left out, and named", async () => {
  const files = await trained(config("[{ metric: model_size, max: 1GB }, { metric: r2, min: 0.1 }]"));
  const said = await report("simulate", files, { runs: 10 });
  expect(rowsOf(said, "The same model").map(([rule]) => rule)).toEqual(["r2 ≥ 0.1"]);
  expect(said.sections.at(-1)?.text?.[0]).toMatch(/left out: model_size/);
});

test("metrics alone cannot be drawn anew", async () => {
  const files = { "mlops.yml": config("[{ metric: r2, min: 0.8 }]"), "metrics.json": '{ "r2": 0.9 }' };
  await expect(report("simulate", files, { metrics: "metrics.json" } as never)).rejects.toThrow(
    /metrics alone, without predictions/,
  );
});

test("what the gate refuses is not simulated", async () => {
  const files = await trained(config("[{ metric: r2, min: 0.8 }]"));
  await files.write(".mlops/houses/evidence/predictions.csv", "row_id,actual,predicted\na,1,2\n");
  await expect(report("simulate", files, { runs: 10 })).rejects.toThrow(/not the file that its manifest/);
});

test("stored runs are judged by today's rules, each beside the one before", async () => {
  const rules = "[{ metric: mae, no_worse_than: baseline, margin: 1000 }]";
  const files = await trained(config(rules, "baseline", "{}"));
  const keep = async (name: string): Promise<void> => {
    for (const [path, content] of files.all())
      if (path.startsWith(".mlops/houses/evidence/"))
        await files.write(`runs/${name}/${path.slice(".mlops/houses/".length)}`, content);
  };
  await keep("2");
  await files.write("mlops.yml", config(rules, "linear", "{}"));
  await runAction(train, { files, environment });
  await keep("10");
  await files.write("runs/11/evidence/metrics.json", "{");
  const said = await report("simulate", files, { bundles: "runs" });
  expect(rowsOf(said, "Stored runs").map(([run, , verdict]) => [run, verdict])).toEqual([
    [expect.stringMatching(/^runs\/2/), "inconclusive"],
    [expect.stringMatching(/^runs\/10/), "passed"],
    ["runs/11", "refused"],
  ]);
  const turned = await report("simulate", files, { bundles: "runs/10" }, ["runs/2"]);
  expect(turned.verdict).toBe("fail");
  await expect(report("simulate", files, { bundles: "nothing" })).rejects.toThrow(/there is no bundle/);
});

test("noise trains beside the project, and leaves it as it was", async () => {
  const rules = "[{ metric: r2, min: 0.1 }, { metric: mae, no_worse_than: baseline, margin: 0.001 }]";
  const files = await trained(config(rules));
  const before = snapshot(files);
  const said = await report("noise", files, { seeds: 3 });
  expect(snapshot(files)).toEqual(before);
  const [r2, mae] = rowsOf(said, "What another seed changes");
  expect(r2?.[0]).toBe("r2 ≥ 0.1");
  expect(r2?.[4]).toBeGreaterThan(0);
  expect(mae?.[5]).toBeGreaterThan(0);
  expect(messages(said)).toMatch(/its margin of 0.0010 is less than two trainings of one recipe differ by/);
});

test("an engine without chance gives the same model with every seed, and it is said", async () => {
  const said = await report("noise", await trained(config("[{ metric: r2, min: 0.1 }]", "linear", "{}")), {
    seeds: 2,
  });
  expect(said.headline).toBe("2 seeds give the same model");
  expect(messages(said)).toBe("");
});

test("a model that is made elsewhere has no seeds to try", async () => {
  const files = { "mlops.yml": "version: 1\ntrain: { engine: external, model: model.onnx }\n" };
  await expect(report("noise", files)).rejects.toThrow(/the model is made elsewhere/);
});
