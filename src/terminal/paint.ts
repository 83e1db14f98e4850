const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 } as const;

/** What ANSI calls a graphic rendition. */
export type Ink = keyof typeof codes;

/** Colours a piece of text, or leaves it as it is. */
export type Paint = (text: string, ...inks: Ink[]) => string;

/** ANSI colours, or none. The text must hold no control characters of its own. */
export function makePaint(color: boolean): Paint {
  if (!color) return (text) => text;
  return (text, ...inks) =>
    text === "" || inks.length === 0
      ? text
      : `\u001b[${inks.map((ink) => codes[ink]).join(";")}m${text}\u001b[0m`;
}
