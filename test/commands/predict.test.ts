import { expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { predict } from "../../src/commands/predict.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { fakeServices, runAction } from "../fakes.ts";

const rows = Array.from({ length: 60 }, (_, row) => `${row % 7},${"ab"[row % 2]},${row % 3}`);
const config = "version: 1\ndata: { path: data.csv, target: plan }\ntrain: { engine: baseline }\n";

async function runPredict(files: ReturnType<typeof memoryFiles>, name?: string) {
  let written = "";
  await predict.run({
    ...fakeServices({ files }),
    inputs: { name, model: undefined, config: "mlops.yml", "working-directory": "." },
    ...{ words: [], json: false, write: (text) => (written += text) },
  });
  return written;
}

test("one of the models of one mlops.yml is named, and those that are there are listed", async () => {
  const files = memoryFiles({ "data.csv": `rooms,plan,floor\n${rows.join("\n")}\n`, "mlops.yml": config });
  await expect(runPredict(files, "north")).rejects.toMatchObject({
    hint: "Run mlops train first, or name the folder with --model",
  });
  for (const name of ["north", "south"]) await runAction(train, { files, inputs: { name } });
  expect(await runPredict(files, "north")).toMatch(/^row,predicted,/);
  await expect(runPredict(files, "nroth")).rejects.toMatchObject({
    message: 'Cannot predict: there is no model ".mlops/nroth/model", did you mean "north"',
    hint: "Choose one that is there with --name: north, south; or run mlops train first",
  });
  await expect(runPredict(files)).rejects.toThrow('no model ".mlops/data/model"');
});
