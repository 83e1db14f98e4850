/** Bytes that come in chunks, taken as they are needed. */
export interface ByteSource {
  isAtEnd(): Promise<boolean>;
  /** From one byte to so many; throws at the end. */
  upTo(count: number): Promise<Uint8Array>;
  /** So many bytes; throws where there are fewer. */
  exactly(count: number): Promise<Uint8Array>;
  /** Gives the chunks up. */
  close(): Promise<void>;
}

/** The bytes of chunks; `ended` makes the error for bytes that are not there. */
export function byteSource(chunks: AsyncIterable<Uint8Array>, ended: () => Error): ByteSource {
  const iterator = chunks[Symbol.asyncIterator]();
  let left: Uint8Array = new Uint8Array(0);
  const isAtEnd = async (): Promise<boolean> => {
    while (left.length === 0) {
      const next = await iterator.next();
      if (next.done === true) return true;
      left = next.value;
    }
    return false;
  };
  const upTo = async (count: number): Promise<Uint8Array> => {
    if (await isAtEnd()) throw ended();
    const taken = left.subarray(0, count);
    left = left.subarray(taken.length);
    return taken;
  };
  return {
    isAtEnd,
    upTo,
    async exactly(count) {
      const bytes = new Uint8Array(count);
      for (let at = 0; at < count; ) {
        const piece = await upTo(count - at);
        bytes.set(piece, at);
        at += piece.length;
      }
      return bytes;
    },
    async close() {
      await iterator.return?.();
    },
  };
}
