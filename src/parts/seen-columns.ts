import { addEvidence, type ColumnEvidence } from "../tables/column-evidence.ts";
import type { ColumnType } from "../tables/table.ts";

/** What a part shows of a column's type. */
export interface SeenColumn {
  name: string;
  /** Of a format without types: what its cells look like. */
  cells?: ColumnEvidence;
  /** Of a format with types: that of its cells, where any are there. */
  type?: ColumnType | undefined;
  /** Its texts are whole numbers, some of them beyond 2^53. */
  isWhole?: boolean;
}

/** What all parts so far show of a column's type. */
export interface SeenOfAll {
  cells: ColumnEvidence | undefined;
  /** The first file that has cells of a type, and whether all of these are whole numbers. */
  types: Map<ColumnType, { file: number; isWhole: boolean }>;
}

/** Adds what a part of a file shows. */
export function addSeen(
  into: Map<string, SeenOfAll>,
  { name, cells, type, isWhole }: SeenColumn,
  file: number,
): void {
  const known = into.get(name);
  if (known?.cells !== undefined && cells !== undefined) addEvidence(known.cells, cells);
  const of = known ?? { cells, types: new Map() };
  into.set(name, of);
  if (type === undefined) return;
  const before = of.types.get(type);
  const areWhole = isWhole === true || type === "integer";
  of.types.set(type, { file: before?.file ?? file, isWhole: areWhole && before?.isWhole !== false });
}
