import { expect, test } from "vitest";
import { addHashes, createHashLog, duplicatesOf } from "../../src/parts/hash-log.ts";

test("of a part its hashes alone are kept", () => {
  const log = createHashLog();
  const words = { high: Uint32Array.of(1, 2, 1), low: Uint32Array.of(5, 5, 5) };
  addHashes(log, { ...words, columns: ["large"] } as typeof words);
  addHashes(log, { high: new Uint32Array(0), low: new Uint32Array(0) });
  expect(log.parts).toEqual([words]);
  expect(duplicatesOf(log)).toEqual({ count: 1, isExact: true });
});
