import type { Readable } from "node:stream";
import { UserError } from "../errors.ts";

/** Entries of an archive that are looked at before it is refused. */
const mostEntries = 100;

/**
 * The content of one file of a zip archive, which has at most `mostBytes`. Throws UserError where the archive is damaged
 * or holds no such file; that the content is right is for its reader to check.
 */
export async function* unzipFile(
  archive: string,
  { name, label, mostBytes }: { name: string; label: string; mostBytes: number },
): AsyncIterable<Uint8Array> {
  const refuse = (why: string, cause?: unknown): UserError =>
    new UserError(`Cannot use artifact "${label}": ${why}`, { cause });
  const { openPromise } = await import("yauzl");
  const zip = await openPromise(archive, { lazyEntries: true, autoClose: false }).catch((cause: unknown) => {
    throw refuse(`it is no zip archive (${reasonOf(cause)})`, cause);
  });
  try {
    if (zip.entryCount > mostEntries) throw refuse(`it holds ${zip.entryCount} files`);
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== name) continue;
      if (entry.uncompressedSize > mostBytes)
        throw refuse(`"${name}" has ${entry.uncompressedSize} bytes, at most ${mostBytes} are allowed`);
      yield* (await zip.openReadStreamPromise(entry)) as Readable & AsyncIterable<Uint8Array>;
      return;
    }
    throw refuse(`it holds no "${name}"`);
  } catch (cause) {
    throw cause instanceof UserError ? cause : refuse(`it is damaged (${reasonOf(cause)})`, cause);
  } finally {
    zip.close();
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
