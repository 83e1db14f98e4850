import path from "node:path";
import type { Plugin } from "rolldown";

/**
 * Loads chunks without the files between, that only pass on what a chunk with more in it exports: each file costs a
 * look-up at the start.
 */
export const withoutFacades: Plugin = {
  name: "without-facades",
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((each) => each.type === "chunk");
    const behind = new Map<string, string>();
    for (const { code, fileName, isEntry } of chunks) {
      const [, taken, target, given] =
        /^import \{ (.*) \} from "\.\/([\w.-]+)";\s*export \{ (.*) \};\s*$/.exec(code) ?? [];
      const names = new Set(taken?.split(", "));
      if (isEntry || target === undefined || !given?.split(", ").every((name) => names.has(name))) continue;
      behind.set(path.basename(fileName), target);
      delete bundle[fileName];
    }
    for (const chunk of chunks)
      chunk.code = chunk.code.replace(
        /(?<=\bimport\("\.\/(?:shared\/)?)[\w.-]+(?="\))/g,
        (name) => behind.get(name) ?? name,
      );
  },
};
