import type { NumericColumn, TextEntries } from "../tables/table.ts";
import { findPii, type PiiKind, piiSample } from "./find-pii.ts";

/** No personal value has so many; longer texts are cut. */
const mostBytes = 2048;

/** At most `piiSample` different texts of a column, spread evenly over those that occur. */
export function sampleTexts({ bytes, offsets, size }: TextEntries, counts: Int32Array): string[] {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const step = Math.max(1, Math.ceil(size / piiSample));
  const sample: string[] = [];
  for (let code = 0; code < size; code += step) {
    if (counts[code] === 0) continue;
    const [start, end] = [offsets[code]!, Math.min(offsets[code + 1]!, offsets[code]! + mostBytes)];
    sample.push(decoder.decode(bytes.subarray(start, end)));
  }
  return sample;
}

/** Numbers below this have too few digits to be anyone's. */
const fewestDigits = 1e8;

/** The kind of personal data that a column's whole numbers seem to be. */
export function piiOfNumbers(
  column: NumericColumn,
  { min, max }: { min: number; max: number },
): PiiKind | undefined {
  if (column.type !== "integer" || !(max >= fewestDigits) || min < 0) return undefined;
  const { values } = column;
  const step = Math.max(1, Math.ceil(values.length / piiSample));
  const sample = new Set<string>();
  for (let row = 0; row < values.length; row += step)
    if (Number.isFinite(values[row])) sample.add(String(values[row]));
  return findPii(column.name, [...sample]);
}
