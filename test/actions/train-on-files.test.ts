import { expect, test } from "vitest";
import { qualityGate } from "../../src/actions/quality-gate.ts";
import { train } from "../../src/actions/train.ts";
import { runAction } from "../fakes.ts";

const header = "x,y,target\n";
const rows = Array.from({ length: 120 }, (_, i) => `${i},${(i * 37) % 11},${i * 2 + ((i * 37) % 11)}\n`);
const config = (path: string): string =>
  `version: 1\nname: houses\ndata: { path: "${path}", target: target }\ntrain: { params: { n_estimators: 5 } }\n`;

test("a model of several files is that of the one file with the same rows", async () => {
  const several = await runAction(train, {
    files: {
      "data/a.csv": header + rows.slice(0, 50).join(""),
      "data/b.csv": header + rows.slice(50).join(""),
      "mlops.yml": config("data/*.csv"),
    },
  });
  const one = await runAction(train, {
    files: { "data.csv": header + rows.join(""), "mlops.yml": config("data.csv") },
  });
  const predictions = ".mlops/houses/evidence/predictions.csv";
  expect(await several.files.read(predictions)).toBe(await one.files.read(predictions));
  const gated = await runAction(qualityGate, { files: several.files });
  expect(gated.verdict).toBe("pass");
});
