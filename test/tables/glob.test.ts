import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { type Glob, isGlob, parseGlob } from "../../src/tables/glob.ts";

describe("parseGlob", () => {
  test.each([
    ["data/*.csv", "data", ["a.csv"], ["a.tsv", "sub/a.csv", ".a.csv", "_a.csv"]],
    ["data/**/*.parquet", "data", ["a.parquet", "x/y/a.parquet"], ["x/.y/a.parquet", "_delta_log/a.parquet"]],
    ["data/**", "data", ["a", "x/a"], [".a", "x/_SUCCESS"]],
    ["*.csv", ".", ["a.csv"], ["x/a.csv"]],
    ["/abs/*.csv", "/abs", ["a.csv"], []],
    ["/*.csv", "/", ["a.csv"], []],
    ["d/{a,b{1,2}}.csv", "d", ["a.csv", "b1.csv", "b2.csv"], ["b.csv", "b3.csv"]],
    ["d/{x/y,z}/*.csv", "d", ["x/y/1.csv", "z/1.csv"], ["x/1.csv"]],
    ["d/{a}*.csv", "d", ["{a}1.csv"], ["a.csv"]],
    ["d/?.csv", "d", ["a.csv", "é.csv", "😀.csv"], ["ab.csv", ".csv"]],
    ["d/[a-c]?.csv", "d", ["b1.csv"], ["d1.csv"]],
    ["d/[!a-c].csv", "d", ["d.csv"], ["a.csv"]],
    ["d/[]-]*.csv", "d", ["].csv", "-1.csv"], ["a.csv"]],
    ["d/[*.csv", "d", ["[a.csv"], ["a.csv"]],
    ["d/_part*", "d", ["_part1"], ["part1"]],
    ["d/year=*/**/*.csv", "d", ["year=1/a.csv", "year=1/m=2/a.csv"], ["a.csv", "y=1/a.csv"]],
    ["d/*/*.csv", "d", ["_year=2024/a.csv"], ["_year/a.csv"]],
    ["d/a.b(c)+^$|.*", "d", ["a.b(c)+^$|.csv"], ["axb(c)+^$|.csv"]],
  ])("%s", (pattern, base, matching, others) => {
    const glob = parseGlob(pattern);
    expect(glob.base).toBe(base);
    for (const each of matching) expect(isMatch(glob, each), each).toBe(true);
    for (const each of others) expect(isMatch(glob, each), each).toBe(false);
  });

  test("agrees with Node's own matching on visible names", () => {
    const piece = fc.constantFrom(
      "a",
      "b",
      "ab",
      "*",
      "?",
      "*b",
      "a*",
      "[ab]",
      "[!a]",
      "{a,b}",
      "{ab,*a}",
      "**",
    );
    const name = fc.constantFrom("a", "b", "ab", "ba", "aab", "c");
    const property = fc.property(
      fc.array(piece, { minLength: 1, maxLength: 4 }),
      fc.array(name, { minLength: 1, maxLength: 4 }),
      (pieces, names) => {
        const pattern = ["d", ...pieces, "*"].join("/");
        const full = ["d", ...names].join("/");
        expect(isWholeMatch(pattern, full)).toBe(path.posix.matchesGlob(full, pattern));
      },
    );
    fc.assert(property, { numRuns: 2000 });
  });

  test("refuses patterns that stand for too many, and brackets that hold nothing", () => {
    expect(() => parseGlob(`d/${"{a,b}".repeat(20)}`)).toThrow(UserError);
    expect(() => parseGlob(`d/*${"a".repeat(1000)}`)).toThrow(/stands for too many/);
    expect(() => parseGlob("d/[z-a]")).toThrow(/brackets/);
  });

  test("a pattern that backtracking would never finish is quick", () => {
    const glob = parseGlob(`d/${"*a".repeat(200)}b`);
    expect(isMatch(glob, "a".repeat(255))).toBe(false);
  });

  test("a name is no pattern", () => {
    expect(["a.csv", "data/year=2024/x.csv", "a b(1).csv", "a,b.csv"].filter(isGlob)).toEqual([]);
  });
});

/** Whether a whole path matches; what does not lie below the fixed part does not. */
function isWholeMatch(pattern: string, full: string): boolean {
  const glob = parseGlob(pattern);
  return full.startsWith(`${glob.base}/`) && isMatch(glob, full.slice(glob.base.length + 1));
}

function isMatch(glob: Glob, below: string): boolean {
  let state: Glob["start"] | undefined = glob.start;
  for (const name of below.split("/")) state = state && glob.step(state, name);
  return state !== undefined && glob.isMatch(state);
}
