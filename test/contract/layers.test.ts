import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const src = path.resolve(import.meta.dirname, "../../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.startsWith(path.join("learn", "kernels")))
  .map((name) => name.split(path.sep).join("/"))
  .sort();

interface Import {
  from: string;
  to: string;
  isType: boolean;
  isLazy: boolean;
}

const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(path.join(src, file), "utf8");
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"|import\("([^"]+)"\)/gm,
  );
  return [...statements].map((match): Import => {
    const target = match[2] ?? match[3] ?? "";
    const to = target.startsWith(".")
      ? path.posix.normalize(path.posix.join(path.posix.dirname(file), target))
      : target;
    return { from: file, to, isType: match[1] !== undefined, isLazy: match[3] !== undefined };
  });
});

type Layer = "domain" | "services" | "actions" | "runner";

/** Everything is domain but these; the files at the top that declare what an action is belong to the actions. */
function layerOf(file: string): Layer {
  if (file.startsWith("services/")) return "services";
  if (file.startsWith("actions/") || file === "action.ts") return "actions";
  if (file.startsWith("runner/") || file.startsWith("commands/")) return "runner";
  return "domain";
}

const allowed: Record<Layer, readonly Layer[]> = {
  domain: ["domain"],
  services: ["domain", "services"],
  actions: ["domain", "services", "actions"],
  runner: ["domain", "services", "actions", "runner"],
};

test("imports follow the arrows: runner → actions → services → domain", () => {
  const wrong = imports
    .filter(({ to }) => files.includes(to))
    .filter(({ from, to }) => !allowed[layerOf(from)].includes(layerOf(to)));
  expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

test("the domain is pure: no files, processes, network, clock or randomness", () => {
  const impure = imports.filter(
    ({ from, to }) =>
      layerOf(from) === "domain" &&
      /^(node:|@actions\/|@octokit\/|tar-stream)/.test(to) &&
      to !== "node:crypto" &&
      to !== "node:path",
  );
  expect(
    impure.filter(
      ({ from, to }) => !(from.startsWith("bundle/") && /tar-stream|node:zlib|node:stream/.test(to)),
    ),
  ).toEqual([]);
  const words =
    /\b(process\.(?!versions)|Date\.now|Math\.random|globalThis\.fetch|setTimeout|performance\.now)\b|(?<![.\w])fetch\(/;
  const found = files.filter(
    (file) =>
      layerOf(file) === "domain" && words.test(withoutComments(readFileSync(path.join(src, file), "utf8"))),
  );
  expect(found).toEqual([]);
});

test("runner/github.ts alone imports @actions/core", () => {
  expect([...new Set(imports.filter(({ to }) => to === "@actions/core").map(({ from }) => from))]).toEqual([
    "runner/github.ts",
  ]);
});

test("there are no cycles of values", () => {
  const edges = new Map<string, string[]>();
  for (const { from, to, isType } of imports)
    if (!isType && files.includes(to)) edges.set(from, [...(edges.get(from) ?? []), to]);
  const state = new Map<string, "open" | "done">();
  const cycles: string[] = [];
  const visit = (file: string, trail: string[]): void => {
    if (state.get(file) === "done") return;
    if (state.get(file) === "open") {
      cycles.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
      return;
    }
    state.set(file, "open");
    for (const next of edges.get(file) ?? []) visit(next, [...trail, file]);
    state.set(file, "done");
  };
  for (const file of files) visit(file, []);
  expect(cycles).toEqual([]);
});

test("no file passes 400 lines, no folder gathers strangers, at most two folders deep", () => {
  const long = files.filter((file) => readFileSync(path.join(src, file), "utf8").split("\n").length > 400);
  expect(long).toEqual([]);
  expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|types|misc)(\/|\.ts$)/.test(file))).toEqual(
    [],
  );
  expect(files.filter((file) => file.split("/").length > 3)).toEqual([]);
});

test("every folder of src has its line in docs/architecture.md", () => {
  const text = readFileSync(path.resolve(src, "../docs/architecture.md"), "utf8");
  const folders = [...new Set(files.filter((file) => file.includes("/")).map((file) => file.split("/")[0]))];
  expect(folders.filter((folder) => !text.includes(`\`${folder}/\``))).toEqual([]);
});

test("every exported function, type and constant has a doc comment", () => {
  const missing = files.flatMap((file) => {
    const lines = readFileSync(path.join(src, file), "utf8").split("\n");
    return lines.flatMap((line, index) => {
      const name = /^export (?:declare )?(?:async )?(?:function\*?|const|interface|type|class) (\w+)/.exec(
        line,
      )?.[1];
      if (name === undefined) return [];
      let above = index - 1;
      while (lines[above]?.trim().startsWith("// biome-ignore")) above--;
      return /\*\/\s*$/.test(lines[above] ?? "") ? [] : [`${file}: ${name}`];
    });
  });
  expect(missing).toEqual([]);
});

test("no test mocks a module, and none is skipped or alone", () => {
  const root = path.resolve(src, "../test");
  const tests = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".test.ts") && !name.includes("node_modules"),
  );
  const pattern = new RegExp(["vi\\.mock\\(", "\\b(it|test|describe)\\.(skip|only|todo)\\("].join("|"));
  expect(tests.filter((name) => pattern.test(readFileSync(path.join(root, name), "utf8")))).toEqual([]);
});

function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")
    .replace(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, '""');
}

test("the terminal starts without regular expressions, archives and images", () => {
  const loaded = new Set(["runner/terminal.ts"]);
  for (const file of loaded)
    for (const { from, to, isType, isLazy } of imports)
      if (from === file && !isType && !isLazy) loaded.add(to);
  const heavy = ["re2js", "tar-stream", "actions/read-images.ts"];
  expect(heavy.filter((each) => loaded.has(each))).toEqual([]);
  expect(loaded).toContain("actions/index.ts");
});
