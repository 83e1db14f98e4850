import type { Column } from "../tables/table.ts";
import {
  type CategoryFeature,
  type EncodedFeature,
  type Feature,
  hasMissingCategory,
  type WordsFeature,
} from "./feature-plan.ts";
import { termsOf } from "./split-words.ts";
import type { Block } from "./transform-features.ts";

type TextFeature = Extract<Feature, { type: "text" }>;

/** Writes the features of a text; the answer tells whether a row of the table has no value. */
export function fillText(block: Block, feature: TextFeature, column: Column): (row: number) => boolean {
  const dictionary = column.kind === "text" ? column.dictionary : [];
  const isGone = dictionary.map((text) => text === "" || feature.missing.includes(text));
  const codeAt = (row: number): number => (column.kind === "text" ? column.codes[row]! : -1);
  const keepsMissing = feature.kind === "words" || hasMissingCategory(feature);
  const gone = keepsMissing ? "" : feature.fill;
  const write = writerOf(feature);
  // What a text gives is worked out once, not once a row.
  const known = new Map<number, Sparse>();
  const valuesOf = (code: number): Sparse => {
    let values = known.get(code);
    if (values === undefined) {
      values = write(code < 0 || isGone[code] ? gone : dictionary[code]!);
      known.set(code, values);
    }
    return values;
  };
  const { data, count, rowAt } = block;
  for (let index = 0; index < count; index++) {
    const { places, values } = valuesOf(codeAt(rowAt(index)));
    for (let at = 0; at < places.length; at++) data[places[at]! * count + index] = values[at]!;
  }
  return (row) => {
    const code = codeAt(row);
    return code < 0 || isGone[code]!;
  };
}

/** The features of a text that are not 0. */
interface Sparse {
  places: readonly number[];
  values: readonly number[];
}

const none: Sparse = { places: [], values: [] };

function writerOf(feature: TextFeature): (text: string) => Sparse {
  switch (feature.kind) {
    case "category":
      return oneHot(feature);
    case "ordinal":
    case "native":
    case "target":
      return encoded(feature);
    case "words":
      return weighedWords(feature);
  }
}

function oneHot({ categories, hasRare }: CategoryFeature): (text: string) => Sparse {
  const places = new Map(categories.map((text, place) => [text, place]));
  return (text) => {
    const place = places.get(text) ?? (hasRare ? categories.length : -1);
    return place < 0 ? none : { places: [place], values: [1] };
  };
}

function encoded({ categories, values, other }: EncodedFeature): (text: string) => Sparse {
  const places = new Map(categories.map((text, place) => [text, place]));
  const all = values.map((_, place) => place);
  return (text) => {
    const place = places.get(text);
    return { places: all, values: place === undefined ? other : values.map((list) => list[place]!) };
  };
}

function weighedWords({ separators, terms, idf, hasPairs }: WordsFeature): (text: string) => Sparse {
  const places = new Map(terms.map((term, place) => [term, place]));
  return (text) => {
    const counts = new Map<number, number>();
    for (const term of termsOf(text, separators, hasPairs)) {
      const place = places.get(term);
      if (place !== undefined) counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    const found = [...counts.keys()].sort((a, b) => a - b);
    const weights = found.map((place) => counts.get(place)! * idf[place]!);
    const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
    return { places: found, values: weights.map((weight) => weight / length) };
  };
}
