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
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type OutputChunk, type Plugin, rolldown } from "rolldown";
import { loadActions } from "../src/actions/index.ts";
import { packagedAssets } from "../src/runner/asset-url.ts";
import { chunkGroups } from "./chunk-groups.ts";
import { compileKernels } from "./compile-kernels.ts";
import { renderLicenses } from "./licenses.ts";
import { plainAscii } from "./plain-ascii.ts";
import { plainBuiltins } from "./plain-builtins.ts";
import { withoutFacades } from "./without-facades.ts";

const actions = await loadActions();

const root = path.resolve(import.meta.dirname, "..");
const entryPrefix = "\0entry/";

/**
 * Code of the entries: one for each action, the CLI, the workers, and the processes of DuckDB and ONNX Runtime; and of what the first ones
 * load once their code is cached (`start-<name>`). They exist in the build alone.
 */
function entrySources(): Record<string, string> {
  const source = (file: string): string => JSON.stringify(path.join(root, "src", file));
  const sources: Record<string, string> = {
    worker: `import ${source("runner/worker.ts")};\n`,
    duckdb: `import ${source("runner/duckdb.ts")};\n`,
    onnxruntime: `import ${source("runner/onnxruntime.ts")};\n`,
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

/** Builds dist/ anew into `output`; `change` may return another text for a source file, for tests. */
export async function build(
  output: string,
  change?: (file: string, code: string) => string | undefined,
): Promise<void> {
  const sources = entrySources();
  const { groups, plugin: findImports } = chunkGroups();
  const bundle = await rolldown({
    input: Object.fromEntries(
      Object.keys(sources)
        .filter((name) => !name.startsWith("start-"))
        .map((name) => [name, `entry/${name}`]),
    ),
    platform: "node",
    plugins: [
      entries(sources),
      findImports,
      plainBuiltins,
      withoutFacades,
      plainAscii,
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
        groups,
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
