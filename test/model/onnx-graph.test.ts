import { describe, expect, test } from "vitest";
import { createGraph, type OnnxGraph } from "../../src/model/onnx-graph.ts";
import { join } from "../../src/model/protobuf.ts";
import { decodeProtobuf } from "./decode-protobuf.ts";

const text = (value: unknown) => new TextDecoder().decode(value as Uint8Array);

/** Names of the graph's inputs and outputs, and of what its nodes read and write. */
function namesOf(graph: OnnxGraph) {
  const model = decodeProtobuf(join(graph.encode({ name: "m" })));
  const fields = decodeProtobuf(model.find(({ field }) => field === 7)?.value as Uint8Array);
  const parts = (of: number) =>
    fields.filter(({ field }) => field === of).map(({ value }) => decodeProtobuf(value as Uint8Array));
  const first = (of: number) => parts(of).map((part) => text(part[0]?.value));
  const nodes = parts(1).map((node) => ({
    reads: node.filter(({ field }) => field === 1).map(({ value }) => text(value)),
    writes: node.filter(({ field }) => field === 2).map(({ value }) => text(value)),
  }));
  return { inputs: first(11), outputs: first(12), nodes, constants: parts(5).length };
}

describe("names", () => {
  test("of nodes and outputs evade those of the columns", () => {
    const graph = createGraph();
    for (const name of ["add_0", "constant_0", "label", "label_"]) graph.input(name, "double", ["rows"]);
    const sum = graph.node("Add", ["add_0", graph.constant("double", 1)]);
    expect(sum).toBe("add_1");
    expect(graph.output(sum, "label", "double", ["rows"])).toBe("label__");
    const { inputs, outputs, nodes } = namesOf(graph);
    expect(inputs).toEqual(["add_0", "constant_0", "label", "label_"]);
    expect(outputs).toEqual(["label__"]);
    expect(nodes).toEqual([
      { reads: ["add_0", "constant_1"], writes: ["add_1"] },
      { reads: ["add_1"], writes: ["label__"] },
    ]);
  });

  test("of inputs are unique", () => {
    const graph = createGraph();
    graph.input("a", "double", ["rows"]);
    expect(() => graph.input("a", "double", ["rows"])).toThrow('graph input "a" is declared twice');
  });
});

test("equal scalars are one constant; zeros of both signs are two", () => {
  const graph = createGraph();
  expect(graph.constant("double", 0)).toBe(graph.constant("double", 0));
  expect(graph.constant("double", -0)).not.toBe(graph.constant("double", 0));
  expect(graph.constant("float", 0)).not.toBe(graph.constant("double", 0));
  expect(graph.constant("string", "0")).not.toBe(graph.constant("double", 0));
  expect(namesOf(graph).constants).toBe(4);
});

test("the same graph has the same bytes", () => {
  const build = () => {
    const graph = createGraph();
    const input = graph.input("x", "string", ["rows"]);
    const attributes = { cats_strings: { texts: ["a", "b"] }, zeros: { int: 1 } };
    graph.output(graph.node("OneHotEncoder", [input], attributes, "ai.onnx.ml"), "y", "float", ["rows", 2]);
    return join(graph.encode({ name: "m", metadata: { about: "ü" } }));
  };
  expect(build()).toEqual(build());
});
