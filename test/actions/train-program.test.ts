import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { qualityGate } from "../../src/actions/quality-gate.ts";
import { train } from "../../src/actions/train.ts";
import { parseManifest } from "../../src/evidence/manifest.ts";
import { type Cache, memoryCache } from "../../src/services/cache.ts";
import { createFiles } from "../../src/services/files.ts";
import { createProcesses } from "../../src/services/process.ts";
import { createPrograms } from "../../src/services/programs.ts";
import { runAction } from "../fakes.ts";
import { isRunning } from "../is-running.ts";

let folder: string;
let cache: Cache | undefined;

beforeEach(() => {
  cache = undefined;
  folder = mkdtempSync(path.join(tmpdir(), "mlops-program-"));
  const rows = Array.from({ length: 200 }, (_, index) => `${index},${(index * 7919) % 101},${index * 2}`);
  writeFileSync(path.join(folder, "data.csv"), `id,a,y\n${rows.join("\n")}\n`);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `train` with real files and a real shell. */
async function trainWith(command: string, more = "", data = "path: data.csv, target: y, key: [id]") {
  const engine = command === "" ? "" : `  engine: command\n  command: |\n${command.replace(/^/gm, "    ")}\n`;
  writeFileSync(
    path.join(folder, "mlops.yml"),
    `version: 1\nname: p\ndata: { ${data} }\ntrain:\n${engine}${more}`,
  );
  const files = Object.assign(createFiles({ root: folder, contained: true }), { all: () => new Map() });
  cache ??= memoryCache(files);
  return runAction(train, {
    files,
    cache,
    process: createProcesses({ PATH: process.env.PATH }),
    programs: createPrograms({
      PATH: process.env.PATH,
      INPUT_SECRET: "hidden",
      DB_PASSWORD: "hunter22",
      LANG: "C",
    }),
  });
}

const read = (name: string): string => readFileSync(path.join(folder, ".mlops/p", name), "utf8");
const model = 'echo weights > "$MLOPS_MODEL_DIR/model.bin"';
/** Predicts y as 2 × id + 1 for each test row. */
const predict =
  'awk -F, \'NR==1 {print "row_id,actual,predicted"; next} {print $1 "," $4 "," 2*$2+1}\' "$MLOPS_TEST" > "$MLOPS_EVIDENCE_DIR/predictions.csv"';

test("predictions of a program are judged by our metrics, and its model is kept", async () => {
  const { verdict, outputs } = await trainWith(`${predict}\n${model}`);
  expect(verdict).toBe("pass");
  const metrics = JSON.parse(read("evidence/metrics.json"));
  expect(metrics.metrics).toMatchObject({ mae: 1, rmse: 1 });
  expect(metrics.dummy.mae).toBeGreaterThan(10);
  expect(readFileSync(path.join(folder, String(outputs.model), "model.bin"), "utf8")).toBe("weights\n");
  const manifest = parseManifest(read("evidence/manifest.json"), "manifest.json");
  expect(manifest).toMatchObject({
    engine: "command",
    task: "regression",
    target: "y",
    program: { exit_code: 0 },
  });
  expect(metrics.rows).toBe(manifest.rows?.test);
});

test("a program sees the contract and none of our secrets", async () => {
  await trainWith(
    `env | grep -E '^(MLOPS|INPUT)_' | sed 's/=.*//' | sort > names.txt
echo "$MLOPS_PARAMS" > params.txt
${predict}
${model}`,
    "  params: { depth: 3 }\n",
  );
  const names = readFileSync(path.join(folder, "names.txt"), "utf8").trim().split("\n");
  expect(names).toEqual([
    "MLOPS_DATA",
    "MLOPS_DATA_LIST",
    "MLOPS_EVIDENCE_DIR",
    "MLOPS_MODEL_DIR",
    "MLOPS_NAME",
    "MLOPS_PARAMS",
    "MLOPS_PARAMS_FILE",
    "MLOPS_PROGRESS",
    "MLOPS_ROW_ID",
    "MLOPS_RUN",
    "MLOPS_SEED",
    "MLOPS_TARGET",
    "MLOPS_TEST",
    "MLOPS_TRAIN",
  ]);
  expect(JSON.parse(readFileSync(path.join(folder, "params.txt"), "utf8"))).toEqual({ depth: 3 });
});

test("where the data have a column row_id, ours has another name", async () => {
  const rows = Array.from({ length: 200 }, (_, index) => `${index},${index % 7},${index * 2}`);
  writeFileSync(path.join(folder, "own.csv"), `row_id,a,y\n${rows.join("\n")}\n`);
  const own = predict.replace("row_id,", '" ENVIRON["MLOPS_ROW_ID"] ",');
  await trainWith(`${own}\n${model}`, "", "path: own.csv, target: y, key: [row_id]");
  expect(read("run/test.csv")).toMatch(/^mlops_row_id,row_id,a,y\n/);
  expect(JSON.parse(read("evidence/metrics.json")).metrics).toMatchObject({ mae: 1, rmse: 1 });
});

test("data of too many files for a variable are listed in a file", async () => {
  const part = (index: number): string => `parts/${"a-long-name-".repeat(15)}${index}.csv`;
  mkdirSync(path.join(folder, "parts"));
  for (let index = 0; index < 100; index++)
    writeFileSync(path.join(folder, part(index)), `id,a,y\n${index},${index % 7},${2 * index}\n`);
  const command = `cp "$MLOPS_DATA_LIST" list.txt; echo "\${MLOPS_DATA-none}" > variable.txt\n${predict}\n${model}`;
  const { verdict } = await trainWith(command, "", "path: parts/*.csv, target: y, key: [id]");
  expect(verdict).toBe("pass");
  const names = Array.from({ length: 100 }, (_, index) => path.join(folder, part(index)));
  expect(readFileSync(path.join(folder, "list.txt"), "utf8").trimEnd().split("\n").sort()).toEqual(
    names.sort(),
  );
  expect(readFileSync(path.join(folder, "variable.txt"), "utf8")).toBe("none\n");
});

test.each([
  ["nothing at all", "true", "left none"],
  ["a model alone", model, "neither predictions nor metrics"],
  ["no model", predict, "left none"],
  [
    "rows that do not exist",
    `${predict}\necho zzz,1,1 >> "$MLOPS_EVIDENCE_DIR/predictions.csv"\n${model}`,
    "is no row of the data",
  ],
  [
    "a row twice",
    `${predict}\ntail -n 1 "$MLOPS_EVIDENCE_DIR/predictions.csv" >> "$MLOPS_EVIDENCE_DIR/predictions.csv"\n${model}`,
    "is there twice",
  ],
  [
    "too few rows",
    `${predict}\nsed -i '$d' "$MLOPS_EVIDENCE_DIR/predictions.csv"\n${model}`,
    "test rows are missing",
  ],
  [
    "wrong actual values",
    `${predict}\nsed -i '3s/,[0-9]*,/,77777,/' "$MLOPS_EVIDENCE_DIR/predictions.csv"\n${model}`,
    "another actual value",
  ],
  [
    "no number",
    `${predict}\nsed -i '3s/,[0-9]*$/,nan/' "$MLOPS_EVIDENCE_DIR/predictions.csv"\n${model}`,
    "predicted",
  ],
  ["other data", `${predict}\n${model}\necho 999,1,1 >> data.csv`, "the data changed while the command ran"],
])("a program that leaves %s is an error", async (_, command, message) => {
  await expect(trainWith(command)).rejects.toThrow(message);
});

test("what was there before is not what the program wrote", async () => {
  writeFileSync(path.join(folder, "metrics.json"), '{"r2": 0.9}');
  await expect(trainWith(model, "  metrics: metrics.json\n")).rejects.toThrow(
    "it was there before the command ran",
  );
  const { verdict } = await trainWith(
    `${model}\necho '{"r2": 0.9}' > metrics.json`,
    "  metrics: metrics.json\n",
  );
  expect(verdict).toBe("pass");
  expect(JSON.parse(read("evidence/metrics.json"))).toMatchObject({ metrics: { r2: 0.9 } });
});

test("a predict command predicts the test rows with the model that was kept", async () => {
  const { verdict } = await trainWith(
    'echo 3 > "$MLOPS_MODEL_DIR/factor"',
    `  predict_command: |
    factor=$(cat "$MLOPS_MODEL_DIR/factor")
    head -n 1 "$MLOPS_INPUT" > columns.txt
    awk -F, -v f="$factor" 'NR==1 {print "row_id,predicted"; next} {print $1 "," f*$2}' "$MLOPS_INPUT" > "$MLOPS_OUTPUT"
`,
  );
  expect(verdict).toBe("pass");
  expect(readFileSync(path.join(folder, "columns.txt"), "utf8")).toBe("row_id,id,a\n");
  const { metrics } = JSON.parse(read("evidence/metrics.json"));
  const lines = read("evidence/predictions.csv").trim().split("\n").slice(1);
  const errors = lines.map((line) => Number(line.split(",")[2]) / 2);
  expect(metrics.mae).toBeCloseTo(errors.reduce((sum, each) => sum + each, 0) / errors.length, 9);
});

test("a model from elsewhere is judged by its predictions, and held to its digest", async () => {
  writeFileSync(path.join(folder, "model.bin"), "weights");
  const predicting = `awk -F, 'NR==1 {print "row_id,predicted"; next} {print $1 "," 2*$2}' "$MLOPS_INPUT" > "$MLOPS_OUTPUT"`;
  const adopt = (sha256: string) =>
    trainWith(
      "",
      `  engine: external\n  model: model.bin\n  sha256: ${sha256}\n  predict_command: ${JSON.stringify(predicting)}\n`,
    );
  const right = createHash("sha256").update("weights").digest("hex");
  expect((await adopt(right)).verdict).toBe("pass");
  expect(JSON.parse(read("evidence/metrics.json")).metrics).toMatchObject({ mae: 0, r2: 1 });
  await expect(adopt(right.replace(/./, (digit) => (digit === "0" ? "1" : "0")))).rejects.toThrow("sha256");
});

test("a pickle that runs code is said, and refused by the gate unless it is allowed by name", async () => {
  const evil = `printf 'cposix\\nsystem\\n(S"true"\\ntR.' > "$MLOPS_MODEL_DIR/model.pkl"`;
  const rule = "gate: { rules: [{ metric: mae, max: 5, on: point }] }\n";
  const { verdict, report } = await trainWith(`${predict}\n${evil}`, rule);
  expect(verdict).toBe("pass");
  expect(report.sections[0]?.findings).toContainEqual(
    expect.objectContaining({ severity: "warning", rule: "pickle" }),
  );
  const judge = (config: string) => {
    const text = readFileSync(path.join(folder, "mlops.yml"), "utf8").replace(rule, config);
    writeFileSync(path.join(folder, "mlops.yml"), text);
    const files = Object.assign(createFiles({ root: folder, contained: true }), { all: () => new Map() });
    return runAction(qualityGate, { files });
  };
  const refused = await judge(rule);
  expect(refused.verdict).toBe("refused");
  expect(refused.report.sections[0]?.findings?.[0]?.message).toContain("posix.system");
  const allowed = await judge(rule.replace("gate: {", "gate: { allow_pickle: [posix.system],"));
  expect(allowed.verdict).toBe("pass");
});

test("code that loading the model needs goes into its folder", async () => {
  mkdirSync(path.join(folder, "src"));
  writeFileSync(path.join(folder, "src/features.py"), "x = 1\n");
  await trainWith(
    `${predict}\nprintf '\\x80\\x04K\\x01.' > "$MLOPS_MODEL_DIR/model.pkl"`,
    "  code_paths: [src]\n",
  );
  expect(read("model/code/src/features.py")).toBe("x = 1\n");
  expect(read("model/MLmodel")).toContain("loader_module: mlops_program");
  await expect(
    trainWith(
      `${predict}\nprintf '\\x80\\x04K\\x01.' > "$MLOPS_MODEL_DIR/model.pkl"`,
      "  code_paths: [nope]\n",
    ),
  ).rejects.toThrow("nope");
});

test("a threshold goal needs the validation rows' predictions, and says so", async () => {
  const rows = Array.from({ length: 300 }, (_, index) => `${index},${index % 3 === 0 ? 1 : 0}`);
  writeFileSync(path.join(folder, "data.csv"), `id,y\n${rows.join("\n")}\n`);
  const data = "path: data.csv, target: y, key: [id], split: { validation: 0.2 }";
  const scores = (files: string): string =>
    `echo row_id,predicted,score > "$MLOPS_EVIDENCE_DIR/predictions.csv"
for part in ${files}; do
  awk -F, 'NR>1 {print $1 ",0," ($2 % 3 == 0 ? 0.4 : 0.1)}' "$part" >> "$MLOPS_EVIDENCE_DIR/predictions.csv"
done
${model}`;
  const goal = "  threshold: { maximize: f1 }\n";
  await expect(trainWith(scores('"$MLOPS_TEST"'), goal, data)).rejects.toMatchObject({
    message: expect.stringContaining("validation rows are missing"),
    hint: expect.stringContaining("MLOPS_VALIDATION"),
  });
  await trainWith(scores('"$MLOPS_TEST" "$MLOPS_VALIDATION"'), goal, data);
  const manifest = parseManifest(read("evidence/manifest.json"), "manifest.json");
  expect(manifest.threshold).toBeCloseTo(0.25, 9);
  expect(JSON.parse(read("evidence/metrics.json")).metrics.f1).toBe(1);
});

test("of rows that the program chose itself, neither manifest nor card say that they are ours", async () => {
  await trainWith(
    `printf 'actual,predicted\\n1,1\\n2,3\\n4,4\\n' > "$MLOPS_EVIDENCE_DIR/predictions.csv"\n${model}`,
  );
  const manifest = parseManifest(read("evidence/manifest.json"), "manifest.json");
  expect(manifest).not.toHaveProperty("rows");
  expect(manifest).not.toHaveProperty("split");
  expect(read("evidence/card.md")).toContain("the rows are its own");
});

describe("a training that has not changed", () => {
  const command = `echo run >> runs.txt\n${predict}\n${model}`;
  const runs = (): number => readFileSync(path.join(folder, "runs.txt"), "utf8").split("\n").length - 1;
  const inputs = "  inputs: [code.txt]\n";

  beforeEach(() => writeFileSync(path.join(folder, "code.txt"), "1"));

  test("comes from the cache, with its evidence as this run's", async () => {
    const first = await trainWith(command, inputs);
    rmSync(path.join(folder, ".mlops"), { recursive: true });
    const second = await trainWith(command, inputs);
    expect(runs()).toBe(1);
    expect(second.outputs).toEqual(first.outputs);
    expect(second.report.headline).toContain("took the model from the cache");
    expect(read("model/model.bin")).toBe("weights\n");
    const manifest = parseManifest(read("evidence/manifest.json"), "manifest.json");
    expect(manifest).toMatchObject({ program: { cached: true }, run: { id: "100" } });
  });

  test.each([
    ["a file of its own", () => writeFileSync(path.join(folder, "code.txt"), "2")],
    ["a lock file", () => writeFileSync(path.join(folder, "requirements.txt"), "numpy==2")],
    ["the data", () => appendFileSync(path.join(folder, "data.csv"), "900,1,1800\n")],
  ])("is trained anew after a change of %s", async (_, change) => {
    await trainWith(command, inputs);
    change();
    await trainWith(command, inputs);
    expect(runs()).toBe(2);
  });

  test("is trained anew with other params, with cache: false, and without inputs", async () => {
    await trainWith(command, inputs);
    await trainWith(command, `${inputs}  params: { depth: 4 }\n`);
    await trainWith(command, `${inputs}  cache: false\n`);
    await trainWith(command);
    expect(runs()).toBe(4);
  });

  test("is trained anew where the cache holds something else", async () => {
    await trainWith(command, inputs);
    const whole = cache!;
    cache = {
      save: whole.save,
      async restore(file, key) {
        const found = await whole.restore(file, key);
        const bytes = readFileSync(path.resolve(folder, file));
        bytes[bytes.length >> 1]! ^= 1;
        writeFileSync(path.resolve(folder, file), bytes);
        return found;
      },
    };
    const { log } = await trainWith(command, inputs);
    expect(runs()).toBe(2);
    expect(log.join("\n")).toContain("not whole");
  });
});

test("a cache that fails costs no training", async () => {
  cache = { restore: async () => false, save: () => Promise.reject(new Error("the disk is full")) };
  const { verdict, log } = await trainWith(`${predict}\n${model}`, "  inputs: [code.txt]\n");
  expect(verdict).toBe("pass");
  expect(log).toContain("warning: The model cannot be kept in the cache: the disk is full");
});

test("a program that fails is a verdict, with the place of its traceback", async () => {
  const { verdict, report } = await trainWith(`cat >&2 <<'END'
Traceback (most recent call last):
  File "train.py", line 7, in <module>
    load()
  File "/usr/lib/python3.12/site-packages/pandas/io.py", line 1, in load
ValueError: no such column
END
exit 3`);
  expect(verdict).toBe("fail");
  expect(report.headline).toContain("exit code 3");
  expect(report.sections[0]?.findings?.[0]).toMatchObject({
    message: "ValueError: no such column",
    file: "train.py",
    line: 7,
  });
});

test("what a program starts does not outlive it", async () => {
  const { report } = await trainWith(`(setsid sleep 300 >/dev/null 2>&1 & echo $! > pid.txt)
sleep 0.1
${predict}
${model}`);
  const pid = Number(readFileSync(path.join(folder, "pid.txt"), "utf8"));
  expect(pid).toBeGreaterThan(0);
  expect(isRunning(pid)).toBe(false);
  expect(report.sections[0]?.findings?.[0]?.message).toContain("left processes running");
});

test("NaN is no metric: alone it is an error, beside others it is said", async () => {
  const write = (text: string) => `echo '${text}' > "$MLOPS_EVIDENCE_DIR/metrics.json"\n${model}`;
  await expect(trainWith(write('{"r2": NaN}'))).rejects.toThrow("none of its metrics is a finite number");
  const { report } = await trainWith(write('{"r2": NaN, "mae": 1}'));
  expect(report.sections[0]?.findings?.[0]?.message).toBe("The program wrote no finite number for r2");
});

describe("data in sets", () => {
  const sets = "sets: { train: train.csv, test: test.csv, later: later.csv }, target: y, key: [id]";
  const write = (name: string, from: number): void =>
    writeFileSync(
      path.join(folder, `${name}.csv`),
      `id,y\n${Array.from({ length: 30 }, (_, index) => `${from + index},${index * 2}`).join("\n")}\n`,
    );
  beforeEach(() => {
    write("train", 0);
    write("test", 100);
    write("later", 200);
  });
  const says = `echo '{"mae": 1}' > "$MLOPS_EVIDENCE_DIR/metrics.json"\n${model}`;

  test.each(["train", "test", "later"])("may not change while the command runs: %s", async (name) => {
    await expect(trainWith(`${says}\necho 999,1 >> ${name}.csv`, "", sets)).rejects.toThrow(
      "the data changed while the command ran",
    );
  });

  test.each(["test", "later"])("train anew when one of them is another: %s", async (name) => {
    const counted = () => trainWith(`${says}\necho run >> runs.txt`, "  inputs: [mlops.yml]\n", sets);
    await counted();
    await counted();
    write(name, 500);
    await counted();
    expect(readFileSync(path.join(folder, "runs.txt"), "utf8")).toBe("run\nrun\n");
  });
});

test("the last lines of a program that failed are without secrets", async () => {
  const { report } = await trainWith('echo "connecting with $DB_PASSWORD"; exit 137');
  expect(JSON.stringify(report)).not.toContain("hunter22");
  expect(JSON.stringify(report)).toContain("connecting with ***");
  expect(report.sections[0]?.findings?.[0]?.hint).toContain("out of memory");
});

test("plots are charts of the report and files of the evidence, and what is no plot is refused", async () => {
  const run = `${predict}\n${model}\nprintf 'epoch,loss\\n1,0.5\\n2,0.25\\n' > loss.csv\necho png > shap.png`;
  const { report } = await trainWith(run, "  plots: [loss.csv, shap.png]\n");
  const plots = report.sections.find(({ title }) => title === "Plots");
  expect(plots?.charts).toMatchObject([{ title: "loss", x: { label: "epoch", values: [1, 2] } }]);
  expect(plots?.text).toEqual(["evidence/plots/shap.png"]);
  expect(read("evidence/plots/shap.png")).toBe("png\n");
  await expect(trainWith(run, "  plots: [gone.png]\n")).rejects.toThrow("the command did not write it");
  await expect(trainWith(`${run}\ncp loss.csv x.txt`, "  plots: [x.txt]\n")).rejects.toThrow(
    "neither CSV nor an image",
  );
});

describe.skipIf(process.platform === "win32")("a program that our test rows are asked of", () => {
  const unread = expect.objectContaining({
    severity: "warning",
    rule: "test rows",
    message: expect.stringContaining("never read MLOPS_TRAIN"),
    line: 6,
  });
  const findingsOf = async (command: string, more = "") =>
    (await trainWith(command, more)).report.sections[0]?.findings;
  const own = "awk -F, 'NR>1 {sum += $3} END {print sum/NR}' data.csv > \"$MLOPS_MODEL_DIR/mean.txt\"";

  test("and that never read our training rows is said to know them, perhaps", async () => {
    expect(await findingsOf(`${own}\n${predict}`)).toContainEqual(unread);
    const asked =
      '  predict_command: awk -F, \'NR==1 {print "row_id,predicted"; next} {print $1 "," $2}\' "$MLOPS_INPUT" > "$MLOPS_OUTPUT"\n';
    expect(await findingsOf(own, asked)).toContainEqual(unread);
  });

  test("and that read them, or moved them, is not", async () => {
    for (const reading of [
      'cat "$MLOPS_TRAIN" > /dev/null',
      'mv "$MLOPS_TRAIN" mine.csv',
      'head -1 < "$MLOPS_TRAIN"',
    ])
      expect(await findingsOf(`${reading}\n${own}\n${predict}`)).not.toContainEqual(unread);
  });

  test("by rows of its own is told that nobody can check them, and no more", async () => {
    const rows = "printf 'actual,predicted\\n1,1\\n2,3\\n3,2\\n' > \"$MLOPS_EVIDENCE_DIR/predictions.csv\"";
    expect(await findingsOf(`${own}\n${rows}`)).not.toContainEqual(unread);
  });
});

test.skipIf(process.platform === "win32").each(["metrics.json", "predictions.csv"])(
  "%s that is a pipe, or a folder of nothing, is no file",
  async (name) => {
    for (const making of ["mkfifo", "mkdir"])
      await expect(trainWith(`${making} "$MLOPS_EVIDENCE_DIR/${name}"\n${model}`), making).rejects.toThrow(
        new RegExp(`Cannot use ".*${name}": it is no file, nor a folder with files`),
      );
  },
);
