import { UserError } from "../errors.ts";
import type { TreesModel } from "../learn/model.ts";
import type { GraphBuilder } from "./graph.ts";
import { ensembleAttributes, planEnsemble } from "./onnx-ensemble.ts";
import { lowerLink } from "./onnx-link.ts";

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
  const ensemble = planEnsemble(model);
  if (ensemble.nodeCount * leastSplit > largestFile) throw tooLarge(nodes);
  const wide = graph.node("Cast", [features], { to: { int: 11 } });
  const sums = graph.node("TreeEnsemble", [wide], ensembleAttributes(ensemble), "ai.onnx.ml");
  const means = divisor === 1 ? sums : graph.node("Div", [sums, graph.constant("double", divisor)]);
  const margins = base.some((each) => each !== 0)
    ? graph.node("Add", [means, graph.constant("double", base)])
    : means;
  return lowerLink(graph, link, margins);
}

function tooLarge(nodes: number): UserError {
  return new UserError(
    `Cannot write the model: trees of ${nodes.toLocaleString("en")} nodes do not fit into an ONNX file of 2 GB`,
    { hint: "Set max_depth, raise min_samples_leaf or lower n_estimators" },
  );
}
