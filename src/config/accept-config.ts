import type { Place } from "../errors.ts";
import { accept } from "./accept.ts";
import { configSchema } from "./config.ts";
import type { ParsedConfig } from "./parse-config.ts";
import { type PlainNode, parsePlainYaml } from "./plain-yaml.ts";

/**
 * An `mlops.yml` that is right and written plainly, without the YAML parser and zod, which take longer to load than a
 * small check; undefined for one that `parseConfig` must look at.
 */
export function acceptConfig(text: string, file: string): ParsedConfig | undefined {
  const root = parsePlainYaml(text);
  const accepted = root && accept(configSchema, root.value);
  if (accepted === undefined) return undefined;
  return {
    config: accepted.data,
    place: (path, offset) => placeOf(text, file, offsetAt(root!, path, offset)),
  };
}

function placeOf(text: string, file: string, offset: number): Place {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf("\n") + 1;
  return { file, line: before.split("\n").length, column: offset - start + 1 };
}

/** Where a map's key starts, a list's entry, or the nearest part of the path that is there; or a text's character. */
export function offsetAt(root: PlainNode, path: readonly PropertyKey[], offset?: number): number {
  let node: PlainNode | undefined = root;
  let nearest = root.start;
  for (const [depth, part] of path.entries()) {
    const entry: { start: number; node: PlainNode } | undefined = node.entries?.get(String(part));
    node = entry?.node ?? node.items?.[Number(part)];
    if (node === undefined) return nearest;
    nearest = entry?.start ?? node.start;
    if (depth === path.length - 1 && offset !== undefined && node.text !== undefined)
      return node.text + offset;
  }
  return nearest;
}
