import fc from "fast-check";
import { expect, test } from "vitest";
import { parseHistory, renderHistory } from "../../src/history/entry.ts";
import { mergeHistories, mostEntries } from "../../src/history/merge-histories.ts";
import { arbitraryEntry, entryOf } from "./arbitrary-entry.ts";

const histories = fc.array(arbitraryEntry, { maxLength: 40 });

test("merging is commutative, associative and idempotent", () => {
  fc.assert(
    fc.property(histories, histories, histories, (a, b, c) => {
      const all = mergeHistories(a, b, c);
      expect(mergeHistories(c, b, a)).toEqual(all);
      expect(mergeHistories(mergeHistories(a, b), c)).toEqual(all);
      expect(mergeHistories(a, mergeHistories(b, c))).toEqual(all);
      expect(mergeHistories(all, all, a)).toEqual(all);
    }),
  );
});

test("it is so also where the oldest runs are forgotten", () => {
  const many = (from: number, count: number, attempt: number) =>
    Array.from({ length: count }, (_, index) => entryOf(from + index, attempt / 10, { attempt }));
  const [a, b, c] = [many(1, 900, 1), many(500, 900, 2), many(300, 1_300, 3)];
  const all = mergeHistories(a, b, c);
  expect(all).toHaveLength(mostEntries);
  expect(mergeHistories(mergeHistories(a, b), c)).toEqual(all);
  expect(mergeHistories(mergeHistories(c, a), b)).toEqual(all);
  expect([all[0]?.run, all.at(-1)?.run]).toEqual(["600", "1599"]);
});

test("no run is lost, and each has its latest attempt", () => {
  fc.assert(
    fc.property(histories, histories, (a, b) => {
      const key = ({ run, job }: { run: string; job?: string }) => `${run} ${job}`;
      const merged = mergeHistories(a, b);
      expect(new Set(merged.map(key))).toEqual(new Set([...a, ...b].map(key)));
      expect(merged).toHaveLength(new Set(merged.map(key)).size);
      for (const entry of merged)
        expect(entry.attempt).toBe(
          Math.max(...[...a, ...b].filter((each) => key(each) === key(entry)).map(({ attempt }) => attempt)),
        );
    }),
  );
});

test("runs stand in the order of their ids, however long these are", () => {
  const runs = ["9", "10", "18446744073709551615", "2"].map((run) => entryOf(1, 0.5, { run }));
  expect(mergeHistories(runs).map(({ run }) => run)).toEqual(["2", "9", "10", "18446744073709551615"]);
});

test("what is written is read again", () => {
  fc.assert(
    fc.property(histories, (entries) => {
      const { entries: read, refused } = parseHistory(renderHistory(entries), "houses");
      expect(refused).toBe(0);
      expect(read).toEqual(JSON.parse(JSON.stringify(entries)));
    }),
  );
});

const line = JSON.stringify(entryOf(7, 0.8));
test.each([
  ["no JSON", "{"],
  ["no object", "[1]"],
  ["another schema", line.replace("history@1", "history@2")],
  ["another project", line.replace('"houses"', '"churn"')],
  ["a path for a name", line.replace('"houses"', '"../houses"')],
  ["markup for a commit", line.replace(/"commit":"[^"]*"/, '"commit":"@team <img src=x>"')],
  ["a run that is no number", line.replace('"run":"7"', '"run":"7; rm"')],
  ["infinity", line.replace("0.8", "1e999")],
  ["a verdict that is none", line.replace('"pass"', '"great"')],
  ["a year that is none", line.replace("2026", "+999999")],
  [
    "too many metrics",
    line.replace(
      /"metrics":.*/,
      `"metrics":[${'{"name":"a","value":1},'.repeat(16)}{"name":"b","value":1}]}`,
    ),
  ],
  ["a line without an end", `${line.slice(0, -1)},"x":"${"x".repeat(9_000)}"}`],
])("a line with %s is left out and counted", (_, hostile) => {
  const good = entryOf(8, 0.9);
  const text = `${hostile}\n\n${JSON.stringify(good)}\r\n`;
  expect(parseHistory(text, "houses")).toEqual({ entries: [good], refused: 1 });
});

test("keys that are not known are dropped, prototypes with them", () => {
  const { entries } = parseHistory(
    line.replace("{", '{"__proto__":{"polluted":1},"constructor":2,'),
    "houses",
  );
  expect(entries).toEqual([entryOf(7, 0.8)]);
  expect(Object.keys(entries[0] ?? {})).not.toContain("__proto__");
});
