import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { expectRefusal, type Refusal } from "./expect-refusal.ts";
import { houses, housesConfig } from "./house-data.ts";
import { makeWorkspace, runCli, runStep } from "./run-dist.ts";

const base = "version: 1\nname: p\ndata: { path: houses.csv, target: price, key: [id] }\n";
const bomb = `version: 1\na: &a [x, x, x, x, x, x, x, x, x]\n${[..."bcdefghi"]
  .map((letter, i) => `${letter}: &${letter} [${Array(9).fill(`*${"abcdefgh"[i]}`).join(", ")}]`)
  .join("\n")}\n`;
const metrics = '{"r2": 0.9, "rmse": 5}';

const configs: Record<string, [text: string | Uint8Array, refusal: Refusal]> = {
  empty: ["", { message: "expected keys and values", at: "mlops.yml:1" }],
  "a list": ["- 1\n", { message: "expected keys and values", at: "mlops.yml:1" }],
  "a bomb of aliases": [
    bomb,
    { message: "more YAML aliases than allowed", at: "mlops.yml:3:8", hint: /Write the repeated parts out/ },
  ],
  "an alias of itself": [`${base}x: &x [*x]\n`, { message: /alias|unknown key "x"/ }],
  "20,000 brackets": [
    `version: 1\nname: ${"[".repeat(20_000)}`,
    { message: "nested too deeply at line 2", hint: /brackets/ },
  ],
  "a tag": ["version: 1\nname: !!js/function 'x'\n", { message: "tag", at: "mlops.yml:2:7" }],
  "two documents": [
    `${base}---\nversion: 1\n`,
    { message: "it holds more than one document", at: "mlops.yml:4:1", hint: /---/ },
  ],
  tabs: ["version: 1\ndata:\n\tpath: d\n", { message: "Tabs are not allowed", at: "mlops.yml:3:1" }],
  "a key twice": [`${base}name: q\n`, { message: "Map keys must be unique at line 4", at: "mlops.yml:4:1" }],
  "UTF-16": [
    Buffer.from(`\ufeff${base}`, "utf16le"),
    { message: "it is not UTF-8 text", at: "mlops.yml:1", hint: /Save the file as UTF-8/ },
  ],
  "Latin-1": [
    Buffer.from("version: 1\nname: caf\xe9\n", "latin1"),
    { message: "not UTF-8 text at line 2", at: "mlops.yml:2", hint: /UTF-8/ },
  ],
  "another version": ["version: 2\n", { message: '"version": expected 1', at: "mlops.yml:1:1" }],
  "unknown keys": [
    `${base}trian: {}\ncheks: []\n`,
    { message: 'unknown key "trian" at line 4, did you mean "train"', hint: /did you mean "checks"/ },
  ],
  "a key __proto__": [
    `${base}__proto__: { polluted: 1 }\n`,
    { message: '"__proto__" cannot be a key', at: "mlops.yml:4:1" },
  ],
  "a key constructor": [
    `${base}constructor: 1\n`,
    { message: 'unknown key "constructor"', at: "mlops.yml:4:1" },
  ],
  "__proto__ among the parameters": [
    `${base}train: { params: { __proto__: 5 } }\n`,
    { message: '"__proto__" cannot be a key' },
  ],
  "number where text is wanted": [
    "version: 1\ndata: { target: 5 }\n",
    { message: '"data.target": expected string, received number at line 2', at: "mlops.yml:2:9" },
  ],
  "text where a number is wanted": [
    `${base}gate: { rules: [{ metric: r2, min: '1' }] }\n`,
    { message: "expected a number or a text such as 25MB", at: "mlops.yml:4:31" },
  ],
  "checks: a map": [
    `${base}checks: { a: 1 }\n`,
    { message: '"checks": expected array, received object', at: "mlops.yml:4:1" },
  ],
  "checks: nothing to check": [
    `${base}checks: [{ column: rooms }]\n`,
    { message: "the check constrains nothing" },
  ],
  "checks: no such type": [
    `${base}checks: [{ column: rooms, type: string }]\n`,
    { message: 'expected one of "integer"' },
  ],
  "checks: half a row": [
    `${base}checks: [{ row_count: { min: 1.5 } }]\n`,
    { message: "expected a whole number", at: "mlops.yml:4:25" },
  ],
  "checks: min above max": [
    `${base}checks: [{ column: rooms, min: 5, max: 1 }]\n`,
    { message: "min is greater than max", at: "mlops.yml:4:27" },
  ],
  "checks: a min of words": [
    `${base}checks: [{ column: rooms, min: banana }]\n`,
    { message: "neither a number nor an ISO 8601 date", at: "mlops.yml:4:27" },
  ],
  "checks: broken pattern": [
    `${base}checks: [{ column: town, pattern: '(' }]\n`,
    { message: "not a regular expression", at: "mlops.yml:4:26" },
  ],
  "gate: a list": [`${base}gate: []\n`, { message: '"gate": expected object, received array' }],
  "gate: a rule as text": [
    `${base}gate: { rules: [r2 > 1] }\n`,
    { message: '"gate.rules.0": expected object, received string' },
  ],
  "gate: a rule without bound": [
    `${base}gate: { rules: [{ metric: r2 }] }\n`,
    { message: "a rule needs one of min, max" },
  ],
  "gate: a rule that nothing can judge": [
    `${base}gate: { rules: [{ metric: r2, no_worse_than: baseline, margin: 1% }] }\n`,
    { message: "a margin in percent needs a positive loss", at: "mlops.yml:4:56", hint: /own units/ },
  ],
  "derive: a list": [
    "version: 1\ndata: { derive: [a] }\n",
    { message: '"data.derive": expected keys and values, received array' },
  ],
  "train: no such parameter": [
    `${base}train: { params: { n_tree: 5 } }\n`,
    { message: 'unknown parameter "n_tree"', at: "mlops.yml:4:20", hint: /n_estimators/ },
  ],
  "train: a number of words": [
    `${base}train: { params: { n_estimators: ten } }\n`,
    { message: '"n_estimators" is "ten", expected a whole number', at: "mlops.yml:4:20" },
  ],
  "train: a forest that fits nowhere": [
    `${base}train: { params: { n_estimators: 1000000000 } }\n`,
    { message: "Cannot train 1,000,000,000 trees", hint: /lower n_estimators/ },
  ],
};

describe.concurrent("bad configuration", () => {
  test.each(Object.entries(configs))("%s", async (_, [text, refusal]) => {
    const cwd = makeWorkspace({ "houses.csv": houses(100), "mlops.yml": text });
    expectRefusal(await runCli(["run"], cwd), cwd, refusal);
  });
});

const flags: Record<string, [args: string[], refusal: Refusal]> = {
  "fail-on": [
    ["train", "--fail-on", "ERROR"],
    { message: 'expected "error", "warning", "never", not "ERROR"' },
  ],
  "params that are no YAML": [
    ["train", "--params", "{a"],
    { message: /Cannot use input "params": .*line 1/ },
  ],
  "params with aliases": [
    ["train", "--params", "a: &a [1]\nb: *a"],
    { message: 'Cannot use input "params"' },
  ],
  "params with __proto__": [
    ["train", "--params", "__proto__: 1"],
    { message: '"__proto__" cannot be a key' },
  ],
  "a working directory that is not there": [
    ["train", "--working-directory", "nowhere"],
    { message: 'Cannot use input "working-directory": there is no folder "nowhere"' },
  ],
  "a working directory that is a file": [
    ["train", "--working-directory", "houses.csv"],
    { message: 'Cannot use input "working-directory": "houses.csv" is a file' },
  ],
};

describe.concurrent("bad flags", () => {
  test.each(Object.entries(flags))("%s", async (_, [args, refusal]) => {
    const cwd = makeWorkspace({ "houses.csv": houses(100), "mlops.yml": housesConfig });
    const run = await runCli(args, cwd);
    expectRefusal(run, cwd, refusal);
    expect(run.stderr).not.toMatch(/\n {2}at params/);
    expect(existsSync(path.join(cwd, "nowhere"))).toBe(false);
  });

  test('"" is not set', async () => {
    const cwd = makeWorkspace({ "houses.csv": houses(100), "mlops.yml": housesConfig });
    const args = ["config", "data", "target", "params", "engine", "fail-on", "working-directory"];
    const run = await runCli(["train", ...args.flatMap((name) => [`--${name}`, ""])], cwd);
    expect(run.exitCode, run.stderr).toBe(0);
  });
});

const rule = "{ metric: rmse, no_worse_than: baseline, margin: 1% }";
const gates: Record<string, [files: Record<string, string>, gate: string, refusal: Refusal]> = {
  "missing metrics": [
    {},
    "rules: []",
    { message: 'Cannot read "m.json": there is no such file', at: "m.json" },
  ],
  "missing baseline": [
    { "m.json": metrics },
    `baseline: none.json, rules: [${rule}]`,
    { message: 'Cannot read "none.json"' },
  ],
  "hostile baseline": [
    { "m.json": metrics, "b.json": '{"__proto__": {"polluted": "x"}, "constructor": "y"}' },
    `baseline: b.json, rules: [${rule}]`,
    { message: "there is no number in it", at: "b.json" },
  ],
  "an unknown metric without direction": [
    { "m.json": '{"constructor": 1}' },
    "rules: [{ metric: constructor, better_than: baseline }]",
    { message: "it is not known which way is better", at: "mlops.yml:3:19", hint: /direction: maximize/ },
  ],
};

/** What the gate cannot judge is refused in its report, which is no pass. */
const unusable: Record<string, [text: string, message: string]> = {
  "empty metrics": ["", "it is not JSON"],
  "metrics 100,000 deep": ["[".repeat(1e5), "it is not JSON"],
  "metrics as a list": ["[1]", "expected a JSON object of metric names"],
  "metrics as texts": ['{"r2": "0.9"}', "there is no number in it"],
  "metrics of a later version": ['{"schema": "mlops/metrics@9", "metrics": {"r2": 1}}', '"mlops/metrics@9"'],
};

describe.concurrent("bad metrics", () => {
  test.each(Object.entries(gates))("%s", async (_, [files, gate, refusal]) => {
    const cwd = makeWorkspace({ ...files, "mlops.yml": `version: 1\nname: p\ngate: { ${gate} }\n` });
    expectRefusal(await runCli(["quality-gate", "--metrics", "m.json"], cwd), cwd, refusal);
  });

  test.each(Object.entries(unusable))("%s", async (_, [text, message]) => {
    const cwd = makeWorkspace({ "m.json": text, "mlops.yml": "version: 1\nname: p\n" });
    const { exitCode, stdout } = await runCli(["quality-gate", "--metrics", "m.json"], cwd);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(message);
    expect(stdout).toContain("m.json");
    expect(exitCode).toBe(1);
  });

  const broken: [file: string, rule: string, reason: RegExp][] = [
    ['{"r2": NaN}', "{ metric: r2, min: 0.5 }", /r2 is not a number/],
    ['{"r2": 1e999}', "{ metric: r2, min: 0.5 }", /r2 is not a number/],
    ['{"r2": 0.9}', "{ metric: f1, min: 0.5 }", /f1/],
    ['{"r2": 0.9}', "{ metric: __proto__, min: 0.5 }", /__proto__/],
  ];
  test.each(broken)("%s breaks %s and says why", async (file, rule, reason) => {
    const cwd = makeWorkspace({
      "m.json": file,
      "mlops.yml": `version: 1\nname: p\ngate: { rules: [${rule}] }\n`,
    });
    const run = await runCli(["quality-gate", "--metrics", "m.json"], cwd);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(reason);
  });

  test("absolute paths are taken as they are", async () => {
    const cwd = makeWorkspace({ "m.json": metrics, "mlops.yml": "version: 1\nname: p\n" });
    const run = await runCli(["quality-gate", "--metrics", path.join(cwd, "m.json")], cwd);
    expect(run.exitCode, run.stderr).toBe(0);
  });
});

test("a rule that nothing can judge is told in the comment's summary, before anything is trained", async () => {
  const rules = "rules: [{ metric: r2, no_worse_than: baseline, margin: 1% }]";
  const workspace = makeWorkspace({ "houses.csv": houses(100), "mlops.yml": `${base}gate: { ${rules} }\n` });
  const step = await runStep("run", { workspace });
  expect(step.exitCode).toBe(2);
  expect(step.stdout).not.toContain("Reading");
  const comment = await runStep("pr-comment", { workspace });
  expect(comment.summary).toContain("a margin in percent needs a positive loss");
});
