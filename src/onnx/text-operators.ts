import { broadcastPlaces, broadcastShape, type Operator } from "./elementwise.ts";
import { asTexts, numbers, sizeOf, texts } from "./tensor.ts";

const normalize: Operator = ([value], attributes) => {
  const { shape, data } = asTexts(value);
  if (attributes.get("case_change_action")?.text !== "LOWER" || attributes.get("locale")?.text !== "C")
    throw new TypeError("only A to Z in lower case");
  return texts(
    shape,
    data.map((text) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())),
  );
};

/** At a delimiter; empty texts stand behind the parts of shorter ones. */
const split: Operator = ([value], attributes) => {
  const { shape, data } = asTexts(value);
  const delimiter = attributes.get("delimiter")?.text ?? "";
  if (delimiter === "") throw new TypeError("a delimiter is needed");
  const parts = data.map((text) => (text === "" ? [] : text.split(delimiter)));
  const width = parts.reduce((most, each) => Math.max(most, each.length), 0);
  const wide = [...shape, width];
  sizeOf(wide);
  return [
    texts(
      wide,
      parts.flatMap((each) => Array.from({ length: width }, (_, at) => each[at] ?? "")),
    ),
    numbers(
      "int64",
      shape,
      Float64Array.from(parts, (each) => each.length),
    ),
  ];
};

const concat: Operator = ([first, second]) => {
  const [a, b] = [asTexts(first), asTexts(second)];
  const shape = broadcastShape(a.shape, b.shape);
  const [left, right] = [broadcastPlaces(a.shape, shape), broadcastPlaces(b.shape, shape)];
  return texts(
    shape,
    Array.from({ length: sizeOf(shape) }, (_, at) => a.data[left(at)]! + b.data[right(at)]!),
  );
};

/** The one pattern that our models have: at least so many characters. */
const fullMatch: Operator = ([value], attributes) => {
  const least = /^\(\?s\)\.\{(\d+),\}$/.exec(attributes.get("pattern")?.text ?? "")?.[1];
  if (least === undefined) throw new TypeError("only the number of characters can be asked");
  const { shape, data } = asTexts(value);
  return numbers(
    "bool",
    shape,
    Float64Array.from(data, (text) => Number([...text].length >= Number(least))),
  );
};

const oneHot: Operator = ([value], attributes) => {
  const { shape, data } = asTexts(value);
  const categories = attributes.get("cats_strings")?.texts ?? [];
  const places = new Map(categories.map((text, place) => [text, place]));
  const wide = new Float64Array(sizeOf([...shape, categories.length]));
  for (const [row, text] of data.entries()) {
    const place = places.get(text);
    if (place !== undefined) wide[row * categories.length + place] = 1;
  }
  return numbers("float", [...shape, categories.length], wide);
};

/** Texts to whole numbers. */
const labels: Operator = ([value], attributes) => {
  const { shape, data } = asTexts(value);
  const codes = attributes.get("values_int64s")?.integers ?? [];
  const keys = attributes.get("keys_strings")?.texts ?? [];
  const places = new Map(keys.map((text, place) => [text, codes[place] ?? 0]));
  const other = attributes.get("default_int64")?.integer ?? -1;
  return numbers(
    "int64",
    shape,
    Float64Array.from(data, (text) => places.get(text) ?? other),
  );
};

/** The operators of texts (ONNX operator set 21, and 5 of ai.onnx.ml). */
export const textOperators: Readonly<Record<string, Operator>> = {
  LabelEncoder: labels,
  OneHotEncoder: oneHot,
  RegexFullMatch: fullMatch,
  StringConcat: concat,
  StringNormalizer: normalize,
  StringSplit: split,
};
