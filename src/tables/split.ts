import { UserError } from "../errors.ts";
import type { RowHashes } from "./row-hash.ts";

/** How rows are divided. */
export interface SplitOptions {
  /** Share of the rows, from 0 to 1. */
  test: number;
  validation?: number | undefined;
  seed: number;
  /** One class code a row (-1 is a class of its own): each class is then divided by itself, by rank. */
  stratify?: Int32Array | undefined;
}

/** Row indices from 0, ascending. */
export interface Split {
  train: Uint32Array;
  test: Uint32Array;
  validation: Uint32Array;
}

/**
 * Divides rows by a number in [0, 1) made of the seed and each row's hash: below `test` is test, below
 * `test + validation` is validation. So rows that come, go or move never move another, and rows of one content
 * fall on one side. With `stratify`, the rows with the lowest numbers of each class are taken, so that every class
 * keeps its share; then rows near a boundary may move when others come or go. Throws UserError for shares that
 * leave nothing to train on.
 */
export function splitRows(hashes: RowHashes, options: SplitOptions): Split {
  const { test, validation = 0, seed, stratify } = options;
  if (!(test >= 0 && validation >= 0 && test + validation < 1))
    throw new UserError(
      `Cannot split the rows: "test" (${test}) and "validation" (${validation}) must not be negative and must leave a part to train on`,
    );
  const places = placesOf(hashes, seed);
  if (stratify !== undefined) rankWithin(places, stratify);
  const isTest = (place: number): boolean => place < test;
  const isValidation = (place: number): boolean => place >= test && place < test + validation;
  return {
    train: rowsWhere(places, (place) => place >= test + validation),
    test: rowsWhere(places, isTest),
    validation: rowsWhere(places, isValidation),
  };
}

function rowsWhere(places: Float64Array, holds: (place: number) => boolean): Uint32Array {
  const rows = new Uint32Array(places.length);
  let size = 0;
  for (let row = 0; row < places.length; row++) if (holds(places[row]!)) rows[size++] = row;
  return rows.slice(0, size);
}

/** 53 mixed bits of seed and hash as a number in [0, 1); the 64-bit finalizer is MurmurHash3's on two halves. */
export function placesOf(hashes: RowHashes, seed: number): Float64Array {
  const { high, low } = hashes;
  const places = new Float64Array(high.length);
  const [first, second] = seedWords(seed);
  for (let row = 0; row < places.length; row++) {
    const a = mix(high[row]! ^ first);
    const b = mix(low[row]! ^ second ^ a);
    const c = mix(a + b);
    places[row] = ((b >>> 0) * 0x200000 + (c >>> 11)) / 0x20000000000000;
  }
  return places;
}

/** Any number is a seed: its float64 bits, mixed. */
function seedWords(seed: number): [number, number] {
  const words = new DataView(new ArrayBuffer(8));
  words.setFloat64(0, seed + 0);
  const first = mix(words.getUint32(0) ^ 0x9e3779b9);
  return [mix(first + words.getUint32(4)), mix(first ^ words.getUint32(4) ^ 0x7f4a7c15)];
}

function mix(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) | 0;
}

/**
 * Replaces each place by its rank among the rows of its class, as a share of them. Rows of one place, being
 * duplicates, share the lowest rank, so that they stay on one side. Ranks are halves, so that a class's size
 * times the share is rounded to the nearest.
 */
export function rankWithin(places: Float64Array, classes: Int32Array): void {
  const members = new Map<number, number[]>();
  for (const [row, code] of classes.entries()) {
    const rows = members.get(code);
    if (rows === undefined) members.set(code, [row]);
    else rows.push(row);
  }
  for (const rows of members.values()) {
    rows.sort((a, b) => places[a]! - places[b]! || a - b);
    let previous = Number.NaN;
    let rank = 0;
    for (const [index, row] of rows.entries()) {
      const place = places[row]!;
      if (place !== previous) rank = (index + 0.5) / rows.length;
      previous = place;
      places[row] = rank;
    }
  }
}
