import { type ByteCursor, fill, leftOf, skip } from "./byte-cursor.ts";
import { addProblem } from "./scan-record.ts";
import { type StreamPlace, scanStream } from "./scan-stream.ts";

/** Whether bytes start as `numpy.save` writes them. */
export function isNpy(head: Uint8Array): boolean {
  return "\x93NUMPY".split("").every((character, index) => head[index] === character.charCodeAt(0));
}

const mostHeader = 1 << 20;

/**
 * Scans a `.npy` file: an array of objects is a pickle after the header. The header is a literal of Python; one that
 * cannot be seen to have numbers alone is taken to have objects. (numpy.lib.format, versions 1 to 3)
 */
export async function scanNpy(cursor: ByteCursor, place: StreamPlace): Promise<boolean> {
  await fill(cursor, 12);
  const version = cursor.window[cursor.at + 6] ?? 0;
  const width = version === 1 ? 2 : 4;
  let length = 0;
  for (let index = width - 1; index >= 0; index--)
    length = length * 256 + (cursor.window[cursor.at + 8 + index] ?? 0);
  await skip(cursor, 8 + width);
  if (version < 1 || version > 3 || length > mostHeader || !(await fill(cursor, length))) {
    addProblem(place.record, place.member, "its header as a NumPy array is damaged", 0);
    return false;
  }
  const header = new TextDecoder("latin1").decode(cursor.window.subarray(cursor.at, cursor.at + length));
  await skip(cursor, length);
  if (isPlain(header)) return false;
  if (leftOf(cursor) === 0 && !(await fill(cursor, 1))) return false;
  return scanStream(cursor, { ...place, isExpected: isObject(header), isRaw: false });
}

/** No `O`, which stands for objects, no `object` in pieces, and no escapes that could spell them. */
function isPlain(header: string): boolean {
  return !/[\\O]|ob/.test(header);
}

function isObject(header: string): boolean {
  return /'descr': '\|O\d*'/.test(header);
}
