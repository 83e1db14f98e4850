import type { Plugin } from "rolldown";

/**
 * Writes characters beyond ASCII as escapes: one of them in a file makes V8 hold the whole file in two bytes a
 * character, and Node read it more slowly.
 */
export const plainAscii: Plugin = {
  name: "plain-ascii",
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.type === "chunk") chunk.code = escapeAscii(chunk.code);
  },
};

/** Code with escapes in place of such characters. A backslash before one means nothing, and would be taken for the escape's own. */
export function escapeAscii(code: string): string {
  return code.replace(
    /(\\*)([\u0080-\uffff])/g,
    (_, slashes: string, character: string) =>
      `${slashes.slice(slashes.length % 2)}\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
