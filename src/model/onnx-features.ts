import type { DerivedColumn } from "../expression/derive-columns.ts";
import { lowerExpression } from "../expression/lower-onnx.ts";
import type { DatePart, Feature, FeaturePlan, Scale } from "../features/feature-plan.ts";
import type { ElementType, GraphBuilder, GraphColumn } from "./graph.ts";
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
  if (feature.kind === "category") return lowerCategories(graph, feature, value);
  const fill = graph.constant("double", feature.fill);
  const filled = graph.node("Where", [graph.node("IsNaN", [value]), fill, value]);
  if (feature.kind === "number") return [toBlock(graph, filled, feature.scale)];
  return feature.parts.map((part, index) =>
    toBlock(graph, lowerDatePart(graph, filled, part), feature.scales?.[index]),
  );
}

function toBlock(graph: GraphBuilder, value: string, scale: Scale | undefined): string {
  let scaled = value;
  if (scale !== undefined) {
    scaled = graph.node("Sub", [scaled, graph.constant("double", scale.mean)]);
    scaled = graph.node("Div", [scaled, graph.constant("double", scale.deviation)]);
  }
  const narrow = graph.node("Cast", [scaled], { to: { int: 1 } });
  return graph.node("Unsqueeze", [narrow, graph.constant("int64", [1])]);
}

function lowerCategories(
  graph: GraphBuilder,
  { fill, missing, categories, hasRare }: Extract<Feature, { kind: "category" }>,
  value: string,
): string[] {
  const replacement = graph.constant("string", fill);
  const filled = ["", ...missing].reduce((current, text) => {
    const isMissing = graph.node("Equal", [current, graph.constant("string", text)]);
    return graph.node("Where", [isMissing, replacement, current]);
  }, value);
  const attributes = { cats_strings: { texts: categories }, zeros: { int: 1 } };
  const oneHot = graph.node("OneHotEncoder", [filled], attributes, "ai.onnx.ml");
  if (!hasRare) return [oneHot];
  const hits = graph.node("ReduceSum", [oneHot, graph.constant("int64", [1])], { keepdims: { int: 1 } });
  return [oneHot, graph.node("Sub", [graph.constant("float", 1), hits])];
}

/** The parts of features/date-part.ts in float64; the month by Howard Hinnant's `civil_from_days`. */
function lowerDatePart(graph: GraphBuilder, milliseconds: string, part: DatePart): string {
  const number = (value: number) => graph.constant("double", value);
  const add = (a: string, b: number) => graph.node("Add", [a, number(b)]);
  const times = (a: string, b: number) => graph.node("Mul", [a, number(b)]);
  const minus = (a: string, b: string) => graph.node("Sub", [a, b]);
  const over = (a: string, b: number) => graph.node("Floor", [graph.node("Div", [a, number(b)])]);
  const modulo = (a: string, b: number) => minus(a, times(over(a, b), b));

  const days = over(milliseconds, 86_400_000);
  if (part === "days") return days;
  if (part === "day_of_week") return modulo(add(days, 3), 7);
  if (part === "hour") return over(minus(milliseconds, times(days, 86_400_000)), 3_600_000);
  const dayOfEra = modulo(add(days, 719_468), 146_097);
  const leapDays = minus(minus(over(dayOfEra, 36_524), over(dayOfEra, 1460)), over(dayOfEra, 146_096));
  const yearOfEra = over(graph.node("Add", [dayOfEra, leapDays]), 365);
  const dayOfYear = minus(
    dayOfEra,
    minus(graph.node("Add", [times(yearOfEra, 365), over(yearOfEra, 4)]), over(yearOfEra, 100)),
  );
  const monthFromMarch = over(add(times(dayOfYear, 5), 2), 153);
  return add(modulo(add(monthFromMarch, 2), 12), 1);
}
