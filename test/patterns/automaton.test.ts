import fc from "fast-check";
import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import { createAutomaton } from "../../src/patterns/automaton.ts";
import { parsePlain } from "../../src/patterns/parse-plain.ts";
import { compileNode } from "../../src/patterns/pattern-node.ts";
import { re2Program } from "../../src/patterns/re2-program.ts";
import { createStateTable } from "../../src/patterns/state-table.ts";

/** What patterns and texts are made of, so that they often match: cases that fold, newlines, astral and lone surrogates. */
const letter = fc.constantFrom(
  ..."aAbkKſK1_ \n\n-é/:@[`{",
  "e\u0301",
  "ß",
  "ẞ",
  "İ",
  "σ",
  "ς",
  "漢",
  "😀",
  "\u{10ffff}",
);
const text = fc.oneof(
  fc.string({
    unit: fc.oneof(letter, fc.constantFrom("\ud83d", "\ude00", "\ufffd", "\0", "\r")),
    maxLength: 12,
  }),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const members = fc.constantFrom(
  ...["a-b", "k", "é-漢", "😀", "\\d", "\\w", "\\s", "\\n", "-", "\\]", "A-Z", ".", "$", "\\-", "[:alpha:]"],
  ...["\\pL", "\\D", "\\x{1F600}-\\x{1F64F}"],
);
const classes = fc
  .tuple(fc.constantFrom("", "^"), fc.array(members, { minLength: 1, maxLength: 3 }))
  .map(([negation, each]) => `[${negation}${each.join("")}]`);
const atom = fc.oneof(
  letter,
  classes,
  fc.constantFrom(
    ...[
      ".",
      "^",
      "$",
      "^",
      "$",
      "\\b",
      "\\B",
      "\\A",
      "\\z",
      "\\d",
      "\\W",
      "\\s",
      "\\S",
      "\\pL",
      "\\P{Lu}",
      "\\p{Greek}",
    ],
    ...["\\.", "\\n", "\\_", "\\x41", "\\x{1F600}", "\\Qa.b\\E", "", "]", "}", "{", "{,3}", "\\Z", "\\"],
  ),
);
const quantifier = fc.constantFrom(
  ...[
    "",
    "",
    "",
    "",
    "*",
    "+",
    "?",
    "*?",
    "+?",
    "??",
    "{2}",
    "{0}",
    "{1,}",
    "{0,2}",
    "{1,3}?",
    "{2,1}",
    "{02}",
    "**",
  ],
);
const flags = fc.constantFrom("", "", "", "(?i)", "(?s)", "(?m)", "(?ims)", "(?U)", "(?i-s)");
const { pattern } = fc.letrec<{ pattern: string; sequence: string; part: string }>((tie) => ({
  pattern: fc.oneof(
    { weight: 3, arbitrary: tie("sequence") },
    {
      weight: 1,
      arbitrary: fc.array(tie("sequence"), { minLength: 2, maxLength: 3 }).map((each) => each.join("|")),
    },
  ),
  sequence: fc
    .array(fc.tuple(tie("part"), quantifier), { maxLength: 5 })
    .map((each) => each.map((one) => one.join("")).join("")),
  part: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 4, arbitrary: atom },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom("(", "(", "(?:", "(?i:", "(?-s:", "(?P<n>", "(?=", "(?m:"), tie("pattern"))
        .map(([open, inner]) => `${open}${inner})`),
    },
  ),
}));

/** re2js's own matcher, which runs its own machines; undefined for what is no pattern. */
function reference(source: string): RE2JS | undefined {
  try {
    return RE2JS.compile(source);
  } catch {
    return undefined;
  }
}

const encoder = new TextEncoder();

test("finds a match exactly where re2js does, in texts and in their bytes", () => {
  fc.assert(
    fc.property(flags, pattern, fc.array(text, { minLength: 1, maxLength: 8 }), (flag, body, texts) => {
      const compiled = reference(flag + body);
      fc.pre(compiled !== undefined);
      const automaton = createAutomaton(re2Program(RE2JS, flag + body));
      for (const each of texts) {
        expect(automaton.text(each)).toBe(compiled.matcher(each).find());
        const bytes = encoder.encode(`x${each}y`);
        const decoded = each.toWellFormed();
        expect(automaton.bytes(bytes, 1, bytes.length - 1)).toBe(compiled.matcher(decoded).find());
      }
    }),
    { numRuns: 3000 },
  );
});

test("a plain pattern means what it means to re2js, and is one to it", () => {
  let plain = 0;
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 1, maxLength: 8 }), (source, texts) => {
      const node = parsePlain(source);
      if (node === undefined) return;
      plain++;
      const automaton = createAutomaton(compileNode(node));
      const compiled = RE2JS.compile(source);
      for (const each of texts) expect(automaton.text(each)).toBe(compiled.matcher(each).find());
    }),
    { numRuns: 6000 },
  );
  expect(plain).toBeGreaterThan(1000);
});

/** A text of as and bs in no order. */
function noise(length: number): string {
  let state = 12345;
  let made = "";
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    made += (state & 65_536) === 0 ? "a" : "b";
  }
  return made;
}

test.each([
  ["more states than are kept", "(a|b)*a(a|b){20}c", `${noise(20_000)}c`],
  ["sets that fill the memory", "a(a|b){200}c", `${noise(5000)}c`],
  ["a long text", "ab".repeat(2000), `${"ab".repeat(1999)}a${"ab".repeat(2000)}`],
  ["many wildcards", `${".*".repeat(5000)}c`, `${noise(500)}c`],
  ["many choices", "(?:a?){1000}".repeat(5), "b"],
  ["large classes", `(?:\\pL{1000}){1}${"(?:\\PL{1000})".repeat(9)}`, "漢".repeat(2000)],
  ["nested repetition", "(((a*)*)*)*b".repeat(20), noise(10_000)],
  ["repetition that backtracks elsewhere", "^(a+)+$", `${"a".repeat(50_000)}!`],
  ["a thousand groups", `${"(".repeat(900)}a${")".repeat(900)}`, "b"],
])("%s take linear time and bounded memory", (_, pattern, given) => {
  const automaton = createAutomaton(re2Program(RE2JS, pattern));
  expect(automaton.text(given)).toBe(RE2JS.compile(pattern).test(given));
});

test("states are forgotten when they are too many, and found again", () => {
  const table = createStateTable(1000);
  const stateOf = (place: number) =>
    table.stateOf({ waiting: Int32Array.of(place), isOpen: false, before: 0 });
  const first = stateOf(7);
  expect(stateOf(7)).toBe(first);
  for (let place = 0; place < 2000; place++) stateOf(place);
  expect(table.forgotten).toBeGreaterThan(0);
  expect(table.cells.length).toBeLessThanOrEqual(2 ** 19);
  expect(table.setOf(stateOf(7)).waiting).toEqual(Int32Array.of(7));
});
