import type { DerivedColumn } from "../expression/derive-columns.ts";
import { lowerExpression } from "../expression/lower-onnx.ts";
import type { Feature, FeaturePlan } from "../features/feature-plan.ts";
import type { ElementType, GraphBuilder, GraphColumn } from "./graph.ts";
import { lowerDatePart } from "./onnx-dates.ts";
import { lowerText, toBlock } from "./onnx-texts.ts";
import type { SignatureColumn } from "./signature.ts";

/** The raw columns that a plan needs, directly or through derived ones. */
export function usedColumns(plan: FeaturePlan, derived: readonly DerivedColumn[]): string[] {
  const needed = neededOf(plan, derived);
  const names = [
    plan.features.map(({ column }) => column),
    needed.map(({ compiled }) => compiled.columns),
  ].flat(2);
  return [...new Set(names)].filter((name) => !derived.some((each) => each.name === name));
}

/** The ONNX element type of a raw column's input: dates are double, UTC milliseconds. */
export function elementType({ type, hasMissing }: SignatureColumn): ElementType {
  if (type === "text") return "string";
  if (type === "integer" && !hasMissing) return "int64";
  return type === "boolean" && !hasMissing ? "bool" : "double";
}

/** What the features of a graph are made from. */
export interface FeatureSource {
  plan: FeaturePlan;
  /** The raw columns, as `signatureOf(table, usedColumns(plan, derived))` gives them. */
  columns: readonly SignatureColumn[];
  /** Each uses raw columns and earlier ones, as `planDerived` gives them. */
  derived: readonly DerivedColumn[];
}

/**
 * Declares an input a column, each of shape [rows], and computes the features of transformFeatures from them.
 * Missing is NaN or `""`. Returns the name of a float32 tensor, rows × features. Throws UserError for a derived
 * column that ONNX cannot express.
 */
export function lowerFeatures(graph: GraphBuilder, { plan, columns, derived }: FeatureSource): string {
  const inputs = columns.map((column) => graph.input(column.name, elementType(column), ["rows"]));
  const known = columns.map((column, index) => ({
    name: column.name,
    type: column.type,
    ...lowerInput(graph, inputs[index]!, elementType(column)),
  }));
  for (const { name, expression, compiled } of neededOf(plan, derived))
    known.push({ name, type: compiled.type, ...lowerExpression(expression, known, graph) });
  const byName = new Map(known.map((column) => [column.name, column]));
  const blocks = plan.features.flatMap((feature) => {
    const column = byName.get(feature.column);
    if (column === undefined) throw new Error(`the signature lacks column "${feature.column}"`);
    return lowerFeature(graph, feature, column.value);
  });
  return graph.node("Concat", blocks, { axis: { int: 1 } });
}

/** The derived columns that are features, or that such a one needs. */
function neededOf(plan: FeaturePlan, derived: readonly DerivedColumn[]): DerivedColumn[] {
  const used = new Set(plan.features.map((feature) => feature.column));
  const needed = derived.toReversed().filter(({ name, compiled }) => {
    if (!used.has(name)) return false;
    for (const column of compiled.columns) used.add(column);
    return true;
  });
  return needed.reverse();
}

function lowerInput(graph: GraphBuilder, value: string, type: ElementType): GraphColumn {
  if (type === "string") return { kind: "text", value };
  return {
    kind: "numeric",
    value: type === "double" ? value : graph.node("Cast", [value], { to: { int: 11 } }),
  };
}

/** Blocks of shape rows × width, float32. */
function lowerFeature(graph: GraphBuilder, feature: Feature, value: string): string[] {
  if (feature.type === "text") return lowerText(graph, feature, value);
  const isMissing = graph.node("IsNaN", [value]);
  const filled = feature.keepsMissing
    ? value
    : graph.node("Where", [isMissing, graph.constant("double", feature.fill), value]);
  const blocks =
    feature.kind === "number"
      ? [toBlock(graph, filled, feature.scale)]
      : feature.parts.map((part, index) =>
          toBlock(graph, lowerDatePart(graph, filled, part), feature.scales?.[index]),
        );
  return feature.hasIndicator ? [...blocks, toBlock(graph, isMissing)] : blocks;
}
