import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { decodeImage, readHeader } from "../../src/images/decode-image.ts";
import { examineImage, type ImageFault } from "../../src/images/examine-image.ts";
import { createCodecs } from "../../src/runner/image-codecs.ts";

/** What Pillow says of the images: test/golden/images/images.py. */
interface Golden {
  files: Record<string, Opened | { opens: false; loads: false }>;
  damaged: { file: string; cut?: number; at?: number; flip?: number; loads: boolean }[];
}
interface Opened {
  opens: true;
  format: string;
  width: number;
  height: number;
  mode: string;
  channels: number;
  frames: number;
  loads: boolean;
  means?: [number, number, number, number];
}

const read = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../golden/images/${name}`, import.meta.url)));
const golden: Golden = JSON.parse(new TextDecoder().decode(read("values.json")));
const codecs = createCodecs();

/** Faults with which an image cannot be used; with the others Pillow reads it. */
const fatal: readonly (ImageFault | undefined)[] = ["empty", "no image", "unsupported", "cut off", "corrupt"];
const mine = ["JPEG", "PNG", "WEBP"];

const opened = Object.entries(golden.files).filter(
  (each): each is [string, Opened] => each[1].opens && mine.includes(each[1].format),
);

test.each(opened)("%s has Pillow's size, mode, channels and frames", (name, theirs) => {
  const header = readHeader(read(name));
  expect({ ...header, format: header?.format.toUpperCase() }).toMatchObject({
    format: theirs.format,
    width: theirs.width,
    height: theirs.height,
    mode: theirs.mode,
    channels: theirs.channels,
    frames: theirs.frames,
  });
});

/**
 * Pillow fills what is missing with black, makes 16-bit gray white beyond 255, converts CMYK, and compares gray of less
 * than 8 bits with the transparent one after scaling only the former.
 */
const otherPixels = [
  "few-rows.png",
  "sixteen-bit.png",
  "cmyk.jpg",
  "wrong-crc.png",
  "inflates.png",
  "clear-gray.png",
];

test.each(opened.filter(([name, { means }]) => means && !otherPixels.includes(name)))(
  "%s has Pillow's pixels",
  async (name, { means }) => {
    const bytes = read(name);
    const header = readHeader(bytes)!;
    const { data, width, height } = await decodeImage(bytes, header, codecs);
    expect(data.length).toBe(width * height * 4);
    const sums = [0, 0, 0, 0];
    for (let i = 0; i < data.length; i++) sums[i % 4]! += data[i]!;
    for (const [channel, sum] of sums.entries())
      expect(sum / (width * height)).toBeCloseTo(means![channel]!, 3);
  },
);

/** Formats that Pillow reads and we do not. */
const others = ["small.avif", "small.bmp", "small.gif", "small.tiff"];
/** Pillow gives pixels although rows are missing, a checksum is wrong, or the data unpacks to 10 MB for 4 pixels. */
const stricter = ["few-rows.png", "wrong-crc.png", "inflates.png"];
/** Pillow refuses them as we do, for their size. */
const bombs = ["bomb.png", "bomb.webp"];

test.each(Object.entries(golden.files))("%s is readable where Pillow loads it", async (name, { loads }) => {
  const { fault } = await examineImage(read(name), codecs);
  if (bombs.includes(name)) expect(fault).toBe("too large");
  else expect(!fatal.includes(fault)).toBe(loads && !others.includes(name) && !stricter.includes(name));
});

test.each<[string, ImageFault | undefined]>([
  ["empty.jpg", "empty"],
  ["text.jpg", "no image"],
  ["page.png", "no image"],
  ["small.gif", "unsupported"],
  ["photo.heic", "unsupported"],
  ["wrong-crc.png", "corrupt"],
  ["wrong-filter.png", "corrupt"],
  ["cmyk.jpg", "CMYK"],
  ["baseline.jpg", undefined],
])("the fault of %s is %s", async (name, fault) => {
  expect((await examineImage(read(name), codecs)).fault).toBe(fault);
});

test("the EXIF orientation is read, and the size is as stored", () => {
  for (const name of ["rotated.jpg", "rotated.webp"])
    expect(readHeader(read(name))).toMatchObject({ orientation: 6, width: 29, height: 23 });
});

/** A PNG that ends within its last chunks or does not match a checksum is refused although Pillow reads it. */
test("damaged copies are readable where Pillow loads them", async () => {
  for (const each of golden.damaged) {
    const bytes = damage(each);
    const { fault } = await examineImage(bytes, codecs);
    const isPng = each.file.endsWith(".png");
    const isRefused = each.cut === undefined ? fault === "corrupt" : fault === "cut off";
    if (isPng && each.loads) expect({ ...each, isRefused }).toEqual({ ...each, isRefused: true });
    else expect({ ...each, isReadable: !fatal.includes(fault) }).toEqual({ ...each, isReadable: each.loads });
  }
});

function damage({ file, cut, at, flip }: Golden["damaged"][number]): Uint8Array {
  const bytes = read(file);
  if (cut !== undefined) return bytes.slice(0, cut);
  bytes[at!]! ^= flip!;
  return bytes;
}
