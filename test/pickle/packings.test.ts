import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inflate, type Packing } from "../../src/pickle/inflate.ts";
import { scanBytes } from "./scan-file.ts";

const golden: { sha256: string; texts: Record<string, string[]>; calls: Record<string, string> } = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, "../golden/packings.json"), "utf8"),
);
const decode = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64"));
const calls = Object.entries(golden.calls).map(([name, text]) => [name, decode(text)] as const);

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

describe.each(Object.entries(golden.texts))("%s", (packing, texts) => {
  test.each(texts.map((text, index) => [index, decode(text)] as const))(
    "%i, unpacked as Python does",
    async (_, bytes) => {
      const hash = createHash("sha256");
      for await (const piece of inflate(inPieces(bytes), packing as Packing)) hash.update(piece);
      expect(hash.digest("hex")).toBe(golden.sha256);
    },
  );

  test("cut off anywhere, or followed by others, is an error", async () => {
    const bytes = decode(texts[0]!);
    const unpack = async (part: Uint8Array): Promise<void> => {
      for await (const _ of inflate(inPieces(part), packing as Packing));
    };
    for (let end = 1; end < bytes.length; end += 1 + Math.floor(bytes.length / 40))
      await expect(unpack(bytes.subarray(0, end)), String(end)).rejects.toThrow();
    await expect(unpack(Uint8Array.of(...bytes, 1, 2, 3, 4, 5, 6, 7, 8))).rejects.toThrow();
  });
});

test.each(calls)("a call in %s is found, with the bytes that it lies at", async (name, bytes) => {
  const { globals, problems } = await scanBytes(bytes);
  expect(globals).toMatchObject([{ module: "posix", name: "system", judgement: "dangerous", member: name }]);
  expect(problems).toEqual([]);
});

test.each(calls)("damaged %s is read to an end", async (_, bytes) => {
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const other = bytes.slice();
      other[at]! ^= change;
      const { globals, problems } = await scanBytes(other);
      for (const { judgement } of globals) expect(judgement).not.toBe("allowed");
      for (const { message } of problems) expect(message).toMatch(/^[^\n]{5,300}$/);
    }),
    { numRuns: 300 },
  );
});

test("xz with filters beside LZMA2 is said to have them", async () => {
  // lzma.compress(b"c", format=FORMAT_XZ, check=CHECK_NONE, filters=[{"id": FILTER_X86}, {"id": FILTER_LZMA2}]) of Python 3.11
  const bytes = decode("/Td6WFoAAAD/EtlBAgEEACEBFgANhjUfAQAAYwAAAAAAAREBraZYBAZynnoBAAAAAABZWg==");
  const { globals, problems } = await scanBytes(bytes);
  expect(globals).toEqual([]);
  expect(problems.map(({ message }) => message)).toEqual([
    "its xz has filters beside LZMA2, which are not looked through",
  ]);
});

test("text that starts as they do is text", async () => {
  for (const text of ["BZh is short for bzip2", "BZ", "BZh91"])
    expect((await scanBytes(Buffer.from(text))).problems).toEqual([]);
});
