import { UserError } from "../errors.ts";
import type { TreesModel } from "../learn/model.ts";
import { formatNumber } from "../number-format.ts";
import type { GraphBuilder } from "./graph.ts";
import { ensembleAttributes, planEnsemble } from "./onnx-ensemble.ts";
import { lowerLink } from "./onnx-link.ts";
import { leastRegressorBytes, regressorAttributes } from "./onnx-regressor.ts";
import { numberTrees, type Order } from "./onnx-sets.ts";

/** No reader of protobuf takes more. */
const largestFile = 2 ** 31 - 1;
/** Bytes that a split and its share of leaves take at the very least. */
const leastSplit = 23;

/**
 * Adds the trees to a graph: from the features, float32 of rows × features, to double of rows × outputs. Throws
 * UserError, before anything large is made, where the file would be larger than any reader takes.
 */
export function lowerTrees(graph: GraphBuilder, model: TreesModel, features: string): string {
  const { trees, divisor, base, link } = model;
  const nodes = trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  if ((nodes / 2) * leastSplit > largestFile) throw tooLarge(nodes);
  const groups = numberTrees(model).map(({ trees: numbered, orders }) => ({
    ensemble: planOperator(graph, { ...model, trees: numbered }),
    orders,
  }));
  if (groups.reduce((sum, { ensemble }) => sum + ensemble.leastBytes, 0) > largestFile) throw tooLarge(nodes);
  const sums = groups
    .map(({ ensemble, orders }) => {
      const all = lowerOrders(graph, orders, features);
      return ensemble.lower(graph.node("Cast", [all], { to: { int: 11 } }));
    })
    .reduce((a, b) => graph.node("Add", [a, b]));
  const means = divisor === 1 ? sums : graph.node("Div", [sums, graph.constant("double", divisor)]);
  const margins = base.some((each) => each !== 0)
    ? graph.node("Add", [means, graph.constant("double", base)])
    : means;
  return lowerLink(graph, link, margins);
}

/** The operator that sums trees: how many bytes it takes at the very least, and what adds it to the graph; double to double. */
function planOperator(
  graph: GraphBuilder,
  model: TreesModel,
): { leastBytes: number; lower: (wide: string) => string } {
  if (graph.treeOperators === 5) {
    const plan = planEnsemble(model);
    const lower = (wide: string) =>
      graph.node("TreeEnsemble", [wide], ensembleAttributes(plan), "ai.onnx.ml");
    return { leastBytes: plan.nodeCount * leastSplit, lower };
  }
  const lower = (wide: string): string => {
    const sums = graph.node("TreeEnsembleRegressor", [wide], regressorAttributes(model), "ai.onnx.ml");
    return graph.node("Cast", [sums], { to: { int: 11 } });
  };
  return { leastBytes: leastRegressorBytes(model), lower };
}

/** The places of a feature's codes in its orders: rows × orders. What is no code, -1, finds a table's last row. */
function lowerFeatureOrders(graph: GraphBuilder, orders: readonly Order[], features: string): string {
  const { feature, places } = orders[0]!;
  const codes = graph.node("Gather", [features, graph.constant("int64", feature)], { axis: { int: 1 } });
  const known = graph.node("Min", [codes, graph.constant("float", places.length - 1)]);
  const table = new Float32Array(orders.length * places.length);
  for (const [order, each] of orders.entries())
    for (const [code, place] of each.places.entries()) table[code * orders.length + order] = place;
  return graph.node("Gather", [
    graph.constant("float", table, [places.length, orders.length]),
    graph.node("Cast", [known], { to: { int: 7 } }),
  ]);
}

/** The features, and after them the places of codes in their orders. */
function lowerOrders(graph: GraphBuilder, orders: readonly Order[], features: string): string {
  if (orders.length === 0) return features;
  const blocks: string[] = [];
  for (let start = 0, end = 0; start < orders.length; start = end) {
    const { feature } = orders[start]!;
    while (orders[end]?.feature === feature) end++;
    blocks.push(lowerFeatureOrders(graph, orders.slice(start, end), features));
  }
  return graph.node("Concat", [features, ...blocks], { axis: { int: 1 } });
}

function tooLarge(nodes: number): UserError {
  return new UserError(
    `Cannot write the model: trees of ${formatNumber(nodes)} nodes do not fit into an ONNX file of 2 GB`,
    { hint: "Set max_depth, raise min_samples_leaf or lower n_estimators" },
  );
}
