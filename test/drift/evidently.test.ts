import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { ColumnSample } from "../../src/drift/column-sample.ts";
import { evidentlyDrift } from "../../src/drift/evidently-drift.ts";
import { makeValues, type Recipe } from "../statistics/make-values.ts";

interface EvidentlyScore {
  reference: Recipe;
  current: Recipe;
  feature: "num" | "cat";
  method: string;
  score: number;
  drifted: boolean;
}
const golden: { evidently: EvidentlyScore[] } = JSON.parse(
  readFileSync(new URL("../golden/drift.json", import.meta.url), "utf8"),
);

function sampleOf(recipe: Recipe, feature: "num" | "cat"): ColumnSample {
  const values = makeValues(recipe);
  const rows = values.length;
  if (feature === "num") return { kind: "numbers", values, isInteger: recipe[0] === "floors", rows };
  const counts = new Map<string, number>();
  for (const value of values) counts.set(`k${value}`, (counts.get(`k${value}`) ?? 0) + 1);
  return { kind: "texts", counts, size: rows, rows };
}

test.each(
  golden.evidently.map(
    (each) => [JSON.stringify([each.feature, each.reference, each.current]), each] as const,
  ),
)("%s as Evidently 0.7.21", (_name, { reference, current, feature, method, score, drifted }) => {
  const found = evidentlyDrift(sampleOf(reference, feature), sampleOf(current, feature));
  expect({ test: found.test, isDrifted: found.isDrifted }).toEqual({ test: method, isDrifted: drifted });
  // Evidently takes its p-values of the Z test from 1, so that those below 1e-16 are 0.
  const scale = method === "z" ? 1e-3 : Math.max(score, 1e-290);
  expect(Math.abs(found.score - score) / scale, `${found.score} and ${score}`).toBeLessThan(5e-12);
  if (["wasserstein", "jensenshannon"].includes(method)) expect(found.effect).toBe(found.score);
});
