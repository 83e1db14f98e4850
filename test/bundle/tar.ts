import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

/** An entry as an attacker would write it. */
export interface RawEntry {
  name: string;
  content?: string | Uint8Array;
  /** The tar header's type flag; "0" is a file. */
  type?: string;
  /** What the header says in place of the content's size. */
  size?: number;
  link?: string;
}

/** A tar made by hand, header by header, so that it can hold what no library writes. */
export function rawTar(entries: readonly RawEntry[]): Buffer {
  const blocks = entries.flatMap(({ name, content = "", type = "0", size, link = "" }) => {
    const bytes = Buffer.from(content as string);
    const header = Buffer.alloc(512);
    header.write(name, 0, 100);
    header.write("0000644\0", 100);
    header.write(`${(size ?? bytes.length).toString(8).padStart(11, "0")}\0`, 124);
    header.write("00000000000\0", 136);
    header.write("        ", 148);
    header.write(type, 156);
    header.write(link, 157, 100);
    header.write("ustar\u000000", 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** A bundle whose index lists `files`, and whose other entries are `entries` (default: the files). */
export function rawBundle(
  files: readonly { path: string; content: string; size?: number; sha256?: string }[],
  options: { entries?: readonly RawEntry[]; index?: Record<string, unknown> } = {},
): Buffer {
  const index = {
    schema: "mlops/bundle@1",
    name: "houses",
    entries: files.map(({ path, content, size, sha256 }) => ({
      path,
      size: size ?? Buffer.byteLength(content),
      sha256: sha256 ?? createHash("sha256").update(content).digest("hex"),
    })),
    ...options.index,
  };
  const entries = options.entries ?? files.map(({ path, content }) => ({ name: path, content }));
  return gzipSync(rawTar([{ name: "index.json", content: JSON.stringify(index) }, ...entries]));
}

/** Bytes as a stream, cut into chunks of a size. */
export async function* streamOf(bytes: Uint8Array, chunk = 1 << 16): AsyncIterable<Uint8Array> {
  for (let start = 0; start < bytes.byteLength; start += chunk) yield bytes.subarray(start, start + chunk);
}
