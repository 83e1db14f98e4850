/**
 * A place in bytes that come in chunks. What lies in `window` from `at` on is read without waiting; `fill` waits for
 * more, and `skip` passes over bytes without keeping them, so that memory does not grow with the stream.
 */
export interface ByteCursor {
  window: Uint8Array;
  at: number;
  /** Offset of the window's first byte in the stream. */
  base: number;
  isEnded: boolean;
  readonly chunks: AsyncIterator<Uint8Array>;
}

/** A cursor at the start of a stream; nothing is read yet. */
export function openCursor(chunks: AsyncIterable<Uint8Array>): ByteCursor {
  return {
    window: new Uint8Array(0),
    at: 0,
    base: 0,
    isEnded: false,
    chunks: chunks[Symbol.asyncIterator](),
  };
}

/** Offset of the next byte in the stream. */
export function offsetOf(cursor: ByteCursor): number {
  return cursor.base + cursor.at;
}

/** Bytes that are at hand. */
export function leftOf(cursor: ByteCursor): number {
  return cursor.window.length - cursor.at;
}

/** Waits until so many bytes are at hand; false where the stream ends before. */
export async function fill(cursor: ByteCursor, count: number): Promise<boolean> {
  if (leftOf(cursor) >= count) return true;
  const pieces = [cursor.window.subarray(cursor.at)];
  let length = pieces[0]!.length;
  while (length < count && !cursor.isEnded) {
    const next = await cursor.chunks.next();
    if (next.done === true) cursor.isEnded = true;
    else {
      pieces.push(next.value);
      length += next.value.length;
    }
  }
  cursor.base += cursor.at;
  cursor.at = 0;
  cursor.window = joinBytes(pieces, length);
  return length >= count;
}

/** Passes over so many bytes; false where the stream ends before. */
export async function skip(cursor: ByteCursor, count: number): Promise<boolean> {
  while (leftOf(cursor) < count) {
    count -= leftOf(cursor);
    cursor.at = cursor.window.length;
    if (!(await fill(cursor, 1))) return false;
  }
  cursor.at += count;
  return true;
}

/** Passes over all up to the next line feed, and over that; false where there is none. */
export async function skipLine(cursor: ByteCursor): Promise<boolean> {
  for (;;) {
    const found = cursor.window.indexOf(10, cursor.at);
    if (found >= 0) {
      cursor.at = found + 1;
      return true;
    }
    cursor.at = cursor.window.length;
    if (!(await fill(cursor, 1))) return false;
  }
}

/** Gives up what was not read. */
export async function closeCursor(cursor: ByteCursor): Promise<void> {
  cursor.isEnded = true;
  await cursor.chunks.return?.();
}

/** Pieces as one, of so many bytes in all. */
export function joinBytes(pieces: readonly Uint8Array[], length: number): Uint8Array {
  if (pieces.length === 2 && pieces[0]!.length === 0) return pieces[1]!;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
