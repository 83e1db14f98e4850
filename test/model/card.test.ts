import { describe, expect, test } from "vitest";
import type { TrainedManifest } from "../../src/evidence/manifest.ts";
import type { FeaturePlan } from "../../src/features/feature-plan.ts";
import { renderCard } from "../../src/model/card.ts";

const manifest: TrainedManifest = {
  schema: "mlops/manifest@1",
  name: "houses",
  task: "regression",
  target: "price",
  engine: "random-forest",
  params: { n_estimators: 275, max_depth: null },
  seed: 42,
  features: ["rooms", "kind", "day"],
  split: { rule: "hash", test: 0.2, seed: 42, stratify: false, key: [] },
  rows: { total: 1000, train: 850, test: 150 },
  digests: {
    data: "a".repeat(64),
    config: "b".repeat(64),
    environment: "c".repeat(64),
    model: "d".repeat(64),
    evaluation: "e".repeat(64),
    metrics: "f".repeat(64),
    predictions: "0".repeat(64),
  },
  environment: { mlops_actions: "1.0.0", node: "24.0.0", platform: "linux-x64" },
  commit: "0123456789abcdef0123456789abcdef01234567",
};
const plan: FeaturePlan = {
  features: [
    { kind: "number", column: "rooms", type: "number", fill: 2.5 },
    {
      kind: "category",
      column: "kind",
      type: "text",
      fill: "flat",
      missing: [],
      categories: ["flat", "house"],
      hasRare: false,
    },
    {
      kind: "date",
      column: "day",
      type: "date",
      fill: Date.UTC(2020, 1, 29),
      parts: ["days", "month", "day_of_week"],
    },
    { kind: "number", column: "pool", type: "boolean", fill: 1 },
  ],
  dropped: [{ name: "id", type: "text", reason: "looks like an identifier: 1000 of 1000 values differ" }],
};
const importance = [0.5, 0.25, 0.05, 0.1, 0.03, 0.02, 0.05];

describe("a card", () => {
  test("of a regression", () => {
    const metrics = { r2: 0.81234, rmse: 47950.4, mape: 0.123, own_metric: 3 };
    expect(
      renderCard({ manifest, metrics, dummy: { r2: 0, rmse: 110000 }, plan, importance, waivers: [] }),
    ).toMatchSnapshot();
  });

  test("says what the gate lets the model fail, and who answers for it", () => {
    const waiver = { rule: "r2 ≥ 0.9", until: "2030-01-31", by: "ana", reason: "<b>new</b> labels" };
    const metrics = { r2: 0.8 };
    const card = renderCard({ manifest, metrics, dummy: {}, plan, importance, waivers: [waiver] });
    expect(card).toMatch(/## What it may fail\n\n\| Rule .*\n.*\n\| r2 ≥ 0.9 +\| – +\| 2030-01-31 +\| ana /);
    expect(card).not.toContain("<b>");
  });

  test("of many classes lists the first", () => {
    const classes = Array.from({ length: 12 }, (_, index) => `c${index}`);
    const card = renderCard({
      manifest: { ...manifest, task: "classification", classes },
      metrics: { roc_auc: Number.NaN },
      dummy: {},
      plan: { ...plan, dropped: [] },
      importance,
      waivers: [],
    });
    expect(card).toContain(
      "Predicts the class price: c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, … (12 in all).",
    );
    expect(card).toMatch(/\| ROC AUC \| +– \| +– \| higher/);
    expect(card).not.toContain("does not use");
    expect(card).not.toContain("never predicts beyond");
  });

  test("shows texts of the data as they are, and inert", () => {
    const nasty = "<img src=x> @octocat [a](https://x.example) | `c` \n# h";
    const card = renderCard({
      manifest: { ...manifest, name: nasty, target: nasty, task: "classification", classes: [nasty] },
      metrics: { [nasty]: 1 },
      dummy: {},
      plan: {
        features: [
          {
            kind: "category",
            column: nasty,
            type: "text",
            fill: nasty,
            missing: [],
            categories: [nasty],
            hasRare: true,
          },
        ],
        dropped: [{ name: nasty, type: "text", reason: "excluded" }],
      },
      waivers: [],
      importance: [1, 0],
    });
    expect(card.replace(/`[\da-f]{40}`/, "")).not.toMatch(/<img|@octocat|(?<!\\)\]\(|(?<!\\)`|^# h/m);
    expect(
      card
        .split("\n")
        .filter((line) => line.startsWith("|"))
        .every((line) => line.endsWith("|")),
    ).toBe(true);
  });
});
