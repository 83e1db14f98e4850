import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type OutputChunk, type Plugin, rolldown } from "rolldown";
import { loadActions } from "../src/actions/index.ts";
import { packagedAssets } from "../src/runner/asset-url.ts";
import { compileKernels } from "./compile-kernels.ts";
import { renderLicenses } from "./licenses.ts";

const actions = await loadActions();

const root = path.resolve(import.meta.dirname, "..");
const entryPrefix = "\0entry/";

/**
 * Code of the entries: one for each action, the CLI, the workers, and the process of DuckDB; and of what the first ones
 * load once their code is cached (`start-<name>`). They exist in the build alone.
 */
function entrySources(): Record<string, string> {
  const source = (file: string): string => JSON.stringify(path.join(root, "src", file));
  const sources: Record<string, string> = {
    worker: `import ${source("runner/worker.ts")};\n`,
    duckdb: `import ${source("runner/duckdb.ts")};\n`,
    "start-mlops":
      `import { startInTerminal } from ${source("runner/terminal.ts")};\n` +
      "await startInTerminal(process.argv.slice(2));\n",
  };
  for (const { name } of actions) {
    const exportName = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    sources[`start-${name}`] =
      `import { startOnGitHub } from ${source("runner/github.ts")};\n` +
      `import { ${exportName} } from ${source(`actions/${name}.ts`)};\n` +
      `await startOnGitHub(${exportName});\n`;
  }
  for (const name of ["mlops", ...actions.map((each) => each.name)])
    sources[name] =
      `import { cacheCode } from ${source("runner/cache-code.ts")};\n` +
      `import { endAtOnce } from ${source("runner/end-at-once.ts")};\n` +
      `cacheCode(process.env);\nendAtOnce();\nawait import("entry/start-${name}");\n`;
  return sources;
}

function entries(sources: Record<string, string>): Plugin {
  return {
    name: "entries",
    resolveId: (id) => (id.startsWith("entry/") ? `\0${id}` : null),
    load: (id) => (id.startsWith(entryPrefix) ? sources[id.slice(entryPrefix.length)] : null),
  };
}

/**
 * Takes Node's own modules without an import: an import reads each of their exports first, and with some of them loads
 * modules that nobody asked for (`node:util`, `node:fs` and `node:crypto` so cost a third of Node's start).
 */
const plainBuiltins: Plugin = {
  name: "plain-builtins",
  renderChunk: (text) => {
    const code = text.replace(/\bawait import\("(node:[\w/]+)"\)/g, 'process.getBuiltinModule("$1")');
    return code.replace(
      /^import (?:\* as )?(?:([\w$]+)(?:, )?)?(\{[^}]*\})? from "((?:node:)?[\w/]+)";$/gm,
      (line: string, whole: string | undefined, names: string | undefined, module: string) =>
        isBuiltin(module)
          ? [whole, names?.replace(/ as /g, ": ")]
              .filter((name) => name !== undefined)
              .map((name) => `const ${name} = process.getBuiltinModule("${module}");`)
              .join("\n")
          : line,
    );
  },
};

/**
 * Shared chunks by the packages in them, the first that fits: a change in our code does not touch the vendors'
 * files. What fits nowhere else comes with the artifact client, which brings most packages and loads last.
 */
const vendors: [name: string, test: RegExp][] = [
  [
    "vendor-github",
    /node_modules\/(@octokit|bottleneck|universal-user-agent|before-after-hook|deprecation|toad-cache|fast-content-type-parse|content-type|json-with-bigint)\//,
  ],
  ["vendor-undici", /node_modules\/(undici|@fastify|tunnel|@actions\/(github|http-client))\//],
  ["vendor-actions", /node_modules\/@actions\/(core|exec|io)\//],
  [
    "vendor-vega",
    /node_modules\/(vega[^/]*|d3-[^/]*|topojson[^/]*|internmap|delaunator|robust-predicates)\//,
  ],
  // With how it is set, which must be before the first schema.
  ["vendor-zod", /node_modules\/zod\/|src\/config\/jitless\.ts$/],
  ["vendor-yaml", /node_modules\/yaml\//],
  ["vendor-re2js", /node_modules\/re2js\//],
  ["vendor-markdown", /node_modules\/markdown-table\//],
  [
    "vendor-tar",
    /node_modules\/(tar-stream|streamx|b4a|fast-fifo|text-decoder|bare-[^/]*|events-universal)\//,
  ],
  ["vendor-aws4fetch", /node_modules\/aws4fetch\//],
  ["vendor-zip", /node_modules\/(yauzl|pend)\//],
  ["vendor-zstd", /node_modules\/(fzstd|xxhash-wasm)\//],
  ["vendor-images", /node_modules\/@jsquash\//],
  ["vendor-parquet", /node_modules\/(hyparquet|hyparquet-compressors|hysnappy)\//],
  ["vendor-artifact", /node_modules\//],
];

/**
 * Loads chunks without the files between, that only pass on what a chunk with more in it exports: each file costs a
 * look-up at the start.
 */
const withoutFacades: Plugin = {
  name: "without-facades",
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((each) => each.type === "chunk");
    const behind = new Map<string, string>();
    for (const { code, fileName, isEntry } of chunks) {
      const [, taken, target, given] =
        /^import \{ (.*) \} from "\.\/([\w.-]+)";\s*export \{ (.*) \};\s*$/.exec(code) ?? [];
      const names = new Set(taken?.split(", "));
      if (isEntry || target === undefined || !given?.split(", ").every((name) => names.has(name))) continue;
      behind.set(path.basename(fileName), target);
      delete bundle[fileName];
    }
    for (const chunk of chunks)
      chunk.code = chunk.code.replace(
        /(?<=\bimport\("\.\/(?:shared\/)?)[\w.-]+(?="\))/g,
        (name) => behind.get(name) ?? name,
      );
  },
};

function sourceFile(name: string): string {
  return path.join(root, "src", name);
}

/** What the most frequent run loads: always, where there is a configuration, and for the job's summary. */
const frequent = {
  core: [
    `${entryPrefix}start-validate-data`,
    sourceFile("profile/relate-columns.ts"),
    // What the page, the job's summary and the terminal say alike.
    ...["chart/chart-table.ts", "finding-text.ts", "verdict-words.ts"].map(sourceFile),
    // Words that the configuration and what it is about have in common.
    ...["features/date-part.ts", "series/window-statistics.ts", "learn/threshold-metrics.ts"].map(sourceFile),
    ...["checks/check.ts", "drift/drift-method.ts"].map(sourceFile),
  ],
  config: [sourceFile("config/accept-config.ts")],
  markdown: [sourceFile("markdown/render-markdown.ts")],
};

/** Finds what is loaded with each of these: the modules that it imports, and those that they import. */
function findImports(found: Map<string, ReadonlySet<string>>): Plugin {
  return {
    name: "find-imports",
    buildEnd() {
      for (const [name, ids] of Object.entries(frequent)) {
        const seen = new Set(ids);
        for (const each of seen)
          for (const imported of this.getModuleInfo(each)?.importedIds ?? []) seen.add(imported);
        found.set(name, seen);
      }
    },
  };
}

/** Builds dist/ anew into `output`; `change` may return another text for a source file, for tests. */
export async function build(
  output: string,
  change?: (file: string, code: string) => string | undefined,
): Promise<void> {
  const sources = entrySources();
  const imports = new Map<string, ReadonlySet<string>>();
  const bundle = await rolldown({
    input: Object.fromEntries(
      Object.keys(sources)
        .filter((name) => !name.startsWith("start-"))
        .map((name) => [name, `entry/${name}`]),
    ),
    platform: "node",
    plugins: [
      entries(sources),
      findImports(imports),
      plainBuiltins,
      withoutFacades,
      { name: "change", transform: (code, id) => change?.(id, code) ?? null },
    ],
    // Without this the token requests in @actions/core, which we never make, load undici into every action.
    treeshake: {
      moduleSideEffects: (id) =>
        /node_modules\/@actions\/(core|http-client)\//.test(id) ? false : undefined,
    },
    external: [/^node:/],
    // The package's modules in place of its CommonJS, of which every line would be kept and run.
    resolve: { alias: { yaml: path.join(root, "node_modules/yaml/browser/dist/index.js") } },
    preserveEntrySignatures: "allow-extension",
    logLevel: "warn",
  });
  // What is there stays whole until its successor is: tests and steps may be running from it.
  const partial = `${output}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  try {
    const { output: chunks } = await bundle.write({
      dir: partial,
      format: "esm",
      entryFileNames: "[name].js",
      chunkFileNames: "shared/[name].js",
      minify: false,
      minifyInternalExports: false,
      comments: { legal: true },
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [
          ...vendors.map(([name, test]) => ({ name, test })),
          // Before all else, so that the others' code is cached.
          {
            name: "cache-code",
            test: /\/src\/(runner\/(cache-code|end-at-once)|services\/cache-folder)\.ts$/,
            priority: 1,
          },
          // What reads predictions brings the gate along, which most actions load late or never.
          { name: "numbers", test: /\/src\/learn\/(exponential|random)\.ts$/, priority: 1 },
          {
            name: "judging",
            test: /\/src\/actions\/(read-(predictions|evaluation|cases)|champion-at-path)\.ts$/,
            priority: 1,
          },
          // What most actions share is one file, since each file costs a look-up at the start, but for what the most
          // frequent run does without: that is a file for each folder.
          ...Object.keys(frequent).map((name) => ({
            name,
            test: (id: string) => !/\/node_modules\//.test(id) && imports.get(name)?.has(id) === true,
            minShareCount: name === "config" ? 1 : 5,
          })),
          {
            name: (id: string) => /\/src\/(\w+)\//.exec(id)?.[1] ?? null,
            test: /\/src\//,
            minShareCount: 5,
            debugName: "folders",
          },
        ],
      },
    });
    writeFileSync(
      path.join(partial, "licenses.txt"),
      renderLicenses(
        chunks
          .filter((chunk): chunk is OutputChunk => chunk.type === "chunk")
          .flatMap((chunk) => chunk.moduleIds),
      ),
    );
  } finally {
    await bundle.close();
  }
  writeFileSync(path.join(partial, "package.json"), `${JSON.stringify({ type: "module" })}\n`);
  await compileKernels(partial);
  for (const [asset, source] of Object.entries(packagedAssets))
    writeFileSync(path.join(partial, asset), readFileSync(path.join(root, "node_modules", source)));
  rmSync(output, { recursive: true, force: true });
  renameSync(partial, output);
}

/** Paths below a folder, sorted. */
export function listFiles(folder: string, prefix = ""): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const full = path.join(folder, name);
      return statSync(full).isDirectory() ? listFiles(full, `${prefix}${name}/`) : [prefix + name];
    });
}

/** Paths that differ between two folders. */
export function differingFiles(a: string, b: string): string[] {
  const names = [...new Set([...listFiles(a), ...listFiles(b)])].sort();
  return names.filter((name) => {
    const [left, right] = [a, b].map((folder) => path.join(folder, name));
    if (!existsSync(left!) || !existsSync(right!)) return true;
    return !readFileSync(left!).equals(readFileSync(right!));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dist = path.join(root, "dist");
  if (process.argv.includes("--check")) {
    const fresh = path.join(root, "node_modules", ".cache", "dist");
    await build(fresh);
    const stale = differingFiles(fresh, dist);
    for (const name of stale) console.log(`stale dist/${name}`);
    if (stale.length > 0) process.exitCode = 1;
  } else {
    await build(dist);
    const bytes = listFiles(dist).reduce((sum, name) => sum + statSync(path.join(dist, name)).size, 0);
    console.log(`Built dist: ${listFiles(dist).length} files, ${(bytes / 1e6).toFixed(1)} MB`);
  }
}
