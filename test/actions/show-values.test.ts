import { expect, test } from "vitest";
import { validateData } from "../../src/actions/validate-data.ts";
import { renderHtml } from "../../src/html/render-html.ts";
import { renderMarkdown } from "../../src/markdown/render-markdown.ts";
import { renderTerminal } from "../../src/terminal/render-terminal.ts";
import { runAction } from "../fakes.ts";

const rows = Array.from(
  { length: 60 },
  (_, i) =>
    `${i + 1},user${i}@example.org,${i % 7 === 0 ? "=1+1" : i === 1 ? "ann@example.org" : "ok"},${i === 5 ? "lots" : i}`,
);
const csv = `id,email,state,amount\n${rows.join("\n")}\n`;
const checks = `checks:
  - { column: state, enum: [ok] }
  - { column: email, pattern: "^admin" }
  - { column: amount, type: integer, max: 50 }
`;

function run(report: string, kind: "github" | "terminal" = "github") {
  return runAction(validateData, {
    files: { "data.csv": csv, "mlops.yml": `version: 1\ndata: { path: data.csv }\n${checks}${report}` },
    environment: { kind },
  });
}

test("on GitHub findings show no values unless they are asked for", async () => {
  const { report } = await run("");
  expect(JSON.stringify(report.sections[0])).not.toMatch(/=1\+1|@example|lots/);
});

test("where they are asked for they show a few, never of personal data", async () => {
  const asked = await run("report: { show_values: true }\n");
  const hints = (asked.report.sections[0]?.findings ?? []).map(({ rule, hint }) => [rule, hint]);
  expect(hints).toEqual([
    [
      "state.enum",
      expect.stringContaining('Rows 1, 2, 8, 15, 22, 29, 36, 43, 50, 57; value "=1+1"; the check'),
    ],
    ["email.pattern", expect.not.stringContaining("value")],
    ["amount.type", expect.stringContaining('Row 6; value "lots"')],
    ["amount.max", expect.stringContaining('values "51", "52", "53", "54", "55"; the check')],
  ]);
  expect(JSON.stringify(asked.report)).not.toContain("@example");
  const atHome = await run("", "terminal");
  expect(atHome.report.sections[0]?.findings).toEqual(asked.report.sections[0]?.findings);
  const quiet = await run("report: { show_values: false }\n", "terminal");
  expect(JSON.stringify(quiet.report.sections[0])).not.toContain("lots");
});

test("a value stays on its line, and is cut", async () => {
  const cell = `"</details>\n::error::${"x".repeat(100)}"`;
  const { report } = await runAction(validateData, {
    files: {
      "data.csv": `a,b\n${`${cell},1\n`.repeat(30)}`,
      "mlops.yml":
        "version: 1\ndata: { path: data.csv }\nchecks: [{ column: a, enum: [x] }]\nreport: { show_values: true }\n",
    },
  });
  const [finding] = report.sections[0]?.findings ?? [];
  expect(finding?.hint).toContain(`value "</details>\\n::error::${"x".repeat(18)}…"`);
  expect(finding?.hint).not.toContain("\n");
});

test("failing rows are written where they are asked for, without personal data", async () => {
  const { outputs, files, report } = await run("report: { failed_rows: true }\n");
  expect(outputs["failed-rows"]).toBe(".mlops/data/failed-rows.csv");
  const [header, first, second] = (await files.read(".mlops/data/failed-rows.csv")).split("\n");
  expect(header).toBe("failed_row,failed_line,failed_checks,id,email,state,amount");
  expect(first).toBe("1,2,state.enum; email.pattern,1,(hidden),=1+1,0");
  expect(second).toBe("2,3,state.enum; email.pattern,2,(hidden),(hidden),1");
  expect(await files.read(".mlops/data/failed-rows.csv")).toContain(
    "\n6,7,email.pattern; amount.type,6,(hidden),ok,lots\n",
  );
  expect(report.sections[0]?.text).toEqual([
    "60 rows are in .mlops/data/failed-rows.csv, of 80 failures in all: the first 100 of each check.",
  ]);
  const without = await run("");
  expect(without.outputs["failed-rows"]).toBeUndefined();
  expect(await without.files.exists(".mlops/data/failed-rows.csv")).toBe(false);
});

test("the page shows each column; comment, summary and terminal stay calm", async () => {
  const { report } = await run("");
  const page = renderHtml(report);
  expect(page).toContain("<h3>state</h3>");
  expect(page).toContain("Distribution of amount");
  expect(page).toContain(">email addresses: no value is shown<");
  expect(page).not.toContain("@example.org");
  const comment = renderMarkdown(report, { budget: 60_000 });
  const terminal = renderTerminal(report, { color: false, width: 100 });
  for (const text of [comment, terminal]) {
    expect(text).not.toContain("Distribution of amount");
    expect(text).toContain("personal data");
    expect(text).not.toContain("left out");
  }
});

test("a profile says which type is declared", async () => {
  const { files } = await runAction(validateData, {
    files: {
      "data.csv": csv,
      "mlops.yml": "version: 1\ndata: { path: data.csv, columns: { id: { type: text } } }\n",
    },
  });
  const profile = JSON.parse(await files.read(".mlops/data/profile.json"));
  expect(profile.columns[0]).toMatchObject({ name: "id", type: "text", declared: "text" });
  expect(profile.columns[1]).not.toHaveProperty("declared");
});
