import { expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { predict } from "../../src/commands/predict.ts";
import { memoryLog } from "../../src/services/log.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { fakeServices, runAction } from "../fakes.ts";

const rows = Array.from({ length: 60 }, (_, row) => `${row % 7},${"ab"[row % 2]},${row % 3}`);
const config = "version: 1\ndata: { path: data.csv, target: plan }\ntrain: { engine: baseline }\n";

async function runPredict(files: ReturnType<typeof memoryFiles>, name?: string, log = memoryLog()) {
  let written = "";
  await predict.run({
    ...fakeServices({ files }),
    log,
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

test.each(["random-forest", "gradient-boosting", "linear"])(
  "a cell that no training row lacked is predicted by %s, and said",
  async (engine) => {
    const lines = Array.from(
      { length: 80 },
      (_, row) => `${row % 7},${row % 2 === 0},${(row % 7) * 10 + (row % 2)}`,
    );
    const files = memoryFiles({
      "data.csv": `rooms,garden,price\n${lines.join("\n")}\n`,
      "mlops.yml": `version: 1\ndata: { path: data.csv, target: price }\ntrain: { engine: ${engine} }\n`,
    });
    await runAction(train, { files });
    await files.write("data.csv", "rooms,garden,price\n,true,1\n3,,1\n2.5,false,1\n3,true,1\n");
    const log = memoryLog();
    const predicted = (await runPredict(files, undefined, log)).trimEnd().split("\n").slice(1);
    expect(predicted.map((line) => Number.isFinite(Number(line.split(",")[1])))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    const all = "they are predicted all the same, as docs/model.md says";
    expect(log.lines.filter((line) => line.startsWith("warning"))).toEqual([
      `warning: "rooms" has no value in 1 row and a fraction in 1 row, and a whole number in each row that the model was trained on; ${all}`,
      `warning: "garden" has no value in 1 row, and true or false in each row that the model was trained on; ${all}`,
    ]);
  },
);

test("columns that the data lack are named in one message", async () => {
  const files = memoryFiles({
    "data.csv": `rooms,plan,floor\n${rows.join("\n")}\n`,
    "mlops.yml": config.replace("baseline", "linear").replace("plan", "floor"),
  });
  await runAction(train, { files });
  await files.write("data.csv", "room,note\n1,x\n");
  await expect(runPredict(files)).rejects.toMatchObject({
    message:
      'Cannot predict: "data.csv" lacks columns that ".mlops/data/model/model.onnx" needs: "rooms" (did you mean "room"), "plan"',
  });
});
