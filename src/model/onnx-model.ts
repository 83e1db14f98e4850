import { UserError } from "../errors.ts";
import type { Calibration } from "../learn/calibrate.ts";
import type { Model } from "../learn/model.ts";
import type { GraphBuilder, TreeOperators } from "./graph.ts";
import { lowerCalibration } from "./onnx-calibration.ts";
import { type FeatureSource, lowerFeatures } from "./onnx-features.ts";
import { createGraph } from "./onnx-graph.ts";
import { lowerLinear } from "./onnx-linear.ts";
import { lowerTrees } from "./onnx-trees.ts";
import { type Encoded, join } from "./protobuf.ts";

/** A model, and the way from the raw columns to it. */
export interface OnnxModel extends FeatureSource {
  /** Name of the model, written into the file. */
  name: string;
  model: Model;
  /** In the order of the model's outputs; empty for regression. */
  classes: readonly string[];
  /** Corrects the probabilities. */
  calibration?: Calibration | undefined;
  /** The output of the positive class, and the probability from which on it is the label; else the most probable is. */
  threshold?: { positive: number; value: number } | undefined;
  /** Default: 5. */
  treeOperators?: TreeOperators | undefined;
  /** Text that the file carries for its readers. */
  metadata?: Readonly<Record<string, string>>;
}

/** No reader of protobuf takes more. */
const largestFile = 2 ** 31 - 1;

/**
 * The whole way from raw columns to the prediction as one ONNX file: an input of shape [rows] for each raw column
 * (int64, double, bool, string; see `elementType`), and as outputs for regression `prediction` (double, [rows]),
 * for classification `label` (string, [rows]) and `probabilities` (double, rows × classes). A `_` is appended to
 * an output whose name a column has. Predictions equal those of `predict`, with operators of version 3 rounded to float32. Throws UserError for a derived column that
 * ONNX cannot express, and where the file would be larger than any reader takes.
 */
export function onnxModel(options: OnnxModel): Uint8Array {
  return join(encodeModel(options));
}

/** The same as pieces, the largest of which are made as they are written. */
export function encodeModel(options: OnnxModel): Encoded {
  const { name, model, classes, metadata, calibration, threshold } = options;
  const graph = createGraph(options.treeOperators);
  const raw = lowerModel(graph, model, lowerFeatures(graph, options));
  const outputs =
    calibration === undefined
      ? raw
      : lowerCalibration(graph, { calibration, classes: classes.length, scores: raw });
  if (classes.length === 0) {
    const flat = graph.node("Reshape", [outputs, graph.constant("int64", [-1])]);
    graph.output(flat, "prediction", "double", ["rows"]);
  } else {
    const best =
      threshold === undefined
        ? graph.node("ArgMax", [outputs], { axis: { int: 1 }, keepdims: { int: 0 } })
        : lowerThreshold(graph, outputs, threshold);
    const label = graph.node("Gather", [graph.constant("string", classes), best]);
    graph.output(label, "label", "string", ["rows"]);
    graph.output(outputs, "probabilities", "double", ["rows", classes.length]);
  }
  const message = graph.encode({ name, ...(metadata && { metadata }) });
  if (message.length > largestFile)
    throw new UserError("Cannot write the model: it does not fit into an ONNX file of 2 GB", {
      hint: "Make a smaller model",
    });
  return message;
}

/** The code of each row's class, int64 of shape [rows]. */
function lowerThreshold(
  graph: GraphBuilder,
  probabilities: string,
  { positive, value }: { positive: number; value: number },
): string {
  const code = (each: number): string => graph.constant("int64", each);
  const score = graph.node("Gather", [probabilities, code(positive)], { axis: { int: 1 } });
  const isPositive = graph.node("GreaterOrEqual", [score, graph.constant("double", value)]);
  return graph.node("Where", [isPositive, code(positive), code(1 - positive)]);
}

/** From the features, float32 of rows × features, to what `predict` gives: double, rows × outputs. */
function lowerModel(graph: GraphBuilder, model: Model, features: string): string {
  switch (model.kind) {
    case "trees":
      return lowerTrees(graph, model, features);
    case "linear":
      return lowerLinear(graph, model, features);
  }
}
