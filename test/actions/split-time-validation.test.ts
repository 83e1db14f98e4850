import { expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { parseManifest } from "../../src/evidence/manifest.ts";
import { runAction } from "../fakes.ts";

test("with time, validation rows lie between the training's and the test's", async () => {
  const lines = Array.from({ length: 100 }, (_, day) => {
    const date = new Date(Date.UTC(2024, 0, 1 + ((day * 37) % 100))).toISOString().slice(0, 10);
    return `${date},${(day * 7) % 13},${(day * 5) % 17}`;
  });
  const config =
    "version: 1\ndata: { path: d.csv, target: y, split: { time: date, test: 0.2, validation: 0.1 } }\ntrain: { engine: linear }\n";
  const { files } = await runAction(train, {
    files: { "d.csv": `date,x,y\n${lines.join("\n")}\n`, "mlops.yml": config },
  });
  const { rows, split } = parseManifest(await files.read(".mlops/d/evidence/manifest.json"), "manifest.json");
  expect(rows).toEqual({ total: 100, train: 70, validation: 10, test: 20 });
  expect(split).toMatchObject({ rule: "time", validation: 0.1 });
});
