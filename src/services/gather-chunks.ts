/** Bytes that are written at a time at least. */
const fewest = 1 << 16;

/** Chunks of any size as chunks of 64 KiB or more, but for the last: each one that is written costs a call to the system. */
export async function* gatherChunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held = new Uint8Array(fewest);
  let size = 0;
  for await (const chunk of chunks) {
    if (size + chunk.length > fewest && size > 0) {
      yield held.subarray(0, size);
      held = new Uint8Array(fewest);
      size = 0;
    }
    if (chunk.length >= fewest) yield chunk;
    else {
      held.set(chunk, size);
      size += chunk.length;
    }
  }
  if (size > 0) yield held.subarray(0, size);
}
