import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { predict } from "../../src/commands/predict.ts";
import { createFiles } from "../../src/services/files.ts";
import { createPrograms } from "../../src/services/programs.ts";
import { fakeServices, type GivenServices, runAction } from "../fakes.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-predict-"));
  const rows = Array.from({ length: 200 }, (_, row) => `k${row},0${row % 9},${row % 2 ? "yes" : "no"}`);
  write("data.csv", `id,code,y\n${rows.join("\n")}\n`);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string | Uint8Array): void => writeFileSync(path.join(folder, name), text);

const trained = 'echo 0.25 > "$MLOPS_MODEL_DIR/model.txt"';
/** Predicts "no" for every row, and "yes" with 0.4. */
const scores =
  'awk -F, \'NR==1 {print "row_id,predicted,score_no,score_yes"; next} {print $1 ",no,0.6,0.4"}\' "$MLOPS_INPUT" > "$MLOPS_OUTPUT"';

function configure({ predictCommand = scores, more = "", command = trained, data = "" } = {}): void {
  write(
    "mlops.yml",
    `version: 1
name: p
data: { path: data.csv, target: y, key: [id], positive: "yes"${data} }
train:
  engine: command
  command: |
    ${command}
  predict_command: |
${predictCommand.replace(/^/gm, "    ")}
${more}`,
  );
}

function services(): GivenServices {
  const files = Object.assign(createFiles({ root: folder, contained: true }), { all: () => new Map() });
  return { files, programs: createPrograms({ PATH: process.env.PATH }) };
}

async function predictWith(words: string[] = [], model?: string): Promise<string> {
  let written = "";
  await predict.run({
    ...fakeServices(services()),
    inputs: { name: undefined, model, config: "mlops.yml", "working-directory": "." },
    ...{ words, json: false, write: (text) => (written += text) },
  });
  return written;
}

test("a model of a program is asked through train.predict_command, and decided by its threshold", async () => {
  configure({ more: "  threshold: { value: 0.3 }\n" });
  await runAction(train, services());
  const lines = (await predictWith()).trim().split("\n");
  expect(lines).toHaveLength(201);
  expect(lines.slice(0, 3)).toEqual(["row,predicted,score_no,score_yes", "1,yes,0.6,0.4", "2,yes,0.6,0.4"]);
});

test("new rows need no target and no key, are answered in their order, and keep their texts", async () => {
  const shuffled = `tac "$MLOPS_INPUT" | awk -F, 'BEGIN {print "row_id,predicted"} $1 != "row_id" {print $1 "," ($NF == "07" ? "yes" : "no")}' > "$MLOPS_OUTPUT"`;
  configure({
    predictCommand: shuffled,
    more: "  task: classification\n",
    data: ", columns: { code: { type: text } }",
  });
  await runAction(train, services());
  write("new.csv", "code\n01\n07\n01\n");
  expect(await predictWith(["new.csv"])).toBe("row,predicted\n1,no\n2,yes\n3,no\n");
  expect(existsSync(path.join(folder, ".mlops/p/run/predict-input.csv"))).toBe(false);
});

test("what was text in training is text in a file of a few rows", async () => {
  write(
    "data.csv",
    `id,code,y\n${Array.from({ length: 60 }, (_, row) => `k${row},${row % 2 ? "0x" : "0"}7,${row}`).join("\n")}\n`,
  );
  const echo = `awk -F, 'NR==1 {print "row_id,predicted"; next} {print $1 "," length($3)}' "$MLOPS_INPUT" > "$MLOPS_OUTPUT"`;
  write(
    "mlops.yml",
    `version: 1\nname: p\ndata: { path: data.csv, target: y, key: [id] }\ntrain:\n  engine: command\n  command: ${JSON.stringify(trained)}\n  predict_command: ${JSON.stringify(echo)}\n`,
  );
  await runAction(train, services());
  write("new.csv", "id,code\na,07\nb,007\n");
  expect(await predictWith(["new.csv"])).toBe("row,predicted\n1,2\n2,3\n");
});

test("a folder without a manifest is asked too: its answers say what it tells apart", async () => {
  configure();
  mkdirSync(path.join(folder, "downloaded"));
  write("downloaded/model.txt", "0.25");
  write("new.csv", "id,code\na,1\n");
  expect(await predictWith(["new.csv"], "downloaded")).toBe(
    "row,predicted,score_no,score_yes\n1,no,0.6,0.4\n",
  );
});

test.each([
  [
    "rows that it leaves out",
    'printf "row_id,predicted\\n" > "$MLOPS_OUTPUT"',
    /given rows are missing|no rows/,
  ],
  ["no identities", 'printf "predicted\\nno\\n" > "$MLOPS_OUTPUT"', /without a column "row_id"/],
  ["a failing command", "exit 3", /exit code 3/],
  ["no output", "true", /wrote no MLOPS_OUTPUT/],
])("refuses %s, and leaves no rows behind", async (_name, predictCommand, message) => {
  configure();
  await runAction(train, services());
  configure({ predictCommand });
  await expect(predictWith()).rejects.toThrow(message);
  expect(existsSync(path.join(folder, ".mlops/p/run/predict-input.csv"))).toBe(false);
});

test("a model whose loading could run code is not given to the program", async () => {
  configure();
  mkdirSync(path.join(folder, "downloaded"));
  write("downloaded/model.pkl", "cos\nsystem\n(S'true'\ntR.");
  await expect(predictWith([], "downloaded")).rejects.toMatchObject({
    message: expect.stringContaining("os.system"),
    hint: expect.stringContaining("gate.allow_pickle"),
  });
});

test("a program's model without train.predict_command is said to need one", async () => {
  configure();
  await runAction(train, services());
  write(
    "mlops.yml",
    "version: 1\nname: p\ndata: { path: data.csv, target: y }\ntrain: { engine: command, command: 'true' }\n",
  );
  await expect(predictWith()).rejects.toMatchObject({
    hint: "A model of a program needs train.predict_command",
  });
});
