import fc from "fast-check";
import { expect, test } from "vitest";
import { createDictionary, decodeEntries, encode } from "../../src/tables/dictionary.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test("texts are numbered in order of first appearance", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme", minLength: 1 }), { maxLength: 300 }), (raw) => {
      const texts = raw.map((text) => text.toWellFormed());
      const dictionary = createDictionary();
      const codes = texts.map((text) => encode(dictionary, bytesOf(text), 0, bytesOf(text).length));
      const expected = [...new Set(texts)];
      expect(decodeEntries(dictionary)).toEqual(expected);
      expect(codes).toEqual(texts.map((text) => expected.indexOf(text)));
    }),
  );
});

test("crafted texts that share a hash are told apart, and do not slow it down for ever", () => {
  const dictionary = createDictionary();
  const texts = Array.from({ length: 20_000 }, (_, i) => `text ${i % 10_000}`);
  const codes = texts.map((text) => encode(dictionary, bytesOf(text), 0, text.length, 12345));
  expect(dictionary.fallback?.size).toBe(10_000);
  expect(codes).toEqual(texts.map((_, i) => i % 10_000));
});
