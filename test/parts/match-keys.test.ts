import fc from "fast-check";
import { expect, test } from "vitest";
import { matchKeys, type StoredKeys } from "../../src/parts/match-keys.ts";

/** Keys as they lie in a file, in chunks of so many bytes. */
function store(keys: readonly [high: number, low: number][], chunk: number): StoredKeys {
  const words = Uint32Array.from(keys.flatMap(([high, low], row) => [high, low, row]));
  const bytes = new Uint8Array(words.buffer);
  return {
    count: keys.length,
    async *read() {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.slice(at, at + chunk);
    },
  };
}

const word = fc.oneof(fc.constantFrom(0, 1, 0xffffffff, 0x80000000), fc.nat(0xffffffff), fc.nat(3));
const keys = fc.array(fc.tuple(word, word), { maxLength: 60 });

test("keys are found as in a set, in however many passes and chunks", async () => {
  await fc.assert(
    fc.asyncProperty(
      keys,
      keys,
      fc.integer({ min: 1, max: 70 }),
      fc.constantFrom(1, 3, 16, 1000),
      fc.constantFrom(1, 5, 100),
      async (known, asked, chunk, most, kept) => {
        const set = new Set(known.map(String));
        const rows = [...asked.keys()];
        const found = rows.filter((row) => set.has(String(asked[row])));
        const unmatched = rows.filter((row) => !set.has(String(asked[row])));
        const answer = await matchKeys(store(known, chunk), store(asked, chunk), {
          most,
          kept,
        });
        expect(answer).toEqual({
          found: { count: found.length, first: found.slice(0, kept) },
          unmatched: { count: unmatched.length, first: unmatched.slice(0, kept) },
        });
      },
    ),
    { numRuns: 300 },
  );
});
