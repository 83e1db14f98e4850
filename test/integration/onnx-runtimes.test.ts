import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { elementType } from "../../src/model/onnx-features.ts";
import { parseStoredModel, predictTable } from "../../src/onnx/predict-table.ts";
import { findColumn } from "../../src/tables/table.ts";
import { type ModelRecipe, makeModel } from "../model/make-model.ts";
import { recipes } from "../model/model-recipes.ts";
import { describeWith, requireTool } from "../require-tool.ts";

type Values = (number | string | boolean | null)[];
type Feeds = Record<string, { type: string; values: Values }>;
/** What a runtime gave, flat, by the name of the output. */
type Outputs = Record<string, (number | string)[]>;
type Made = Awaited<ReturnType<typeof makeModel>>;
type Runtime = "python" | "node" | "ours";

/** The part of onnxruntime-node that is used: it is installed with the test beds alone. */
interface Onnxruntime {
  Tensor: new (type: string, data: unknown, dims: number[]) => unknown;
  InferenceSession: {
    create(file: string): Promise<{
      run(feeds: Record<string, unknown>): Promise<Record<string, { data: ArrayLike<number | string> }>>;
    }>;
  };
}

const names = Object.keys(recipes) as (keyof typeof recipes)[];
const versions = [5, 3] as const;
/** What the configuration refuses with version 3. */
const canBe = (name: keyof typeof recipes, version: (typeof versions)[number]): boolean => {
  const { calibrate }: ModelRecipe = recipes[name];
  return version === 5 || calibrate !== "isotonic";
};

function feedsOf({ table, columns }: Made): Feeds {
  const valuesOf = (name: string, missing: string): Values => {
    const column = findColumn(table, name)!;
    if (column.kind === "text")
      return Array.from(column.codes, (code) => (code < 0 ? missing : column.dictionary[code]!));
    return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value));
  };
  return Object.fromEntries(
    columns.map((column) => [
      column.name,
      { type: elementType(column), values: valuesOf(column.name, column.missingText) },
    ]),
  );
}

function nodeFeeds({ Tensor }: Onnxruntime, feeds: Feeds): Record<string, unknown> {
  const dataOf: Record<string, (values: Values) => unknown> = {
    string: (values) => values,
    int64: (values) => BigInt64Array.from(values, (value) => BigInt(Number(value))),
    bool: (values) => Uint8Array.from(values, Number),
    double: (values) => Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value))),
  };
  return Object.fromEntries(
    Object.entries(feeds).map(([name, { type, values }]) => [
      name,
      new Tensor(type === "double" ? "float64" : type, dataOf[type]!(values), [values.length]),
    ]),
  );
}

describeWith(
  ["python", "beds"],
  "model.onnx with ai.onnx.ml 5 and 3, in Python's and Node's onnxruntime",
  () => {
    const folder = mkdtempSync(path.join(tmpdir(), "mlops-runtimes-"));
    const models = new Map<string, Made>();
    const answers = new Map<string, Outputs>();

    beforeAll(async () => {
      const cases: { files: string[]; feeds: Feeds }[] = [];
      const require = createRequire(path.join(requireTool("beds"), "package.json"));
      const onnxruntime = require("onnxruntime-node") as Onnxruntime;
      for (const name of names) {
        const made = await makeModel(recipes[name]);
        models.set(name, made);
        const feeds = feedsOf(made);
        for (const version of versions) {
          const file = path.join(folder, `${name}-${version}.onnx`);
          const bytes = made.encode(version);
          writeFileSync(file, bytes);
          const session = await onnxruntime.InferenceSession.create(file);
          const outputs = Object.entries(await session.run(nodeFeeds(onnxruntime, feeds)));
          answers.set(
            `node ${name} ${version}`,
            Object.fromEntries(outputs.map(([output, { data }]) => [output, Array.from(data)])),
          );
          const { values, labels } = await predictTable(parseStoredModel(bytes, file), made.table);
          answers.set(`ours ${name} ${version}`, {
            ...(labels && { label: labels }),
            [labels ? "probabilities" : "prediction"]: Array.from(values),
          });
        }
        cases.push({ files: versions.map((version) => `${name}-${version}.onnx`), feeds });
      }
      writeFileSync(path.join(folder, "cases.json"), JSON.stringify(cases));
      const script = path.join(import.meta.dirname, "onnx-runtimes.py");
      const { status, stderr } = spawnSync(requireTool("python"), [script, folder], { encoding: "utf8" });
      if (status !== 0) throw new Error(`the Python program failed:\n${stderr}`);
      const told: Record<string, Outputs>[] = JSON.parse(
        readFileSync(path.join(folder, "answers.json"), "utf8"),
      );
      for (const [index, name] of names.entries())
        for (const version of versions)
          answers.set(`python ${name} ${version}`, told[index]![`${name}-${version}.onnx`]!);
    }, 300_000);
    afterAll(() => rmSync(folder, { recursive: true }));

    const runtimes: Runtime[] = ["python", "node", "ours"];
    test.each(runtimes.flatMap((runtime) => versions.map((version) => ({ runtime, version }))))(
      "$runtime, version $version: numbers agree, classes too but for ties",
      ({ runtime, version }) => {
        const tolerance = version === 5 ? 1e-12 : 1e-5;
        let [rows, ties] = [0, 0];
        for (const name of names.filter((each) => canBe(each, version))) {
          const { classes, outputs } = models.get(name)!;
          const answer = Object.entries(answers.get(`${runtime} ${name} ${version}`)!);
          const numbers = answer.find(([output]) =>
            /^(prediction|probabilities)/.test(output),
          )![1] as number[];
          expect(numbers, name).toHaveLength(outputs.length);
          expect(differenceOf(numbers, outputs), name).toBeLessThan(tolerance);
          if (classes.length === 0) continue;
          const labels = answer.find(([output]) => output.startsWith("label"))![1];
          for (const [row, label] of labels.entries()) {
            const shares = Array.from(outputs.subarray(row * classes.length, (row + 1) * classes.length));
            const { threshold }: ModelRecipe = recipes[name];
            const lead = threshold === undefined ? leadOf(shares) : Math.abs(shares[1]! - threshold);
            const isTie = lead <= tolerance;
            const best =
              threshold === undefined ? shares.indexOf(Math.max(...shares)) : Number(shares[1]! >= threshold);
            rows++;
            if (isTie) ties++;
            else expect(label, `${name}, row ${row}`).toBe(classes[best]);
          }
        }
        expect(rows).toBeGreaterThan(3000);
        expect(ties / rows).toBeLessThan(0.02);
      },
    );
  },
);

/** How far the most probable class is before the next. */
function leadOf(shares: readonly number[]): number {
  const [first = 0, second = 0] = shares.toSorted((a, b) => b - a);
  return first - second;
}

/** The greatest difference relative to the value, or to a thousandth where the value is less. */
function differenceOf(actual: readonly number[], expected: Float64Array): number {
  let greatest = 0;
  for (const [index, value] of expected.entries())
    greatest = Math.max(greatest, Math.abs(actual[index]! - value) / Math.max(Math.abs(value), 1e-3));
  return greatest;
}
