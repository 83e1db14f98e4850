const wide =
  /^(?:\p{Emoji_Presentation}|.\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}])/u;
/** Characters of one column that join no others, the marks of our reports of two, and one whose second half makes it two. */
const plain = /^(?:[ -~¡-¬®-ʯ–—−·…≈≤≥√∞←-↓⟨⟩␀-␡▀-▟✅❌➖⚪]|⚠️)*$/;
const wideMarks = /[✅❌➖⚪]/g;

let segmenter: Intl.Segmenter | undefined;

/** What readers take for one character. Its tables take long to load. */
function graphemes(text: string): Iterable<{ segment: string }> {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}

/** Terminal columns that the text takes: two for East Asian wide characters and emoji (Unicode UAX 11). */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length + (text.match(wideMarks)?.length ?? 0);
  let width = 0;
  for (const { segment } of graphemes(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}

/** The text cut to `width` columns, ending in `…` where something was cut. */
export function cutToWidth(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let used = 0;
  let kept = "";
  for (const { segment } of graphemes(text)) {
    used += wide.test(segment) ? 2 : 1;
    if (used > width - 1) break;
    kept += segment;
  }
  return width < 1 ? "" : `${kept}…`;
}

/** The text filled up with spaces to `width` columns. */
export function padToWidth(text: string, width: number, align: "left" | "right"): string {
  const room = " ".repeat(Math.max(0, width - displayWidth(text)));
  return align === "left" ? text + room : room + text;
}

/** The text in lines of `width` columns, broken at any character: nothing of it is lost. */
export function breakText(text: string, width: number): string[] {
  if (displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const { segment } of graphemes(text)) {
    const more = wide.test(segment) ? 2 : 1;
    if (used + more > width && line !== "") {
      lines.push(line);
      [line, used] = ["", 0];
    }
    line += segment;
    used += more;
  }
  return [...lines, line];
}

/** The text in lines of at most `width` columns, broken at spaces where it can be; longer words are cut. */
export function wrapText(text: string, width: number): string[] {
  return wrapWords(text, width, (word) => [cutToWidth(word, width)]);
}

/** `wrapText` with what becomes of a word that is longer than a line. */
export function wrapWords(
  text: string,
  width: number,
  split: (word: string, width: number) => string[],
): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/ +/)) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (displayWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    const parts = split(word, width);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? "";
  }
  if (line !== "") lines.push(line);
  return lines;
}

/** `wrapText` whose lines all start with the text's indentation. */
export function wrapIndented(text: string, width: number): string[] {
  const indent = " ".repeat(Math.min(text.search(/[^ ]|$/), Math.floor(width / 2)));
  return wrapText(text.trimStart(), width - indent.length).map((line) => indent + line);
}
