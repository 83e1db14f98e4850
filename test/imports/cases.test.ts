import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import type { Cases } from "../../src/imports/cases.ts";
import { parseCases } from "../../src/imports/parse-cases.ts";
import { findPlainCases } from "../../src/imports/plain-cases.ts";
import { readCsv } from "../../src/tables/read-csv.ts";

interface Golden {
  harness: { results: string; choices: string; words: string };
  promptfoo: Record<"json" | "jsonl" | "broken", string>;
}

const golden: Golden = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, "../golden/imports.json"), "utf8"),
);
const read = (text: string, part?: string): Cases => parseCases(text, { file: "out.json", part })!;
const meanOf = (values: Float64Array): number => values.reduce((sum, each) => sum + each, 0) / values.length;
const uniqueIn = ({ ids }: Cases): number => new Set(ids).size;

describe("lm-evaluation-harness 0.4.12", () => {
  const { results } = JSON.parse(golden.harness.results);

  test("each document is a case, and the mean of a metric is the harness'", () => {
    const cases = read(golden.harness.choices);
    expect(uniqueIn(cases)).toBe(12);
    expect([...cases.numbers.keys()]).toEqual(["acc", "acc_norm"]);
    expect(meanOf(cases.numbers.get("acc")!)).toBeCloseTo(results.choices["acc,none"], 12);
  });

  test("metrics of several filters are columns of one row, or those of the filter that is named", () => {
    const cases = read(golden.harness.words);
    expect(cases.ids).toHaveLength(12);
    expect([...cases.numbers.keys()]).toEqual(["exact_match,strict-match", "exact_match,flexible-extract"]);
    for (const [name, values] of cases.numbers) expect(meanOf(values)).toBeCloseTo(results.words[name], 12);
    const strict = read(golden.harness.words, "strict-match");
    expect([...strict.numbers.keys()]).toEqual(["exact_match"]);
    expect(() => read(golden.harness.words, "loose")).toThrow('it has no filter "loose"');
  });

  test("the same document again is a repeat of its case", () => {
    const cases = read(golden.harness.choices + golden.harness.choices);
    expect(cases.ids).toHaveLength(24);
    expect(uniqueIn(cases)).toBe(12);
  });

  test("another target is another case; another prompt is not", () => {
    const changed = golden.harness.choices.replace(/"target_hash": "\w+"/, '"target_hash": "0"');
    const prompted = golden.harness.choices.replaceAll(/"prompt_hash": "\w+"/g, '"prompt_hash": "0"');
    const ids = read(golden.harness.choices).ids;
    expect(read(changed).ids.filter((id) => !ids.includes(id))).toHaveLength(1);
    expect(read(prompted).ids).toEqual(ids);
  });
});

describe("promptfoo 0.123.1", () => {
  test("a test that is repeated is one case with several rows, though its index counts on", () => {
    const cases = read(golden.promptfoo.json, "parrot");
    expect(cases.ids).toHaveLength(8);
    expect(uniqueIn(cases)).toBe(4);
    expect([...cases.numbers.keys()]).toEqual([
      "has_word",
      "length",
      "score",
      "success",
      "latency_ms",
      "cost",
    ]);
    const { prompts } = JSON.parse(golden.promptfoo.json).results;
    for (const [index, name] of ["parrot", "loud"].entries()) {
      const { metrics } = prompts[index];
      const { numbers, ids } = read(golden.promptfoo.json, name);
      expect(meanOf(numbers.get("score")!) * ids.length).toBeCloseTo(metrics.score, 9);
      expect(meanOf(numbers.get("success")!) * ids.length).toBe(metrics.testPassCount);
    }
  });

  test("JSON Lines have the same", () => {
    const [json, lines] = [read(golden.promptfoo.json, "loud"), read(golden.promptfoo.jsonl, "loud")];
    expect(lines.ids.toSorted()).toEqual(json.ids.toSorted());
    expect(meanOf(lines.numbers.get("score")!)).toBeCloseTo(meanOf(json.numbers.get("score")!), 12);
  });

  test("of several prompts and providers the one that is meant has to be named", () => {
    expect(() => read(golden.promptfoo.json)).toThrow("it has results of 2 prompts and providers");
    expect(() => read(golden.promptfoo.json, "short")).toThrow(
      '2 of its 2 prompts and providers are "short"',
    );
    expect(() => read(golden.promptfoo.json, "other")).toThrow(
      'none of its 2 prompts and providers is "other"',
    );
    for (const part of ["echo", "parrot short", "0"])
      expect(read(golden.promptfoo.json, part).ids).toHaveLength(8);
  });

  test("results that ended in an error are no scores", () => {
    expect(() => read(golden.promptfoo.broken, "loud")).toThrow("2 results of 8 ended in an error");
    expect(read(golden.promptfoo.broken, "parrot").ids).toHaveLength(8);
  });

  test("a file without results is an error", () => {
    expect(() => read('{"evalId": "x", "results": {"version": 3, "results": []}}')).toThrow(
      "there is no result in it",
    );
  });

  test("an assertion that changed makes another case", () => {
    const changed = golden.promptfoo.json.replaceAll('"type": "equals"', '"type": "iequals"');
    const ids = read(golden.promptfoo.json, "parrot").ids;
    expect(new Set(read(changed, "parrot").ids.filter((id) => !ids.includes(id))).size).toBe(1);
  });
});

describe("a plain table", () => {
  const plain = async (text: string, target?: string) =>
    findPlainCases(
      await readCsv(
        async function* () {
          yield new TextEncoder().encode(text);
        },
        { source: "cases.csv" },
      ),
      { file: "cases.csv" },
      target,
    );

  test("has an id and scores, and repeats", async () => {
    const found = (await plain("id,repeat,score,pass,note\na,1,0.5,true,x\na,2,1,false,y\nb,1,0,true,z\n"))!;
    expect(found.ids).toEqual(["a", "a", "b"]);
    expect([...found.numbers].map(([name, values]) => [name, ...values])).toEqual([
      ["score", 0.5, 1, 0],
      ["pass", 1, 0, 1],
    ]);
  });

  test.each([
    ["id,score\na,1\na,2\n", "row 2 is of a case that is there already"],
    ["id,repeat,score\na,1,1\na,1,2\n", "row 2 is of a case that is there already"],
    ["case_id,score\na,1\n,2\n", 'row 2 has no "case_id"'],
  ])("that cannot be judged is an error: %j", async (text, message) => {
    await expect(plain(text)).rejects.toThrow(message);
  });

  test.each(["id,actual,score\na,1,2\n", "id,predicted,score\na,1,2\n", "score\n1\n", "id,text\na,b\n"])(
    "%j is none",
    async (text) => {
      expect(await plain(text)).toBeUndefined();
    },
  );
});

describe("hostile files", () => {
  const spoil = fc.tuple(fc.nat(), fc.nat(80), fc.string({ maxLength: 20, unit: "grapheme" }));

  test.each(["harness", "promptfoo"] as const)("%s: cases, nothing, or an error with the file", (tool) => {
    const texts =
      tool === "harness" ? [golden.harness.choices, golden.harness.words] : Object.values(golden.promptfoo);
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(spoil, { maxLength: 3 }), (text, changes) => {
        let spoilt = text;
        for (const [at, cut, put] of changes) {
          const place = at % spoilt.length;
          spoilt = spoilt.slice(0, place) + put + spoilt.slice(place + cut);
        }
        try {
          const found = parseCases(spoilt, { file: "out.json", part: undefined });
          for (const values of found?.numbers.values() ?? []) expect(values).toHaveLength(found!.ids.length);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          expect((error as UserError).place.file).toBe("out.json");
        }
      }),
      { numRuns: 300 },
    );
  });

  test("values that are nested without end are an error", () => {
    const deep = `${"[".repeat(3000)}${"]".repeat(3000)}`;
    const line = `{"testIdx": 0, "promptIdx": 0, "score": 1, "testCase": {"vars": {"a": ${deep}}}}`;
    expect(() => read(line)).toThrow("it is nested too deep");
  });

  test("names that every object has are names", () => {
    const line = `{"testIdx": 0, "promptIdx": 0, "score": 1, "namedScores": {"__proto__": 3, "constructor": 2, "score": 9}}`;
    const { numbers } = read(line);
    expect([...numbers].map(([name, values]) => [name, ...values])).toEqual([
      ["constructor", 2],
      ["score", 1],
    ]);
  });

  test.each(["", "\n", "{", "null", '{"results": {"results": 3}}', "a,b\n1,2\n"])(
    "%j is of no tool",
    (text) => {
      if (text === '{"results": {"results": 3}}') expect(read(text)).toBeUndefined();
      else expect(parseCases(text, { file: "x" })).toBeUndefined();
    },
  );
});
