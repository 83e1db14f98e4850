import { type CellRule, formatOf } from "./cell-rule.ts";
import { parseIsoDate } from "./iso-date.ts";
import { decimalOf, isWritten, plainNumber } from "./number-writing.ts";
import type { ColumnType } from "./table.ts";

/**
 * What a cell looks like on its own. `ambiguous` is a whole number that may as well be a code (`1E5`, `+49`, more
 * than 2^53): it is a number only beside decimals. `padded` has leading zeros (`007`) and keeps its column text.
 * `marker` is a word for missing (`NA`, `null`): it is text in a text column, missing in every other.
 */
export type CellShape =
  | "missing"
  | "marker"
  | "integer"
  | "decimal"
  | "infinite"
  | "ambiguous"
  | "padded"
  | "boolean"
  | "date"
  | "datetime"
  | "text";

/** A cell's shape and its value: a number, 0 or 1, UTC milliseconds; NaN for what has none. */
export interface CellReading {
  shape: CellShape;
  value: number;
}

const markers = new Set(["NA", "NaN", "nan", "null", "NULL", "None", "N/A", "n/a", "#N/A", "<NA>"]);
const booleans = new Map([
  ["true", 1],
  ["True", 1],
  ["TRUE", 1],
  ["false", 0],
  ["False", 0],
  ["FALSE", 0],
]);
const wholeNumber = /^-?\d+$/;
const decimalNumber = /^[-+]?(\d+\.\d*|\.\d+)([eE][-+]?\d+)?$/;
const signedPower = /^(-\d+[eE][-+]?\d+|\d+[eE][-+]\d+)$/;
const codeLike = /^(\+\d+|\+?\d+[eE]\d+)$/;
const infinity = /^([-+]?)(inf|Inf|INF|infinity|Infinity)$/;
const plain: CellRule = {};
const scratch = new Uint8Array(40);

/** Reads one cell, spaces around a number or date allowed. */
export function readCell(text: string, rule: CellRule = plain): CellReading {
  if (text === "") return { shape: "missing", value: Number.NaN };
  const trimmed = text.trim();
  const { missing_values: missing, format } = rule;
  if (missing?.includes(trimmed) === true) return { shape: "missing", value: Number.NaN };
  if (trimmed === "" || (missing === undefined && markers.has(trimmed)))
    return { shape: "marker", value: Number.NaN };
  if (format !== undefined) return readFormatted(trimmed, format);
  if (isWritten(rule)) {
    const number = readNumber(plainNumber(trimmed, rule, rule.decimal) ?? "");
    return (
      number ?? readNumber(trimmed, decimalOf(rule, rule.decimal)) ?? { shape: "text", value: Number.NaN }
    );
  }
  const truth = booleans.get(trimmed);
  if (truth !== undefined) return { shape: "boolean", value: truth };
  const first = trimmed.charCodeAt(0);
  const startsNumber = (first >= 48 && first <= 57) || (first >= 43 && first <= 46);
  if (startsNumber)
    return readNumber(trimmed, rule.decimal) ?? readDate(trimmed) ?? { shape: "text", value: Number.NaN };
  return readInfinity(trimmed) ?? { shape: "text", value: Number.NaN };
}

/** The value of a cell in a column of that type, NaN for missing, undefined when it does not fit. */
export function readCellAs(
  text: string,
  type: Exclude<ColumnType, "text">,
  rule: CellRule = plain,
): number | undefined {
  const { shape, value } = readCell(text, rule);
  if (shape === "missing" || shape === "marker") return Number.NaN;
  const isNumeric = shape === "integer" || shape === "decimal" || shape === "ambiguous" || shape === "padded";
  if (type === "number") return isNumeric || shape === "infinite" ? value : undefined;
  if (type === "integer") return isNumeric && Number.isSafeInteger(value) ? value : undefined;
  if (type === "boolean") {
    return shape === "boolean" || (shape === "integer" && (value === 0 || value === 1)) ? value : undefined;
  }
  return shape === "date" || (type === "datetime" && shape === "datetime") ? value : undefined;
}

function readNumber(written: string, decimal?: string): CellReading | undefined {
  if (decimal === "," && written.includes(".")) return undefined;
  const text = decimal === "," ? written.replace(",", ".") : written;
  const value = Number(text);
  if (wholeNumber.test(text)) {
    const digits = text.startsWith("-") ? 1 : 0;
    if (text.length > digits + 1 && text[digits] === "0") return { shape: "padded", value };
    return { shape: Number.isSafeInteger(value) ? "integer" : "ambiguous", value };
  }
  if (/^[-+]?0\d/.test(text) && (decimalNumber.test(text) || signedPower.test(text) || codeLike.test(text)))
    return { shape: "padded", value };
  if (decimalNumber.test(text) || signedPower.test(text)) return { shape: "decimal", value };
  if (codeLike.test(text)) return { shape: "ambiguous", value };
  return readInfinity(text);
}

function readInfinity(text: string): CellReading | undefined {
  const match = infinity.exec(text);
  if (match === null) return undefined;
  return { shape: "infinite", value: match[1] === "-" ? -Infinity : Infinity };
}

function readFormatted(text: string, format: string): CellReading {
  const { hasTime, parse } = formatOf(format);
  const value = parse(text);
  if (value === undefined) return { shape: "text", value: Number.NaN };
  return { shape: hasTime ? "datetime" : "date", value };
}

function readDate(text: string): CellReading | undefined {
  if (text.length < 10 || text.length > scratch.length) return undefined;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) return undefined;
    scratch[i] = code;
  }
  const value = parseIsoDate(scratch, 0, text.length);
  if (Number.isNaN(value)) return undefined;
  return { shape: text.length === 10 ? "date" : "datetime", value };
}
