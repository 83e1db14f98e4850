/**
 * Whether text matches a LIKE pattern: `%` is any text, `_` one code point, case counts, and what follows the
 * escapeMark character is itself. At worst text × pattern steps, as only the last `%` is ever taken back.
 */
export function isLike(text: string, pattern: string, escapeMark = ""): boolean {
  const letters = [...text];
  const parts = parsePattern(pattern, escapeMark);
  let at = 0;
  let part = 0;
  let retryPart = -1;
  let retryAt = 0;
  while (at < letters.length) {
    const wanted = parts[part];
    if (wanted === anyText) {
      retryPart = ++part;
      retryAt = at;
    } else if (wanted !== undefined && (wanted === anyLetter || wanted === letters[at])) {
      part++;
      at++;
    } else if (retryPart >= 0) {
      part = retryPart;
      at = ++retryAt;
    } else return false;
  }
  while (parts[part] === anyText) part++;
  return part === parts.length;
}

/** Whether the escape character stands at the end of a pattern, with nothing to escape. */
export function endsInEscape(pattern: string, escapeMark: string): boolean {
  let isEscaped = false;
  for (const letter of pattern) isEscaped = !isEscaped && letter === escapeMark;
  return isEscaped;
}

const anyText = Symbol("%");
const anyLetter = Symbol("_");

function parsePattern(pattern: string, escapeMark: string): (string | symbol)[] {
  const parts: (string | symbol)[] = [];
  let isEscaped = false;
  for (const letter of pattern) {
    if (!isEscaped && letter === escapeMark) isEscaped = true;
    else {
      parts.push(isEscaped ? letter : letter === "%" ? anyText : letter === "_" ? anyLetter : letter);
      isEscaped = false;
    }
  }
  return parts;
}
