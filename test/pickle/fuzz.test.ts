import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { findingsOfPickle } from "../../src/pickle/pickle-findings.ts";
import { fuzzRuns, fuzzTimeout } from "../fuzz-runs.ts";
import { scanBytes } from "./scan-file.ts";

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const join = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

/** Opcodes with arguments that fit, so that random pickles go far. */
const pieces = [
  ...[
    "(",
    ")",
    "]",
    "}",
    "N",
    "0",
    "1",
    "2",
    "t",
    "l",
    "d",
    "a",
    "e",
    "s",
    "u",
    "b",
    "R",
    "o",
    "\x81",
    "\x85",
  ],
  ...[
    "\x86",
    "\x87",
    "\x88",
    "\x8f",
    "\x90",
    "\x91",
    "\x92",
    "\x93",
    "\x94",
    "Q",
    ".",
    "q\x01",
    "h\x01",
    "h\x00",
  ],
  ...[
    "\x80\x04",
    "K\x05",
    "J\xff\xff\xff\xff",
    "I1\n",
    "p3\n",
    "g3\n",
    "Pid\n",
    "Vos\n",
    "S'os'\n",
    "\x8c\x02os",
  ],
  ...[
    "\x8c\x06system",
    "\x8c\x05shape",
    "\x8c\x05dtype",
    "\x8c\x02f8",
    "ccollections\nOrderedDict\n",
    "cnumpy\ndtype\n",
  ],
  ...[
    "cjoblib.numpy_pickle\nNumpyArrayWrapper\n",
    "(ios\nsystem\n",
    "\x95\x05\x00\x00\x00\x00\x00\x00\x00",
    "\x82\x01",
  ],
  ...[
    "C\x03abc",
    "B\x02\x00\x00\x00ab",
    "\x97",
    "\x98",
    "\x8a\x01\x01",
    "G12345678",
    "ccopy_reg\n_reconstructor\n",
  ],
].map(bytesOf);
const opcodes = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => join(...parts));

test("any sequence of opcodes is followed to its end", { timeout: fuzzTimeout }, async () => {
  await fc.assert(
    fc.asyncProperty(opcodes, fc.uint8Array({ maxLength: 20 }), async (content, rest) => {
      const scan = await scanBytes(join(content, rest));
      expect(scan.globals.length).toBeLessThan(20);
    }),
    fuzzRuns(2000),
  );
});

test("a call that comes first is found, whatever follows it", { timeout: fuzzTimeout }, async () => {
  const call = bytesOf("cos\nsystem\nVtouch\n\x85R");
  const rest = fc.oneof(opcodes, fc.uint8Array({ maxLength: 300 }));
  await fc.assert(
    fc.asyncProperty(rest, async (after) => {
      const scan = await scanBytes(join(call, after));
      expect(scan.holdsPickles).toBe(true);
      expect(scan.globals[0]).toMatchObject({ module: "os", name: "system", offset: 0 });
    }),
    fuzzRuns(1000),
  );
});

test("a call behind any literals of a pickle is found, whichever way it is packed", {
  timeout: fuzzTimeout,
}, async () => {
  const literal = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => join(bytesOf("C"), Uint8Array.of(bytes.length), bytes)),
    fc.nat(255).map((value) => Uint8Array.of(0x4b, value)),
    fc.constantFrom(...["N", "]", "}", ")", "(t", "Vtext\n", "I7\n"].map(bytesOf)),
  );
  const packings = [(bytes: Uint8Array) => bytes, gzipSync, deflateSync, (bytes: Uint8Array) => zipOf(bytes)];
  await fc.assert(
    fc.asyncProperty(
      fc.array(literal, { maxLength: 30 }),
      fc.constantFrom(...packings),
      async (parts, pack) => {
        const content = join(...parts, bytesOf("cos\nsystem\n)R."));
        const scan = await scanBytes(new Uint8Array(pack(content)));
        const offset = content.length - "cos\nsystem\n)R.".length;
        expect(scan.globals.map(({ module, offset: at }) => [module, at])).toEqual([["os", offset]]);
        expect(scan.problems).toEqual([]);
      },
    ),
    fuzzRuns(600),
  );
});

test("an archive changed anywhere is scanned to the end, and never clean where its pickle is not", {
  timeout: fuzzTimeout,
}, async () => {
  const harmful = zipOf(bytesOf("\x80\x02cos\nsystem\n)R."));
  // The first four bytes stay: a file that is known as an archive by neither end is none.
  const change = fc.record({ at: fc.integer({ min: 4, max: harmful.length - 1 }), to: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 3 }), async (changes) => {
      const bytes = harmful.slice();
      for (const { at, to } of changes) bytes[at] = to;
      const scan = await scanBytes(bytes, "model.pt");
      expect(findingsOfPickle(scan, { allowed: [] })).not.toEqual([]);
    }),
    fuzzRuns(1500),
  );
});

/** A zip archive of one deflated member, by hand. */
function zipOf(content: Uint8Array): Uint8Array {
  const name = bytesOf("data.pkl");
  const packed = new Uint8Array(deflateRawSync(content));
  const crc = crcOf(content);
  const common = [
    20,
    0,
    0,
    0,
    8,
    0,
    0,
    0,
    0,
    0,
    ...long(crc),
    ...long(packed.length),
    ...long(content.length),
  ];
  const local = join(bytesOf("PK\x03\x04"), Uint8Array.from([...common, 8, 0, 0, 0]), name, packed);
  const places = [8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...long(0)];
  const central = join(bytesOf("PK\x01\x02"), Uint8Array.from([20, 0, ...common, ...places]), name);
  const end = [0, 0, 0, 0, 1, 0, 1, 0, ...long(central.length), ...long(local.length), 0, 0];
  return join(local, central, bytesOf("PK\x05\x06"), Uint8Array.from(end));
}

function long(value: number): number[] {
  return [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24];
}

function crcOf(bytes: Uint8Array): number {
  let value = -1;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return ~value >>> 0;
}
