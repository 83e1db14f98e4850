import path from "node:path";
import { decodeText, fileError } from "./file-error.ts";
import type { Content, FileEntry, Files } from "./files.ts";

/** Files in memory, keyed by path relative to `root`, for tests. */
export function memoryFiles(
  initial: Record<string, string | Uint8Array> = {},
  root = "/workspace",
): Files & { all(): Map<string, Uint8Array> } {
  const encoder = new TextEncoder();
  const contents = new Map<string, Uint8Array>();
  const keyOf = (name: string): string => path.posix.relative(root, path.posix.resolve(root, name));
  const bytesOf = (content: string | Uint8Array): Uint8Array =>
    typeof content === "string" ? encoder.encode(content) : content;
  for (const [name, content] of Object.entries(initial)) contents.set(keyOf(name), bytesOf(content));
  const isFolder = (key: string): boolean =>
    [...contents.keys()].some((each) => each.startsWith(key === "" ? "" : `${key}/`));
  const readBytes = async (name: string): Promise<Uint8Array> => {
    const found = contents.get(keyOf(name));
    if (found) return found;
    throw fileError("read", name, { code: isFolder(keyOf(name)) ? "EISDIR" : "ENOENT" });
  };
  return {
    root,
    readBytes,
    read: async (name) => decodeText(await readBytes(name), name),
    async *stream(name) {
      yield await readBytes(name);
    },
    readRange: async (name, start, end) => (await readBytes(name)).slice(start, end),
    locate: async () => undefined,
    exists: async (name) => contents.has(keyOf(name)) || isFolder(keyOf(name)),
    size: async (name) => contents.get(keyOf(name))?.byteLength,
    modified: async () => undefined,
    async list(name) {
      const prefix = keyOf(name) === "" ? "" : `${keyOf(name)}/`;
      const entries = new Map<string, FileEntry>();
      for (const key of contents.keys()) {
        if (!key.startsWith(prefix)) continue;
        const [first = "", ...rest] = key.slice(prefix.length).split("/");
        entries.set(first, { name: first, isFolder: rest.length > 0 });
      }
      return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async write(name, content) {
      contents.set(keyOf(name), await collect(content));
    },
    async writeFolder(name, files) {
      const written = new Map<string, Uint8Array>();
      for (const [file, content] of files) written.set(`${keyOf(name)}/${file}`, await collect(content));
      for (const each of [...contents.keys()]) if (each.startsWith(`${keyOf(name)}/`)) contents.delete(each);
      for (const [key, bytes] of written) contents.set(key, bytes);
    },
    async move(from, to) {
      const [source, target] = [keyOf(from), keyOf(to)];
      const moved = [...contents].filter(([each]) => each === source || each.startsWith(`${source}/`));
      if (moved.length === 0) throw fileError("write", to, { code: "ENOENT" });
      for (const [each, bytes] of moved) {
        contents.delete(each);
        contents.set(target + each.slice(source.length), bytes);
      }
    },
    async remove(name) {
      const key = keyOf(name);
      for (const each of [...contents.keys()])
        if (each === key || each.startsWith(`${key}/`)) contents.delete(each);
    },
    all: () => contents,
  };
}

async function collect(content: Content): Promise<Uint8Array> {
  if (typeof content === "string") return new TextEncoder().encode(content);
  if (content instanceof Uint8Array) return content;
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(Uint8Array.from(chunk)); // the next may lie in its place
  return Buffer.concat(chunks);
}
