import { addEvidence, type ColumnEvidence } from "../tables/column-evidence.ts";
import type { ColumnType } from "../tables/table.ts";

/** What a part shows of a column's type. */
export interface SeenColumn {
  name: string;
  /** Of a format without types: what its cells look like. */
  cells?: ColumnEvidence;
  /** Of a format with types: that of its cells, where any are there. */
  type?: ColumnType | undefined;
  /** Of a format with types: whether it holds numbers, which as text must be read as they are written. */
  hasNumbers?: boolean;
}

/** What all parts so far show of a column's type. */
export interface SeenOfAll {
  cells: ColumnEvidence | undefined;
  /** The first file that has cells of a type, and whether all of these are numbers. */
  types: Map<ColumnType, { file: number; areNumbers: boolean }>;
  hasNumbers: boolean;
}

/** Adds what a part of a file shows. */
export function addSeen(into: Map<string, SeenOfAll>, seen: SeenColumn, file: number): void {
  const { name, cells, type, hasNumbers = false } = seen;
  const known = into.get(name);
  if (known?.cells !== undefined && cells !== undefined) addEvidence(known.cells, cells);
  const of = known ?? { cells, types: new Map(), hasNumbers };
  of.hasNumbers ||= hasNumbers;
  into.set(name, of);
  if (type === undefined) return;
  const before = of.types.get(type);
  of.types.set(type, {
    file: before?.file ?? file,
    areNumbers: hasNumbers && before?.areNumbers !== false,
  });
}
