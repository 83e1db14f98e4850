import type { Link } from "../learn/model.ts";
import type { GraphBuilder } from "./graph.ts";

/** Adds a model's link to a graph: from margins to outputs, both double of rows × their number. */
export function lowerLink(graph: GraphBuilder, link: Link, margins: string): string {
  if (link === "identity") return margins;
  if (link === "softmax") return graph.node("Softmax", [margins], { axis: { int: 1 } });
  const sigmoid = (value: string): string => graph.node("Sigmoid", [value]);
  return graph.node("Concat", [sigmoid(graph.node("Neg", [margins])), sigmoid(margins)], {
    axis: { int: 1 },
  });
}
