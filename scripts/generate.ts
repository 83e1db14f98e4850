import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { loadActions } from "../src/actions/index.ts";
import { configSchema } from "../src/config/config.ts";
import { schemaOf } from "../src/config/schema-of.ts";
import { curvesSchema } from "../src/evidence/curves-schema.ts";
import { looksSchema } from "../src/evidence/looks.ts";
import { manifestSchema } from "../src/evidence/manifest.ts";
import { entrySchema } from "../src/history/entry.ts";
import { renderMarkdown } from "../src/markdown/render-markdown.ts";
import { profileSchema } from "../src/profile/profile-schema.ts";
import { reportSchema } from "../src/report-schema.ts";
import { repository } from "../src/runner/version.ts";
import { compositeActions } from "./composite-actions.ts";
import {
  fillMarker,
  renderActionList,
  renderActionTables,
  renderActionYaml,
  renderCompositeTables,
} from "./render-action.ts";

const actions = await loadActions();

const root = path.resolve(import.meta.dirname, "..");

/** Every generated file by its path in the repository. */
export function generatedFiles(): Map<string, string> {
  const files = new Map<string, string>();
  for (const action of actions) {
    if (action.name === "run") {
      files.set("action.yml", renderActionYaml(action, "dist/run.js"));
      continue;
    }
    const folder = `actions/${action.name}`;
    files.set(`${folder}/action.yml`, renderActionYaml(action, `../../dist/${action.name}.js`));
    files.set(...fillReadme(action.name, renderActionTables(action)));
  }
  for (const action of compositeActions) files.set(...fillReadme(action.name, renderCompositeTables(action)));
  const readme = readText("README.md");
  if (readme !== undefined)
    files.set(
      "README.md",
      fillMarker(readme, "actions", renderActionList([...actions, ...compositeActions], repository)),
    );
  const comparison = readText("docs/comparison.md");
  if (comparison !== undefined)
    files.set("docs/comparison.md", fillMarker(comparison, "comment", comparedComment()));
  files.set(
    "schemas/mlops.schema.json",
    renderSchema(schemaOf(configSchema), "mlops.yml of mlops-actions", "input"),
  );
  files.set("schemas/report.schema.json", renderSchema(reportSchema, "A report of mlops-actions", "output"));
  files.set(
    "schemas/manifest.schema.json",
    renderSchema(manifestSchema, "The manifest of a model trained by mlops-actions", "output"),
  );
  files.set(
    "schemas/curves.schema.json",
    renderSchema(curvesSchema, "The curves of a model trained by mlops-actions", "output"),
  );
  files.set(
    "schemas/looks.schema.json",
    renderSchema(looksSchema, "How often which test rows were judged on by mlops-actions", "output"),
  );
  files.set(
    "schemas/history.schema.json",
    renderSchema(
      entrySchema,
      "What the gate of one run came to: a line of a history of mlops-actions",
      "output",
    ),
  );
  files.set(
    "schemas/profile.schema.json",
    renderSchema(profileSchema, "The profile of data by mlops-actions", "output"),
  );
  return files;
}

/** The comment of the run that docs/comparison.md speaks of, from what that run reported. */
function comparedComment(): string {
  const report = reportSchema.parse(JSON.parse(readText("test/fixtures/comparison-report.json") ?? ""));
  const link = `https://github.com/${repository}/actions/runs/1`;
  return `\`\`\`\`markdown\n${renderMarkdown(report, { budget: 4000, link })}\n\`\`\`\``;
}

function renderSchema(schema: z.ZodType, title: string, io: "input" | "output"): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, target: "draft-7" });
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
}

/** The README of an action, by its path, with these tables. */
function fillReadme(name: string, tables: string): [file: string, content: string] {
  const file = `actions/${name}/README.md`;
  const text = readText(file) ?? `# ${name}\n\n<!-- tables -->\n<!-- /tables -->\n`;
  return [file, fillMarker(text, "tables", tables)];
}

function readText(file: string): string | undefined {
  const full = path.join(root, file);
  return existsSync(full) ? readFileSync(full, "utf8") : undefined;
}

/** Writes what differs and returns its paths; with `check`, writes nothing. */
export function generate(check: boolean): string[] {
  const changed: string[] = [];
  for (const [file, content] of generatedFiles()) {
    if (readText(file) === content) continue;
    changed.push(file);
    if (check) continue;
    const full = path.join(root, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, content);
  }
  return changed;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const check = process.argv.includes("--check");
  const changed = generate(check);
  for (const file of changed) console.log(`${check ? "stale" : "wrote"} ${file}`);
  if (check && changed.length > 0) process.exitCode = 1;
}
