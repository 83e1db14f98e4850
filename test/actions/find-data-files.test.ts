import * as fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findDataFiles, isDataSet } from "../../src/actions/find-data-files.ts";
import { createFiles, type Files } from "../../src/services/files.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";

function filesOf(...paths: string[]): Files {
  return memoryFiles(Object.fromEntries(paths.map((each) => [each, "a\n1\n"])));
}

async function found(files: Files, pattern: string): Promise<string[]> {
  return (await findDataFiles(files, pattern)).map(({ source }) => source);
}

describe("findDataFiles", () => {
  const files = filesOf(
    "data/b.csv",
    "data/a.csv",
    "data/.hidden.csv",
    "data/_SUCCESS",
    "data/README.md",
    "data/sub/year=2024/c.csv.gz",
    "data/sub/_temporary/d.csv",
    "data/a-1.csv",
    "data/é.csv",
    "data/[x].csv",
  );

  test("a pattern, in the order of the paths' bytes", async () => {
    expect(await found(files, "data/*.csv")).toEqual([
      "data/[x].csv",
      "data/a-1.csv",
      "data/a.csv",
      "data/b.csv",
      "data/é.csv",
    ]);
    expect(await found(files, "data/**/*.csv{,.gz}")).toContain("data/sub/year=2024/c.csv.gz");
  });

  test("a folder means the data files below it", async () => {
    const all = await findDataFiles(files, "data/");
    expect(all.map(({ name }) => name)).toEqual([
      "[x].csv",
      "a-1.csv",
      "a.csv",
      "b.csv",
      "sub/year=2024/c.csv.gz",
      "é.csv",
    ]);
    expect(all.map(({ bytes }) => bytes)).toEqual([4, 4, 4, 4, 4, 4]);
    expect(Object.fromEntries(all[4]!.partitions)).toEqual({ year: "2024" });
  });

  test("partitions are the folders from the first wildcard on", async () => {
    const hive = filesOf("d/a=1/b=2/x.csv");
    const [at] = await findDataFiles(hive, "d/a=1/b=*/x.csv");
    expect([...at!.partitions]).toEqual([["b", "2"]]);
    const [below] = await findDataFiles(hive, "d/a=1");
    expect([...below!.partitions]).toEqual([["b", "2"]]);
  });

  test("what a path means: a file of that name comes first", async () => {
    expect(await isDataSet(files, "data/[x].csv")).toBe(false);
    expect(await isDataSet(files, "data/a.csv")).toBe(false);
    expect(await isDataSet(files, "data/none.csv")).toBe(false);
    expect(await isDataSet(files, "data")).toBe(true);
    expect(await isDataSet(files, "data/*.csv")).toBe(true);
  });

  test("a pattern at the top", async () => {
    expect(await found(filesOf("a.csv", "b/c.csv"), "*.csv")).toEqual(["a.csv"]);
    expect(await found(filesOf("a.csv", "b/c.csv"), ".")).toEqual(["a.csv", "b/c.csv"]);
  });

  test.each([
    ["data/*.tsv", /Cannot read "data\/\*\.tsv": no file matches it/],
    ["none/**", /no file matches it/],
    ["data/sub/_temporary/../../../none/*", /no file matches it/],
  ])("%s matches nothing", async (pattern, message) => {
    await expect(findDataFiles(files, pattern)).rejects.toThrow(message);
  });

  test("a folder without data files", async () => {
    await expect(findDataFiles(filesOf("data/part-0"), "data")).rejects.toThrow(
      /the folder holds no data files/,
    );
  });

  test.each([
    ["t/_delta_log/0.json", "t", /"t": it is a Delta Lake table/],
    ["t/_delta_log/0.json", "t/*.parquet", /Delta Lake/],
    ["t/_delta_log/0.json", "t/year=2024/*.parquet", /Delta Lake/],
    ["t/.hoodie/hoodie.properties", "t/**", /Hudi/],
    ["x/t/metadata/v1.metadata.json", "x", /"x\/t": it is an Iceberg table/],
    ["t/metadata/v1.metadata.json", "t/data/*.parquet", /Iceberg/],
  ])("refuses %s as %s", async (log, pattern, message) => {
    const table = filesOf(
      log,
      "t/data/a.parquet",
      "t/a.parquet",
      "t/year=2024/a.parquet",
      "x/t/data/a.parquet",
    );
    await expect(findDataFiles(table, pattern)).rejects.toThrow(message);
  });

  test.each([
    [["d/a.csv", "d/b.csv.dvc"], "d/*.csv", /b\.csv/],
    [["d/a.csv", "d/b.csv.dvc"], "d", /b\.csv/],
    [["d/a.csv", "d/sub.dvc"], "d", /d\/sub/],
    [["d.dvc"], "d/*.csv", /"d"/],
  ])("refuses what only DVC has: %s", async (paths, pattern, message) => {
    const failure = findDataFiles(filesOf(...paths), pattern);
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toMatchObject({ hint: expect.stringContaining("dvc pull") });
  });

  test("DVC's files beside their data are left out", async () => {
    const both = filesOf("d/a.csv", "d/a.csv.dvc", "d/model.pkl.dvc");
    expect(await found(both, "d/*.csv*")).toEqual(["d/a.csv"]);
    expect(await found(both, "d")).toEqual(["d/a.csv"]);
  });

  test("bounds the number of files", async () => {
    const many = filesOf(...Array.from({ length: 10_001 }, (_, i) => `d/${i}.csv`));
    await expect(findDataFiles(many, "d")).rejects.toThrow(/more than 10,000 files/);
  });
});

describe("on disk", () => {
  let root = "";
  beforeAll(async () => {
    root = await fs.mkdtemp(path.join(os.tmpdir(), "mlops-files-"));
    for (const folder of ["w/real", "w/data", "w/loop", "outside"])
      await fs.mkdir(path.join(root, folder), { recursive: true });
    for (const file of ["w/real/a.csv", "outside/secret.csv"])
      await fs.writeFile(path.join(root, file), "a\n1\n");
    await fs.symlink("../../outside/secret.csv", path.join(root, "w/data/out.csv"));
    await fs.symlink("../real", path.join(root, "w/data/linked"));
    await fs.symlink("../real/a.csv", path.join(root, "w/data/in.csv"));
    await fs.symlink("../loop", path.join(root, "w/loop/again"));
    await fs.symlink("../outside", path.join(root, "w/away"));
  });
  afterAll(() => fs.rm(root, { recursive: true }));
  const contained = (): Files => createFiles({ root: path.join(root, "w"), contained: true });

  test("refuses links and paths that lead out", async () => {
    await expect(findDataFiles(contained(), "data/*.csv")).rejects.toThrow(/"data\/out\.csv".*outside/);
    await expect(findDataFiles(contained(), "away")).rejects.toThrow(/outside/);
    await expect(findDataFiles(contained(), "../outside/*.csv")).rejects.toThrow(/outside/);
  });

  test("reads linked files, follows no linked folders", async () => {
    expect(await found(contained(), "data/i*.csv")).toEqual(["data/in.csv"]);
    await expect(findDataFiles(contained(), "loop")).rejects.toThrow(/"loop\/again": it is neither/);
    await expect(findDataFiles(contained(), "data/l*")).rejects.toThrow(/"data\/linked": it is neither/);
  });
});
