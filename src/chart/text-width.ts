/** Widths of characters in parts of the font's size, as wide as they are in the widest of the usual fonts. */
const classes: readonly (readonly [characters: RegExp, width: number])[] = [
  [/[\u1100-\u11ff\u2e80-\ufaff\ufe30-\uffef\u{10000}-\u{3fffd}]/u, 1],
  [/[mwMW@%…—]/, 0.95],
  [/[ijlI.,:;'|! ()[\]]/, 0.35],
  [/\p{Lu}/u, 0.72],
];
const usual = 0.62;

/** Pixels that a line of text takes at most in a chart's font; Vega's own guess without a canvas is 0.8 of a letter. */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text)
    width += classes.find(([characters]) => characters.test(character))?.[1] ?? usual;
  return width * fontSize;
}
