import { readFileSync } from "node:fs";
import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import { createAutomaton } from "../../src/patterns/automaton.ts";
import { parsePlain } from "../../src/patterns/parse-plain.ts";
import { compileNode } from "../../src/patterns/pattern-node.ts";
import { re2Program } from "../../src/patterns/re2-program.ts";

/** Google's RE2: test/golden/patterns.py. */
interface Golden {
  texts: string[];
  patterns: [pattern: string, found: string | null][];
}

const { texts, patterns }: Golden = JSON.parse(
  readFileSync(new URL("../golden/patterns.json", import.meta.url), "utf8"),
);

test.each(patterns)("%j is found where RE2 finds it", (pattern, found) => {
  const plain = parsePlain(pattern);
  if (found === null) {
    expect(plain).toBeUndefined();
    expect(() => RE2JS.compile(pattern)).toThrow();
    return;
  }
  for (const program of [re2Program(RE2JS, pattern), ...(plain === undefined ? [] : [compileNode(plain)])]) {
    const automaton = createAutomaton(program);
    expect(texts.map((text) => Number(automaton.text(text))).join("")).toBe(found);
  }
});
