import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { digestModel } from "../../src/evidence/digest.ts";
import { usedColumns } from "../../src/model/onnx-features.ts";
import { onnxModel } from "../../src/model/onnx-model.ts";
import { signatureOf } from "../../src/model/signature.ts";
import { makeModel, tableOf } from "./make-model.ts";

const csv = `size,rooms,kind,open,day,unused id,y
${Array.from({ length: 40 }, (_, row) => `${row / 2},${row % 7},${"abc"[row % 3]},${row % 2 === 0},2020-01-${10 + (row % 20)},n${row},${row * 3}.5`).join("\n")}
`;
const recipe = {
  csv,
  target: "y",
  derive: { per_room: "size / rooms", alone: "abs(-1)" },
  params: { n_estimators: 2 },
};

describe("the model folder", () => {
  test("has the files of an MLflow model", async () => {
    const { files } = await makeModel(recipe);
    expect([...files.keys()].sort()).toEqual([
      "MLmodel",
      "code/mlops_model.py",
      "conda.yaml",
      "input_example.json",
      "model.onnx",
      "python_env.yaml",
      "requirements.txt",
    ]);
    expect(
      String(files.get("MLmodel")).replace(/model_(uuid|size_bytes): .*/g, "model_$1: …"),
    ).toMatchSnapshot();
    expect(files.get("conda.yaml")).toMatchSnapshot();
    expect(files.get("python_env.yaml")).toMatchSnapshot();
    expect(files.get("input_example.json")).toMatchSnapshot();
  });

  test("has the same bytes for the same training, and another uuid for another", async () => {
    const [first, second, other] = await Promise.all([
      makeModel(recipe),
      makeModel(recipe),
      makeModel({ ...recipe, params: { n_estimators: 3 } }),
    ]);
    expect(first.digest).toBe(digestModel(second.files));
    const uuidOf = (model: typeof first) => parse(String(model.files.get("MLmodel"))).model_uuid as string;
    expect(uuidOf(first)).toMatch(/^[0-9a-f]{32}$/);
    expect(uuidOf(first)).not.toBe(uuidOf(other));
  });

  test("holds no row of the data in its example", async () => {
    const { files, columns } = await makeModel(recipe);
    const { columns: names, data } = JSON.parse(String(files.get("input_example.json")));
    expect(names).toEqual(columns.map(({ name }) => name));
    // medians and modes of the training rows
    expect(data).toEqual([[10, 3, "a", false, "2020-01-19"]]);
    expect(csv).not.toContain("10,3,");
  });
});

test("the columns of a model are the raw ones that its features need, in the order of the data", async () => {
  const { plan, derived, table } = await makeModel({
    csv,
    target: "y",
    derive: { half: "rooms / 2", quarter: "half / 2", other: "size + 1" },
  });
  const quarterOnly = { ...plan, features: plan.features.filter(({ column }) => column === "quarter") };
  expect(usedColumns(quarterOnly, derived)).toEqual(["rooms"]);
  const names = signatureOf(table, ["kind", "size", "rooms"]).map(({ name }) => name);
  expect(names).toEqual(["size", "rooms", "kind"]);
});

test("a lone word for missing is a category, which a reader of pandas gets back", async () => {
  const table = await tableOf("a,b,c,d\nx,NA,NA,1\ny,NA,,\nz,q,,\nx,q,w,\n");
  expect(signatureOf(table, ["a", "b", "c", "d"])).toEqual([
    { name: "a", type: "text", hasMissing: false, missingText: "" },
    { name: "b", type: "text", hasMissing: true, missingText: "NA" },
    { name: "c", type: "text", hasMissing: true, missingText: "" },
    { name: "d", type: "integer", hasMissing: true, missingText: "" },
  ]);
});

test("a forest too large for ONNX is refused before it is written", async () => {
  const { plan, columns, model } = await makeModel({ csv, target: "y" });
  if (model.kind !== "trees") throw new Error("a forest has trees");
  const tree = { ...model.trees[0]!, feature: { length: 2 ** 28 } as Int32Array };
  expect(() =>
    onnxModel({ name: "m", plan, columns, derived: [], model: { ...model, trees: [tree] }, classes: [] }),
  ).toThrow(
    expect.objectContaining({
      message: "Cannot write the model: trees of 268,435,456 nodes do not fit into an ONNX file of 2 GB",
      hint: "Set max_depth, raise min_samples_leaf or lower n_estimators",
    }),
  );
});
