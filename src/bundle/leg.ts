import { isRecord } from "../is-record.ts";
import { shortDigest } from "./bundle-name.ts";

/** Characters of a leg at most. */
const longest = 200;

/**
 * What tells apart the jobs that save: what is given or, where that is the job's matrix as JSON, the job's id and the
 * values of the matrix. Undefined where nothing is known.
 */
export function legOf(given: string | undefined, job: string | undefined): string | undefined {
  const text = given?.trim() ?? "";
  const matrix = parseMatrix(text);
  if (matrix === undefined) return cut(text) || job;
  const values = Object.values(matrix).map(wordOf);
  return cut([...(job === undefined ? [] : [job]), ...values].join(" ")) || job;
}

/** One word for a value, in quotes where it is none: of two matrices `a b` and `c`, and `a` and `b c`, none is the other. */
function wordOf(value: unknown): string {
  return typeof value === "string" && /^[^\s"{[]\S*$/u.test(value) ? value : JSON.stringify(value);
}

/** What is too long keeps a digest of the whole, so that legs that start alike are not one. */
function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 9)} ${shortDigest(text)}`;
}

/** What the matrix says, where a leg is the job's id and that. */
export function legName(leg: string, job: string | undefined): string {
  return job !== undefined && leg.startsWith(`${job} `) ? leg.slice(job.length + 1) : leg;
}

/** Without a matrix GitHub writes `null`. */
function parseMatrix(text: string): Record<string, unknown> | undefined {
  if (text === "null") return {};
  if (!text.startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
