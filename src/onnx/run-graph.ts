import { elementwise, type Operator } from "./elementwise.ts";
import type { OnnxFile } from "./parse-model.ts";
import { reduceOperators } from "./reduce-operators.ts";
import { shapeOperators } from "./shape-operators.ts";
import type { Threads } from "./sum-trees.ts";
import type { Tensor } from "./tensor.ts";
import { textOperators } from "./text-operators.ts";
import { treeEnsemble } from "./tree-ensemble.ts";
import { treeRegressor } from "./tree-regressor.ts";

const operators: Readonly<Record<string, Operator>> = {
  ...elementwise,
  ...shapeOperators,
  ...reduceOperators,
  ...textOperators,
  TreeEnsemble: treeEnsemble,
  TreeEnsembleRegressor: treeRegressor,
};

/**
 * Runs a graph of the operators that our models are made of, and gives its outputs by name. Numbers are those of
 * `predict`, bit for bit; with threads, trees are walked there by compiled code. Throws TypeError or RangeError for a graph that is wrong or needs another operator.
 */
export async function runGraph(
  { nodes, constants, outputs }: OnnxFile,
  inputs: ReadonlyMap<string, Tensor>,
  threads?: Threads,
): Promise<Map<string, Tensor>> {
  const values = new Map<string, Tensor>([...constants, ...inputs]);
  const last = lastUses(nodes);
  for (const { name } of outputs) last.delete(name);
  for (const [place, { op, inputs: names, outputs: results, attributes }] of nodes.entries()) {
    if (!Object.hasOwn(operators, op)) throw new TypeError(`there is no operator "${op}"`);
    const given = names.map((name) => (name === "" ? undefined : requireValue(values, name)));
    const made = await operators[op]!(given, attributes, threads);
    const list = Array.isArray(made) ? made : [made];
    for (const [index, name] of results.entries()) if (list[index]) values.set(name, list[index]);
    // What no other node asks for takes no memory any longer.
    for (const name of names) if (last.get(name) === place) values.delete(name);
  }
  return new Map(outputs.map(({ name }) => [name, requireValue(values, name)]));
}

/** The last node that asks for each value. */
function lastUses(nodes: OnnxFile["nodes"]): Map<string, number> {
  return new Map(nodes.flatMap(({ inputs }, place) => inputs.map((name): [string, number] => [name, place])));
}

function requireValue(values: ReadonlyMap<string, Tensor>, name: string): Tensor {
  const value = values.get(name);
  if (value === undefined) throw new TypeError(`nothing is known as "${name}"`);
  return value;
}
