import { expect, test } from "vitest";
import { readPartitions } from "../../src/tables/partitions.ts";

// What DuckDB 2.0.0 and pyarrow 26.0.1 read from the same folders; where they differ, the comment says so.
test.each([
  ["k=__HIVE_DEFAULT_PARTITION__", { k: undefined }],
  ["k=a%20b%2Fc", { k: "a b/c" }],
  ["k=x+y", { k: "x+y" }],
  ["k=50%", { k: "50%" }],
  ["k=%2", { k: "%2" }],
  ["k=NULL", { k: "NULL" }],
  ["k=01", { k: "01" }],
  ["k", {}],
  // pyarrow takes it for a column without a name, DuckDB for no partition.
  ["=3", {}],
  // DuckDB takes it for no partition.
  ["k=a=b", { k: "a=b" }],
  // DuckDB leaves the key's encoding as it is.
  ["K%20y=1", { "K y": "1" }],
  // Both read an empty text, which is missing in all our data.
  ["k=", { k: undefined }],
])("%s", (folder, partitions) => {
  expect(Object.fromEntries(readPartitions(["data", folder], "p.csv"))).toEqual(partitions);
});

test("keys keep the folders' order", () => {
  expect([...readPartitions(["b=1", "x", "a=2"], "p.csv")]).toEqual([
    ["b", "1"],
    ["a", "2"],
  ]);
});

test("refuses what is no UTF-8, as both do, and a key that stands twice", () => {
  expect(() => readPartitions(["k=%FF"], "k=%FF/p.csv")).toThrow(/not UTF-8/);
  expect(() => readPartitions(["k=1", "j=2", "k=3"], "p.csv")).toThrow(/two of its folders are named "k="/);
});
