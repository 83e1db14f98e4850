/** What stands for itself and not for what its characters mean elsewhere: a class, a quoted text, an escape. */
const atom =
  /\[\^?\]?(?:\[:\^?[a-z]+:\]|\\[\s\S]|[^\]\\])*\]|\\Q[\s\S]*?(?:\\E|$)|\\[xpP]\{[^}]*\}|\\[\s\S]/y;
const repetition = /\{(\d{1,4})(?:(,)(\d{0,4}))?\}/y;

/** About how many characters a pattern stands for when its repetitions are written out; it need not be valid. */
export function estimateSize(pattern: string): number {
  /** Of each open group what it has so far. */
  const groups = [0];
  let last = 0;
  const add = (size: number): void => {
    last = size;
    groups.push((groups.pop() ?? 0) + size);
  };
  for (let at = 0; at < pattern.length; ) {
    const whole = matchAt(atom, pattern, at);
    const count = matchAt(repetition, pattern, at);
    if (whole !== undefined) add(whole[0].startsWith("\\Q") ? whole[0].length : 1);
    else if (count !== undefined) add(last * (Math.max(Number(count[1]), Number(count[3] ?? 0)) - 1));
    else if (pattern[at] === "(") groups.push(0);
    else if (pattern[at] === ")" && groups.length > 1) add((groups.pop() ?? 0) + 2);
    else add(1);
    at += (whole ?? count)?.[0].length ?? 1;
  }
  return groups.reduce((sum, each) => sum + each, 0);
}

function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | undefined {
  expression.lastIndex = at;
  return expression.exec(text) ?? undefined;
}
