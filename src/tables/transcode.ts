import { UserError } from "../errors.ts";

/** Encodings that a text file may be declared to have. `latin-1` is ISO 8859-1, all of whose bytes are characters. */
export const encodings = ["utf-8", "utf-16", "latin-1", "windows-1252"] as const;
/** One of `encodings`. */
export type Encoding = (typeof encodings)[number];

/**
 * Text of an encoding as UTF-8, chunk by chunk. UTF-16 is told from its byte order mark, and little-endian without one.
 * Throws UserError for bytes that the encoding does not have, and for UTF-8 where every byte would be a character.
 */
export async function* transcode(
  file: AsyncIterable<Uint8Array>,
  encoding: Exclude<Encoding, "utf-8">,
  source: string,
): AsyncGenerator<Uint8Array> {
  const chunks = encoding === "utf-16" ? file : refusingUtf8(file, encoding, source);
  if (encoding === "latin-1") {
    for await (const chunk of chunks) yield fromLatin1(chunk);
    return;
  }
  const encoder = new TextEncoder();
  let decode: ((chunk: Uint8Array | undefined) => string) | undefined;
  let held = new Uint8Array(0);
  try {
    for await (const chunk of chunks) {
      held = held.length === 0 ? new Uint8Array(chunk) : joined(held, chunk);
      if (held.length < 2) continue;
      decode ??= openDecoder(encoding, held);
      yield encoder.encode(decode(held));
      held = new Uint8Array(0);
    }
    decode ??= openDecoder(encoding, held);
    yield encoder.encode(decode(held) + decode(undefined));
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new UserError(`Cannot read "${source}": its text is not ${encoding}`, {
      file: source,
      hint: "Correct data.csv.encoding, or save the file as UTF-8",
      cause,
    });
  }
}

/** The chunks, the first of which is not UTF-8 with more than ASCII: by other encodings it would be read as other letters. */
async function* refusingUtf8(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  source: string,
): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const chunk of chunks) {
    if (isFirst && isUtf8(chunk))
      throw new UserError(
        `Cannot read "${source}": its text is UTF-8, and data.csv.encoding says ${encoding}`,
        {
          file: source,
          hint: `Save the file as ${encoding}, or all data as UTF-8 and remove data.csv.encoding`,
        },
      );
    isFirst = false;
    yield chunk;
  }
}

/** Whether characters beyond ASCII are there, and all of them are UTF-8; the last one may be cut. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    return /[^\0-\x7f]/.test(new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true }));
  } catch {
    return false;
  }
}

/** Text whose lines end with carriage returns alone, with line feeds in their place. */
export async function* withLineFeeds(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield chunk.map((byte) => (byte === 13 ? 10 : byte));
}

/** Decodes chunk after chunk; undefined ends the text. */
function openDecoder(
  encoding: Exclude<Encoding, "utf-8">,
  head: Uint8Array,
): (chunk: Uint8Array | undefined) => string {
  const isBigEndian = encoding === "utf-16" && head[0] === 0xfe && head[1] === 0xff;
  const label = encoding === "utf-16" ? (isBigEndian ? "utf-16be" : "utf-16le") : encoding;
  const decoder = new TextDecoder(label, { fatal: true });
  return (chunk) => (chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }));
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

/** Each byte is the character of its number: two bytes of UTF-8 from 128 on. */
function fromLatin1(chunk: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(chunk.length * 2);
  let size = 0;
  for (const byte of chunk) {
    if (byte >= 128) bytes[size++] = 0xc0 | (byte >> 6);
    bytes[size++] = byte < 128 ? byte : 0x80 | (byte & 63);
  }
  return bytes.subarray(0, size);
}
