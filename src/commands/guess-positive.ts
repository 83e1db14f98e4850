/** Words for the class that is looked for, and for its absence, as people write them in data. */
const yes =
  /^(y|yes|j|ja|oui|s[ií]|sim|true|t|1|pos|positive|positiv|spam|fraud|malignant|churn(ed)?|default(ed)?|failed|defect(ive)?|>50k)\.?$/iu;
const no =
  /^(n|no|nein|non|n[aã]o|false|f|0|neg|negative|negativ|ham|legit|benign|retained|stay(ed)?|paid|ok|good|passed|normal|<=50k)\.?$/iu;

/** Which of two classes is the positive one, by what they are called; undefined where that does not tell. */
export function guessPositive([a, b, ...more]: readonly string[]): string | undefined {
  if (a === undefined || b === undefined || more.length > 0) return undefined;
  if (yes.test(a) !== yes.test(b)) return yes.test(a) ? a : b;
  if (no.test(a) !== no.test(b)) return no.test(a) ? b : a;
  return undefined;
}
