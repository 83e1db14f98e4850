import type { Context } from "../action.ts";
import { keptRows } from "../checks/case.ts";
import { keyKindOf } from "../checks/find-unmatched.ts";
import { matchKeys } from "../parts/match-keys.ts";
import { type KeyRequest, keyStates, type RowKeys } from "../parts/row-keys.ts";
import type { AskedKeys, Column, Table, UnmatchedKeys } from "../tables/table.ts";
import { findColumn } from "../tables/table.ts";
import { eachKeys, type KeyStore, storeKeys } from "./stored-keys.ts";

/**
 * As `findUnmatched`, of rows that are too many for memory: keys are compared by 64 bits that depend on
 * a key of the run, so that none can be made to pass for another, and lie in scratch files meanwhile.
 */
export async function findUnmatchedKeys(
  context: Pick<Context, "scratch">,
  { table, columns, where, place }: AskedKeys,
  references: Pick<AskedKeys, "table" | "columns">,
): Promise<UnmatchedKeys> {
  const { key } = context.scratch;
  const kinds = columns.map((name) => keyKindOf(columnOf(table, name)));
  const otherKinds = references.columns.map((name) => keyKindOf(columnOf(references.table, name)));
  const asking: KeyRequest = {
    kind: "keys",
    columns: columns.map((name, index) => ({ name, other: otherKinds[index]! })),
    ...{ where, place, key },
  };
  const knowing: KeyRequest = {
    kind: "keys",
    columns: references.columns.map((name, index) => ({ name, other: kinds[index]! })),
    ...{ where: undefined, place, key },
  };
  const [asked, known] = [
    await storeKeys(context, table.source),
    await storeKeys(context, references.table.source),
  ];
  let rows = 0;
  const addAsked = async (keys: RowKeys, from: number): Promise<void> => {
    for (const state of keys.state) if (state !== keyStates.leftOut) rows++;
    await addThere(asked, keys, from);
  };
  try {
    if (table.eachKeys !== undefined && table.eachKeys === references.table.eachKeys)
      await eachKeys(table, [asking, knowing], async ([own, others], from) => {
        await addAsked(own!, from);
        await addThere(known, others!, from);
      });
    else {
      await eachKeys(table, [asking], ([own], from) => addAsked(own!, from));
      await eachKeys(references.table, [knowing], ([others], from) => addThere(known, others!, from));
    }
    const { unmatched } = await matchKeys(known, asked, { kept: keptRows });
    return { asked: rows, considered: asked.count, failed: unmatched.count, first: unmatched.first };
  } finally {
    await asked.remove();
    await known.remove();
  }
}

function addThere(store: KeyStore, keys: RowKeys, from: number): Promise<void> {
  return store.add(keys, from, (row) => keys.state[row] === keyStates.there);
}

function columnOf(table: Table, name: string): Column {
  const column = findColumn(table, name);
  if (column === undefined) throw new Error(`"${name}" is no column of ${table.source}`);
  return column;
}
