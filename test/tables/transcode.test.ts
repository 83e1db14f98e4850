import fc from "fast-check";
import { expect, test } from "vitest";
import { type Encoding, transcode } from "../../src/tables/transcode.ts";

const text = 'größe,naïve ÿ\n1,"x é"\n';

function utf16(content: string, isBigEndian: boolean, mark = "\uFEFF"): Buffer {
  const bytes = Buffer.from(mark + content, "utf16le");
  return isBigEndian ? bytes.swap16() : bytes;
}

async function decoded(bytes: Uint8Array, encoding: Exclude<Encoding, "utf-8">, size = 3): Promise<string> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const parts = [];
  for await (const part of transcode(chunks(), encoding, "data.csv")) parts.push(part);
  return Buffer.concat(parts).toString();
}

test.each<[string, Buffer, Exclude<Encoding, "utf-8">, string]>([
  ["Latin-1", Buffer.from(text, "latin1"), "latin-1", text],
  ["Latin-1's control characters", Buffer.from([0x80, 0x9f]), "latin-1", "\u0080\u009f"],
  ["Windows-1252", Buffer.from([0x80, 0x2c, 0xe9]), "windows-1252", "€,é"],
  ["UTF-16 little-endian", utf16(`${text}𝄞`, false), "utf-16", `${text}𝄞`],
  ["UTF-16 big-endian", utf16(`${text}𝄞`, true), "utf-16", `${text}𝄞`],
  ["UTF-16 without a mark", utf16(text, false, ""), "utf-16", text],
  ["nothing", Buffer.alloc(0), "utf-16", ""],
])("reads %s, however the chunks fall", async (_, bytes, encoding, expected) => {
  for (const size of [1, 2, 3, 1000]) expect(await decoded(bytes, encoding, size)).toBe(expected);
});

test("UTF-16 that ends within a character, or has half a pair, is refused", async () => {
  for (const bytes of [utf16("ab", false).subarray(0, 5), utf16("\ud800x", false)])
    await expect(decoded(bytes, "utf-16")).rejects.toThrow('Cannot read "data.csv": its text is not utf-16');
});

test("any text comes back", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: "grapheme" }),
      fc.boolean(),
      fc.integer({ min: 1, max: 9 }),
      async (each, isBig, size) => {
        expect(await decoded(utf16(each, isBig), "utf-16", size)).toBe(each);
      },
    ),
  );
});

test.each(["latin-1", "windows-1252"] as const)(
  "UTF-8 where %s is declared is refused: every letter would be another",
  async (encoding) => {
    for (const size of [6, 1000])
      await expect(decoded(Buffer.from("a,größe\n"), encoding, size)).rejects.toThrow(
        `Cannot read "data.csv": its text is UTF-8, and data.csv.encoding says ${encoding}`,
      );
    expect(await decoded(Buffer.from("a,b\n"), encoding)).toBe("a,b\n");
  },
);
