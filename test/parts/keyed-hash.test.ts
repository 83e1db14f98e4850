import { expect, test } from "vitest";
import { hashByKey, hashTextsByKey } from "../../src/parts/keyed-hash.ts";
import type { TextColumn } from "../../src/tables/table.ts";

/** `vectors_hsip64` of the authors' reference (github.com/veorq/SipHash, vectors.h): of the bytes 0, 1, 2 … */
const vectors = [
  "218d1f59b9b83cc8",
  "be552412f8387315",
  "064f39ef7c50eb57",
  "ce0f1a45f7060679",
  "d5e78a175be52ea1",
  "cb9d7c3f2f3db580",
  "ce3e91358aa2bc25",
  "ff202728b07bc684",
  "edfee820bce4858c",
  "5b51cccc13888307",
  "95b0469f06a6f2ee",
  "ae26333994ddcd48",
];

test("hashes bytes as HalfSipHash-2-4 does", () => {
  const bytes = Uint8Array.from([9, ...vectors.keys(), 9]);
  const hashes = { high: new Int32Array(1), low: new Int32Array(1) };
  const found = vectors.map((_, length) => {
    hashByKey([0x03020100, 0x07060504], { bytes, start: 1, end: 1 + length }, hashes, 0);
    return Buffer.from(Int32Array.of(hashes.low[0]!, hashes.high[0]!).buffer).toString("hex");
  });
  expect(found).toEqual(vectors);
});

test("texts hash alike where they and the keys are the same, also when the dictionary grows", () => {
  const column = (dictionary: string[]): TextColumn => {
    const bytes = new TextEncoder().encode(dictionary.join(""));
    const offsets = new Uint32Array(dictionary.length + 1);
    for (const [code, text] of dictionary.entries()) offsets[code + 1] = offsets[code]! + text.length;
    const entries = { size: dictionary.length, bytes, offsets };
    return { kind: "text", name: "t", type: "text", dictionary, codes: new Int32Array(0), entries };
  };
  const grown = column(["ab", "c"]);
  const first = hashTextsByKey(grown, [1, 2]);
  expect(hashTextsByKey(grown, [1, 2])).toBe(first);
  Object.assign(grown.entries!, column(["ab", "c", "d"]).entries);
  const second = hashTextsByKey(grown, [1, 2]);
  const anew = hashTextsByKey(column(["ab", "c", "d"]), [1, 2]);
  expect([...second.low.subarray(0, 3)]).toEqual([...anew.low]);
  expect(second.low.subarray(0, 2)).toEqual(first.low);
  expect(hashTextsByKey(grown, [1, 3]).low[0]).not.toBe(first.low[0]);
});
