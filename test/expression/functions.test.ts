import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { compileExpression } from "../../src/expression/compile-expression.ts";
import { deriveColumns } from "../../src/expression/derive-columns.ts";
import {
  type FunctionSignature,
  functions,
  insteadOf,
  renderSignature,
} from "../../src/expression/functions.ts";
import { canLower } from "../../src/expression/lower-onnx.ts";
import { parseExpression } from "../../src/expression/parse-expression.ts";
import { cellsOf, tableOf } from "./table.ts";

const page = readFileSync(new URL("../../docs/expressions.md", import.meta.url), "utf8");

/** One column of each type that a parameter takes. */
const columns = [
  { name: "number", type: "number", values: [2.5] },
  { name: "integer", type: "integer", values: [2] },
  { name: "text", type: "text", values: ["a"] },
  { name: "time", type: "datetime", values: [0] },
  { name: "boolean", type: "boolean", values: [true] },
  { name: "any", type: "number", values: [1] },
] as const;

/** A call with a column for each parameter: `round(number, integer)`. */
function exampleOf({ parameters }: FunctionSignature, name: string): string {
  return `${name}(${parameters.map(({ type }) => type).join(", ")})`;
}

function rowOf(signature: FunctionSignature): string {
  const { aliases, result, summary, name } = signature;
  const also = aliases.map((alias) => `, \`${alias}\``).join("");
  const model = canLower(parseExpression(exampleOf(signature, name)), columns) ? "yes" : "no";
  return `| \`${renderSignature(signature)}\`${also} | ${result === "same" ? "as given" : result} | ${summary} | ${model} |`;
}

function rowsUnder(heading: string): string[] {
  const section = page.split(/^## /m).find((each) => each.startsWith(heading)) ?? "";
  return section.split("\n").filter((line) => line.startsWith("| `"));
}

test("the page has every function, and no other", () => {
  expect(rowsUnder("Functions")).toEqual(functions.map(rowOf));
});

const calls = functions.flatMap((signature) =>
  [signature.name, ...signature.aliases].map((name) => ({
    text: exampleOf(signature, name),
    result: signature.result,
  })),
);
test.each(calls)("$text gives $result", ({ text, result }) => {
  const column = compileExpression(parseExpression(text), columns).evaluate(tableOf(columns));
  expect(cellsOf(column)).toHaveLength(1);
  expect(["same", column.type]).toContain(result);
});

test("what to write instead of a function is for functions that there are not", () => {
  const names = functions.flatMap(({ name, aliases }) => [name, ...aliases]);
  expect([...insteadOf.keys()].filter((name) => names.includes(name))).toEqual([]);
});

describe("examples of the page", () => {
  const examples = ["Values", "Missing values", "Differences from DuckDB"].flatMap(rowsUnder).map((row) => {
    const [text = "", gives = ""] = [...row.matchAll(/`([^`]+)`/g)].map((match) =>
      match[1]?.replaceAll("\\|", "|"),
    );
    return { text, gives };
  });
  test("there are some", () => expect(examples.length).toBeGreaterThan(20));

  test.each(examples)("$text gives $gives", ({ text, gives }) => {
    const row = tableOf([{ name: "one", type: "integer", values: [1] }]);
    const value = (each: string) => compileExpression(parseExpression(each), row.columns).evaluate(row);
    const [ours, wanted] = [value(text), value(gives)];
    expect(cellsOf(ours)).toEqual(cellsOf(wanted));
  });

  test("the mlops.yml at the top derives its columns", () => {
    const [, yaml = ""] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    const table = tableOf([
      { name: "total_rooms", type: "integer", values: [880] },
      { name: "households", type: "integer", values: [126] },
      { name: "ocean_proximity", type: "text", values: ["NEAR BAY"] },
      { name: "sold_at", type: "datetime", values: [0] },
    ]);
    const derived = deriveColumns(table, parse(yaml).data.derive);
    expect(derived.columns.slice(4).map(({ name, type }) => [name, type])).toEqual([
      ["rooms_per_household", "number"],
      ["is_coastal", "boolean"],
      ["hour_sine", "number"],
      ["log_rooms", "number"],
    ]);
  });
});
