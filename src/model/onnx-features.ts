import type { DatePart, Feature, FeaturePlan, Scale } from "../features/feature-plan.ts";
import type { ElementType, GraphBuilder, GraphColumn } from "./graph.ts";
import type { SignatureColumn } from "./signature.ts";

/** A column that is worked out from others. */
export interface DerivedColumn {
  name: string;
  /** The columns it reads, raw ones or those derived before it. */
  columns: readonly string[];
  /** Puts its formula into the graph. */
  lower(column: (name: string) => GraphColumn, graph: GraphBuilder): GraphColumn;
}

/** The raw columns that a plan needs, directly or through derived ones. */
export function usedColumns(plan: FeaturePlan, derive: readonly DerivedColumn[]): string[] {
  const used = new Set<string>();
  const visit = (name: string): void => {
    const derived = derive.find((each) => each.name === name);
    if (derived === undefined) used.add(name);
    else derived.columns.forEach(visit);
  };
  for (const { column } of plan.features) visit(column);
  return [...used];
}

/** The ONNX element type of a raw column's input: dates are double, UTC milliseconds. */
export function elementType({ type, hasMissing }: SignatureColumn): ElementType {
  if (type === "text") return "string";
  if (type === "integer" && !hasMissing) return "int64";
  return type === "boolean" && !hasMissing ? "bool" : "double";
}

/**
 * Declares an input a column, each of shape [rows], and computes the features of transformFeatures from them.
 * Missing is NaN or `""`. Returns the name of a float32 tensor, rows × features.
 */
export function lowerFeatures(
  graph: GraphBuilder,
  {
    plan,
    columns,
    derive,
  }: { plan: FeaturePlan; columns: readonly SignatureColumn[]; derive: readonly DerivedColumn[] },
): string {
  const known = new Map<string, GraphColumn>();
  const inputs = columns.map((column) => ({
    column,
    value: graph.input(column.name, elementType(column), ["rows"]),
  }));
  for (const { column, value } of inputs)
    known.set(column.name, lowerInput(graph, value, elementType(column)));
  const columnNamed = (name: string): GraphColumn => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const derived = derive.find((each) => each.name === name);
    if (derived === undefined) throw new Error(`the signature lacks column "${name}"`);
    const lowered = derived.lower(columnNamed, graph);
    known.set(name, lowered);
    return lowered;
  };
  const blocks = plan.features.flatMap((feature) =>
    lowerFeature(graph, feature, columnNamed(feature.column).value),
  );
  return graph.node("Concat", blocks, { axis: { int: 1 } });
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
  { fill, categories, hasRare }: Extract<Feature, { kind: "category" }>,
  value: string,
): string[] {
  const isMissing = graph.node("Equal", [value, graph.constant("string", "")]);
  const filled = graph.node("Where", [isMissing, graph.constant("string", fill), value]);
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
