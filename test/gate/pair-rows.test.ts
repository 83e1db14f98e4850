import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRefusal, type ModelRows, type RowFacts } from "../../src/gate/model-rows.ts";
import { type PairedRows, pairRows } from "../../src/gate/pair-rows.ts";
import { readEvaluation } from "../../src/gate/read-evaluation.ts";
import { readCsv } from "../../src/tables/read-csv.ts";

async function rowsOf(text: string, facts: RowFacts = {}, source = "predictions.csv"): Promise<ModelRows> {
  const table = await readCsv(
    async function* () {
      yield new TextEncoder().encode(text);
    },
    { source, types: { row_id: "text", ...(facts.task === "classification" && { actual: "text" }) } },
  );
  return { table, facts };
}

const idOf = (index: number): string => (index * 2654435761).toString(16).padStart(16, "0");

/** Predictions of numbers: each of the rows, in this order. */
function numbersFile(rows: readonly number[], shift: number, extra = ""): string {
  const lines = rows.map((row) => `${idOf(row)},${row},${row * 1.5},${row + shift}${extra && `,${row % 3}`}`);
  return `row_id,row,actual,predicted${extra}\n${lines.join("\n")}\n`;
}

const shuffled = (count: number) =>
  fc.shuffledSubarray(
    Array.from({ length: count }, (_, row) => row),
    { minLength: count, maxLength: count },
  );

async function paired(...files: [string, string]): Promise<PairedRows> {
  const [one, other] = [await rowsOf(files[0]), await rowsOf(files[1])];
  const found = pairRows(one, other);
  if (isRefusal(found)) throw new Error(found.refused);
  return found;
}

async function refused(one: string, other: string, facts: [RowFacts?, RowFacts?] = []): Promise<string> {
  const found = pairRows(await rowsOf(one, facts[0]), await rowsOf(other, facts[1], "baseline.csv"));
  return isRefusal(found) ? found.refused : "judged";
}

async function alone(text: string, facts?: RowFacts): Promise<string> {
  const found = readEvaluation(await rowsOf(text, facts));
  return isRefusal(found) ? found.refused : "judged";
}

describe("pairRows", () => {
  test("any order of either file gives the same evaluation, row by row", async () => {
    const all = Array.from({ length: 12 }, (_, row) => row);
    const expected = await paired(numbersFile(all, 0.5, ",group"), numbersFile(all, -1, ",loss"));
    const { actual, challenger, champion } = expected.evaluation;
    expect(Array.from(challenger.predicted, (value, index) => value - actual[index]! / 1.5)).toEqual(
      new Array(12).fill(0.5),
    );
    expect(Array.from(champion!.predicted, (value, index) => value - actual[index]! / 1.5)).toEqual(
      new Array(12).fill(-1),
    );
    await fc.assert(
      fc.asyncProperty(shuffled(12), shuffled(12), async (left, right) => {
        const found = await paired(numbersFile(left, 0.5, ",group"), numbersFile(right, -1, ",loss"));
        expect(found.evaluation).toEqual(expected.evaluation);
        expect(found.ids).toEqual(expected.ids);
        expect(found.leftOut).toEqual({ challenger: 0, champion: 0, relabelled: 0 });
      }),
      { numRuns: 30 },
    );
  });

  test("rows of one content are paired by what was so, whatever their numbers", async () => {
    const id = "00000000000000aa";
    const file = (first: number, second: number) =>
      `row_id,actual,predicted\n${id},${first},7\n${id}-2,${second},7\n${idOf(1)},3,3\n`;
    const { evaluation } = await paired(file(1, 2), file(2, 1));
    expect([...evaluation.actual].sort()).toEqual([1, 2, 3]);
    expect(await refused(file(1, 2), file(1, 3))).toContain("1 row has another actual value");
  });

  test("refuses a row that is missing, twice there or of another label, and says how many", async () => {
    const file = numbersFile([1, 2, 3, 4], 0);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.boolean(), async (row, isFirst) => {
        const less = numbersFile(
          [1, 2, 3, 4].filter((each) => each !== row),
          0,
        );
        const [one, other] = isFirst ? [less, file] : [file, less];
        expect(await refused(one, other)).toContain(
          isFirst ? "0 of 3 are in that file alone, 1 of 4" : "1 of 4 are in that file alone, 0 of 3",
        );
        const twice = numbersFile([1, 2, 3, 4, row], 0);
        expect(await refused(file, twice)).toMatch(/"baseline.csv": row 5 is there twice/);
        const moved = file.replace(`,${row * 1.5},`, ",99,");
        expect(await refused(file, moved)).toContain(
          '1 row has another actual value than in "predictions.csv"',
        );
      }),
      { numRuns: 20 },
    );
  });

  test("the rows that both have can be compared, if they are enough", async () => {
    const [one, other] = [
      await rowsOf(numbersFile([1, 2, 3, 4], 0)),
      await rowsOf(numbersFile([9, 3, 2], 1)),
    ];
    const found = pairRows(one, other, { shared: 2 });
    if (isRefusal(found)) throw new Error(found.refused);
    expect(found.evaluation.rows).toBe(2);
    expect([...found.evaluation.actual].sort()).toEqual([3, 4.5]);
    expect(found.leftOut).toEqual({ challenger: 2, champion: 1, relabelled: 0 });
    expect(pairRows(one, other, { shared: 3 })).toMatchObject({
      refused: expect.stringContaining("only 2 rows"),
    });
  });

  test("refuses another task, other classes, rows without identity and rows of a program's own", async () => {
    const numbers = numbersFile([1, 2, 3], 0);
    const classes = (labels: string) =>
      `row_id,actual,predicted\n${[...labels].map((label, row) => `${idOf(row)},${label},${label}`).join("\n")}\n`;
    expect(await refused(numbers, classes("abb"))).toContain(
      "it is of a classification, and what is judged of a regression",
    );
    expect(await refused(classes("abb"), classes("abb"))).toBe("judged");
    const two = { task: "classification", classes: ["a", "b"] } as const;
    expect(
      await refused(classes("abb"), classes("abb"), [two, { ...two, classes: ["a", "b", "c"] }]),
    ).toContain("its 3 classes are not the 2 of the model that is judged");
    expect(await refused(classes("abb"), classes("abc"), [two, two])).toContain("none of the 2 classes");
    const bare = "actual,predicted\n1.5,2\n3,4\n";
    expect(await refused(numbers, bare)).toContain('without a column "row_id"');
    expect(await refused(bare, numbers)).toContain('without a column "row_id"');
    expect(await refused(numbers, numbers, [{ isDividedByProgram: true }])).toContain(
      "divided the data itself",
    );
  });

  test("the classes of the one are those of the other, in whichever order its file has their scores", async () => {
    const one = "row_id,actual,predicted,score_a,score_b\n1,a,a,0.9,0.1\n2,b,b,0.2,0.8\n";
    const other = "score_b,score_a,predicted,actual,row_id\n0.7,0.3,b,b,2\n0.4,0.6,a,a,1\n";
    const { evaluation } = await paired(one, other);
    expect(evaluation.classes).toEqual(["a", "b"]);
    expect([...evaluation.challenger.scores!]).toEqual([0.9, 0.1, 0.2, 0.8]);
    expect([...evaluation.champion!.scores!]).toEqual([0.6, 0.4, 0.3, 0.7]);
  });
});

describe("readEvaluation", () => {
  test("more scores than there can be classes are refused, however many", async () => {
    const names = Array.from({ length: 20_000 }, (_, label) => `score_${label}`);
    const line = `r0,1,1,${names.map(() => 0).join(",")}`;
    expect(await alone(`row_id,actual,predicted,${names.join(",")}\n${line}\n`)).toContain(
      "it has more than 1,000 classes",
    );
  });

  test.each([
    ["row_id,actual,predicted,score_a,score_b\n1,a,a,,0.5\n2,b,b,0.5,0.5\n", '"score_a" is missing'],
    ["row_id,actual,predicted,score_a,score_b\n1,a,a,NaN,0.5\n2,b,b,0.5,0.5\n", '"score_a" is missing'],
    ["row_id,actual,predicted,score_a,score_b\n1,a,a,0.9,0.5\n2,b,b,0.5,0.5\n", "do not add up to 1"],
    ["row_id,actual,predicted,score_a,score_b\n1,a,a,1.5,-0.5\n2,b,b,0.5,0.5\n", "no probability"],
    ["row_id,actual,predicted\n1,a,a\n2,a,a\n", "one class only"],
    ["row_id,actual,predicted\n1,1.5,2\n1,2.5,2\n", "row 2 is there twice"],
    ["row_id,actual,predicted\n1,1.5,2\n,2.5,2\n", 'row 2 has no "row_id"'],
    ["row_id,actual,predicted\n1,1.5,2\n2,2.5,\n", '"predicted" is missing'],
    ["row_id,predicted\n1,1.5\n", 'no column "actual"'],
    ["row_id,actual\n1,1.5\n", 'no column "predicted"'],
    ["row_id,actual,predicted\n", "no rows"],
    ["row_id,actual,predicted,w\n1,1.5,2,-1\n2,2.5,2,1\n", "negative weight"],
    ["row_id,actual,predicted,w\n1,1.5,2,0\n2,2.5,2,0\n", "every row weighs 0"],
    ["row_id,actual,predicted,w\n1,1.5,2,\n2,2.5,2,0\n", '"w" is missing'],
  ])("refuses %j", async (text, why) => {
    expect(await alone(text, { weight: ["w"] })).toContain(why);
  });

  test("reads weights, groups, times, costs and numbers of the team's own", async () => {
    const text =
      "row_id,actual,predicted,w,patient,day,my_loss,note\n2,1,0,2,x,2024-01-02,0.5,n\n1,0,0,1,y,2024-01-01,0.25,n\n3,1,1,3,x,2024-01-03,1,n\n4,1,1,3,,2024-01-03,1,n\n";
    const costs = { true_positive: 0, false_positive: 1, false_negative: 5, true_negative: 0 };
    const model = await rowsOf(text, { weight: ["w"], group: ["patient"], time: ["day"], costs });
    const found = readEvaluation(model);
    if (isRefusal(found)) throw new Error(found.refused);
    const { evaluation, ids, table } = found;
    expect(ids).toEqual(["1", "2", "3", "4"]);
    expect(evaluation).toMatchObject({ task: "classification", classes: ["0", "1"], positive: 1, rows: 4 });
    expect([...evaluation.weights!]).toEqual([1, 2, 3, 3]);
    expect([...evaluation.groups!]).toEqual([0, 1, 1, 2]);
    expect([...evaluation.time!]).toEqual([1, 2, 3, 3].map((day) => Date.UTC(2024, 0, day)));
    expect([...evaluation.costs!]).toEqual([0, 1, 5, 0]);
    expect([...evaluation.challenger.numbers]).toEqual([["my_loss", Float64Array.of(0.25, 0.5, 1, 1)]]);
    expect(table.columns.map(({ name }) => name)).toContain("note");
  });

  test("rows without identities are judged in the order of the file", async () => {
    const found = readEvaluation(await rowsOf("y_true,y_pred\n3,1\n1,2\n2,3\n"));
    expect(found).toMatchObject({ ids: undefined, evaluation: { actual: Float64Array.of(3, 1, 2) } });
  });

  test("whatever the file is, the answer is rows or a refusal", async () => {
    const cell = fc.constantFrom(
      "",
      "1",
      "0",
      "a",
      "b",
      "NaN",
      "0.5",
      "1e999",
      "-1",
      "0123456789abcdef",
      "x-2",
    );
    const header = fc.uniqueArray(
      fc.constantFrom(
        "row_id",
        "actual",
        "predicted",
        "score",
        "score_a",
        "score_b",
        "weight",
        "group",
        "time",
      ),
      { minLength: 1 },
    );
    await fc.assert(
      fc.asyncProperty(
        header.chain((names) =>
          fc.tuple(
            fc.constant(names),
            fc.array(fc.array(cell, { minLength: names.length, maxLength: names.length }), { maxLength: 6 }),
          ),
        ),
        async ([names, rows]) => {
          const text = [names, ...rows].map((cells) => cells.join(",")).join("\n");
          const facts = { weight: ["weight"], group: ["group"], time: ["time"] };
          const model = await rowsOf(`${text}\n`, facts).catch(() => undefined);
          if (model === undefined) return;
          const found = readEvaluation(model);
          if (isRefusal(found)) expect(found.refused).toMatch(/^Cannot \w+/);
          else {
            expect(found.evaluation.challenger.predicted).toHaveLength(found.evaluation.rows);
            expect(found.evaluation.challenger.predicted.every(Number.isFinite)).toBe(true);
          }
          const both = pairRows(model, model);
          if (!isRefusal(both)) expect(both.evaluation.champion).toEqual(both.evaluation.challenger);
        },
      ),
      { numRuns: 300 },
    );
  });
});
