import { hashRows } from "../tables/row-hash.ts";
import type { Table } from "../tables/table.ts";
import { takeRows } from "../tables/take-rows.ts";

/** How the rows of two tables differ. Rows that occur several times are told apart by how often. */
export interface RowChanges {
  added: number;
  removed: number;
  /** Rows that both have by their identity, with another content. */
  changed: number;
  /** In how many changed rows a column has another value; columns of the identity have the same. */
  cells: { column: string; rows: number }[];
  /** Rows whose identity an earlier row has already. */
  repeated: { before: number; after: number };
}

/**
 * Compares rows over the columns that both tables have; `identity`, a part of them, says which row is which. Of rows with
 * one identity those of equal content are the same, the others are paired in their order.
 */
export function compareRows(
  before: Table,
  after: Table,
  { columns, identity }: { columns: readonly string[]; identity: readonly string[] },
): RowChanges {
  const left = leftOver(hashesOf(before, columns), hashesOf(after, columns));
  const identities = { before: hashesOf(before, identity), after: hashesOf(after, identity) };
  const pairs = pairRows(left, identities);
  return {
    added: left.after.length - pairs.before.length,
    removed: left.before.length - pairs.before.length,
    changed: pairs.before.length,
    cells: countCells(takeRows(before, pairs.before), takeRows(after, pairs.after), {
      columns: columns.filter((name) => !identity.includes(name)),
    }),
    repeated: { before: countRepeated(identities.before), after: countRepeated(identities.after) },
  };
}

/** Rows of each side, as indices or as hashes. */
interface Sides<T> {
  before: T;
  after: T;
}

/** One hash a row. */
export function hashesOf(table: Table, columns: readonly string[]): BigUint64Array {
  const { high, low } = hashRows(table, columns);
  const words = new Uint32Array(high.length * 2);
  for (let row = 0; row < high.length; row++) {
    words[row * 2] = low[row]!;
    words[row * 2 + 1] = high[row]!;
  }
  return new BigUint64Array(words.buffer);
}

/** The rows of each side that the other one has not as often, in order. */
function leftOver(before: BigUint64Array, after: BigUint64Array): Sides<number[]> {
  const [sortedBefore, sortedAfter] = [before.toSorted(), after.toSorted()];
  const excess = { before: new Map<bigint, number>(), after: new Map<bigint, number>() };
  const count = (side: Map<bigint, number>, hash: bigint): unknown =>
    side.set(hash, (side.get(hash) ?? 0) + 1);
  for (let i = 0, j = 0; i < sortedBefore.length || j < sortedAfter.length; ) {
    const [b, a] = [sortedBefore[i], sortedAfter[j]];
    if (a === undefined || (b !== undefined && b < a)) count(excess.before, sortedBefore[i++]!);
    else if (b === undefined || a < b) count(excess.after, sortedAfter[j++]!);
    else [i, j] = [i + 1, j + 1];
  }
  return { before: rowsOf(before, excess.before), after: rowsOf(after, excess.after) };
}

function rowsOf(hashes: BigUint64Array, wanted: Map<bigint, number>): number[] {
  const rows: number[] = [];
  if (wanted.size === 0) return rows;
  for (let row = 0; row < hashes.length; row++) {
    const left = wanted.get(hashes[row]!) ?? 0;
    if (left === 0) continue;
    wanted.set(hashes[row]!, left - 1);
    rows.push(row);
  }
  return rows;
}

function pairRows(left: Sides<number[]>, identities: Sides<BigUint64Array>): Sides<Uint32Array> {
  const waiting = new Map<bigint, { rows: number[]; next: number }>();
  for (const row of left.before) {
    const found = waiting.get(identities.before[row]!);
    if (found === undefined) waiting.set(identities.before[row]!, { rows: [row], next: 0 });
    else found.rows.push(row);
  }
  const pairs = { before: [] as number[], after: [] as number[] };
  for (const row of left.after) {
    const found = waiting.get(identities.after[row]!);
    const partner = found?.rows[found.next];
    if (found === undefined || partner === undefined) continue;
    found.next++;
    pairs.before.push(partner);
    pairs.after.push(row);
  }
  return { before: Uint32Array.from(pairs.before), after: Uint32Array.from(pairs.after) };
}

/** In how many of the paired rows each column differs; columns that never do are left out. */
function countCells(
  before: Table,
  after: Table,
  { columns }: { columns: readonly string[] },
): RowChanges["cells"] {
  if (before.rows === 0) return [];
  return columns
    .map((column) => {
      const [b, a] = [hashRows(before, [column]), hashRows(after, [column])];
      let rows = 0;
      for (let i = 0; i < before.rows; i++) if (b.high[i] !== a.high[i] || b.low[i] !== a.low[i]) rows++;
      return { column, rows };
    })
    .filter(({ rows }) => rows > 0)
    .sort((x, y) => y.rows - x.rows);
}

function countRepeated(identities: BigUint64Array): number {
  const sorted = identities.toSorted();
  let repeated = 0;
  for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) repeated++;
  return repeated;
}
