import type { LinearModel } from "../learn/model.ts";
import type { GraphBuilder } from "./graph.ts";
import { lowerLink } from "./onnx-link.ts";

/** Adds a linear model to a graph: from the features, float32 of rows × features, to double of rows × outputs. */
export function lowerLinear(graph: GraphBuilder, model: LinearModel, features: string): string {
  const { weights, intercepts, link } = model;
  const margins = intercepts.length;
  const columns = weights.length / margins;
  const turned = new Float64Array(weights.length);
  for (let margin = 0; margin < margins; margin++)
    for (let column = 0; column < columns; column++)
      turned[column * margins + margin] = weights[margin * columns + column]!;
  const wide = graph.node("Cast", [features], { to: { int: 11 } });
  const products = graph.node("MatMul", [wide, graph.constant("double", turned, [columns, margins])]);
  const sums = graph.node("Add", [products, graph.constant("double", intercepts)]);
  return lowerLink(graph, link, sums);
}
