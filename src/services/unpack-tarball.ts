import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { UserError } from "../errors.ts";
import { codeOf } from "./file-error.ts";

/** What a tarball may hold. */
export interface TarballLimits {
  entries: number;
  /** Of all files together. */
  bytes: number;
}

const usual: TarballLimits = { entries: 5000, bytes: 2 ** 30 };
/** Letters, digits and what stands in names of packages: no backslash, colon, control character or space. */
const segment = /^(?!\.{1,2}$)[A-Za-z0-9@_+.-]{1,200}$/;

/**
 * Unpacks a tarball of npm's (`package/…`, gzip) into a new folder: plain files only, within limits, none outside the
 * folder; `only` some of them. The folder is only good once this has returned. Throws UserError.
 */
export async function unpackTarball(
  content: AsyncIterable<Uint8Array>,
  {
    folder,
    label,
    only,
    limits = usual,
  }: { folder: string; label: string; only?: readonly string[] | undefined; limits?: TarballLimits },
): Promise<void> {
  const refuse = (why: string): UserError => new UserError(`Cannot unpack "${label}": ${why}`);
  const tar = extract();
  let unpacked = 0;
  async function* bounded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      unpacked += chunk.length;
      // The headers and the padding of files count too.
      if (unpacked > limits.bytes + limits.entries * 1024) throw refuse("it is too large");
      yield chunk;
    }
  }
  const piping = pipeline(content, createGunzip(), bounded, tar);
  const failure = piping.then(
    () => undefined,
    (error: unknown) => error,
  );
  let entries = 0;
  try {
    for await (const entry of tar) {
      const { name, type } = entry.header;
      if (++entries > limits.entries) throw refuse(`it has more than ${limits.entries} entries`);
      if (type === "directory") {
        entry.resume();
        continue;
      }
      if (type !== "file") throw refuse(`${JSON.stringify(name)} is a ${type}, only files are allowed`);
      const [top = "", ...segments] = name.split("/");
      if (segments.length === 0 || ![top, ...segments].every((each) => segment.test(each)))
        throw refuse(`it has a file ${JSON.stringify(name)}`);
      if (only !== undefined && !only.includes(segments.join("/"))) {
        entry.resume();
        continue;
      }
      const target = path.join(folder, ...segments);
      await mkdir(path.dirname(target), { recursive: true });
      await pipeline(entry, createWriteStream(target, { flags: "wx", flush: true }));
    }
    await piping;
  } catch (cause) {
    tar.destroy();
    const stopped = await failure;
    const known = [cause, stopped].find((each) => each instanceof UserError);
    if (known) throw known;
    if (codeOf(cause) === "EEXIST") throw refuse("it has a file twice");
    if (cause instanceof Error && "syscall" in cause) throw cause;
    const first = stopped ?? cause;
    throw refuse(`it is damaged (${first instanceof Error ? first.message : String(first)})`);
  }
}
