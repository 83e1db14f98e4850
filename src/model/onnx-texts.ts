import {
  type CategoryFeature,
  type EncodedFeature,
  type Feature,
  hasMissingCategory,
  type Scale,
  type WordsFeature,
} from "../features/feature-plan.ts";
import { shortestWord, whitespace } from "../features/split-words.ts";
import type { GraphBuilder } from "./graph.ts";

/** A feature of a text column: blocks of shape rows × width, float32, of a string tensor of shape [rows]. */
export function lowerText(
  graph: GraphBuilder,
  feature: Extract<Feature, { type: "text" }>,
  value: string,
): string[] {
  const missing = ["", ...feature.missing].map((text) =>
    graph.node("Equal", [value, graph.constant("string", text)]),
  );
  const isMissing = missing.reduce((a, b) => graph.node("Or", [a, b]));
  const isFilled = feature.kind !== "words" && !hasMissingCategory(feature);
  const replacement = graph.constant("string", isFilled ? feature.fill : "");
  const filled = graph.node("Where", [isMissing, replacement, value]);
  const blocks = lowerFilled(graph, feature, filled);
  return feature.hasIndicator ? [...blocks, toBlock(graph, isMissing)] : blocks;
}

/** A tensor of shape [rows], scaled in double, as a block of width 1 in float32. */
export function toBlock(graph: GraphBuilder, value: string, scale?: Scale): string {
  let scaled = value;
  if (scale !== undefined) {
    scaled = graph.node("Sub", [scaled, graph.constant("double", scale.center)]);
    scaled = graph.node("Div", [scaled, graph.constant("double", scale.width)]);
  }
  const narrow = graph.node("Cast", [scaled], { to: { int: 1 } });
  return graph.node("Unsqueeze", [narrow, graph.constant("int64", [1])]);
}

function lowerFilled(
  graph: GraphBuilder,
  feature: CategoryFeature | EncodedFeature | WordsFeature,
  filled: string,
): string[] {
  switch (feature.kind) {
    case "category":
      return lowerCategories(graph, feature, filled);
    case "ordinal":
    case "native":
    case "target":
      return lowerEncoded(graph, feature, filled);
    case "words":
      return [lowerWords(graph, feature, filled)];
  }
}

function lowerCategories(
  graph: GraphBuilder,
  { categories, hasRare }: CategoryFeature,
  filled: string,
): string[] {
  const attributes = { cats_strings: { texts: categories }, zeros: { int: 1 } };
  const oneHot = graph.node("OneHotEncoder", [filled], attributes, "ai.onnx.ml");
  if (!hasRare) return [oneHot];
  const hits = graph.node("ReduceSum", [oneHot, graph.constant("int64", [1])], { keepdims: { int: 1 } });
  return [oneHot, graph.node("Sub", [graph.constant("float", 1), hits])];
}

function lowerEncoded(
  graph: GraphBuilder,
  { categories, values, other }: EncodedFeature,
  filled: string,
): string[] {
  const places = placesOf(graph, filled, categories, categories.length);
  return values.map((list, index) => {
    const table = graph.constant("double", [...list, other[index]!]);
    return toBlock(graph, graph.node("Gather", [table, places]));
  });
}

/** The place of each text in a list, int64. */
function placesOf(graph: GraphBuilder, texts: string, list: readonly string[], other: number): string {
  const attributes = {
    keys_strings: { texts: list },
    values_int64s: { ints: list.map((_, place) => place) },
    default_int64: { int: other },
  };
  return graph.node("LabelEncoder", [texts], attributes, "ai.onnx.ml");
}

/** Words, each with the index of its text. */
interface Words {
  texts: string;
  rows: string;
}

/** TF-IDF as transform-texts.ts has it. Words lie in one list, so that a long text costs the others nothing. */
function lowerWords(
  graph: GraphBuilder,
  { separators, terms, idf, hasPairs }: WordsFeature,
  filled: string,
): string {
  // One separator after another: without a delimiter, onnxruntime parts by spaces alone.
  const [first = " ", ...others] = [...whitespace, ...separators];
  let words = splitTexts(graph, toLower(graph, filled), first);
  for (const separator of others) {
    const picked = splitTexts(graph, words.texts, separator);
    words = { texts: picked.texts, rows: graph.node("Gather", [words.rows, picked.rows]) };
  }
  const isLong = graph.node("RegexFullMatch", [words.texts], {
    pattern: { text: `(?s).{${shortestWord},}` },
  });
  words = keep(graph, words, isLong);
  if (hasPairs) words = withPairs(graph, words);
  const places = placesOf(graph, words.texts, terms, -1);
  const isKnown = graph.node("GreaterOrEqual", [places, graph.constant("int64", 0)]);
  const known = keep(graph, { texts: places, rows: words.rows }, isKnown);
  const counts = countPairs(graph, { rows: known.rows, places: known.texts, width: terms.length, filled });
  const weighed = graph.node("Mul", [counts, graph.constant("double", idf)]);
  const length = graph.node("ReduceL2", [weighed, graph.constant("int64", [1])], { keepdims: { int: 1 } });
  // A text without any term stays all 0.
  const divisor = graph.node("Where", [
    graph.node("Equal", [length, graph.constant("double", 0)]),
    graph.constant("double", 1),
    length,
  ]);
  return graph.node("Cast", [graph.node("Div", [weighed, divisor])], { to: { int: 1 } });
}

/** A to Z in lower case. The operator refuses a tensor without texts, so that one is added for it. */
function toLower(graph: GraphBuilder, texts: string): string {
  const one = graph.node("Concat", [texts, graph.constant("string", [""])], { axis: { int: 0 } });
  const lower = graph.node("StringNormalizer", [one], {
    case_change_action: { text: "LOWER" },
    locale: { text: "C" },
  });
  return slice(graph, lower, 0, -1);
}

function slice(graph: GraphBuilder, value: string, from: number, to: number): string {
  return graph.node("Slice", [value, graph.constant("int64", [from]), graph.constant("int64", [to])]);
}

/** The parts of texts that are not empty, and which text each is of. */
function splitTexts(graph: GraphBuilder, texts: string, delimiter: string): Words {
  const [table = ""] = graph.nodes("StringSplit", [texts], { delimiter: { text: delimiter } }, 2);
  const isEmpty = graph.node("Equal", [table, graph.constant("string", "")]);
  const found = graph.node("NonZero", [graph.node("Not", [isEmpty])]);
  return {
    texts: graph.node("GatherND", [table, graph.node("Transpose", [found])]),
    rows: graph.node("Gather", [found, graph.constant("int64", 0)]),
  };
}

function keep(graph: GraphBuilder, { texts, rows }: Words, isKept: string): Words {
  const axis = { axis: { int: 0 } };
  return {
    texts: graph.node("Compress", [texts, isKept], axis),
    rows: graph.node("Compress", [rows, isKept], axis),
  };
}

function withPairs(graph: GraphBuilder, { texts, rows }: Words): Words {
  const most = 2 ** 31 - 1;
  const spaced = graph.node("StringConcat", [slice(graph, texts, 0, -1), graph.constant("string", " ")]);
  const pairs = {
    texts: graph.node("StringConcat", [spaced, slice(graph, texts, 1, most)]),
    rows: slice(graph, rows, 1, most),
  };
  const isWithin = graph.node("Equal", [slice(graph, rows, 0, -1), pairs.rows]);
  const within = keep(graph, pairs, isWithin);
  const axis = { axis: { int: 0 } };
  return {
    texts: graph.node("Concat", [texts, within.texts], axis),
    rows: graph.node("Concat", [rows, within.rows], axis),
  };
}

/** How often each place occurs in each row: rows × width, double. */
function countPairs(
  graph: GraphBuilder,
  { rows, places, width, filled }: { rows: string; places: string; width: number; filled: string },
): string {
  const wide = graph.constant("int64", width);
  const keys = graph.node("Add", [graph.node("Mul", [rows, wide]), places]);
  const [unique = "", , , counts = ""] = graph.nodes("Unique", [keys], {}, 4);
  const shape = graph.node("Concat", [graph.node("Shape", [filled]), graph.constant("int64", [width])], {
    axis: { int: 0 },
  });
  const flat = graph.node("ReduceProd", [shape], { keepdims: { int: 1 } });
  const zeros = graph.node("ConstantOfShape", [flat], {
    value: { tensor: { type: "double", shape: [1], values: [0] } },
  });
  const counted = graph.node("Cast", [counts], { to: { int: 11 } });
  const spread = graph.node("ScatterElements", [zeros, unique, counted]);
  return graph.node("Reshape", [spread, shape]);
}
