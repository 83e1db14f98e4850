import { UserError } from "../errors.ts";
import type { Forest } from "../learn/forest.ts";
import { ensembleAttributes, planEnsemble } from "./onnx-ensemble.ts";
import { type FeatureSource, lowerFeatures } from "./onnx-features.ts";
import { createGraph } from "./onnx-graph.ts";
import { join } from "./protobuf.ts";

/** A forest, and the way from the raw columns to it. */
export interface OnnxForest extends FeatureSource {
  /** Name of the model, written into the file. */
  name: string;
  forest: Forest;
  /** In the order of the forest's outputs; empty for regression. */
  classes: readonly string[];
  /** Text that the file carries for its readers. */
  metadata?: Readonly<Record<string, string>>;
}

/** No reader of protobuf takes more. */
const largestFile = 2 ** 31 - 1;
/** Bytes that a split and its share of leaves take at the very least. */
const leastSplit = 23;

/**
 * The whole way from raw columns to the prediction as one ONNX file: an input of shape [rows] for each raw column
 * (int64, double, bool, string; see `elementType`), and as outputs for regression `prediction` (double, [rows]),
 * for classification `label` (string, [rows]) and `probabilities` (double, rows × classes). A `_` is appended to
 * an output whose name a column has. Predictions equal predictForest's. Throws UserError for a derived column that
 * ONNX cannot express, and where the file would be larger than any reader takes.
 */
export function onnxForest(options: OnnxForest): Uint8Array {
  const { name, forest, classes, metadata } = options;
  const nodes = forest.trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  if ((nodes / 2) * leastSplit > largestFile) throw tooLarge(nodes);
  const ensemble = planEnsemble(forest.trees, forest.outputs);
  if (ensemble.nodeCount * leastSplit > largestFile) throw tooLarge(nodes);
  const graph = createGraph();
  const features = lowerFeatures(graph, options);
  const wide = graph.node("Cast", [features], { to: { int: 11 } });
  const sums = graph.node("TreeEnsemble", [wide], ensembleAttributes(ensemble), "ai.onnx.ml");
  const means = graph.node("Div", [sums, graph.constant("double", forest.trees.length)]);
  if (classes.length === 0) {
    const flat = graph.node("Reshape", [means, graph.constant("int64", [-1])]);
    graph.output(flat, "prediction", "double", ["rows"]);
  } else {
    const best = graph.node("ArgMax", [means], { axis: { int: 1 }, keepdims: { int: 0 } });
    const label = graph.node("Gather", [graph.constant("string", classes), best]);
    graph.output(label, "label", "string", ["rows"]);
    graph.output(means, "probabilities", "double", ["rows", classes.length]);
  }
  const message = graph.encode({ name, ...(metadata && { metadata }) });
  if (message.length > largestFile) throw tooLarge(nodes);
  return join(message);
}

function tooLarge(nodes: number): UserError {
  return new UserError(
    `Cannot write the model: a forest of ${nodes.toLocaleString("en")} nodes does not fit into an ONNX file of 2 GB`,
    { hint: "set max_depth, raise min_samples_leaf or lower n_estimators" },
  );
}
