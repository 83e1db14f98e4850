import type { Scalar } from "yaml";

/**
 * Where the character at `offset` of a scalar's text stands in its YAML source. Undefined where the text is not in
 * the source as it is: with escapes, or folded over several lines.
 */
export function findInScalar(source: string, scalar: Scalar, offset: number): number | undefined {
  const { value, range, type } = scalar;
  if (typeof value !== "string" || !range) return undefined;
  const [start, end] = range;
  const written = source.slice(start, end);
  if (type === "BLOCK_LITERAL") return findInBlock(written, value, start, offset);
  const before = type === "PLAIN" ? 0 : 1;
  return written.slice(before, before + value.length) === value ? start + before + offset : undefined;
}

/** A literal block is its lines without their indentation. */
function findInBlock(written: string, value: string, start: number, offset: number): number | undefined {
  const [header = "", ...lines] = written.split("\n");
  let at = start + header.length + 1;
  let left = offset;
  for (const [index, text] of value.split("\n").entries()) {
    const line = (lines[index] ?? "").replace(/\r$/, "");
    if (!line.endsWith(text)) return undefined;
    if (left <= text.length) return at + line.length - text.length + left;
    left -= text.length + 1;
    at += (lines[index] ?? "").length + 1;
  }
  return undefined;
}
