import { DecodeError, type Pixels } from "./image.ts";
import type { PngHeader } from "./png-header.ts";

/** Where the pixels of Adam7's passes start and how far apart they are: x, y, across, down. */
const adam7: readonly Pass[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];
type Pass = readonly [x: number, y: number, across: number, down: number];

/**
 * The first image of a PNG of any kind. 16-bit samples are cut to their upper 8 bits, as Pillow does for RGB. Throws
 * DecodeError where the data is damaged or ends early.
 */
export function decodePng(
  header: PngHeader,
  inflate: (bytes: Uint8Array, most: number) => Uint8Array,
): Pixels {
  const { width, height, depth, channels, isInterlaced } = header;
  const passes = (isInterlaced ? adam7 : [[0, 0, 1, 1] as const]).map((pass) => {
    const [x, y, across, down] = pass;
    const columns = Math.max(0, Math.ceil((width - x) / across));
    const lines = columns === 0 ? 0 : Math.max(0, Math.ceil((height - y) / down));
    return { pass, columns, lines, stride: Math.ceil((columns * channels * depth) / 8) };
  });
  const expected = passes.reduce((sum, { lines, stride }) => sum + lines * (1 + stride), 0);
  const raw = unpack(header, expected, inflate);
  const data = new Uint8ClampedArray(width * height * 4);
  const paint = painterOf(header, data);
  let at = 0;
  for (const { pass, columns, lines, stride } of passes) {
    const [x, y, across, down] = pass;
    let above: Uint8Array = new Uint8Array(stride);
    for (let line = 0; line < lines; line++) {
      const row = raw.subarray(at + 1, at + 1 + stride);
      unfilter(raw[at]!, row, above, Math.max(1, (channels * depth) >> 3));
      paint(row, columns, (y + line * down) * width + x, across);
      above = row;
      at += 1 + stride;
    }
  }
  return { width, height, data };
}

/** The filtered lines of all passes. */
function unpack(
  { data }: PngHeader,
  expected: number,
  inflate: (bytes: Uint8Array, most: number) => Uint8Array,
): Uint8Array {
  const packed = new Uint8Array(data.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of data) {
    packed.set(piece, at);
    at += piece.length;
  }
  const raw = inflate(packed, expected);
  if (raw.length < expected)
    throw new DecodeError("cut off", `the data has ${raw.length} of ${expected} bytes`);
  return raw;
}

/** Undoes a line's filter in place; `step` is the bytes of a pixel. A loop a filter: this is most of the work. (W3C PNG, 9) */
function unfilter(filter: number, row: Uint8Array, above: Uint8Array, step: number): void {
  const { length } = row;
  switch (filter) {
    case 0:
      return;
    case 1:
      for (let i = step; i < length; i++) row[i]! += row[i - step]!;
      return;
    case 2:
      for (let i = 0; i < length; i++) row[i]! += above[i]!;
      return;
    case 3:
      for (let i = 0; i < step && i < length; i++) row[i]! += above[i]! >> 1;
      for (let i = step; i < length; i++) row[i]! += (row[i - step]! + above[i]!) >> 1;
      return;
    case 4:
      for (let i = 0; i < step && i < length; i++) row[i]! += above[i]!;
      for (let i = step; i < length; i++) row[i]! += paeth(row[i - step]!, above[i]!, above[i - step]!);
      return;
    default:
      throw new DecodeError("corrupt", `there is no filter ${filter}`);
  }
}

function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** Paints a line's pixels from pixel `first` on, each `across` after the one before. */
type Painter = (row: Uint8Array, columns: number, first: number, across: number) => void;

function painterOf(header: PngHeader, data: Uint8ClampedArray): Painter {
  const isPlain = header.depth === 8 && (header.color === 6 || (header.color === 2 && !header.transparency));
  return isPlain ? paintBytes(header.channels, data) : paintSamples(header, data);
}

/** RGB and RGBA of a byte a channel, which most images are. */
function paintBytes(channels: number, data: Uint8ClampedArray): Painter {
  const pixels = new Uint8Array(data.buffer);
  return (row, columns, first, across) => {
    for (let column = 0, from = 0; column < columns; column++, from += channels) {
      const at = 4 * (first + column * across);
      pixels[at] = row[from]!;
      pixels[at + 1] = row[from + 1]!;
      pixels[at + 2] = row[from + 2]!;
      pixels[at + 3] = channels === 4 ? row[from + 3]! : 255;
    }
  };
}

function paintSamples(header: PngHeader, data: Uint8ClampedArray): Painter {
  const { color, depth, channels, transparency } = header;
  const most = 2 ** depth - 1;
  const clear = transparency !== undefined && color !== 3 ? samplesOf(transparency) : undefined;
  const sample = new Uint16Array(channels);
  return (row, columns, first, across) => {
    for (let column = 0; column < columns; column++) {
      for (let channel = 0; channel < channels; channel++)
        sample[channel] = sampleAt(row, column * channels + channel, depth);
      const at = 4 * (first + column * across);
      if (color === 3) {
        paintIndex(header, sample[0]!, data, at);
        continue;
      }
      const eight = (value: number): number => (depth === 16 ? value >> 8 : (value * 255) / most);
      const isGray = channels < 3;
      for (let channel = 0; channel < 3; channel++) data[at + channel] = eight(sample[isGray ? 0 : channel]!);
      const hasAlpha = color >= 4;
      const isClear = clear?.every((value, channel) => value === sample[channel]) === true;
      data[at + 3] = hasAlpha ? eight(sample[channels - 1]!) : isClear ? 0 : 255;
    }
  };
}

function paintIndex(
  { palette, transparency }: PngHeader,
  index: number,
  data: Uint8ClampedArray,
  at: number,
): void {
  for (let channel = 0; channel < 3; channel++) data[at + channel] = palette[3 * index + channel] ?? 0;
  data[at + 3] = transparency?.[index] ?? 255;
}

function sampleAt(row: Uint8Array, index: number, depth: number): number {
  if (depth === 8) return row[index]!;
  if (depth === 16) return (row[2 * index]! << 8) | row[2 * index + 1]!;
  const bit = index * depth;
  return (row[bit >> 3]! >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
}

function samplesOf(transparency: Uint8Array): number[] {
  return Array.from({ length: transparency.length >> 1 }, (_, i) => sampleAt(transparency, i, 16));
}
