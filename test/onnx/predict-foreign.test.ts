import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import type { ForeignSession, RuntimeTensor } from "../../src/onnx/foreign-session.ts";
import { readClassOutputs, withOutputs } from "../../src/onnx/model-outputs.ts";
import {
  type ForeignPredictions,
  type ForeignQuestion,
  predictForeign,
} from "../../src/onnx/predict-foreign.ts";
import { describeWith, requireTool } from "../require-tool.ts";
import { realOnnxRuntime } from "../services/onnx-runtime.ts";
import { readText } from "../tables/read-text.ts";

const golden = path.join(import.meta.dirname, "../golden");
const expected = JSON.parse(readFileSync(path.join(golden, "foreign-onnx.json"), "utf8")) as Record<
  string,
  { values: number[]; labels?: string[]; classes?: string[] }
>;
const table = await readText(readFileSync(path.join(golden, "foreign-onnx.csv"), "utf8"));
const numbers = ["rooms", "income", "age"];
const question: ForeignQuestion = { table, features: ["id", ...numbers], roles: ["id"] };

function bytesOf(name: string): Uint8Array {
  return readFileSync(path.join(golden, `onnx/${name}.onnx`));
}

async function ask(name: string, asked: Partial<ForeignQuestion> = {}): Promise<ForeignPredictions> {
  const bytes = bytesOf(name);
  const outputs = readClassOutputs(bytes);
  const session = await realOnnxRuntime.open({
    folder: requireTool("onnxruntime"),
    model: withOutputs(bytes, outputs.maps.values()),
    signal: new AbortController().signal,
  });
  try {
    return await predictForeign(session, outputs, { ...question, ...asked });
  } finally {
    session.close();
  }
}

/** Both are float32, and summed in another order. */
function expectClose(found: Float64Array, wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  let most = 0;
  for (const [at, value] of wanted.entries())
    most = Math.max(most, Math.abs(found[at]! - value) / Math.max(1, Math.abs(value)));
  expect(most).toBeLessThan(2e-6);
}

describeWith("onnxruntime", "ONNX models of skl2onnx, by ONNX Runtime", () => {
  test.for([
    ["maps", "classification"],
    ["tensor", "classification"],
    ["texts", "classification"],
    ["columns", "classification"],
    ["regression", "regression"],
  ] as const)("%s: what Python's onnxruntime predicts", async ([name, task]) => {
    for (const asked of [task, undefined]) {
      const said = await ask(name, { task: asked });
      const { values, labels, classes } = expected[name]!;
      expect([said.labels, said.classes]).toEqual([labels, classes]);
      expectClose(said.values, values);
    }
  });

  test("rows are asked for by their numbers, and blocks joined", async () => {
    const rows = Uint32Array.from({ length: 20_000 }, (_, at) => (at * 7) % table.rows);
    const said = await ask("regression", { rows });
    expectClose(
      said.values,
      Array.from(rows, (row) => expected.regression!.values[row]!),
    );
  });

  test("a matrix is made of all features, or of all that do not name a row, and of nothing else", async () => {
    await expect(ask("regression", { features: ["rooms", "income"], roles: [] })).rejects.toThrow(
      'its input "X" has 3 columns, and the data 2',
    );
    await expect(ask("regression", { features: [...numbers, "place"], roles: ["age"] })).rejects.toThrow(
      'its input "X" is a matrix of numbers, and column "place" is text',
    );
    await expect(ask("columns", { table: { ...table, columns: table.columns.slice(0, 3) } })).rejects.toThrow(
      'has no column for its input "age"',
    );
  });

  test("what is no model is refused in words, and takes no process with it", async () => {
    const opened = realOnnxRuntime.open({
      folder: requireTool("onnxruntime"),
      model: bytesOf("texts").subarray(0, 9000),
      signal: new AbortController().signal,
    });
    await expect(opened).rejects.toThrow(UserError);
    await expect(opened).rejects.toThrow("Cannot ask the model: ONNX Runtime does not load the model: ");
  });

  test("a model that takes too much memory, or too long, ends", async () => {
    const folder = requireTool("onnxruntime");
    const { signal } = new AbortController();
    const feeds = new Map<string, RuntimeTensor>([
      ["X", { type: "float32", dims: [8_000_000, 3], data: new Float32Array(24_000_000) }],
    ]);
    const small = await realOnnxRuntime.open({
      ...{ folder, signal, model: bytesOf("regression"), memory: 2 ** 26 },
    });
    await expect(small.run(feeds, ["variable"])).rejects.toThrow("ONNX Runtime does not run the model");
    small.close();
    const late = realOnnxRuntime.open({ folder, signal, model: bytesOf("regression"), timeout: 1 });
    await expect(late).rejects.toThrow("it takes too long");
  });

  test("what a model says of rows is not repeated", async () => {
    const session = await realOnnxRuntime.open({
      ...{ folder: requireTool("onnxruntime"), model: bytesOf("regression") },
      signal: new AbortController().signal,
    });
    const data = Float32Array.of(271_828, 2);
    await expect(
      session.run(new Map([["X", { type: "float32", dims: [1, 2], data }]]), ["variable"]),
    ).rejects.toThrow(/^Cannot ask the model: ONNX Runtime does not run the model$/);
    session.close();
  });
});

describe("outputs that do not tell what they are", () => {
  /** A model in memory that answers with these tensors. */
  function answering(
    outputs: Record<string, RuntimeTensor & { shape?: (number | undefined)[] }>,
  ): ForeignSession {
    return {
      inputs: [{ name: "rooms", type: "float32", shape: [undefined, 1] }],
      outputs: Object.entries(outputs).map(([name, { type, shape = [undefined] }]) => ({
        name,
        type,
        shape,
      })),
      run: async (_, names) => names.map((name) => outputs[name]!),
    };
  }
  const rows = Uint32Array.of(0, 1);
  const asked = { ...question, rows };
  const none = { labels: undefined, maps: new Map<string, string>() };
  const float = (...data: number[]): RuntimeTensor => ({
    type: "float32",
    dims: [2, data.length / 2],
    data: Float32Array.from(data),
  });
  const whole = (...data: bigint[]): RuntimeTensor => ({
    type: "int64",
    dims: [2],
    data: BigInt64Array.from(data),
  });

  test("two numbers, or none, are no prediction", async () => {
    const two = answering({ a: float(1, 2), b: float(3, 4) });
    await expect(predictForeign(two, none, { ...asked, task: "regression" })).rejects.toThrow(
      "2 of its outputs are numbers, not one",
    );
    await expect(predictForeign(two, none, { ...asked, task: "classification" })).rejects.toThrow(
      "0 of its outputs are classes, not one",
    );
    await expect(
      predictForeign(answering({ a: float(1, 2, 3, 4) }), none, { ...asked, task: "regression" }),
    ).rejects.toThrow('its output "a" has 2 numbers a row');
  });

  test("a number that is none is refused, and an answer of other rows", async () => {
    await expect(predictForeign(answering({ a: float(1, Number.NaN) }), none, asked)).rejects.toThrow(
      "not a finite number",
    );
    await expect(predictForeign(answering({ a: float() }), none, asked)).rejects.toThrow(
      "not as many numbers",
    );
    await expect(predictForeign(answering({ a: whole(1n) }), none, asked)).rejects.toThrow(
      "not one class a row",
    );
  });

  test("probabilities whose classes are not told count where they agree with every class that is predicted", async () => {
    const agreeing = answering({ label: whole(10n, 9n), p: float(0.1, 0.9, 0.7, 0.3) });
    expect((await predictForeign(agreeing, none, { ...asked, classes: ["10", "9"] })).classes).toEqual([
      "9",
      "10",
    ]);
    const other = answering({ label: whole(10n, 9n), p: float(0.9, 0.1, 0.7, 0.3) });
    expect(await predictForeign(other, none, { ...asked, classes: ["10", "9"] })).toMatchObject({
      classes: undefined,
      labels: ["10", "9"],
    });
  });

  test("an input of a fixed number of rows is refused, and a missing value among whole numbers", async () => {
    const fixed = {
      ...answering({ a: float(1, 2) }),
      inputs: [{ name: "rooms", type: "float32", shape: [1, 1] }],
    };
    await expect(predictForeign(fixed, none, asked)).rejects.toThrow("has a fixed number of rows");
    const missing = await readText("rooms\n1\n\n2.5\n");
    const takesWhole = {
      ...answering({ a: float(1, 2) }),
      inputs: [{ name: "rooms", type: "int64", shape: [undefined] }],
    };
    await expect(
      predictForeign(takesWhole, none, { ...asked, table: missing, rows: Uint32Array.of(0, 1) }),
    ).rejects.toThrow("takes whole numbers, and a row has a ");
  });
});

test("bytes that are no ONNX file", () => {
  expect(() => readClassOutputs(Uint8Array.of(0x3a, 0xff))).toThrow(RangeError);
  expect(readClassOutputs(new Uint8Array(0))).toEqual({ isOwn: false, labels: undefined, maps: new Map() });
});
