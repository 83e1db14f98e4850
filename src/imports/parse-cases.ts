import { UserError } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import type { Cases } from "./cases.ts";
import type { ImportedFile } from "./imported-metrics.ts";
import { isHarnessSample, parseHarnessSamples } from "./lm-eval-samples.ts";
import { parseJson } from "./parse-json.ts";
import { isPromptfoo, isPromptfooResult, parsePromptfoo } from "./promptfoo.ts";

type Line = Record<string, unknown>;

/** Formats of JSON Lines, by what each line is. */
const formats: readonly {
  is(line: unknown): line is Line;
  parse(lines: readonly Line[], file: ImportedFile): Cases;
}[] = [
  { is: isHarnessSample, parse: parseHarnessSamples },
  { is: isPromptfooResult, parse: parsePromptfoo },
];

/**
 * Scores of cases as another tool writes them, told by content: promptfoo's results (JSON and JSON Lines) and
 * lm-evaluation-harness' samples. Undefined where the file is of neither. Throws UserError with the place.
 */
export function parseCases(text: string, file: ImportedFile): Cases | undefined {
  const end = text.indexOf("\n");
  const first = parsed(end < 0 ? text : text.slice(0, end));
  const format = formats.find(({ is }) => is(first));
  if (format !== undefined) return format.parse(parseLines(text, format.is, file), file);
  if (!/"results"\s*:/.test(text)) return undefined;
  const root = parseJson(text, file.file);
  if (!isRecord(root) || !isPromptfoo(root)) return undefined;
  return parsePromptfoo((root.results as { results: Line[] }).results, file);
}

/** The value of a line, or undefined where it is no JSON. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function parseLines(text: string, is: (line: unknown) => line is Line, file: ImportedFile): Line[] {
  const found: Line[] = [];
  let number = 0;
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf("\n", start);
    const line = text.slice(start, next < 0 ? text.length : next);
    start = next < 0 ? text.length : next + 1;
    number++;
    if (line.trim() === "") continue;
    const value = parseLine(line, number, file);
    if (!is(value))
      throw new UserError(`Cannot read "${file.file}": line ${number} is not as the first one`, {
        file: file.file,
        line: number,
      });
    found.push(value);
  }
  return found;
}

function parseLine(line: string, number: number, { file }: ImportedFile): unknown {
  try {
    return parseJson(line, file);
  } catch (cause) {
    throw new UserError(`Cannot read "${file}": line ${number} is not JSON`, { file, line: number, cause });
  }
}
