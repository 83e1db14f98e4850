import type { RowHashes } from "./row-hash.ts";
import { placesOf, rankWithin } from "./split.ts";

/**
 * Rows in an order of their hashes, of which each beginning is a fair part: rows of one content (or, with the hashes of
 * groups, of one group) stand together, and where `classes` has a code for each row of the table, every beginning has
 * them in about their shares.
 */
export function growRows(
  rows: Uint32Array,
  { hashes, seed, classes }: { hashes: RowHashes; seed: number; classes?: Int32Array | undefined },
): Uint32Array {
  // Neither the places that divide training from test rows nor those of folds.
  const all = placesOf(hashes, seed + 0.25);
  const places = Float64Array.from(rows, (row) => all[row]!);
  rankWithin(places, classes ? Int32Array.from(rows, (row) => classes[row]!) : new Int32Array(rows.length));
  const order = Uint32Array.from(rows.keys()).sort((a, b) => places[a]! - places[b]! || a - b);
  return order.map((index) => rows[index]!);
}
