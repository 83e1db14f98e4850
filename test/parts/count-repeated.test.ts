import fc from "fast-check";
import { expect, test } from "vitest";
import { countRepeated } from "../../src/parts/count-repeated.ts";

type Key = readonly [high: number, low: number, more: number];

/** Keys with their rows as they lie in a file, in chunks of so many bytes. */
function store(keys: readonly { key: Key; row: number }[], chunk: number) {
  const bytes = new Uint8Array(Uint32Array.from(keys.flatMap(({ key, row }) => [...key, row])).buffer);
  return {
    async *read() {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.slice(at, at + chunk);
    },
  };
}

const word = fc.oneof(fc.constantFrom(0, 1, 0xffffffff, 0x80000000), fc.nat(0xffffffff), fc.nat(2));
const keys = fc.array(fc.tuple(word, word, word), { maxLength: 80 });

test("keys that several rows have are counted as by hand, in however many files and chunks", async () => {
  await fc.assert(
    fc.asyncProperty(
      keys,
      fc.integer({ min: 1, max: 70 }),
      fc.constantFrom(1, 2, 7),
      fc.constantFrom(1, 5, 100),
      async (keys, chunk, count, kept) => {
        const rows = keys.map((key, row) => ({ key, row }));
        const files = Array.from({ length: count }, (_, file) =>
          store(
            rows.filter(({ key }) => key[0] % count === file),
            chunk,
          ),
        );
        const same = (row: number) => rows.filter(({ key }) => String(key) === String(keys[row]));
        const all = [...keys.keys()].filter((row) => same(row).length > 1);
        const later = all.filter((row) => same(row)[0]?.row !== row);
        expect(await countRepeated(files, kept)).toEqual({
          distinct: new Set(keys.map(String)).size,
          all: { count: all.length, first: all.slice(0, kept) },
          later: { count: later.length, first: later.slice(0, kept) },
        });
      },
    ),
    { numRuns: 300 },
  );
});

test("many keys are counted", async () => {
  const keys = Array.from({ length: 70_000 }, (_, row) => ({ key: [row % 60_000, 5, 6] as const, row }));
  const found = await countRepeated([store(keys, 1 << 16)], 3);
  expect(found).toEqual({
    distinct: 60_000,
    all: { count: 20_000, first: [0, 1, 2] },
    later: { count: 10_000, first: [60_000, 60_001, 60_002] },
  });
});
