import { UserError } from "../errors.ts";

/** JSON as Python writes it: NaN and infinities, which JSON has not, are null. Throws UserError with the line. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/(?:\bNaN|-?\bInfinity)\b(?=\s*[,}\]])/g, "null"));
  } catch (cause) {
    throw new UserError(`Cannot read "${file}": it is not JSON`, { file, ...placeOf(text, cause), cause });
  }
}

function placeOf(text: string, cause: unknown): { line?: number } {
  const position = /position (\d+)/.exec(cause instanceof Error ? cause.message : "")?.[1];
  return position === undefined ? {} : { line: text.slice(0, Number(position)).split("\n").length };
}
