import { crc32, deflateRawSync } from "node:zlib";

/** One file of a zip archive. */
export interface ZipEntry {
  name: string;
  content: Uint8Array;
  /** Compressed; artifacts that were compressed before are stored. */
  isDeflated?: boolean;
  /** The length that the archive says, where it lies. */
  declaredSize?: number;
}

/** A zip archive as streaming writers make it, the runner's artifact client among them: lengths follow the content. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const add = (part: Buffer): void => {
    parts.push(part);
    offset += part.length;
  };
  for (const { name, content, isDeflated = false, declaredSize = content.length } of entries) {
    const packed = isDeflated ? deflateRawSync(content) : Buffer.from(content);
    const start = offset;
    const title = Buffer.from(name);
    const [flags, method] = [0x0008, isDeflated ? 8 : 0];
    const lengths = numbers([crc32(content), 4], [packed.length, 4], [declaredSize, 4]);
    add(
      numbers([0x04034b50, 4], [20, 2], [flags, 2], [method, 2], [0, 4], [0, 12], [title.length, 2], [0, 2]),
    );
    add(title);
    add(packed);
    add(Buffer.concat([numbers([0x08074b50, 4]), lengths]));
    directory.push(
      numbers([0x02014b50, 4], [20, 2], [20, 2], [flags, 2], [method, 2], [0, 4]),
      lengths,
      numbers([title.length, 2], [0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [start, 4]),
      title,
    );
  }
  const start = offset;
  const central = Buffer.concat(directory);
  add(central);
  const count = entries.length;
  add(
    numbers([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [central.length, 4], [start, 4], [0, 2]),
  );
  return Buffer.concat(parts);
}

/** Numbers in little-endian order, each in so many bytes. */
function numbers(...fields: [value: number, bytes: number][]): Buffer {
  return Buffer.concat(
    fields.map(([value, bytes]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, Math.min(bytes, 6));
      return field;
    }),
  );
}
