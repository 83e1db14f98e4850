import { expect, test } from "vitest";
import { recogniseModel } from "../../src/model/recognise-model.ts";

/** What a file of these bytes is, its name apart. */
function kindOf(name: string, bytes: string | Uint8Array, more: string = "") {
  const head = typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes;
  const tail = more === "" ? head : Buffer.from(more, "latin1");
  return recogniseModel({ name, size: head.length + tail.length, head, tail });
}

test.each([
  ["pickle", "model.joblib", "\x80\x04\x95"],
  ["pickle", "m.pkl", "\x80\x05\x95"],
  ["pickle", "m.joblib", "\x78\x9c123"],
  ["pickle", "m.pkl.gz", "\x1f\x8b\x08"],
  ["onnx", "anything", "\x08\x0a\x12\x07"],
  ["onnx", "m.onnx", "\x08\x01"],
  ["gguf", "m", "GGUF\x03"],
  ["catboost", "m.cbm", "CBM1\x00"],
  ["lightgbm", "m.txt", "tree\nversion=v4\nnum_class=1"],
  ["xgboost", "m.json", '{"learner":{"attributes"'],
  ["xgboost", "m.json", '{ "learner" : {'],
  ["xgboost", "m.ubj", "{L\x00\x00\x00\x00\x00\x00\x00\x07learner{"],
  ["keras", "m.h5", "\x89HDF\r\n\x1a\n"],
  ["saved-model", "export/saved_model.pb", "\x0a\x00"],
  [undefined, "notes.txt", "a model"],
  [undefined, "weights.json", '{"weights": [1]}'],
  [undefined, "data.csv.zst", "\x28\xb5\x2f\xfd"],
  [undefined, "empty", ""],
])("%s is %s", (kind, name, bytes) => {
  expect(kindOf(name, bytes)).toBe(kind);
});

test("archives are told by the names in them", () => {
  expect(kindOf("m.keras", "PK\x03\x04", "metadata.json config.json model.weights.h5")).toBe("keras");
  expect(kindOf("m.pt", "PK\x03\x04", "archive/data.pkl archive/data/0")).toBe("torch");
  expect(kindOf("m.pt", "PK\x03\x04", "m/data.pkl m/code/__torch__.py")).toBe("torchscript");
  expect(kindOf("m.zip", "PK\x03\x04", "readme.txt")).toBeUndefined();
});

test("safetensors by its header's length", () => {
  const header = Buffer.from('{"a":{}}');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  expect(kindOf("m.safetensors", Buffer.concat([length, header, Buffer.alloc(8)]))).toBe("safetensors");
  length.writeBigUInt64LE(2n ** 60n);
  expect(kindOf("m.safetensors", Buffer.concat([length, header]))).toBeUndefined();
});
