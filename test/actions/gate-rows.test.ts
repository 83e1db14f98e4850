import { expect, test } from "vitest";
import { qualityGate } from "../../src/actions/quality-gate.ts";
import { randomFrom, randomState, uniform } from "../../src/learn/random.ts";
import { memoryTree } from "../../src/services/commit-tree.ts";
import { memoryGit } from "../../src/services/git.ts";
import { runAction, testSha } from "../fakes.ts";

/** Predictions of two classes, right with a chance that may differ by town; both models see the same rows. */
function predictions(rows: number, accuracy: (town: string) => number, seed: number): string {
  const truth = randomFrom(randomState(1, 0));
  const luck = randomFrom(randomState(seed, 1));
  const lines = Array.from({ length: rows }, (_, row) => {
    const town = row % 4 === 0 ? "S" : "N";
    const actual = uniform(truth) < 0.4 ? "yes" : "no";
    const isRight = uniform(luck) < accuracy(town);
    const predicted = isRight === (actual === "yes") ? "yes" : "no";
    const score = predicted === "yes" ? 0.5 + uniform(luck) / 2 : uniform(luck) / 2;
    return `r${row},${actual},${predicted},${score},${town},${uniform(luck)}`;
  });
  return `row_id,actual,predicted,score_yes,town,revenue\n${lines.join("\n")}\n`;
}

const good = predictions(2000, () => 0.9, 2);
const alike = predictions(2000, () => 0.9, 3);
const bad = predictions(2000, () => 0.78, 4);
const weakInS = predictions(2000, (town) => (town === "S" ? 0.7 : 0.97), 5);

async function judged(
  gate: string,
  {
    challenger = alike,
    champion = good,
    environment = {},
  }: { challenger?: string; champion?: string | undefined; environment?: object } = {},
) {
  const files = {
    "mlops.yml": `version: 1\nname: p\ndata: { positive: "yes" }\ngate: ${gate}\n`,
    "new.csv": challenger,
    "old.csv": champion,
  };
  const inputs = { predictions: "new.csv", baseline: "old.csv" };
  return runAction(qualityGate, { files, inputs, environment });
}

test.each<[string, string, string, string]>([
  ["accuracy within a margin", "{ metric: accuracy, no_worse_than: baseline, margin: 0.04 }", "pass", "fail"],
  ["ROC AUC within a margin", "{ metric: roc_auc, no_worse_than: baseline, margin: 0.025 }", "pass", "fail"],
  ["the Brier score by percent", "{ metric: brier, no_worse_than: baseline, margin: 10% }", "pass", "fail"],
  ["F1 within a margin", "{ metric: f1, no_worse_than: baseline, margin: 0.06 }", "pass", "fail"],
  ["a least accuracy", "{ metric: accuracy, min: 0.86 }", "pass", "fail"],
  ["a greatest Brier score", "{ metric: brier, max: 0.15 }", "pass", "fail"],
  ["Matthews correlation", "{ metric: matthews_corrcoef, min: 0.7 }", "pass", "fail"],
  ["recall of each class", "{ metric: recall, by: class, min: 0.85 }", "pass", "fail"],
  ["accuracy of each town", "{ metric: accuracy, by: town, min: 0.84 }", "pass", "fail"],
  ["a column of one's own", "{ metric: revenue, direction: maximize, min: 0.4 }", "pass", "pass"],
])("%s: a model as good gets %s a pass, a worse one fails", async (_, rule, asGood, worse) => {
  const gate = `{ rules: [${rule}] }`;
  expect((await judged(gate)).verdict).toBe(asGood);
  expect((await judged(gate, { challenger: bad })).verdict).toBe(worse);
});

test("a model that is better is shown to be, one that is as good is not, and the same is never better", async () => {
  const gate = "{ rules: [{ metric: accuracy, better_than: baseline }] }";
  expect((await judged(gate, { champion: bad })).verdict).toBe("pass");
  expect((await judged(gate)).verdict).not.toBe("pass");
  const same = await judged(gate, { challenger: good });
  expect(same.verdict).toBe("fail");
  expect(same.report.sections[0]?.findings?.[0]?.message).toContain("predicts the same as the baseline");
  const noWorse = "{ rules: [{ metric: accuracy, no_worse_than: baseline }] }";
  expect((await judged(noWorse, { challenger: good })).verdict).toBe("pass");
});

test("without a margin equal models are not decided, and the finding says to give one", async () => {
  const { verdict, report } = await judged("{ rules: [{ metric: accuracy, no_worse_than: baseline }] }");
  expect(verdict).toBe("inconclusive");
  expect(report.sections[0]?.findings?.[0]?.hint).toContain("Give the rule a margin");
});

test("too few rows decide nothing, and it is said how many would", async () => {
  const few = (text: string) => `${text.split("\n").slice(0, 151).join("\n")}\n`;
  const { verdict, report } = await judged(
    "{ rules: [{ metric: accuracy, no_worse_than: baseline, margin: 0.03 }] }",
    { challenger: few(alike), champion: few(good) },
  );
  expect(verdict).toBe("inconclusive");
  expect(report.headline).toMatch(/about [\d,]+ test rows would/);
  expect(report.sections[0]?.findings?.[0]?.hint).toMatch(/About 1,\d00 test rows/);
});

test("what would help goes by what the rule asks, and rules that are not judged are not counted in", async () => {
  const hints = async (rule: string): Promise<string | undefined> =>
    (await judged(`{ rules: [${rule}] }`, { challenger: alike })).report.sections[0]?.findings?.[0]?.hint;
  expect(await hints("{ metric: accuracy, min: 0.905 }")).toContain("The value itself does not reach");
  expect(await hints("{ metric: accuracy, min: 0.89 }")).toMatch(
    /^About [\d,]+ test rows would tell with.*80 %$/,
  );
  expect(await hints("{ metric: accuracy, no_worse_than: baseline, margin: 0.001 }")).toMatch(
    /80 %, if both models were equal$/,
  );
  const better = await hints("{ metric: accuracy, better_than: baseline, margin: 0.001 }");
  expect(better).toMatch(/^(More test rows, or a smaller margin|About .*80 %)$/);
  const { report } = await judged(
    "{ rules: [{ metric: accuracy, no_worse_than: anchor, margin: 0.01 }, { metric: accuracy, min: 0.89 }] }",
  );
  expect(report.headline).toMatch(
    /^1 of 2 gate rules .*decided: 2,000 rows .* would; 1 could not be judged$/,
  );
});

test("of two classes nobody knows the positive one, and the finding says how to tell", async () => {
  const files = {
    "mlops.yml": "version: 1\nname: p\ngate: { rules: [{ metric: f1, min: 0.5 }] }\n",
    "new.csv": alike,
  };
  const { report } = await runAction(qualityGate, { files, inputs: { predictions: "new.csv" } });
  expect(report.sections[0]?.findings?.[0]).toMatchObject({
    message: 'the metrics have no "f1"',
    hint: expect.stringMatching(/set data\.positive to "no" or "yes"$/),
  });
});

test("a guarded slice fails the gate though the whole is as good", async () => {
  const rule = "rules: [{ metric: accuracy, no_worse_than: baseline, margin: 0.03 }]";
  expect((await judged(`{ ${rule} }`, { challenger: weakInS })).verdict).toBe("pass");
  const guarded = await judged(`{ ${rule}, slices: { columns: [town] } }`, { challenger: weakInS });
  expect(guarded.verdict).toBe("fail");
  expect(guarded.outputs["failed-rules"]).toEqual([expect.stringContaining("town = S")]);
  const small = await judged(`{ ${rule}, slices: { columns: [town], min_rows: 600 } }`, {
    challenger: weakInS,
  });
  expect(small.verdict).toBe("pass");
});

test("rows that are there twice are refused, and those whose label changed are left out and said", async () => {
  const gate = "{ rules: [{ metric: accuracy, no_worse_than: baseline, margin: 0.04 }] }";
  const repeated = good.replace(/^r1,/m, "r0,");
  for (const files of [{ champion: repeated }, { challenger: repeated }]) {
    const { verdict, report } = await judged(gate, files);
    expect(verdict).toBe("refused");
    expect(report.headline).toContain("is there twice");
  }
  const champion = good.replace(/^r0,(yes|no)/m, (_, label) => `r0,${label === "yes" ? "no" : "yes"}`);
  const { report } = await judged(gate, { champion });
  expect(JSON.stringify(report.sections[0]?.findings)).toContain("1 row is of another actual value");
  const others = good.replaceAll(/^r/gm, "x");
  expect((await judged(gate, { champion: others })).verdict).toBe("refused");
});

test.each([
  [{ eventName: "pull_request" }, undefined],
  [{ eventName: "merge_group" }, true],
  [{ eventName: "release" }, true],
  [{ eventName: "push", ref: "refs/tags/v1" }, true],
  [{ eventName: "push", ref: "refs/heads/main" }, undefined],
])("an undecided gate fails the step where nobody looks again: %j", async (environment, fails) => {
  const gate = "{ rules: [{ metric: accuracy, min: 0.9 }] }";
  const { verdict, report } = await judged(gate, { environment });
  expect(verdict).toBe("inconclusive");
  expect(report.fails).toBe(fails);
  const set = gate.replace(" }] }", ` }], on_inconclusive: ${fails ? "neutral" : "fail"} }`);
  expect((await judged(set, { environment })).report.fails).toBe(fails ? undefined : true);
});

test("an anchor stops what single margins let through", async () => {
  const files = {
    "mlops.yml":
      "version: 1\nname: p\ngate:\n  anchor: first.csv\n  rules:\n    - { metric: accuracy, no_worse_than: baseline, margin: 0.2 }\n    - { metric: accuracy, no_worse_than: anchor, margin: 0.04 }\n",
    "new.csv": bad,
    "old.csv": alike,
    "first.csv": good,
  };
  const inputs = { predictions: "new.csv", baseline: "old.csv" };
  const { verdict, outputs } = await runAction(qualityGate, { files, inputs });
  expect(verdict).toBe("fail");
  expect(outputs["failed-rules"]).toEqual(["accuracy no worse than anchor, margin 0.04"]);
});

test("a waiver lets a rule fail for a while, and says who answers for it", async () => {
  const waiver = (until: string) =>
    `{ rules: [{ metric: accuracy, min: 0.95 }], waivers: [{ rule: accuracy, until: ${until}, reason: new labels, by: ana }] }`;
  const { verdict, report } = await judged(waiver("2999-01-01"));
  expect(verdict).toBe("pass");
  expect(JSON.stringify(report)).toContain("which ana allows until 2999-01-01: new labels");
  expect((await judged(waiver("2000-01-01"))).verdict).toBe("fail");
});

test("a waiver is for a rule that is not decided, too: it must not stop the merge queue", async () => {
  const undecided = "rules: [{ metric: accuracy, min: 0.9 }]";
  const environment = { eventName: "merge_group" };
  expect((await judged(`{ ${undecided} }`, { environment })).report.fails).toBe(true);
  const waivers = "waivers: [{ rule: accuracy, until: 2999-01-01, reason: few rows, by: ana }]";
  const { verdict, report } = await judged(`{ ${undecided}, ${waivers} }`, { environment });
  expect([verdict, report.fails]).toEqual(["pass", undefined]);
  expect(JSON.stringify(report)).toContain("is not decided, which ana allows until 2999-01-01");
});

test("of rows that belong together, groups are counted and asked for", async () => {
  const grouped = (text: string): string =>
    text
      .split("\n")
      .map((line, index) => (line === "" ? line : `${line},${index === 0 ? "group" : `g${index % 200}`}`))
      .join("\n");
  const { report } = await judged(
    "{ rules: [{ metric: accuracy, no_worse_than: baseline, margin: 0.005 }] }",
    {
      challenger: grouped(alike),
      champion: grouped(good),
    },
  );
  expect(report.headline).toMatch(/: 200 groups cannot tell .*; about [\d,]+ test groups would$/);
});

test("the rows that the headline asks for are those of what it names, or decide all", async () => {
  const few = (text: string) => `${text.split("\n").slice(0, 151).join("\n")}\n`;
  const rows = async (...rules: string[]): Promise<string | undefined> => {
    const models = { challenger: few(alike), champion: few(good) };
    return /; (about .*)$/.exec((await judged(`{ rules: [${rules}] }`, models)).report.headline)?.[1];
  };
  const one = "{ metric: accuracy, no_worse_than: baseline, margin: 0.03 }";
  expect(await rows(one)).toMatch(/^about 1,[\d,]+ test rows would$/);
  const other = "{ metric: brier, no_worse_than: baseline, margin: 0.01 }";
  expect(await rows(one, other)).toMatch(/^about [\d,]+ test rows would decide all$/);
});

test("a value near its bound warns where the point alone is asked", async () => {
  const { verdict, report } = await judged("{ rules: [{ metric: accuracy, min: 0.9, on: point }] }");
  expect(["pass", "fail"]).toContain(verdict);
  expect(report.sections[0]?.findings?.some(({ message }) => /two standard errors/.test(message))).toBe(true);
});

test("the same twice gives the same, to the last digit", async () => {
  const gate =
    "{ rules: [{ metric: f1, no_worse_than: baseline, margin: 0.05 }, { metric: average_precision, min: 0.5 }] }";
  const [one, two] = [await judged(gate), await judged(gate)];
  expect(one.report).toEqual(two.report);
});

test("of very many slices the largest alone are judged, and a rule that asks for all is not decided", async () => {
  const slices = "slices: { columns: [revenue], min_rows: 1 }";
  const each = await judged(`{ rules: [{ metric: accuracy, min: 0, by: revenue }], ${slices} }`);
  expect(each.verdict).toBe("inconclusive");
  expect(each.report.headline).toBe(
    "1 of 101 gate rules could not be judged: of its 2,000 slices the 100 largest alone are judged",
  );
  const guarded = await judged(
    `{ rules: [{ metric: accuracy, no_worse_than: baseline, margin: 0.9 }], ${slices} }`,
  );
  expect(guarded.verdict).toBe("pass");
  expect(guarded.report.sections.flatMap(({ findings = [] }) => findings)).toContainEqual(
    expect.objectContaining({ message: "revenue: of its 2,000 slices the 100 largest alone are judged" }),
  );
  const small = await judged("{ rules: [{ metric: accuracy, min: 0, by: revenue }] }");
  expect(small.report.headline).toContain("none of its slices has 100 test rows");
});

test("a finding says how far the model is from the other one, and the report which rule has no interval", async () => {
  const rules =
    "{ metric: accuracy, no_worse_than: baseline, margin: 0.04 }, { metric: ece, no_worse_than: baseline, margin: 0.5 }";
  const { report } = await judged(`{ rules: [${rules}] }`, { challenger: bad });
  expect(report.sections[0]?.findings?.[0]?.message).toMatch(
    /: it is 0\.7\d+, −0\.0\d+ \(−0\.\d+ … −0\.\d+\) from the baseline's$/,
  );
  const methods = report.sections.find(({ title }) => title === "How this was judged")?.tables?.[0]?.rows;
  expect(methods?.map((row) => row[2])).toEqual(["Tango's score interval", "none: by the number alone"]);
});

test("rules that a pull request adds do not hide what breaks the base's", async () => {
  const rule = "{ metric: accuracy, no_worse_than: baseline, margin: 0.07 }";
  const added = Array.from({ length: 20 }, (_, at) => `{ metric: accuracy, min: 0.${100 + at} }`);
  const config = (rules: string) =>
    `version: 1\nname: p\ndata: { positive: "yes" }\ngate: { rules: [${rules}] }\n`;
  const base = "b".repeat(40);
  const verdictOn = async (before: string, rules: string) => {
    const files = { "mlops.yml": config(rules), "new.csv": bad, "old.csv": good };
    const { verdict } = await runAction(qualityGate, {
      files,
      inputs: { predictions: "new.csv", baseline: "old.csv" },
      git: memoryGit({ head: testSha, trees: { [base]: memoryTree({ "mlops.yml": config(before) }) } }),
      environment: {
        event: { pull_request: { number: 7, head: { sha: testSha }, base: { sha: base, ref: "main" } } },
      },
    });
    return verdict;
  };
  expect(await verdictOn(rule, rule)).toBe("fail");
  expect(await verdictOn(rule, [rule, ...added].join(", "))).toBe("fail");
  expect(await verdictOn(added[0]!, [rule, ...added].join(", "))).toBe("inconclusive");
});
