import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { divideTable } from "../../src/actions/divide-table.ts";
import { loadProject } from "../../src/actions/project.ts";
import { readData } from "../../src/actions/read-data.ts";
import { streamData } from "../../src/actions/stream-data.ts";
import { divideStream, streamedSets } from "../../src/actions/stream-overlap.ts";
import { findUnmatched, indexKeys, keyKindOf } from "../../src/checks/find-unmatched.ts";
import { judgeChecks } from "../../src/checks/judge-checks.ts";
import { deriveColumns } from "../../src/expression/derive-columns.ts";
import { hashKeys } from "../../src/parts/row-keys.ts";
import { hashText } from "../../src/profile/hash-texts.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { assetUrl } from "../../src/runner/asset-url.ts";
import { createFiles } from "../../src/services/files.ts";
import { memoryLog } from "../../src/services/log.ts";
import { createScratch, type Scratch } from "../../src/services/scratch.ts";
import { createWorkers, type Workers } from "../../src/services/workers.ts";
import type { Table } from "../../src/tables/table.ts";
import { readText } from "../tables/read-text.ts";

let folder = "";
let workers: Workers;
let scratch: Scratch;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-keys-"));
  workers = createWorkers(assetUrl("worker"));
  scratch = createScratch(path.join(folder, "scratch"));
});
afterAll(async () => {
  await workers.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A text part by part and in memory, as the data of a project. */
async function readBoth(text: string, config: string, name = "data.csv") {
  writeFileSync(path.join(folder, name), text);
  writeFileSync(path.join(folder, "mlops.yml"), `version: 1\n${config}`);
  const files = createFiles({ root: folder, contained: true });
  const project = await loadProject(files, { config: "mlops.yml", "working-directory": "." });
  const none = () => Promise.reject(new Error("nothing is fetched"));
  const context = {
    ...{ files, project, scratch, workers, log: memoryLog(), signal: new AbortController().signal },
    remote: { fetch: none, list: none },
  };
  const streamed = await streamData(context, name, { partBytes: 3000, leastBytes: 0 });
  if (streamed === undefined) throw new Error("not streamed");
  const raw = await readData(files, name);
  const whole = deriveColumns(raw, project.config.data.derive ?? {});
  return { context, streamed, raw, whole, profile: profileTable(raw) };
}

const rows = Array.from({ length: 900 }, (_, i) => {
  const day = `2026-0${1 + (i % 9)}-${10 + ((i * 7) % 18)}`;
  return `${i},g${(i * 7) % 40},${i % 50 === 3 ? "" : i % 23},${i % 11},${i % 5 === 0 ? "" : day},${i % 3 === 0},${["train", "test", "validation"][i % 3]}`;
});
const csv = `id,shop,size,price,day,flag,part\n${rows.join("\n")}\n`;
const checks = `
checks:
  - { overlap: { max: 0 } }
  - { overlap: { max: 50% }, severity: warning }
  - { column: shop, overlap: { max: 1 } }
  - { column: size, overlap: { max: 1 } }
  - { column: day, time_overlap: { max: 0 } }
`;

test.each([
  "seed: 3",
  "seed: 3, group: shop",
  "seed: 3, group: day",
  "stratify: true",
  "time: day",
  "time: day, test: 0.4",
  "column: part",
])("what the parts of a split share is the same part by part as in memory: { %s }", async (split) => {
  const config = `data: { path: data.csv, target: flag, key: [id], split: { ${split} }, derive: { rate: price / size } }${checks}`;
  const { context, streamed, raw, whole, profile } = await readBoth(csv, config);
  const { project } = context;
  const options = { placeOf: project.place, target: "flag", key: ["id"] };
  const { train, test: tested } = divideTable(raw, whole, project);
  const expected = await judgeChecks(whole, profile, project.config.checks, {
    ...options,
    parts: { train: { table: whole, rows: train }, test: { table: whole, rows: tested } },
  });
  const parts = await divideStream(context, streamed.table);
  const outcomes = await judgeChecks(streamed.table, profile, project.config.checks, { ...options, parts });
  expect(outcomes).toEqual(expected);
  expect(expected.filter(({ failed }) => failed > 0).length).toBeGreaterThan(1);
  expect(readdirSync(path.join(folder, "scratch"))).toEqual([]);
});

test("what two sets share is the same part by part as in memory", async () => {
  const config = `data: { sets: { train: train.csv, test: test.csv }, target: flag }${checks}`;
  writeFileSync(path.join(folder, "test.csv"), csv);
  const train = await readBoth(
    `id,shop,size,price,day,flag,part\n${rows.slice(100, 500).join("\n")}\n`,
    config,
    "train.csv",
  );
  const tested = await readBoth(
    `id,shop,size,price,day,flag,part\n${rows.slice(400).join("\n")}\n`,
    config,
    "test.csv",
  );
  const { project } = tested.context;
  const all = ({ rows: count }: Table) => Uint32Array.from({ length: count }, (_, row) => row);
  const expected = await judgeChecks(tested.whole, tested.profile, project.config.checks, {
    target: "flag",
    parts: {
      train: { table: train.whole, rows: all(train.whole) },
      test: { table: tested.whole, rows: all(tested.whole) },
    },
  });
  expect(expected[0]).toMatchObject({ failed: 100, considered: 500 });
  for (const [first, second] of [
    [train.streamed.table, tested.streamed.table],
    [train.whole, tested.streamed.table],
  ] as const) {
    const parts = await streamedSets(tested.context, first, second);
    const outcomes = await judgeChecks(second, tested.profile, project.config.checks, {
      target: "flag",
      parts,
    });
    expect(outcomes).toEqual(expected);
  }
});

test("a column to split by that is not there, or has no dates, is said as in memory", async () => {
  for (const [split, message] of [
    ["group: shops", 'no column "shops"'],
    ["time: price", "is a column of type integer"],
  ] as const) {
    const { context, streamed } = await readBoth(csv, `data: { path: data.csv, split: { ${split} } }\n`);
    await expect(divideStream(context, streamed.table)).rejects.toThrow(message);
  }
});

test("keys are found in tables of which either is read part by part", async () => {
  const others = `code,name,at\n${rows.map((_, i) => `${i % 2 ? i : `0${i}`},g${i % 38},2026-0${1 + (i % 9)}-11`).join("\n")}\n`;
  const asked = [
    "{ column: id, references: { set: others, column: code } }",
    "{ column: shop, references: { set: others, column: name } }",
    "{ column: shop, references: { set: others, column: name }, where: size > 20 }",
    "{ column: day, references: { set: others, column: at }, max_failed: 90% }",
    "{ column: size, references: { column: price } }",
    "{ references: { columns: { size: price, shop: shop } } }",
    "{ references: { set: others, columns: { shop: name, day: at } } }",
  ];
  const config = `data: { path: data.csv }\nchecks:\n${asked.map((each) => `  - ${each}\n`).join("")}`;
  const reference = await readBoth(others, "data: { path: others.csv }\n", "others.csv");
  const { context, streamed, whole, profile } = await readBoth(csv, config);
  const list = context.project.config.checks;
  const judge = (table: Table, set: Table) => judgeChecks(table, profile, list, { loadSet: async () => set });
  const expected = await judge(whole, reference.whole);
  expect(expected.map(({ failed }) => failed > 0)).toEqual(asked.map(() => true));
  expect(await judge(streamed.table, reference.streamed.table)).toEqual(expected);
  expect(await judge(streamed.table, reference.whole)).toEqual(expected);
  expect(await judge(whole, reference.streamed.table)).toEqual(expected);
  expect(readdirSync(path.join(folder, "scratch"))).toEqual([]);
});

test("texts whose plain 64 bits are the same are different keys", async () => {
  const [one, other] = ["UVjcA5X5", "CFN6iy3U"] as const;
  expect(hashText(one)).toEqual(hashText(other));
  const asked = [
    "{ column: a, references: { column: b } }",
    "{ references: { columns: { a: b, n: n } } }",
    "{ column: a, references: { set: others, column: k } }",
    "{ column: a, references: { set: others, column: m } }",
  ];
  const config = `data: { path: data.csv }\nchecks:\n${asked.map((each) => `  - ${each}\n`).join("")}`;
  const reference = await readBoth(`k,m\n${one},5\nx,6\n`, "data: { path: others.csv }\n", "others.csv");
  const { context, streamed, profile } = await readBoth(`a,b,n\n${other},${one},1\n`, config);
  const loadSet = async () => reference.streamed.table;
  const outcomes = await judgeChecks(streamed.table, profile, context.project.config.checks, { loadSet });
  expect(outcomes.map(({ failed }) => failed)).toEqual([1, 1, 1, 1]);
});

test("hashes of keys are equal where the keys are, whatever their types", async () => {
  const cell = fc.constantFrom(
    "1",
    "01",
    "1.0",
    "0",
    "-0",
    "true",
    "false",
    "x",
    "",
    "2026-01-01",
    "2026-01-01T00:00:00Z",
    "1e400",
    "0.5",
    "number 1",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(cell, { minLength: 1, maxLength: 6 }),
      fc.array(cell, { minLength: 1, maxLength: 6 }),
      async (own, others) => {
        const [table, reference] = [
          await readText(`k,n\n${own.map((each) => `${each},1`).join("\n")}\n`),
          await readText(`k,n\n${others.map((each) => `${each},1`).join("\n")}\n`),
        ];
        const [a, b] = [table.columns[0]!, reference.columns[0]!];
        const key = scratch.key;
        const place = {};
        const known = hashKeys(reference, {
          kind: "keys",
          columns: [{ name: "k", other: keyKindOf(a) }],
          where: undefined,
          ...{ place, key },
        });
        const asked = hashKeys(table, {
          kind: "keys",
          columns: [{ name: "k", other: keyKindOf(b) }],
          where: undefined,
          ...{ place, key },
        });
        const there = new Set(
          [...known.high.keys()]
            .filter((row) => known.state[row] === 1)
            .map((row) => `${known.high[row]} ${known.low[row]}`),
        );
        const present = [...asked.high.keys()].filter((row) => asked.state[row] === 1);
        const missed = present.filter((row) => !there.has(`${asked.high[row]} ${asked.low[row]}`));
        const { considered, failed, first } = findUnmatched(indexKeys([b], [a]), [a]);
        expect([present.length, missed.length, missed]).toEqual([considered, failed, first]);
      },
    ),
    { numRuns: 300 },
  );
});
