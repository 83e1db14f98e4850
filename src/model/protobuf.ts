/** An encoded message as pieces, of which large ones are only made as they are asked for. */
export interface Encoded {
  pieces: Piece[];
  length: number;
}

/** Bytes, or what makes them in chunks, the same each time; a chunk may lie in the one before. */
export type Piece = Uint8Array | { length: number; chunks: () => Iterable<Uint8Array> };

/** Bytes of a chunk, about. */
const chunkBytes = 2 ** 16;

const utf8 = new TextEncoder();
/** Wire types of the protobuf encoding (protobuf.dev/programming-guides/encoding). */
const varintType = 0;
const lengthType = 2;
const fixed32Type = 5;

/** Fields, or encoded messages, one after another. */
export function concatenate(parts: readonly Encoded[]): Encoded {
  return {
    pieces: parts.flatMap((part) => part.pieces),
    length: parts.reduce((sum, part) => sum + part.length, 0),
  };
}

/** An int64 or enum field; the value must be a safe integer. */
export function integerField(field: number, value: number): Encoded {
  return bytes([...varint(field * 8 + varintType), ...varint(value)]);
}

/** A float field, rounded to float32. */
export function floatField(field: number, value: number): Encoded {
  const data = new Uint8Array(new Float32Array([value]).buffer);
  return bytes([...varint(field * 8 + fixed32Type), ...data]);
}

/** A string field, UTF-8. */
export function textField(field: number, value: string): Encoded {
  return bytesField(field, utf8.encode(value));
}

/** Repeated strings, in one piece: there may be millions, mostly the same. */
export function textsField(field: number, values: readonly string[]): Encoded {
  const known = new Map<string, Uint8Array>();
  let length = 0;
  for (const value of values) {
    const encoded = known.get(value) ?? join(textField(field, value));
    known.set(value, encoded);
    length += encoded.length;
  }
  const all = new Uint8Array(length);
  let offset = 0;
  for (const value of values) {
    const encoded = known.get(value)!;
    all.set(encoded, offset);
    offset += encoded.length;
  }
  return { pieces: [all], length };
}

/** The bytes are kept by reference until the message is joined. */
export function bytesField(field: number, value: Uint8Array): Encoded {
  return messageField(field, { pieces: [value], length: value.length });
}

/** An embedded message, or anything else that has its length before it. */
export function messageField(field: number, message: Encoded): Encoded {
  const head = Uint8Array.from([...varint(field * 8 + lengthType), ...varint(message.length)]);
  return { pieces: [head, ...message.pieces], length: head.length + message.length };
}

/** Repeated integers, packed. */
export function integersField(field: number, values: ArrayLike<number>): Encoded {
  let length = 0;
  for (let index = 0; index < values.length; index++) length += sizeOf(values[index]!);
  const chunks = (): Iterable<Uint8Array> => packVarints(values, Math.min(length, chunkBytes));
  const pieces = length < chunkBytes ? [...chunks()] : [{ length, chunks }];
  return messageField(field, { pieces, length });
}

/** Raw doubles of float32 numbers. */
export function widenedField(field: number, values: Float32Array): Encoded {
  const length = 8 * values.length;
  return messageField(field, { pieces: [{ length, chunks: () => widen(values) }], length });
}

/** The message as bytes. */
export function join(message: Encoded): Uint8Array {
  const joined = new Uint8Array(message.length);
  let offset = 0;
  for (const chunk of chunksOf(message)) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  return joined;
}

/** The message in chunks, each only until the next one is asked for; small pieces go together. */
export function* chunksOf({ pieces }: Encoded): Iterable<Uint8Array> {
  const held = new Uint8Array(chunkBytes);
  let used = 0;
  for (const piece of pieces)
    for (const chunk of piece instanceof Uint8Array ? [piece] : piece.chunks()) {
      if (used + chunk.length > chunkBytes) {
        yield held.subarray(0, used);
        used = 0;
      }
      if (chunk.length > chunkBytes) {
        yield chunk;
        continue;
      }
      held.set(chunk, used);
      used += chunk.length;
    }
  if (used > 0) yield held.subarray(0, used);
}

function bytes(values: readonly number[]): Encoded {
  return { pieces: [Uint8Array.from(values)], length: values.length };
}

/** Seven bits a byte, lowest first; a negative number is its 64-bit two's complement. */
function varint(value: number): number[] {
  const encoded: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 127n) {
    encoded.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  encoded.push(Number(rest));
  return encoded;
}

/** Millions of integers a call: written without intermediate arrays; in one chunk where `size`, their bytes, is less than one. */
function* packVarints(values: ArrayLike<number>, size: number): Iterable<Uint8Array> {
  const packed = new Uint8Array(size);
  let offset = 0;
  for (let index = 0; index < values.length; index++) {
    if (size === chunkBytes && offset > size - 10) {
      yield packed.subarray(0, offset);
      offset = 0;
    }
    let value = values[index]!;
    if (value < 0 || value > 0x7fffffff) {
      const slow = varint(value);
      packed.set(slow, offset);
      offset += slow.length;
      continue;
    }
    while (value > 127) {
      packed[offset++] = (value & 127) | 128;
      value >>>= 7;
    }
    packed[offset++] = value;
  }
  yield packed.subarray(0, offset);
}

function* widen(values: Float32Array): Iterable<Uint8Array> {
  const doubles = new Float64Array(Math.min(values.length, chunkBytes / 8));
  for (let start = 0; start < values.length; start += doubles.length) {
    const some = values.subarray(start, start + doubles.length);
    doubles.set(some);
    yield new Uint8Array(doubles.buffer, 0, 8 * some.length);
  }
}

function sizeOf(value: number): number {
  if (value < 0) return 10;
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x200000) return 3;
  if (value < 0x10000000) return 4;
  return varint(value).length;
}
