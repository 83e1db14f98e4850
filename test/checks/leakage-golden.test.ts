import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { scoreAlone } from "../../src/checks/score-alone.ts";
import { findColumn, type Table } from "../../src/tables/table.ts";
import { takeRows } from "../../src/tables/take-rows.ts";
import { readText } from "../tables/read-text.ts";

interface Scores {
  file: string;
  target: string;
  scores: Record<string, number>;
}
const golden: { scores: Scores[] } = JSON.parse(
  readFileSync(new URL("../golden/leakage.json", import.meta.url), "utf8"),
);
const samples = new URL("../../node_modules/@observablehq/sample-datasets/", import.meta.url);

/** The rows that have a target. */
function known(table: Table, name: string): Table {
  const column = findColumn(table, name)!;
  const isThere = (row: number): boolean =>
    column.kind === "text" ? column.codes[row]! >= 0 : !Number.isNaN(column.values[row]);
  return takeRows(table, Uint32Array.from({ length: table.rows }, (_, row) => row).filter(isThere));
}

/** 344 penguins leave scores more to chance than 53,940 diamonds do; the trees cut their bins themselves. */
const tolerances: Record<string, number> = { "penguins.csv": 0.12, "diamonds.csv": 0.01 };

test.each(golden.scores.map((each) => [`${each.file} ${each.target}`, each] as const))(
  "each column alone predicts %s as well as scikit-learn's tree of it does",
  async (_name, { file, target, scores }) => {
    const table = known(await readText(readFileSync(new URL(file, samples))), target);
    for (const [name, score] of Object.entries(scores)) {
      const found = scoreAlone(findColumn(table, name)!, findColumn(table, target)!);
      expect(Math.abs(found - score), `${name}: ${found} and ${score}`).toBeLessThan(tolerances[file]!);
    }
  },
);
