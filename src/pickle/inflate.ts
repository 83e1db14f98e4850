/** What unpacks, in the web's words. */
export type Packing = "deflate" | "deflate-raw" | "gzip";

/** Unpacks bytes as they come; throws where they are damaged, cut off, or followed by others. */
export async function* inflate(
  chunks: AsyncIterable<Uint8Array>,
  packing: Packing,
): AsyncGenerator<Uint8Array> {
  const unpacked = ReadableStream.from(chunks).pipeThrough(new DecompressionStream(packing));
  for await (const chunk of unpacked) yield chunk as Uint8Array;
}
