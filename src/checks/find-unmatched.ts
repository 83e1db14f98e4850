import { readCell } from "../tables/cell.ts";
import type { Column } from "../tables/table.ts";
import { keptRows } from "./case.ts";

/** What keys are compared as: all numbers are of one kind, dates and times of another. */
export type KeyKind = "text" | "number" | "boolean" | "time";
type Token = string | number;

/** The distinct keys of a reference, to be looked up by those of another table. */
export interface KeyLookup {
  references: readonly Column[];
  /** For each column, a number for each distinct value, by the value as the looked-up column's kind compares it. */
  ids: Map<Token, number>[];
  /** Of several columns, the combinations that there are. */
  combinations: Set<string>;
}

/** A value that the reference has not. */
const unknown = -2;
const missing = -1;

/**
 * Indexes a reference's columns for keys of these columns' types. Values are compared as values: a number equals the
 * text that spells it, but not one with leading zeros, which is a code; a date equals its text; true is no number.
 */
export function indexKeys(references: readonly Column[], keys: readonly Pick<Column, "type">[]): KeyLookup {
  const ids = references.map(() => new Map<Token, number>());
  const codes = references.map((column, index) => {
    const known = ids[index]!;
    return codesOf(column, keyKindOf(keys[index]!), (token) => {
      const id = known.get(token) ?? known.size;
      known.set(token, id);
      return id;
    });
  });
  const combinations = new Set<string>();
  if (codes.length > 1)
    for (let row = 0; row < codes[0]!.length; row++) combinations.add(codes.map((each) => each[row]).join());
  return { references, ids, combinations };
}

/**
 * Rows whose key the reference has not. Rows that miss all of the key are not asked; one that misses a part of it must
 * be matched by one that misses the same part, as Frictionless has it.
 */
export function findUnmatched(
  { references, ids, combinations }: KeyLookup,
  keys: readonly Column[],
): { considered: number; failed: number; first: number[] } {
  const codes = keys.map((column, index) =>
    codesOf(column, keyKindOf(references[index]!), (token) => ids[index]!.get(token) ?? unknown),
  );
  const found = { considered: 0, failed: 0, first: [] as number[] };
  for (let row = 0; row < (codes[0]?.length ?? 0); row++) {
    if (codes.every((each) => each[row] === missing)) continue;
    found.considered++;
    const isKnown =
      codes.length === 1
        ? codes[0]![row] !== unknown
        : combinations.has(codes.map((each) => each[row]).join());
    if (isKnown) continue;
    found.failed++;
    if (found.first.length < keptRows) found.first.push(row);
  }
  return found;
}

/** A code for each cell, that of its value as a column of the other kind compares it; invalid cells are missing. */
function codesOf(column: Column, other: KeyKind, code: (token: Token) => number): Int32Array {
  if (column.kind === "text") {
    const codes = column.dictionary.map((text) => code(tokenOfText(text, other)));
    return column.codes.map((each) => (each < 0 ? missing : codes[each]!));
  }
  const own = keyKindOf(column);
  const isSame = other === own || other === "text";
  return Int32Array.from(column.values, (value) => {
    if (Number.isNaN(value)) return missing;
    return code(isSame ? value : `${own} ${value}`);
  });
}

/** Text stays text beside text; beside another kind it is the value that it spells, where it spells one. */
export function tokenOfText(text: string, other: KeyKind): Token {
  if (other === "text") return text;
  const { shape, value } = readCell(text);
  return kindOfShape[shape] === other ? value : text;
}

const kindOfShape: Readonly<Record<string, KeyKind>> = {
  integer: "number",
  decimal: "number",
  infinite: "number",
  boolean: "boolean",
  date: "time",
  datetime: "time",
};

/** The kind of a column. */
export function keyKindOf({ type }: Pick<Column, "type">): KeyKind {
  if (type === "integer" || type === "number") return "number";
  return type === "date" || type === "datetime" ? "time" : type;
}
