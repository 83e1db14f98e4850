import fc from "fast-check";
import { expect, test } from "vitest";
import { type ColumnDrift, compareColumn } from "../../src/drift/compare-column.ts";
import { type DriftOptions, driftMethods } from "../../src/drift/drift-method.ts";
import type { Reference } from "../../src/drift/reference.ts";
import { profileTable } from "../../src/profile/profile-table.ts";
import { psi } from "../../src/statistics/divergence.ts";
import type { Table } from "../../src/tables/table.ts";
import { makeValues, uniforms } from "../statistics/make-values.ts";
import { readText } from "../tables/read-text.ts";

const options: DriftOptions = { method: "psi", max: 0.1, alpha: 0.05, min_rows: 30 };

async function tableOf(cells: Iterable<string | number>): Promise<Table> {
  return readText(`a,b\n${[...cells].map((cell) => `${cell},1\n`).join("")}`);
}

async function asRows(cells: Iterable<string | number>): Promise<Reference> {
  const table = await tableOf(cells);
  return { source: "before.csv", rows: table.rows, table };
}

async function asProfile(cells: Iterable<string | number>): Promise<Reference> {
  const table = await tableOf(cells);
  return { source: "before.json", rows: table.rows, profile: profileTable(table) };
}

async function compare(
  reference: Reference,
  cells: Iterable<string | number>,
  changes: Partial<DriftOptions> = {},
): Promise<ColumnDrift> {
  const table = await tableOf(cells);
  const found = compareColumn(table.columns[0]!, reference, { ...options, ...changes });
  if (typeof found === "string") throw new Error(found);
  return found;
}

const before = makeValues(["normal", 1, 500, 1, 0]);
const after = makeValues(["normal", 2, 400, 1.2, 0.3]);

test.each([
  ["psi", 0.17762609525218995],
  ["kl_divergence", 0.07415632720988277],
  ["jensen_shannon", 0.1447770421751976],
  ["kolmogorov_smirnov", 0.171],
  ["wasserstein", 0.3761061480006927],
] as const)("%s of a column as scipy's and Evidently's", async (method, effect) => {
  const found = await compare(await asRows(before), after, { method });
  expect(found.effect).toBeCloseTo(effect, 12);
  expect(found).toMatchObject({ isLarge: effect > 0.1, missing: { reference: 0, current: 0 } });
  expect(found.p).toBeLessThan(0.005);
});

test("the same rows in another order have not changed, by any method", async () => {
  for (const method of driftMethods) {
    const found = await compare(await asRows(before), before.toReversed(), { method });
    expect(found.isLarge, method).toBe(false);
    if (found.p !== undefined) expect(found.p, method).toBe(1);
  }
});

test("missing cells are a bin of their own", async () => {
  const cells = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? "" : i % 7));
  const found = await compare(await asRows(cells.map((cell) => (cell === "" ? 3 : cell))), cells);
  expect(found.missing).toEqual({ reference: 0, current: 1 / 3 });
  expect(found.isLarge).toBe(true);
  const gone = await compare(
    await asRows(before),
    Array.from(before, () => ""),
  );
  expect(gone).toMatchObject({ isLarge: true, missing: { current: 1 }, p: 0.0001 });
});

test("very many different texts are no distribution", async () => {
  const texts = Array.from({ length: 30_000 }, (_, i) => (i % 10 === 0 ? "" : `t${i}`));
  const reference = await asRows(texts);
  const [column] = (await tableOf(texts.map((text) => `${text}x`))).columns;
  expect(compareColumn(column!, reference, options)).toMatch(
    /^it has 5\d,\d{3} different values, too many to be a distribution$/,
  );
});

test("new texts are counted, whatever their share", async () => {
  const found = await compare(
    await asRows(Array.from({ length: 400 }, (_, i) => `k${i % 4}`)),
    Array.from({ length: 400 }, (_, i) => (i % 200 === 0 ? `new${i}` : `k${i % 4}`)),
  );
  expect(found).toMatchObject({ isLarge: false, added: { texts: 2, share: 2 / 400 } });
});

test("a profile in place of the rows: numbers by its histogram, texts by its frequent values", async () => {
  const profile = await asProfile(before);
  const found = await compare(profile, after);
  const { histogram } = "profile" in profile ? profile.profile.columns[0]! : {};
  const counts = histogram!.counts.map(() => 0);
  for (const value of after) {
    const bin = histogram!.edges.findLastIndex((edge) => edge <= value);
    counts[Math.min(Math.max(0, bin), counts.length - 1)]!++;
  }
  expect(found.effect).toBeCloseTo(psi(histogram!.counts, counts), 12);
  expect(found.isLarge).toBe(true);
  expect((await compare(profile, before)).effect).toBe(0);
  const texts = Array.from({ length: 300 }, (_, i) => `k${i % 5}`);
  expect((await compare(await asProfile(texts), texts)).effect).toBe(0);
  const others = texts.map((text) => (text === "k4" ? "k5" : text));
  expect(await compare(await asProfile(texts), others)).toMatchObject({ isLarge: true, p: 0.0001 });
  const yes = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? "true" : "false"));
  expect((await compare(await asProfile(yes), yes)).effect).toBe(0);
});

test("what cannot be compared says why", async () => {
  const table = await tableOf(before);
  const [a, b] = [table.columns[0]!, table.columns[1]!];
  const words = async (reference: Promise<Reference>, changes: Partial<DriftOptions> = {}, column = a) =>
    compareColumn(column, await reference, { ...options, ...changes });
  expect(await words(asRows(before.slice(0, 20)))).toBe("there are 20 rows, fewer than 30");
  expect(await words(asRows(before), {}, { ...b, name: "c" })).toBe("the reference has no such column");
  expect(await words(asRows(Array.from(before, (_, i) => `t${i % 3}`)))).toBe(
    "it has numbers on one side and texts on the other",
  );
  expect(await words(asProfile(before), { method: "wasserstein" })).toMatch(/only a profile/);
  const texts = await tableOf(Array.from(before, (_, i) => `t${i % 3}`));
  expect(
    compareColumn(
      texts.columns[0]!,
      { source: "x", rows: 500, table: texts },
      {
        ...options,
        method: "kolmogorov_smirnov",
      },
    ),
  ).toBe("kolmogorov_smirnov is for numbers");
});

test("on samples that are alike, PSI with its p-value is silent", async () => {
  let [above, drifted] = [0, 0];
  for (let seed = 1; seed <= 60; seed++) {
    const found = await compare(await asRows(uniforms(seed, 200)), uniforms(seed + 1000, 200));
    if (found.isLarge) above++;
    if (found.isLarge && (found.p ?? 1) <= 0.05) drifted++;
  }
  expect(above).toBeGreaterThan(3);
  expect(drifted).toBeLessThanOrEqual(6);
});

const cell = fc.oneof(
  fc.constantFrom("", "x", "y", "true", "NA", "inf", "2026-01-01", "1e300", "-1e300"),
  fc.integer({ min: -5, max: 50 }),
  fc.double({ noNaN: true }),
);
const cells = fc.array(cell, { minLength: 1, maxLength: 40 });

test("any two columns are compared or say why, in numbers and the same twice", async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(
      cells,
      cells,
      fc.constantFrom(...driftMethods),
      fc.boolean(),
      async (was, is, method, whole) => {
        const reference = whole ? await asRows(was) : await asProfile(was);
        const [column] = (await tableOf(is)).columns;
        const given = { ...options, method, min_rows: 1 };
        const found = compareColumn(column!, reference, given);
        expect(compareColumn(column!, reference, given)).toEqual(found);
        if (typeof found === "string") return;
        compared++;
        expect(found.effect).toBeGreaterThanOrEqual(-1e-9);
        expect(Number.isNaN(found.effect)).toBe(false);
        if (found.p !== undefined) expect(found.p >= 0 && found.p <= 1, `p ${found.p}`).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
  expect(compared).toBeGreaterThan(100);
});
