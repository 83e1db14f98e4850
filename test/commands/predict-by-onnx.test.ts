import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { predict } from "../../src/commands/predict.ts";
import { createFiles } from "../../src/services/files.ts";
import { fakeServices } from "../fakes.ts";
import { describeWith, requireTool } from "../require-tool.ts";
import { realOnnxRuntime } from "../services/onnx-runtime.ts";

const golden = path.join(import.meta.dirname, "../golden");
const expected = JSON.parse(readFileSync(path.join(golden, "foreign-onnx.json"), "utf8")) as Record<
  string,
  { values: number[]; labels?: string[] }
>;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-predict-"));
  mkdirSync(path.join(folder, "model"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Predicts rows of the golden data's `columns` by a model that lies in a folder alone. */
async function predictWith(model: string, columns: string[], target = "price"): Promise<string[]> {
  const lines = readFileSync(path.join(golden, "foreign-onnx.csv"), "utf8").trim().split("\n");
  const places = columns.map((name) => lines[0]!.split(",").indexOf(name));
  const data = lines.map((line) => places.map((place) => line.split(",")[place]).join(","));
  writeFileSync(path.join(folder, "data.csv"), `${data.join("\n")}\n`);
  writeFileSync(
    path.join(folder, "mlops.yml"),
    `version: 1\nname: p\ndata: { path: data.csv, target: ${target}, key: [id] }\n`,
  );
  copyFileSync(path.join(golden, `onnx/${model}.onnx`), path.join(folder, "model/theirs.onnx"));
  let written = "";
  await predict.run({
    ...fakeServices({
      files: Object.assign(createFiles({ root: folder, contained: true }), { all: () => new Map() }),
      natives: { locate: () => Promise.resolve(requireTool("onnxruntime")) },
      onnxRuntime: realOnnxRuntime,
    }),
    inputs: { name: undefined, model: "model", config: "mlops.yml", "working-directory": "." },
    ...{ words: [], json: false, write: (text) => (written += text) },
  });
  return written.trim().split("\n");
}

describeWith("onnxruntime", "mlops predict, by models of other makers", () => {
  test("prints the number of a regression, whether the file has the key and the target or not", async () => {
    for (const columns of [
      ["rooms", "income", "age"],
      ["id", "rooms", "income", "age", "price"],
    ]) {
      const [header, ...rows] = await predictWith("regression", columns);
      expect(header).toBe("row,predicted");
      expect(rows).toHaveLength(240);
      expect(Number(rows[7]!.split(",")[1])).toBeCloseTo(expected.regression!.values[7]!, 3);
    }
  });

  test("prints classes and their probabilities", async () => {
    const [header, ...rows] = await predictWith("columns", ["rooms", "income", "age", "place"], "band");
    expect(header).toBe("row,predicted,score_high,score_low,score_mid");
    expect(rows.map((row) => row.split(",")[1])).toEqual(expected.columns!.labels);
    expect(Number(rows[3]!.split(",")[4])).toBeCloseTo(expected.columns!.values[11]!, 5);
  });

  test("says what it cannot tell", async () => {
    await expect(predictWith("regression", ["rooms", "income"])).rejects.toThrow(
      'Cannot ask the model: its input "X" has 3 columns, and the data 2',
    );
  });
});
