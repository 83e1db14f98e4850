import { describe, expect, test } from "vitest";
import { defineAction } from "../../src/action.ts";
import { type Comparison, compareRows } from "../../src/actions/compare-rows.ts";
import { findBaseline } from "../../src/actions/find-baseline.ts";
import { projectInputs } from "../../src/actions/project-inputs.ts";
import { type Challenger, readChallenger } from "../../src/actions/read-evaluation.ts";
import { train } from "../../src/actions/train.ts";
import { isRefusal, type Refusal } from "../../src/gate/model-rows.ts";
import { path as pathInput } from "../../src/inputs.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { runAction } from "../fakes.ts";

type Files = ReturnType<typeof memoryFiles>;

/** A row by its number: what it holds does not depend on the others. */
function rowOf(index: number, shift = 0): string {
  const x = (index * 7919) % 101;
  const day = new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10);
  const kind = (index * 31) % 7 < 3 ? "b" : "a";
  const part = index % 5 === 0 ? "test" : "train";
  return `k${index},${x},g${Math.floor(index / 4)},${day},${part},${kind},${3 * x + (index % 11) + shift}`;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

function dataOf(rows: readonly number[], relabelled: readonly number[] = []): string {
  const lines = rows.map((row) => rowOf(row, relabelled.includes(row) ? 50 : 0));
  return `id,x,patient,day,part,kind,y\n${lines.join("\n")}\n`;
}

const configOf = ({ target = "y", split = "", data = "" } = {}): string => `version: 1
name: p
data: { path: data.csv, target: ${target}, key: [id]${data}, split: { seed: 1${split} } }
train: { engine: random-forest, params: { n_estimators: 2 } }
gate: { slices: { columns: [kind] } }
`;

async function trained(data: string, config = configOf()): Promise<Files> {
  return (await runAction(train, { files: { "data.csv": data, "mlops.yml": config } })).files;
}

/** The files of today, with what an earlier training left below `kept/`. */
async function kept(today: Files, earlier: Files, without = /^$/): Promise<Files> {
  const files = memoryFiles(Object.fromEntries(today.all()));
  for (const [path, content] of earlier.all()) {
    const below = /^\.mlops\/p\/((?:model|evidence)\/.*)$/.exec(path)?.[1];
    if (below !== undefined && !without.test(below)) await files.write(`kept/${below}`, content);
  }
  return files;
}

/** Compares the trained model with the baseline, as the gate does. */
async function compare(
  files: Files,
  { baseline = "kept", minRows = 20, predictions = "" } = {},
): Promise<{ comparison: Comparison; challenger: Challenger | Refusal | undefined }> {
  const found: { comparison: Comparison; challenger: Challenger | Refusal | undefined }[] = [];
  const probe = defineAction({
    name: "probe",
    description: "Compares",
    inputs: { ...projectInputs, predictions: pathInput("Predictions") },
    outputs: {},
    async run(context) {
      const challenger = await readChallenger(context);
      const champion = await findBaseline(context, { baseline, "working-directory": "." });
      if (champion.metrics === undefined) throw new Error(champion.why);
      const comparison =
        challenger === undefined || isRefusal(challenger)
          ? ({ kind: "metrics", why: "no rows" } as const)
          : await compareRows(context, challenger, champion, { minRows, allowPickle: [] });
      found.push({ challenger, comparison });
      const report = { schema: "mlops/report@1", action: "probe", title: "", headline: "" } as const;
      return {
        verdict: "pass",
        outputs: {},
        report: { ...report, verdict: "pass", facts: [], sections: [] },
      };
    },
  });
  await runAction(probe, { files, inputs: predictions === "" ? {} : { predictions } });
  return found[0]!;
}

async function judged(files: Files, options: Parameters<typeof compare>[1] = {}) {
  const { comparison } = await compare(files, options);
  if (isRefusal(comparison)) throw new Error(`${comparison.refused} | ${comparison.hint}`);
  if (comparison.kind === "metrics") throw new Error(comparison.why);
  return comparison;
}

async function refusal(files: Files, options: Parameters<typeof compare>[1] = {}): Promise<string> {
  const { comparison } = await compare(files, options);
  return isRefusal(comparison) ? `${comparison.refused} | ${comparison.hint}` : comparison.kind;
}

/** Predictions of a file by row id. */
async function predictionsOf(files: Files, place = ".mlops/p"): Promise<Map<string, string>> {
  const lines = (await files.read(`${place}/evidence/predictions.csv`)).trim().split("\n");
  const names = lines[0]!.split(",");
  return new Map(
    lines.slice(1).map((line) => {
      const cells = line.split(",");
      return [cells[0]!, cells[names.indexOf("predicted")]!];
    }),
  );
}

const all = range(0, 400);
const earlier = await trained(dataOf(all));

describe("a model and its champion are compared", () => {
  test("on the rows that both were tested on, in whatever order the data came", async () => {
    const today = await trained(dataOf(all.toReversed()));
    const { kind, rows, notes } = await judged(await kept(today, earlier));
    expect({ kind, notes }).toEqual({ kind: "same rows", notes: [] });
    const before = await predictionsOf(earlier);
    expect(rows.ids?.map((id) => Number(before.get(id)))).toEqual([...rows.evaluation.champion!.predicted]);
    const now = await predictionsOf(today);
    expect(rows.ids?.map((id) => Number(now.get(id)))).toEqual([...rows.evaluation.challenger.predicted]);
    expect(rows.table.columns.find(({ name }) => name === "kind")).toBeDefined();
  });

  test.each<[string, number[]]>([
    ["appended", range(0, 600)],
    ["deleted", range(0, 300)],
    ["appended, deleted and shuffled", range(100, 500).toReversed()],
  ])("on all of today's test rows where rows were %s", async (_, rows) => {
    const files = await kept(await trained(dataOf(rows)), earlier);
    const found = await judged(files);
    expect(found.kind).toBe("evaluated again");
    expect(found.rows.leftOut.challenger).toBe(0);
    // What it says again of the rows that it was tested on is what it said.
    const before = await predictionsOf(earlier);
    const shared = found.rows.ids!.flatMap((id, index) => (before.has(id) ? [[id, index] as const] : []));
    expect(shared.length).toBeGreaterThan(20);
    for (const [id, index] of shared)
      expect(found.rows.evaluation.champion!.predicted[index]).toBeCloseTo(Number(before.get(id)), 9);
    expect(found.rows.ids).toHaveLength((await predictionsOf(files)).size);
  });

  test("again where labels were mended", async () => {
    const today = await trained(dataOf(all, range(0, 100)));
    const found = await judged(await kept(today, earlier));
    expect(found).toMatchObject({ kind: "evaluated again", rows: { leftOut: { challenger: 0 } } });
    const without = await judged(await kept(today, earlier, /^model/));
    expect(without).toMatchObject({ kind: "shared rows", rows: { leftOut: { challenger: 0, champion: 0 } } });
    expect(without.rows.leftOut.relabelled).toBeGreaterThan(5);
    expect(without.notes[0]).toMatch(/ rows are of another actual value.*its model is not there/);
  });

  test("only on rows that the champion was not trained on, where the seed is another", async () => {
    const today = await trained(dataOf(all), configOf().replace("seed: 1", "seed: 2"));
    const files = await kept(today, earlier);
    const found = await judged(files, { minRows: 5 });
    const [before, now] = [await predictionsOf(earlier), await predictionsOf(today)];
    expect(found.kind).toBe("evaluated again");
    expect(new Set(found.rows.ids)).toEqual(new Set([...now.keys()].filter((id) => before.has(id))));
    expect(found.notes[0]).toMatch(
      new RegExp(`${now.size - found.rows.ids!.length} rows that it was trained on`),
    );
    expect(await refusal(files, { minRows: 50 })).toMatch(
      /it was not trained on \d+, and at least 50 are needed/,
    );
    expect(await refusal(files, { minRows: 50, baseline: "kept/evidence" })).toContain("at least 50");
  });

  test("on the rows that both have where the model is gone; refused where they are too few", async () => {
    const today = await trained(dataOf(range(100, 500)));
    const files = await kept(today, earlier, /^model/);
    const { kind, rows, notes } = await judged(files);
    expect(kind).toBe("shared rows");
    expect(notes[0]).toMatch(/rows are new, \d+ rows are gone\. .*its model is not there/);
    expect(rows.leftOut.challenger).toBeGreaterThan(5);
    expect(await refusal(files, { minRows: 100 })).toMatch(/only \d+ rows are left.*its model is not there/);
    await files.remove("data.csv");
    const whole = await kept(today, earlier);
    await whole.remove("data.csv");
    expect((await judged(whole)).notes[0]).toMatch(/Cannot (read|find).*data\.csv/);
  });

  test("by metrics alone where there is nothing else, and with the reason", async () => {
    const files = await kept(earlier, earlier, /^(model|evidence\/predictions)/);
    const bare = (await compare(files)).comparison;
    expect(bare).toMatchObject({ kind: "metrics", why: expect.stringContaining("has no predictions") });
    await files.write("old.json", '{ "r2": 0.5 }');
    expect((await compare(files, { baseline: "old.json" })).comparison).toMatchObject({ kind: "metrics" });
    await files.write("own.csv", "actual,predicted\n1.5,2\n2,2.5\n");
    const own = await compare(files, { predictions: "own.csv" });
    expect(own.comparison).toMatchObject({ kind: "metrics", why: "the predictions have no row_id" });
  });

  test("refused where the champion is of another task, or of other classes", async () => {
    const classes = await trained(dataOf(all), configOf({ target: "kind" }));
    expect(await refusal(await kept(classes, earlier))).toContain(
      "it is of a regression, and what is judged of a classification",
    );
    const renamed = await trained(dataOf(all).replaceAll(",b,", ",c,"), configOf({ target: "kind" }));
    expect(await refusal(await kept(renamed, classes))).toContain("its 2 classes are not the 2");
  });

  test("with the scores of classes, again", async () => {
    const config = configOf({ target: "kind", data: ", positive: b" });
    const before = await trained(dataOf(all), config);
    const today = await trained(dataOf(range(0, 500)), config);
    const { rows, kind } = await judged(await kept(today, before));
    expect(kind).toBe("evaluated again");
    const { classes, positive, champion } = rows.evaluation;
    expect({ classes, positive }).toEqual({ classes: ["a", "b"], positive: 1 });
    const told = await predictionsOf(before);
    for (const [index, id] of rows.ids!.entries())
      if (told.has(id)) expect(classes[champion!.predicted[index]!]).toBe(told.get(id));
    expect(champion!.scores).toHaveLength(2 * rows.evaluation.rows);
  });
});

describe("rows that a champion saw are told by", () => {
  const cases: [string, { split?: string; target?: string }, (index: number) => string][] = [
    ["their group", { split: ", group: patient" }, (index) => `g${Math.floor(index / 4)}`],
    ["the moment of the cut", { split: ", time: day" }, String],
    ["a file, where classes keep their shares", { split: ", stratify: true", target: "kind" }, String],
    ["a file, where a column divides them", { split: ", column: part" }, String],
  ];
  test.each(cases)("%s", async (_, { split = "", target = "y" }, unitOf) => {
    const config = configOf({ split, target });
    const before = await trained(dataOf(all), config);
    const manifest = JSON.parse(await before.read(".mlops/p/evidence/manifest.json"));
    const isTold = await before.exists(".mlops/p/evidence/training-rows.bin");
    expect(manifest.digests.training_rows !== undefined).toBe(isTold);
    // Other rows are tested today: by another rule, and with new rows.
    const today = await trained(dataOf(range(50, 600)), configOf({ target }).replace("seed: 1", "seed: 7"));
    const found = await judged(await kept(today, before), { minRows: 5 });
    expect(found.kind).toBe("evaluated again");
    expect(found.rows.leftOut.challenger).toBeGreaterThan(5);
    const numbers = (await before.read(".mlops/p/evidence/predictions.csv")).trim().split("\n").slice(1);
    const tested = new Set(numbers.map((line) => Number(line.split(",")[1]) - 1));
    const seen = new Set(all.filter((row) => !tested.has(row)).map(unitOf));
    const lines = (await today.read(".mlops/p/evidence/predictions.csv")).trim().split("\n").slice(1);
    const rowOfId = new Map(lines.map((line) => [line.split(",")[0], 49 + Number(line.split(",")[1])]));
    for (const id of found.rows.ids!) expect(seen).not.toContain(unitOf(rowOfId.get(id)!));
  });

  test("a file, where they came as sets", async () => {
    const sets = (train: number[], test: number[]) => ({
      "train.csv": dataOf(train),
      "test.csv": dataOf(test),
      "mlops.yml": configOf().replace(
        /data: .*/,
        "data: { target: y, key: [id], sets: { train: train.csv, test: test.csv } }",
      ),
    });
    const trainOn = async (files: Record<string, string>): Promise<Files> =>
      (await runAction(train, { files })).files;
    const before = await trainOn(sets(range(0, 300), range(300, 400)));
    const today = await trainOn(sets(range(350, 500), [...range(250, 350), ...range(500, 550)]));
    const { rows, kind, notes } = await judged(await kept(today, before));
    expect(kind).toBe("evaluated again");
    expect(rows).toMatchObject({ evaluation: { rows: 100 }, leftOut: { challenger: 50 } });
    expect(notes[0]).toContain("evaluated again on 100 of them. 50 rows that it was trained on are left out");
    const overlap = await trainOn(sets(range(0, 300), range(290, 400)));
    expect((await compare(await kept(overlap, before))).challenger).toMatchObject({
      refused: expect.stringContaining("10 rows of 110 are some that the model was trained on"),
      hint: expect.stringContaining("data.key"),
    });
  });

  test("nothing, where the file is not there: then the rows that both have count", async () => {
    const config = configOf({ split: ", column: part" });
    const before = await trained(dataOf(all), config);
    const today = await trained(dataOf(range(0, 500)), config);
    const files = await kept(today, before, /training-rows/);
    expect((await judged(files)).notes[0]).toContain("nothing tells which rows it was trained on");
    await files.write("kept/evidence/training-rows.bin", new Uint8Array(8));
    await expect(compare(files)).rejects.toThrow("training-rows.bin is not the one that its manifest");
  });
});

describe("the model that is judged", () => {
  test("is refused where its file changed, or has rows that it was trained on", async () => {
    const files = await kept(earlier, earlier);
    const file = ".mlops/p/evidence/predictions.csv";
    const text = await files.read(file);
    await files.write(file, text.replace(",a\n", ",b\n"));
    expect((await compare(files)).challenger).toMatchObject({
      refused: expect.stringContaining("not the file"),
    });
    await files.write(file, text);
    const place = ".mlops/p/evidence/manifest.json";
    await files.write(
      place,
      (await files.read(place)).replace('"seed": 1,\n  "stratify"', '"seed": 9,\n  "stratify"'),
    );
    expect((await compare(files)).challenger).toMatchObject({
      refused: expect.stringMatching(/\d+ rows of \d+ are some that the model was trained on/),
    });
  });

  test.each([", group: patient", ", time: day", ", column: part"])(
    "is judged on its own test rows, however they were divided: %s",
    async (split) => {
      const today = await trained(dataOf(all), configOf({ split }));
      const { challenger } = await compare(await kept(today, today));
      if (challenger === undefined || isRefusal(challenger)) throw new Error(JSON.stringify(challenger));
      expect(challenger.rows.evaluation.groups === undefined).toBe(!split.includes("group"));
      expect(challenger.rows.evaluation.time === undefined).toBe(!split.includes("time"));
    },
  );

  test("is judged by a file of its predictions alone", async () => {
    const files = await kept(earlier, earlier);
    await files.write("own.csv", "y_true,y_pred,my_loss\n1.5,2,0.5\n2,2.5,0.25\n");
    const { challenger } = await compare(files, { predictions: "own.csv" });
    if (challenger === undefined || isRefusal(challenger)) throw new Error(JSON.stringify(challenger));
    expect(challenger.manifest).toBeUndefined();
    expect([...challenger.rows.evaluation.challenger.numbers.keys()]).toEqual(["my_loss"]);
  });
});
