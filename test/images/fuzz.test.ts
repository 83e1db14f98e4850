import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readHeader } from "../../src/images/decode-image.ts";
import { examineImage } from "../../src/images/examine-image.ts";
import { maxPixels } from "../../src/images/image.ts";
import { createCodecs } from "../../src/runner/image-codecs.ts";

const folder = new URL("../golden/images/", import.meta.url);
const images = readdirSync(folder)
  .filter((name) => /\.(jpg|png|webp)$/.test(name))
  .map((name) => new Uint8Array(readFileSync(new URL(name, folder))))
  .filter((bytes) => bytes.length > 0);
const codecs = createCodecs();

const change = fc.record({
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  to: fc.nat(255),
});

test("changed and cut images are examined to the end", async () => {
  const cut = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 3 });
  const changes = fc.array(change, { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...images), changes, cut, async (image, changed, end) => {
      const bytes = image.slice(0, end === null ? image.length : Math.floor(end * image.length));
      for (const { at, to } of changed) bytes[Math.floor(at * bytes.length)] = to;
      const { bytes: size, header, fault } = await examineImage(bytes, codecs);
      expect(size).toBe(bytes.length);
      if (fault === undefined) expect(header!.width * header!.height).toBeLessThanOrEqual(maxPixels);
    }),
    { numRuns: 1500 },
  );
});

test("any bytes behind the first ones of an image are examined to the end", async () => {
  const starts = images.map((bytes) => bytes.slice(0, 16));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), async (start, rest) => {
      const { fault } = await examineImage(Uint8Array.of(...start, ...rest), codecs);
      expect(fault).toBeDefined();
    }),
    { numRuns: 500 },
  );
});

test("a JPEG of more scans than its pixels allow is not decoded", async () => {
  const name = new URL("progressive.jpg", folder);
  const bytes = new Uint8Array(readFileSync(name));
  const at = bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xc2);
  // 7,000 × 7,000 pixels, and the last scan once more, 100 times.
  bytes.set([0x1b, 0x58, 0x1b, 0x58], at + 5);
  const last = bytes.lastIndexOf(0xda) - 1;
  const scan = bytes.slice(last, -2);
  const many = Buffer.concat([
    bytes.slice(0, last),
    ...Array.from({ length: 100 }, () => scan),
    bytes.slice(-2),
  ]);
  expect(readHeader(many)).toMatchObject({ width: 7000, height: 7000 });
  expect((await examineImage(many, codecs)).fault).toBe("too large");
});

test("millions of empty chunks take no more memory than the file", async () => {
  const webp = new Uint8Array(readFileSync(new URL("animated.webp", folder)));
  const many = new Uint8Array(16 << 20);
  many.set(webp.slice(0, 30));
  expect((await examineImage(many, codecs)).fault).toBe("corrupt");
  const png = readFileSync(new URL("rgb.png", folder));
  const empty = Buffer.from("000000004944415435af061e", "hex");
  const chunks = Buffer.concat([png.subarray(0, 33), ...Array.from({ length: 200_000 }, () => empty)]);
  expect((await examineImage(chunks, codecs)).fault).toBe("corrupt");
});

test("a frame of an animation that is larger than the animation says is not decoded", async () => {
  const bytes = new Uint8Array(readFileSync(new URL("animated.webp", folder)));
  const start = Buffer.from(bytes).indexOf(Buffer.from("9d012a", "hex")) + 3;
  expect(start).toBeGreaterThan(3);
  bytes.set([0xff, 0x3f, 0xff, 0x3f], start);
  expect(readHeader(bytes)).toMatchObject({ width: 29, height: 23 });
  expect((await examineImage(bytes, codecs)).fault).toBe("too large");
});
