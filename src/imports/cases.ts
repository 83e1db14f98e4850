import { createHash } from "node:crypto";
import { isRecord } from "../is-record.ts";
import { type ImportedFile, unreadable } from "./imported-metrics.ts";

/** Scores of cases: of each case one row, or one for each time that it was repeated. */
export interface Cases {
  /** What the file is, for a reader: `promptfoo`. */
  from: string;
  /** Of each row what identifies its case: its content, and never its place. */
  ids: string[];
  /** Of each row, by name; NaN where it has none. */
  numbers: ReadonlyMap<string, Float64Array>;
}

/** Cases and numbers of one that are read at most. */
const mostRows = 5_000_000;
const mostNumbers = 1000;

/** Collects rows whose numbers are not known before. */
export function collectCases(file: ImportedFile): {
  add(id: string, numbers: Iterable<readonly [name: string, value: number]>): void;
  finish(from: string): Cases;
} {
  const ids: string[] = [];
  const columns = new Map<string, [row: number, value: number][]>();
  return {
    add(id, numbers) {
      const row = ids.push(id) - 1;
      if (row >= mostRows) throw unreadable(file, `it has more than ${mostRows} cases`);
      for (const [name, value] of numbers) {
        const column = columns.get(name) ?? [];
        if (column.length === 0) columns.set(name, column);
        column.push([row, value]);
      }
      if (columns.size > mostNumbers)
        throw unreadable(file, `its cases have more than ${mostNumbers} numbers`);
    },
    finish(from) {
      if (ids.length === 0) throw unreadable(file, "there is no case in it");
      if (columns.size === 0) throw unreadable(file, "there is no score in it");
      const numbers = [...columns].map(([name, cells]) => {
        const values = new Float64Array(ids.length).fill(Number.NaN);
        for (const [row, value] of cells) values[row] = value;
        return [name, values] as const;
      });
      return { from, ids, numbers: new Map(numbers) };
    },
  };
}

const mostDepth = 100;

/** A digest of JSON values that does not depend on the order of keys. Throws UserError for what is nested too deep. */
export function digestOf(values: readonly unknown[], file: ImportedFile): string {
  const hash = createHash("sha256");
  const visit = (value: unknown, depth: number): void => {
    if (depth > mostDepth) throw unreadable(file, "it is nested too deep");
    if (Array.isArray(value)) {
      hash.update(`[${value.length}`);
      for (const each of value) visit(each, depth + 1);
    } else if (isRecord(value)) {
      const keys = Object.keys(value).sort();
      hash.update(`{${keys.length}`);
      for (const key of keys) {
        hash.update(JSON.stringify(key));
        visit(value[key], depth + 1);
      }
    } else hash.update(`${JSON.stringify(value) ?? "null"},`);
  };
  visit(values, 0);
  return hash.digest("hex").slice(0, 32);
}
