import { log } from "../learn/exponential.ts";
import { formatNumber } from "../number-format.ts";
import type { TextColumn } from "../tables/table.ts";
import type { CategoryFeature, EncodedFeature, Feature, WordsFeature } from "./feature-plan.ts";
import { indicatorOf } from "./fit-numbers.ts";
import { encodeByTarget, type TrainingTarget } from "./fit-target.ts";
import { findMissingWords } from "./missing-words.ts";
import type { Recipe } from "./recipe.ts";
import { splitWords, termsOf, wordSeparators } from "./split-words.ts";

/** A text column in the training rows. */
export interface TextSample {
  column: TextColumn;
  rows: Uint32Array;
  /** What is learnt, by place in `rows`. */
  target: TrainingTarget | undefined;
}

/** A text and how many training rows have it. */
interface Counted {
  text: string;
  code: number;
  count: number;
}

/** Begins the reason why a text that hardly repeats is no feature. */
export const identifierReason = "looks like an identifier";
/** From how many different values on a text may be taken for an identifier, and what share must differ. */
const identifier = { distinct: 20, share: 0.9 };
/** Words that texts with hardly a value in common must have on average, to be taken for prose. */
const proseWords = 3;

/** The features of a text column, or why there are none. */
export function fitText(
  sample: TextSample,
  recipe: Recipe & { categories: "native" | "one_hot" },
): Feature | string {
  const { column, rows } = sample;
  const { missing } = findMissingWords(column);
  const ranked = rankTexts(column, rows, missing);
  const typical = ranked[0]?.text;
  if (typical === undefined) return "every value is missing";
  const present = ranked.reduce((sum, { count }) => sum + count, 0);
  const indicator = indicatorOf(present < rows.length, recipe);
  const absent = recipe.impute === "none" ? "" : typical;
  const fill = recipe.fill === undefined ? absent : String(recipe.fill);
  const base = { column: column.name, type: "text", fill, missing, ...indicator } as const;
  const isApart = ranked.length >= identifier.distinct && ranked.length > identifier.share * present;
  const encode = recipe.encode ?? (isApart && isProse(ranked) ? "words" : recipe.categories);
  const missingRows = encode === "native" && fill === "" ? rows.length - present : 0;
  if (ranked.length === 1 && !indicator.hasIndicator && missingRows === 0) return "has one value only";
  if (encode === "words") return fitWords(base, ranked, recipe);
  if (isApart && recipe.encode === undefined)
    return `${identifierReason}: ${formatNumber(ranked.length)} of ${formatNumber(present)} values differ`;
  if (encode === "one_hot") return fitOneHot(base, ranked, recipe.max_categories ?? 100);
  if (encode === "native") return fitNative(base, [...ranked, { text: "", count: missingRows }], recipe);
  if (encode === "ordinal") return fitOrdinal(base, ranked);
  if (sample.target === undefined) throw new Error("target encoding needs the target");
  return { ...base, kind: "target", ...encodeByTarget(column, rows, sample.target, missing) };
}

type Base = Pick<CategoryFeature, "column" | "type" | "fill" | "missing" | "hasIndicator">;

/** The texts of the training rows, most frequent first, without those that are missing. */
function rankTexts(column: TextColumn, rows: Uint32Array, missing: readonly string[]): Counted[] {
  const counts = new Float64Array(column.dictionary.length);
  for (const row of rows) {
    const code = column.codes[row]!;
    if (code >= 0) counts[code]!++;
  }
  return column.dictionary
    .map((text, code) => ({ text, code, count: counts[code]! }))
    .filter(({ text, count }) => count > 0 && text !== "" && !missing.includes(text))
    .sort((a, b) => b.count - a.count || byCharacters(a.text, b.text));
}

function fitOneHot(base: Base, ranked: readonly Counted[], most: number): CategoryFeature {
  const categories = ranked.slice(0, most).map(({ text }) => text);
  return {
    ...base,
    kind: "category",
    categories: categories.sort(byCharacters),
    hasRare: ranked.length > most,
  };
}

/**
 * Codes in the order of frequency, -1 for others. As LightGBM, categories of fewer than three rows are left out, and
 * where there are more than its 255 bins the last ones too, once 99 % of the rows have one (bin.cpp, FindBin).
 */
function fitNative(
  base: Base,
  counted: readonly Pick<Counted, "text" | "count">[],
  { max_categories = 10_000 }: Recipe,
): EncodedFeature {
  const ranked = counted.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  const rows = ranked.reduce((sum, { count }) => sum + count, 0);
  const categories: string[] = [];
  let covered = 0;
  for (const { text, count } of ranked.slice(0, max_categories)) {
    const isWanted = categories.length < 254 || covered < Math.round(0.99 * rows);
    if (!isWanted || (count < 3 && categories.length > 1)) break;
    categories.push(text);
    covered += count;
  }
  return { ...base, kind: "native", categories, values: [categories.map((_, code) => code)], other: [-1] };
}

/** Places in the order of the texts; -1 for others. */
function fitOrdinal(base: Base, ranked: readonly Counted[]): EncodedFeature {
  const categories = ranked.map(({ text }) => text).sort(byCharacters);
  return { ...base, kind: "ordinal", categories, values: [categories.map((_, place) => place)], other: [-1] };
}

/** The most frequent terms, with scikit-learn's smooth weights: ln((1 + n) / (1 + df)) + 1 (TfidfVectorizer, 1.9). */
function fitWords(base: Base, ranked: readonly Counted[], recipe: Recipe): WordsFeature | string {
  const hasPairs = recipe.pairs ?? false;
  const used = wordSeparators.filter((each) => ranked.some(({ text }) => text.includes(each)));
  const seen = new Map<string, { documents: number; uses: number }>();
  let documents = 0;
  for (const { text, count } of ranked) {
    documents += count;
    const terms = termsOf(text, used, hasPairs);
    const once = new Set(terms);
    for (const term of terms) {
      const found = seen.get(term) ?? { documents: 0, uses: 0 };
      found.uses += count;
      if (once.delete(term)) found.documents += count;
      seen.set(term, found);
    }
  }
  if (seen.size === 0) return "has no words";
  const terms = [...seen.keys()]
    .sort((a, b) => seen.get(b)!.uses - seen.get(a)!.uses || byCharacters(a, b))
    .slice(0, recipe.max_words ?? 300)
    .sort(byCharacters);
  const idf = terms.map((term) => log((1 + documents) / (1 + seen.get(term)!.documents)) + 1);
  return { ...base, kind: "words", separators: used, terms, idf, hasPairs };
}

function isProse(ranked: readonly Counted[]): boolean {
  const some = ranked.slice(0, 1000);
  const words = some.reduce((sum, { text }) => sum + splitWords(text, wordSeparators).length, 0);
  return words >= proseWords * some.length;
}

function byCharacters(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
