import type { Calibration } from "../learn/calibrate.ts";
import type { Isotonic } from "../learn/isotonic.ts";
import type { GraphBuilder } from "./graph.ts";

/** Adds what `calibrate` does to a graph: from probabilities to corrected ones, both double, rows × classes. */
export function lowerCalibration(
  graph: GraphBuilder,
  { calibration, classes, scores }: { calibration: Calibration; classes: number; scores: string },
): string {
  const first = classes === 2 ? 1 : 0;
  const columns = calibration.curves.map((_, curve) => columnOf(graph, scores, first + curve));
  const curves =
    calibration.method === "sigmoid"
      ? calibration.curves.map(({ a, b }, index) => lowerSigmoid(graph, columns[index]!, a, b))
      : calibration.curves.map((curve, index) => lowerIsotonic(graph, columns[index]!, curve));
  if (classes === 2) {
    const rest = graph.node("Sub", [graph.constant("double", 1), curves[0]!]);
    return graph.node("Concat", [rest, curves[0]!], { axis: { int: 1 } });
  }
  const all = graph.node("Concat", curves, { axis: { int: 1 } });
  const sums = graph.node("ReduceSum", [all, graph.constant("int64", [1])], { keepdims: { int: 1 } });
  const isNone = graph.node("Equal", [sums, graph.constant("double", 0)]);
  const safe = graph.node("Where", [isNone, graph.constant("double", 1), sums]);
  const share = graph.constant("double", 1 / classes);
  return graph.node("Where", [isNone, share, graph.node("Div", [all, safe])]);
}

/** A column of a tensor, rows × 1. */
function columnOf(graph: GraphBuilder, tensor: string, column: number): string {
  return graph.node("Gather", [tensor, graph.constant("int64", [column])], { axis: { int: 1 } });
}

function lowerSigmoid(graph: GraphBuilder, score: string, a: number, b: number): string {
  const sum = graph.node("Add", [
    graph.node("Mul", [score, graph.constant("double", a)]),
    graph.constant("double", b),
  ]);
  return graph.node("Sigmoid", [graph.node("Neg", [sum])]);
}

/** The first value, and of each step between knots the share that the score has passed. */
function lowerIsotonic(graph: GraphBuilder, score: string, { x, y }: Isotonic): string {
  const steps = x.slice(1).flatMap((end, index) => {
    const rise = y[index + 1]! - y[index]!;
    return rise === 0 ? [] : [{ start: x[index]!, width: end - x[index]!, rise }];
  });
  if (steps.length === 0)
    return graph.node("Add", [
      graph.node("Mul", [score, graph.constant("double", 0)]),
      graph.constant("double", y[0]!),
    ]);
  const doubles = (values: number[], shape: number[]) => graph.constant("double", values, shape);
  const row = [1, steps.length];
  const passed = graph.node("Div", [
    graph.node("Sub", [
      score,
      doubles(
        steps.map(({ start }) => start),
        row,
      ),
    ]),
    doubles(
      steps.map(({ width }) => width),
      row,
    ),
  ]);
  const shares = graph.node("Min", [
    graph.node("Max", [passed, graph.constant("double", 0)]),
    graph.constant("double", 1),
  ]);
  const risen = graph.node("MatMul", [
    shares,
    doubles(
      steps.map(({ rise }) => rise),
      [steps.length, 1],
    ),
  ]);
  return graph.node("Add", [risen, graph.constant("double", y[0]!)]);
}
