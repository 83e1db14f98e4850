import { createHash } from "node:crypto";

/** SHA-256 of a file's content, whole or in chunks, lower-case hex; text counts as UTF-8. */
export function digestFile(content: Uint8Array | string | Iterable<Uint8Array>): string {
  const hash = createHash("sha256");
  if (typeof content === "string" || content instanceof Uint8Array) hash.update(content);
  else for (const chunk of content) hash.update(chunk);
  return hash.digest("hex");
}

/**
 * Digest of a data set: SHA-256 over its files' `<path>\0<hex digest>\n`, sorted by path (by UTF-8 bytes). Paths are
 * relative, with forward slashes.
 */
export function digestDataSet(files: readonly { path: string; digest: string }[]): string {
  const hash = createHash("sha256");
  for (const { path, digest } of sortByPath(files)) hash.update(`${path}\0${digest}\n`);
  return hash.digest("hex");
}

/**
 * Digest of a model folder: SHA-256 over the raw SHA-256 digests of its files in sorted path order, which is the
 * number that OpenSSF model signing signs. `__pycache__` folders, which Python leaves behind when it loads the
 * model, do not count.
 */
export function digestModel(files: ReadonlyMap<string, Uint8Array | string>): string {
  return digestModelFiles([...files].map(([path, content]) => ({ path, sha256: digestFile(content) })));
}

/** The digest of a model folder by those of its files, in hexadecimal. */
export function digestModelFiles(files: readonly { path: string; sha256: string }[]): string {
  const hash = createHash("sha256");
  for (const { path, sha256 } of sortByPath(files)) {
    if (path.split("/").includes("__pycache__")) continue;
    hash.update(Buffer.from(sha256, "hex"));
  }
  return hash.digest("hex");
}

function sortByPath<Entry extends { path: string }>(entries: readonly Entry[]): Entry[] {
  return entries
    .map((entry) => ({ entry, key: Buffer.from(entry.path) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ entry }) => entry);
}
