import { isBuiltin } from "node:module";
import type { Plugin } from "rolldown";

/**
 * Takes Node's own modules without an import: an import reads each of their exports first, and with some of them loads
 * modules that nobody asked for (`node:util`, `node:fs` and `node:crypto` so cost a third of Node's start).
 */
export const plainBuiltins: Plugin = {
  name: "plain-builtins",
  renderChunk: (text) => {
    const code = text.replace(/\bawait import\("(node:[\w/]+)"\)/g, 'process.getBuiltinModule("$1")');
    return code.replace(
      /^import (?:\* as )?(?:([\w$]+)(?:, )?)?(\{[^}]*\})? from "((?:node:)?[\w/]+)";$/gm,
      (line: string, whole: string | undefined, names: string | undefined, module: string) =>
        isBuiltin(module)
          ? [whole, names?.replace(/ as /g, ": ")]
              .filter((name) => name !== undefined)
              .map((name) => `const ${name} = process.getBuiltinModule("${module}");`)
              .join("\n")
          : line,
    );
  },
};
