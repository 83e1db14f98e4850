import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defineAction } from "../../src/action.ts";
import { type Comparison, compareRows } from "../../src/actions/compare-rows.ts";
import { findBaseline } from "../../src/actions/find-baseline.ts";
import { projectInputs } from "../../src/actions/project-inputs.ts";
import { readChallenger } from "../../src/actions/read-evaluation.ts";
import { train } from "../../src/actions/train.ts";
import { isRefusal } from "../../src/gate/model-rows.ts";
import { createFiles } from "../../src/services/files.ts";
import { createProcesses } from "../../src/services/process.ts";
import { createPrograms } from "../../src/services/programs.ts";
import { runAction } from "../fakes.ts";
import { describeWith, requireTool } from "../require-tool.ts";
import { realOnnxRuntime } from "../services/onnx-runtime.ts";

const golden = path.join(import.meta.dirname, "../golden");
const lines = readFileSync(path.join(golden, "foreign-onnx.csv"), "utf8").trim().split("\n");
const expected = JSON.parse(readFileSync(path.join(golden, "foreign-onnx.json"), "utf8")) as Record<
  string,
  { values: number[]; labels?: string[]; classes?: string[] }
>;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-foreign-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const services = () => ({
  files: Object.assign(createFiles({ root: folder, contained: true }), { all: () => new Map() }),
  process: createProcesses({ PATH: process.env.PATH }),
  programs: createPrograms({ PATH: process.env.PATH }),
  natives: { locate: () => Promise.resolve(requireTool("onnxruntime")) },
  onnxRuntime: realOnnxRuntime,
});

/** What the model predicts of each row, by its id. */
function saidBy(model: string): { header: string; ofId: (id: number) => string } {
  const { values, labels, classes = [] } = expected[model]!;
  if (labels === undefined) return { header: "predicted", ofId: (id) => `${values[id - 1000]}` };
  return {
    header: ["predicted", ...classes.map((each) => `score_${each}`)].join(","),
    ofId: (id) =>
      [labels[id - 1000], ...classes.map((_, code) => values[(id - 1000) * classes.length + code])].join(","),
  };
}

/** Has a program leave an ONNX model of others, and its predictions of the test rows. */
async function trainOn(
  model: string,
  of: { target: string; rows: number; columns: string[]; kept?: string },
): Promise<void> {
  const { target, rows, columns, kept = model } = of;
  const header = lines[0]!.split(",");
  const places = ["id", ...columns, target].map((name) => header.indexOf(name));
  const data = lines
    .slice(0, rows + 1)
    .map((line) => places.map((place) => line.split(",")[place]).join(","));
  writeFileSync(path.join(folder, "data.csv"), `${data.join("\n")}\n`);
  const { header: said, ofId } = saidBy(kept);
  const known = data.slice(1).map((line) => `${line.split(",")[0]};${ofId(Number(line.split(",")[0]))}`);
  writeFileSync(path.join(folder, "known.txt"), `${known.join("\n")}\n`);
  copyFileSync(path.join(golden, `onnx/${model}.onnx`), path.join(folder, "made.onnx"));
  writeFileSync(
    path.join(folder, "mlops.yml"),
    `version: 1
name: p
data: { path: data.csv, target: ${target}, key: [id], split: { test: 0.5, seed: 1 } }
train:
  engine: command
  command: |
    cp made.onnx "$MLOPS_MODEL_DIR/any.bin"
    awk -F, 'BEGIN {while ((getline line < "known.txt") > 0) {split(line, part, ";"); of[part[1]] = part[2]}; print "row_id,${said}"} NR>1 {print $1 "," of[$2]}' "$MLOPS_TEST" > "$MLOPS_EVIDENCE_DIR/predictions.csv"
`,
  );
  const { verdict, report } = await runAction(train, services());
  if (verdict !== "pass") throw new Error(JSON.stringify(report));
}

function keep(): void {
  for (const each of ["model", "evidence"])
    cpSync(path.join(folder, ".mlops/p", each), path.join(folder, "kept", each), { recursive: true });
}

async function compare(given: Partial<ReturnType<typeof services>> = {}): Promise<Comparison> {
  const found: Comparison[] = [];
  const probe = defineAction({
    name: "probe",
    description: "Compares",
    inputs: projectInputs,
    outputs: {},
    async run(context) {
      const challenger = await readChallenger({ ...context, inputs: { ...context.inputs } });
      const champion = await findBaseline(context, { baseline: "kept", "working-directory": "." });
      if (champion.metrics === undefined) throw new Error(champion.why);
      if (challenger === undefined || isRefusal(challenger)) throw new Error(JSON.stringify(challenger));
      found.push(await compareRows(context, challenger, champion, { minRows: 20, allowPickle: [] }));
      const report = { schema: "mlops/report@1", action: "probe", title: "", headline: "" } as const;
      return {
        verdict: "pass",
        outputs: {},
        report: { ...report, verdict: "pass", facts: [], sections: [] },
      };
    },
  });
  await runAction(probe, { ...services(), ...given });
  return found[0]!;
}

describeWith("onnxruntime", "a champion of another maker, as ONNX", () => {
  test.for([
    ["maps", "sold", ["rooms", "income", "age"]],
    ["texts", "band", ["rooms", "income", "age"]],
    ["columns", "band", ["rooms", "income", "age", "place"]],
    ["regression", "price", ["rooms", "income", "age"]],
  ] as const)("%s is evaluated again on today's rows", async ([model, target, columns]) => {
    await trainOn(model, { target, rows: 180, columns: [...columns] });
    keep();
    await trainOn(model, { target, rows: 240, columns: [...columns] });
    const comparison = await compare();
    if (!("kind" in comparison) || comparison.kind === "metrics") throw new Error(JSON.stringify(comparison));
    expect(comparison.kind).toBe("evaluated again");
    // The same model: what the runtime says now is what was kept, but for rounding.
    const { challenger, champion } = comparison.rows.evaluation;
    const [own, again] = [challenger, champion!].map(({ predicted, scores }) => [...(scores ?? predicted)]);
    expect(own!.length).toBeGreaterThan(80);
    for (const [at, value] of own!.entries()) expect(Math.abs(again![at]! - value)).toBeLessThan(1e-4);
  });

  test("is not, where its columns are not in the order of its training: what it says of known rows tells", async () => {
    const of = { target: "price", columns: ["age", "income", "rooms"] };
    await trainOn("regression", { ...of, rows: 180 });
    keep();
    await trainOn("regression", { ...of, rows: 240 });
    expect(await compare()).toMatchObject({
      kind: "shared rows",
      notes: [expect.stringMatching(/ONNX Runtime has it say something else of \d+ than was kept/)],
    });
  });

  test("is not, where ONNX Runtime cannot be had, and the note says why", async () => {
    const of = { target: "sold", columns: ["rooms", "income", "age"] };
    await trainOn("maps", { ...of, rows: 180 });
    keep();
    await trainOn("maps", { ...of, rows: 240 });
    const { UserError } = await import("../../src/errors.ts");
    const natives = { locate: () => Promise.reject(new UserError("Cannot use ONNX Runtime: not here")) };
    expect(await compare({ natives })).toMatchObject({
      kind: "shared rows",
      notes: [expect.stringContaining("Cannot use ONNX Runtime: not here")],
    });
  });
});
