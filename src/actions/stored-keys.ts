import type { Context } from "../action.ts";
import { type StoredKeys, storedBytes } from "../parts/match-keys.ts";
import { hashKeys, type KeyRequest, type RowKeys } from "../parts/row-keys.ts";
import type { Table } from "../tables/table.ts";

/** Keys in a scratch file. */
export interface KeyStore extends StoredKeys {
  /** Adds the keys of a part's rows that are chosen; the first of them is this row of the table. */
  add(keys: RowKeys, from: number, isChosen: (row: number) => boolean): Promise<void>;
  remove(): Promise<void>;
}

/** A scratch file for keys. */
export async function storeKeys({ scratch }: Pick<Context, "scratch">, source: string): Promise<KeyStore> {
  const file = await scratch.create(source);
  const store: KeyStore = {
    count: 0,
    read: file.read,
    remove: file.remove,
    async add({ high, low }, from, isChosen) {
      const words = new Uint32Array((high.length * storedBytes) / 4);
      let at = 0;
      for (let row = 0; row < high.length; row++) {
        if (!isChosen(row)) continue;
        words[at++] = high[row]!;
        words[at++] = low[row]!;
        words[at++] = from + row;
      }
      if (at === 0) return;
      await file.append(new Uint8Array(words.buffer, 0, at * 4));
      store.count += (at * 4) / storedBytes;
    },
  };
  return store;
}

/** Gives the hashes of a table's rows in their order, part by part where they are not in memory. */
export async function eachKeys(
  table: Table,
  requests: readonly KeyRequest[],
  take: (keys: RowKeys[], from: number) => Promise<void>,
): Promise<void> {
  if (table.eachKeys === undefined) {
    const keys = requests.map((each) => hashKeys(table, each));
    return take(keys, 0);
  }
  let from = 0;
  await table.eachKeys(requests, async (keys) => {
    const start = from;
    from += keys[0]?.state.length ?? 0;
    await take(keys, start);
  });
}
