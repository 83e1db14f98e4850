const joinable = String.raw`\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\p{M}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}`;

/** Controls, format characters (bidirectional ones among them), separators, fillers and lone surrogates. */
const hidden = new RegExp(
  String.raw`[\u200C\u200D](?<![${joinable}].)|(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u3164\uFFA0]`,
  "gu",
);

/** Characters that are all visible: most texts hold no others. */
const visible = /^[ -~\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u23FF]*$/;

/**
 * The text with every character that hides, reorders or controls others made visible: `␛` for an escape,
 * `⟨U+202E⟩` for a bidirectional override. The result has no line breaks and is safe to print in a terminal.
 * The joiners inside emoji and the scripts that need them stay.
 */
export function makeVisible(text: string): string {
  if (visible.test(text)) return text;
  return text.replace(hidden, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return "␡";
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}

/** `makeVisible` line by line: the line breaks stay. */
export function makeLinesVisible(text: string): string {
  return text.split("\n").map(makeVisible).join("\n");
}

/** The text cut to at most `limit` code points, the last one being `…` where something was cut. */
export function clipText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let length = 0;
  let kept = 0;
  for (const character of text) {
    if (length < limit - 1) kept += character.length;
    length += 1;
    if (length > limit) return `${text.slice(0, kept)}…`;
  }
  return text;
}
