import { expect, test } from "vitest";
import { run } from "../../src/actions/run.ts";
import type { Diagnosis } from "../../src/commands/doctor.ts";
import { doctor } from "../../src/commands/doctor.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { fakeServices, runAction } from "../fakes.ts";

const rows = Array.from({ length: 60 }, (_, row) => `${row % 7},${"ab"[row % 2]},${(row % 9) + 0.5}`);
const csv = `rooms,plan,price\n${rows.join("\n")}\n`;

async function diagnose(files: Record<string, string>): Promise<Diagnosis[]> {
  let written = "";
  await doctor.run({
    ...fakeServices({ files: memoryFiles({ "data.csv": csv, ...files }) }),
    inputs: { config: "mlops.yml", "working-directory": "." },
    ...{ words: [], json: true, write: (text) => (written += text) },
  });
  return JSON.parse(written);
}

/** What is wrong, without the workflow that is not there and the git that has no commit. */
async function wrongWith(config: string, files: Record<string, string> = {}): Promise<Partial<Diagnosis>[]> {
  const found = await diagnose({ "mlops.yml": `version: 1\n${config}`, ...files });
  return found.filter(
    ({ status, message }) => status !== "ok" && !/no git repository|no workflow uses/.test(message),
  );
}

test("parameters that the engine does not take are named, each with its line", async () => {
  const found = await wrongWith(`data: { path: data.csv, target: price }
train:
  engine: gradient-boosting
  params:
    n_estimator: 20
    learning_rate: fast
  search:
    params: { learning_rat: [0.1, 0.2] }
`);
  expect(found.map(({ message, fix }) => [message, fix?.split("\n").at(-1)])).toEqual([
    [
      'Cannot train gradient boosting: unknown parameter "n_estimator", did you mean "n_estimators"',
      "Correct mlops.yml:6",
    ],
    [
      'Cannot train gradient boosting: "learning_rate" is "fast", expected a number above 0',
      "Correct mlops.yml:7",
    ],
    [
      'Cannot train gradient boosting: unknown parameter "learning_rat", did you mean "learning_rate"',
      "Correct mlops.yml:9",
    ],
  ]);
});

test("parameters are refused before the data are read", async () => {
  const config = "version: 1\ndata: { path: none.csv, target: price }\ntrain: { params: { max_dept: 3 } }\n";
  const { error, verdict } = await runAction(run, { files: { "mlops.yml": config } });
  expect(verdict).toBe("refused");
  expect(error).toMatchObject({ message: expect.stringContaining('unknown parameter "max_dept"') });
});

test.each([
  ["price", "accuracy", "accuracy is for classes; the target is numbers"],
  ["plan", "rmse", "rmse is for numbers; the target is classes"],
  ["plan", "precision", 'Which class is positive is not known: set data.positive to "a" or "b"'],
  ["price", "rsme", 'The nearest name of a metric is "rmse"'],
  ["price", "loveliness", "no metric is called so"],
])("a rule for a metric that %s cannot have: %s", async (target, metric, why) => {
  const found = await wrongWith(
    `data: { path: data.csv, target: ${target} }\ngate:\n  rules:\n    - { metric: ${metric}, min: 0.5 }\n`,
  );
  expect(found).toEqual([
    {
      status: "problem",
      message: `the gate's rule for ${metric} cannot be judged: ${why}`,
      fix: "Correct gate.rules.0.metric in mlops.yml, line 5",
    },
  ]);
});

test("every column that the configuration names is looked for", async () => {
  const found = await wrongWith(`data:
  path: data.csv
  target: price
  split: { group: plans }
train: { features: { columns: { romms: { scale: standard } } } }
gate:
  rules:
    - { metric: rmse, max: 5, by: plam }
  slices: { columns: [plan] }
`);
  expect(found.map(({ message, fix }) => `${message}; ${fix}`)).toEqual([
    'the data has no column "plans", did you mean "plan"; Correct data.split.group in mlops.yml, line 5',
    'the data has no column "romms", did you mean "rooms"; Correct train.features.columns.romms in mlops.yml, line 6',
    'the data has no column "plam", did you mean "plan"; Correct gate.rules.0.by in mlops.yml, line 9',
  ]);
});

const program = `data: { path: data.csv, target: price }
train:
  engine: command
  command: python src/trian.py --out "$MLOPS_MODEL_DIR" > log.py
  params_files: [params.yaml]
gate:
  rules:
    - { metric: rmse, no_worse_than: baseline }
    - { metric: latency_p50, max: 5ms }
suites: [suite.json]
`;

test("a program's files, and what asks its model again, are looked for", async () => {
  const found = await wrongWith(program, { "src/train.py": "" });
  expect(found.map(({ status, message }) => `${status}: ${message}`)).toEqual([
    'problem: train.command names "src/trian.py", and there is no such file, did you mean "src/train.py"',
    'problem: train.params_files names "params.yaml", and there is no such file',
    'problem: suites.0 names "suite.json", and there is no such file',
    "warning: the gate's rule for rmse compares with an earlier model, which cannot be asked again once the test rows change: there is no train.predict_command",
    "warning: the gate's rule for latency_p50 cannot be judged: only models of the engines that learn here are timed",
  ]);
  expect(found[0]?.fix).toBe(
    "Correct train.command in mlops.yml, line 5; paths start at the folder of mlops.yml",
  );
});

test.each([
  "python -m pkg.train",
  "make train",
  "cd src && python train.py",
  "python $SCRIPT.py",
  "python train.py",
])("a command is not blamed for what it does not name: %s", async (command) => {
  const found = await wrongWith(
    `data: { path: data.csv, target: price }\ntrain: { engine: command, command: ${JSON.stringify(command)} }\n`,
    { "train.py": "" },
  );
  expect(found).toEqual([]);
});

const uses = "mlops-actions/mlops-actions/actions";
const workflow = (steps: string): string => `on: { pull_request: {} }
permissions: { contents: read, actions: read, pull-requests: write }
jobs:
  model:
    runs-on: ubuntu-latest
    strategy: { matrix: { kind: [eu, us] } }
    steps:
      - uses: actions/checkout@v7
      - uses: ${uses}/train@v1
        with: { name: "houses-\${{ matrix.kind }}" }
${steps}`;

test("notify without a step, and a step without its address, are named", async () => {
  const notify = `data: { path: data.csv, target: price }
notify:
  - { to: slack, webhook: SLACK_WEBHOOK }
`;
  const file = ".github/workflows/model.yml";
  const none = await wrongWith(notify, { [file]: workflow("") });
  expect(none).toEqual([
    {
      status: "problem",
      message: "mlops.yml has notify, and no workflow has a step that tells anyone",
      fix: `After the other steps of ours:
      - uses: ${uses}/notify@v1
        if: \${{ !cancelled() }}
        env: { SLACK_WEBHOOK: "\${{ secrets.SLACK_WEBHOOK }}" }`,
    },
  ]);
  const step = `      - uses: ${uses}/notify@v1\n        with: { name: "houses-\${{ matrix.kind }}" }\n`;
  const bare = await wrongWith(notify, { [file]: workflow(step) });
  expect(bare.map(({ message }) => message)).toEqual([
    `${file}: the step notify does not get SLACK_WEBHOOK, which notify in mlops.yml names`,
  ]);
  const env = `${step}        env: { SLACK_WEBHOOK: "\${{ secrets.SLACK_WEBHOOK }}" }\n`;
  expect(await wrongWith(notify, { [file]: workflow(env) })).toEqual([]);
});

test.each([
  ["houses-eu, houses-us", []],
  ["all", []],
  ["${{ vars.MODELS }}", []],
  [
    "houses-eu, house-us, nope",
    [
      'models names "house-us", and no step of it is about a model of that name, did you mean "houses-us"',
      'models names "nope", and no step of it is about a model of that name',
    ],
  ],
])("models: %s", async (models, expected) => {
  const comment = `  report:
    runs-on: ubuntu-latest
    permissions: { contents: read, actions: read, pull-requests: write }
    steps:
      - uses: ${uses}/pr-comment@v1
        if: \${{ !cancelled() }}
        with: { models: "${models}" }
`;
  const file = ".github/workflows/model.yml";
  const found = await wrongWith("data: { path: data.csv, target: price }\n", { [file]: workflow(comment) });
  expect(found.map(({ message }) => message)).toEqual(expected.map((each) => `${file}: ${each}`));
});
