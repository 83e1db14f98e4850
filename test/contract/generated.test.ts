import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { compositeActions } from "../../scripts/composite-actions.ts";
import { generate, generatedFiles } from "../../scripts/generate.ts";
import { loadActions } from "../../src/actions/index.ts";
import { configSchema } from "../../src/config/config.ts";

const actions = await loadActions();

const root = path.resolve(import.meta.dirname, "../..");

test("generated files are what the definitions say", () => {
  expect(generate(true)).toEqual([]);
});

test("every action has its action.yml with the common outputs, and runs on node24", () => {
  for (const action of actions) {
    const file = action.name === "run" ? "action.yml" : `actions/${action.name}/action.yml`;
    const yaml = parse(generatedFiles().get(file) ?? "");
    expect(Object.keys(yaml.inputs)).toEqual(Object.keys(action.inputs));
    expect(Object.keys(yaml.outputs)).toEqual(expect.arrayContaining(["verdict", "passed", "report"]));
    expect(yaml.runs.using).toBe("node24");
    expect(path.normalize(path.join(path.dirname(file), yaml.runs.main))).toBe(
      path.join("dist", `${action.name}.js`),
    );
  }
});

test.each(compositeActions)("$name is made of pinned steps that hold no expression", (action) => {
  const { description, author, runs, inputs, outputs } = action;
  expect(description).toMatch(/^.{20,125}$/);
  expect(author).toBe("The mlops-actions authors");
  for (const { description: told } of [...Object.values(inputs), ...Object.values(outputs)])
    expect(told).toMatch(/\.$/);
  for (const { uses, run, shell } of runs.steps) {
    // A sibling would be looked for in the user's checkout.
    if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    if (uses !== undefined) expect(uses).not.toContain("mlops-actions");
    if (run !== undefined) expect(shell).toBe("bash");
    expect(run ?? "").not.toContain("${{");
  }
});

test("the composite actions are known", () => {
  expect(compositeActions.map(({ name }) => name)).toEqual(["setup"]);
});

test("every key of the JSON Schema of mlops.yml is described", () => {
  const schema = JSON.parse(readFileSync(path.join(root, "schemas/mlops.schema.json"), "utf8"));
  const undescribed: string[] = [];
  const visit = (node: unknown, trail: string): void => {
    if (typeof node !== "object" || node === null) return;
    const { properties } = node as { properties?: Record<string, { description?: string }> };
    for (const [key, value] of Object.entries(properties ?? {})) {
      if (!value.description) undescribed.push(`${trail}.${key}`);
    }
    for (const [key, value] of Object.entries(node))
      visit(value, key === "properties" ? trail : `${trail}.${key}`);
  };
  visit(schema, "");
  expect(undescribed).toEqual([]);
  expect(Object.keys(schema.properties)).toEqual(Object.keys(configSchema.shape));
});
