import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { compositeActions } from "../../scripts/composite-actions.ts";
import { commonOutputs } from "../../src/action.ts";
import { loadActions } from "../../src/actions/index.ts";
import { commandLoaders } from "../../src/commands/index.ts";
import { configSchema } from "../../src/config/config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { randomForest } from "../../src/learn/forest-engine.ts";
import { classificationMetrics } from "../../src/metrics/classification-metrics.ts";
import { regressionMetrics } from "../../src/metrics/regression-metrics.ts";
import { parseAnchors, parseBlocks, parseLinks, parseTableRows } from "./markdown-blocks.ts";

const actions = await loadActions();
const published = [
  ...actions.map(({ outputs, ...action }) => ({ ...action, outputs: { ...commonOutputs, ...outputs } })),
  ...compositeActions,
];

const root = path.resolve(import.meta.dirname, "../..");
const repository = "mlops-actions/mlops-actions";
const pages = globSync("**/*.md", {
  cwd: root,
  exclude: (name) => /^(node_modules|dist|\.mlops|\.git)$/.test(path.basename(name)),
}).map((each) => each.split(path.sep).join("/"));
const guides = pages.filter((each) => /^(README\.md|docs\/|actions\/|examples\/)/.test(each));
const blocks = guides.flatMap((page) => parseBlocks(read(page)).map((block) => ({ page, ...block })));

function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

interface Step {
  id?: string;
  uses?: string;
  with?: Record<string, unknown>;
}

describe("YAML in the guides", () => {
  const sections = Object.keys(configSchema.shape);
  const workflowKeys = ["on", "name", "permissions", "concurrency", "jobs", "steps", "strategy"];

  test.each(blocks.filter(({ language }) => language === "yaml"))("$page, line $line", ({ content }) => {
    const value: unknown = parse(content);
    const keys = Array.isArray(value) ? [] : Object.keys(value as object);
    if (keys.length > 0 && keys.every((each) => sections.includes(each)))
      parseConfig(keys.includes("version") ? content : `version: 1\n${content}`, "mlops.yml");
    else {
      expect(workflowKeys).toEqual(expect.arrayContaining(keys));
      checkSteps(stepsOf(value), content);
    }
  });

  test("the README's full mlops.yml is the example's", () => {
    const full = parseBlocks(read("README.md")).find(({ content }) => content.includes("name: diamonds"));
    expect(parse(full?.content ?? "")).toEqual(parse(read("examples/diamonds/mlops.yml")));
  });

  test.each([
    ["diamonds", "diamonds"],
    ["penguins", "penguins"],
    ["scikit-learn", "tumours"],
    ["shell", "penguin-mass"],
  ])("examples/%s/mlops.yml is valid", (folder, name) => {
    const file = `examples/${folder}/mlops.yml`;
    expect(parseConfig(read(file), file).config.name).toBe(name);
  });
});

/** The steps of a workflow, of a job, or of a bare list of steps. */
function stepsOf(value: unknown): Step[] {
  if (Array.isArray(value)) return value;
  const { steps = [], jobs = {} } = value as { steps?: Step[]; jobs?: Record<string, { steps: Step[] }> };
  return [...steps, ...Object.values(jobs).flatMap((job) => job.steps)];
}

/** Our steps name published actions and their inputs, and what is read from a step is one of its outputs. */
function checkSteps(steps: readonly Step[], text: string): void {
  const outputs = new Map<string, string[]>();
  for (const step of steps) {
    if (!step.uses?.startsWith(`${repository}/`) && !step.uses?.startsWith(`${repository}@`)) continue;
    const name = /^[^/]+\/[^/@]+(?:\/actions\/([a-z-]+))?@v1$/.exec(step.uses)?.[1] ?? "run";
    const action = published.find((each) => each.name === name);
    expect(action, step.uses).toBeDefined();
    expect(Object.keys(action?.inputs ?? {}), step.uses).toEqual(
      expect.arrayContaining(Object.keys(step.with ?? {})),
    );
    if (step.id) outputs.set(step.id, Object.keys(action?.outputs ?? {}));
  }
  for (const [whole, id = "", output] of text.matchAll(/\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g))
    expect(outputs.get(id), whole).toContain(output);
}

test.each(pages)("the links of %s lead somewhere", (page) => {
  const broken = parseLinks(read(page)).filter((target) => {
    if (/^(https?|mailto):/.test(target)) return false;
    const [file = "", anchor] = target.split("#");
    const linked = file === "" ? page : path.posix.join(path.posix.dirname(page), file);
    if (!existsSync(path.join(root, linked))) return true;
    return anchor !== undefined && !parseAnchors(read(linked)).includes(anchor);
  });
  expect(broken).toEqual([]);
});

test("every guide is in the index", () => {
  const listed = parseLinks(read("docs/README.md"));
  const expected = [
    ...pages.filter((each) => /^docs\/[^/]+\.md$/.test(each) && each !== "docs/README.md"),
    ...pages.filter((each) => /^actions\//.test(each)),
  ];
  expect(listed.map((each) => path.posix.join("docs", each)).toSorted()).toEqual(expected.toSorted());
});

test.each(published.filter(({ name }) => name !== "run"))(
  "$name has a README beyond its tables",
  ({ name }) => {
    const page = `actions/${name}/README.md`;
    const text = read(page);
    const [before = ""] = text.split("<!-- tables -->");
    const own = parseBlocks(before);
    const sections = Object.keys(configSchema.shape);
    expect(before.length).toBeGreaterThan(800);
    expect(before).toMatch(/\*\*Reads\*\*/);
    expect(before).toMatch(/\*\*Writes\*\*/);
    expect(own.some(({ content }) => content.includes(`${repository}/actions/${name}@v1`))).toBe(true);
    expect(own.some(({ content }) => content.includes("outputs."))).toBe(true);
    expect(own.some(({ content }) => sections.some((each) => content.startsWith(`${each}:`)))).toBe(true);
  },
);

test("the guides name scripts and commands that there are", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const commands = [...actions.map(({ name }) => name), ...Object.keys(commandLoaders)];
  const text = pages.map(read).join("\n");
  for (const [, script = ""] of text.matchAll(/\bnpm run ([\w-]+)/g)) expect(scripts).toHaveProperty(script);
  for (const [, command] of text.matchAll(/^(?:`|\| `)?mlops ([a-z-]+)/gm))
    expect(commands).toContain(command);
  expect(read("README.md")).toMatch(/^npm test\b/m);
  expect(read("README.md")).toMatch(/^npm run demo\b/m);
});

test("the picture is there, twice as many pixels as it is wide, and small", () => {
  const file = path.join(root, "docs/images/comment.png");
  const bytes = readFileSync(file);
  expect(bytes.toString("latin1", 1, 4)).toBe("PNG");
  expect(bytes.readUInt32BE(16)).toBe(1800);
  expect(statSync(file).size).toBeLessThan(300_000);
});

test("docs/mlops-yml.md has every key of the schema with its default, and no other", () => {
  const schema = JSON.parse(read("schemas/mlops.schema.json")) as Schema;
  const told = parseTableRows(read("docs/mlops-yml.md"))
    .filter(([key = ""]) =>
      /^`(version|name|strict_suites|(data|checks|suites|train|gate|report|notify)\b.*)`$/.test(key),
    )
    .map(([key = "", value = ""]) => [key.slice(1, -1), value] as const);
  const known = leavesOf(schema, "");
  expect(told.map(([key]) => key).toSorted()).toEqual(known.map(({ key }) => key).toSorted());
  const values = new Map(told);
  for (const { key, value } of known)
    if (value !== undefined) expect(values.get(key), key).toBe(`\`${String(value)}\``);
});

interface Schema {
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  default?: unknown;
}

/** The keys that hold values, by their path, with their defaults; `[]` stands for an entry of a list. */
function leavesOf(schema: Schema, trail: string): { key: string; value: unknown }[] {
  if (schema.properties)
    return Object.entries(schema.properties).flatMap(([key, below]) =>
      leavesOf(below, trail === "" ? key : `${trail}.${key}`),
    );
  const { additionalProperties: named } = schema;
  if (typeof named === "object" && named.properties) return leavesOf(named, `${trail}.<name>`);
  if (schema.items?.properties) return leavesOf(schema.items, `${trail}[]`);
  const value = typeof schema.default === "object" ? undefined : schema.default;
  return [{ key: trail, value }];
}

test("docs/mlops-yml.md has every parameter of the forest with its default", () => {
  const rows = parseTableRows(read("docs/mlops-yml.md"));
  const start = rows.findIndex(([first]) => first === "Parameter") + 1;
  const told = rows.slice(
    start,
    rows.findIndex((_, index) => index >= start && rows[index]?.[0] === "Key"),
  );
  for (const task of ["regression", "classification"] as const) {
    const { params } = randomForest({}, { task });
    expect(told.map(([name]) => name)).toEqual(Object.keys(params).map((each) => `\`${each}\``));
    for (const [index, value] of Object.values(params).entries())
      expect(told[index]?.[1]).toContain(`\`${value}\``);
  }
});

test("docs/gate.md has the metrics that training gives", () => {
  const rows = parseTableRows(read("docs/gate.md"));
  const told = (target: string): string[] => {
    const [, metrics = ""] = rows.find(([first]) => first === target) ?? [];
    return [...metrics.matchAll(/`(\w+)`/g)].flatMap(([, name]) => name ?? []);
  };
  const classes = (names: readonly string[]): string[] => {
    const codes = Int32Array.from(names.keys());
    const scores = Float64Array.from({ length: names.length ** 2 }, () => 1 / names.length);
    const outcome = { actual: codes, predicted: codes, scores, classes: names };
    return Object.keys(
      classificationMetrics(names.length === 2 ? { ...outcome, positive: 1 } : outcome),
    ).toSorted();
  };
  const numbers = regressionMetrics(Float64Array.of(1, 2), Float64Array.of(1, 3));
  expect(told("numbers").toSorted()).toEqual(Object.keys(numbers).toSorted());
  expect([...told("classes"), ...told("two classes, also")].toSorted()).toEqual(classes(["no", "yes"]));
  expect([...told("classes"), ...told("more classes, also")].toSorted()).toEqual(classes(["a", "b", "c"]));
});

test("docs/troubleshooting.md quotes messages that there are", () => {
  const sources = globSync("src/**/*.ts", { cwd: root }).map(read).join("\n");
  const messages = parseTableRows(read("docs/troubleshooting.md")).flatMap(
    ([first = ""]) => /^`(.+)`/.exec(first)?.[1] ?? [],
  );
  expect(messages.length).toBeGreaterThan(25);
  const parts = messages.flatMap((message) =>
    message.split("…").map((part) => part.replace(/^[\s":,]+|[\s":,]+$/g, "")),
  );
  expect(parts.filter((part) => !sources.includes(part))).toEqual([]);
});
