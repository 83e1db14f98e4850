import { fill, leftOf, offsetOf, skip } from "./byte-cursor.ts";
import { type Content, withCursor } from "./content.ts";
import { addGlobal, addProblem } from "./scan-record.ts";
import type { StreamPlace } from "./scan-stream.ts";

/** Whether bytes start as HDF5 does, or after 512, 1024 or 2048 bytes of the user's. */
export function isHdf5(head: Uint8Array): boolean {
  return [0, 512, 1024, 2048].some((at) => magic.every((byte, index) => head[at + index] === byte));
}

const magic = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
const overlap = 64;

/**
 * Looks through an HDF5 file for what Keras runs when it reads a model: Lambda layers, which hold code, and names in
 * escapes, which hide what they say. HDF5 holds no pickles; its structure is not read, the bytes are searched.
 */
export async function scanHdf5(content: Content, { record, member }: StreamPlace): Promise<false> {
  await withCursor(content, async (cursor) => {
    let hasClasses = false;
    let hasEscapes = false;
    for (;;) {
      await fill(cursor, 1 << 18);
      const bytes = cursor.window.subarray(cursor.at);
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      for (const word of ['"Lambda"', '"__lambda__"', '"TFSMLayer"', '"TorchModuleWrapper"']) {
        const at = text.indexOf(word, 0, "latin1");
        const global = { module: "keras.layers", name: word.slice(1, -1), offset: offsetOf(cursor) + at };
        if (at >= 0) addGlobal(record, member, global);
      }
      hasClasses ||= text.includes('"class_name"', 0, "latin1");
      hasEscapes ||= /\\u00[0-7]/.test(text.toString("latin1"));
      if (cursor.isEnded) break;
      await skip(cursor, Math.max(1, leftOf(cursor) - overlap));
    }
    if (hasClasses && hasEscapes)
      addProblem(record, member, "its description of layers has names in escapes", 0);
  });
  return false;
}
