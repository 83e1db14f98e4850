import type { Context } from "../action.ts";
import { keptRows } from "../checks/case.ts";
import { countedBytes, countRepeated } from "../parts/count-repeated.ts";
import type { CountedKeys } from "../parts/judge-stream.ts";
import { type KeyRequest, keyStates, type RowKeys } from "../parts/row-keys.ts";
import type { ScratchFile } from "../services/scratch.ts";
import type { Table } from "../tables/table.ts";
import { eachKeys } from "./stored-keys.ts";

/** Keys that are compared at a time, about: 48 MiB of memory. */
const mostCompared = 2 ** 20;

/** Files that keys are divided into at most. */
const mostFiles = 256;

/**
 * Counts which rows have a key that others have too, for each request, in one pass over the data. Keys are compared by
 * 96 bits, and lie in scratch files meanwhile; equal ones in the same file.
 */
export async function countKeys(
  context: Pick<Context, "scratch">,
  table: Table,
  requests: readonly KeyRequest[],
): Promise<CountedKeys[]> {
  const stores: KeyFiles[] = [];
  try {
    for (const _ of requests) stores.push(await divideKeys(context, table));
    await eachKeys(table, requests, async (keys, from) => {
      for (const [index, store] of stores.entries()) await store.add(keys[index]!, from);
    });
    const counted: CountedKeys[] = [];
    for (const { files, asked, considered } of stores)
      counted.push({ ...(await countRepeated(files, keptRows)), asked, considered });
    return counted;
  } finally {
    for (const { files } of stores) for (const file of files) await file.remove();
  }
}

interface KeyFiles {
  files: ScratchFile[];
  asked: number;
  considered: number;
  /** Adds the keys of a part; its first row is this one of the table. */
  add(keys: RowKeys, from: number): Promise<void>;
}

/** Files that keys are divided into by the first bits of their hashes. */
async function divideKeys({ scratch }: Pick<Context, "scratch">, table: Table): Promise<KeyFiles> {
  const bits = Math.max(0, Math.ceil(Math.log2(Math.min(mostFiles, table.rows / mostCompared))));
  const files: ScratchFile[] = [];
  for (let file = 0; file < 2 ** bits; file++) files.push(await scratch.create(table.source));
  const fileOf = (high: number): number => (bits === 0 ? 0 : high >>> (32 - bits));
  const store: KeyFiles = {
    files,
    asked: 0,
    considered: 0,
    async add({ high, low, more, state }, from) {
      const counts = new Uint32Array(files.length);
      for (let row = 0; row < state.length; row++) {
        if (state[row] !== keyStates.leftOut) store.asked++;
        if (state[row] === keyStates.there) counts[fileOf(high[row]!)]!++;
      }
      const words = Array.from(counts, (count) => new Uint32Array((count * countedBytes) / 4));
      const at = new Uint32Array(files.length);
      for (let row = 0; row < state.length; row++) {
        if (state[row] !== keyStates.there) continue;
        const file = fileOf(high[row]!);
        const into = words[file]!;
        into[at[file]!++] = high[row]!;
        into[at[file]!++] = low[row]!;
        into[at[file]!++] = more?.[row] ?? 0;
        into[at[file]!++] = from + row;
      }
      for (const count of counts) store.considered += count;
      await Promise.all(
        words.map((each, file) => each.length > 0 && files[file]!.append(new Uint8Array(each.buffer))),
      );
    },
  };
  return store;
}
