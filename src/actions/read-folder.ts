import type { Files } from "../services/files.ts";

/** All files below a folder, by their path relative to it with `/`; empty where there is none. */
export async function readFolder(
  files: Files,
  folder: string,
  prefix = "",
): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const { name, isFolder } of await files.list(folder)) {
    const full = `${folder}/${name}`;
    if (!isFolder) found.set(prefix + name, await files.readBytes(full));
    else for (const [key, bytes] of await readFolder(files, full, `${prefix}${name}/`)) found.set(key, bytes);
  }
  return found;
}
