import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Digest of the code that runs, below a folder: of our own files by content, of packages' by name and size, as those
 * are most of it and change with their version.
 */
export async function digestBuild(folder: URL): Promise<string> {
  const root = fileURLToPath(folder);
  const names = (await readdir(root, { recursive: true })).filter((name) => /\.(?:js|ts|wasm)$/.test(name));
  const parts = await Promise.all(
    names.sort().map(async (name): Promise<[string, string | Uint8Array]> => {
      const file = path.join(root, name);
      const isOurs = !/^vendor-|\.wasm$/.test(path.basename(name));
      return [name, isOurs ? await readFile(file) : String((await stat(file)).size)];
    }),
  );
  const hash = createHash("sha256");
  for (const [name, part] of parts) hash.update(`${name}\0${part.length}\0`).update(part);
  return hash.digest("hex");
}
