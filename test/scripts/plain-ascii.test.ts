import { expect, test } from "vitest";
import { escapeAscii } from "../../scripts/plain-ascii.ts";

const evaluate = (code: string): unknown => new Function(`return ${code}`)();

test.each([
  ["a text", '"… ✓ 😀"'],
  ["a backslash before the character", '"\\…"'],
  ["two backslashes, which are one, before it", '"\\\\…"'],
  ["a template", "`${1}…\\…`"],
  ["a regular expression", '"a…b✓".replace(/[…\\✓]/g, "-")'],
  ["a pair in a regular expression of code points", '/^[😀]$/u.test("😀")'],
  ["a name", "(() => { const größe = 3; return größe; })()"],
])("%s means the same in ASCII alone", (_, code) => {
  const escaped = escapeAscii(code);
  expect(escaped).toMatch(/^[\0-\x7f]*$/);
  expect(escaped).not.toBe(code);
  expect(evaluate(escaped)).toEqual(evaluate(code));
});
