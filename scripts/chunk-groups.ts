import path from "node:path";
import type { CodeSplittingGroup, Plugin } from "rolldown";

/**
 * Shared chunks by the packages in them, the first that fits: a change in our code does not touch the vendors'
 * files. What fits nowhere else comes with the artifact client, which brings most packages and loads last.
 */
const vendors: [name: string, test: RegExp][] = [
  [
    "vendor-github",
    // The plugin to retry comes with the artifact client.
    /node_modules\/(@octokit\/(?!plugin-retry)|universal-user-agent|before-after-hook|deprecation|toad-cache|fast-content-type-parse|content-type|json-with-bigint)/,
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

const sourceFiles = (...names: string[]): string[] =>
  names.map((name) => path.resolve(import.meta.dirname, "../src", name));

/**
 * What is loaded together, by what brings it: every action, what reads data, a configuration, the job's summary, a
 * comment on the pull request, a user's program (before it starts, and while it runs), and two late parts of that. Every
 * action brings what reading data has in common with one of the next three; else a module is in the first chunk that fits.
 */
const together = {
  core: sourceFiles(
    "runner/github.ts",
    // Little that actions which do not comment need too.
    ...["actions/history-files.ts", "bundle/bundle-name.ts", "bundle/workflow-run.ts", "same-repository.ts"],
    // Alone it would bring the schemas of the other evidence, and zod, to the threads that read data.
    "evidence/digest.ts",
    ...["finding-text.ts", "nearest.ts", "verdict-words.ts", "actions/train.ts"],
  ),
  data: sourceFiles(
    "actions/validate-data.ts",
    ...["chart/chart-table.ts", "checks/check.ts", "profile/relate-columns.ts"],
    ...["drift/drift-method.ts", "features/date-part.ts", "learn/threshold-metrics.ts"],
    "series/window-statistics.ts",
  ),
  config: sourceFiles("config/accept-config.ts"),
  markdown: sourceFiles("markdown/render-markdown.ts"),
  commenting: sourceFiles("actions/pr-comment.ts", "evidence/stored-report.ts", "services/github.ts"),
  program: sourceFiles("actions/train-program.ts", "services/programs.ts"),
  keeping: sourceFiles("actions/keep-trained.ts", "actions/describe-program-data.ts"),
  relating: sourceFiles("profile/relate-columns.ts"),
  scanning: sourceFiles("pickle/scan-model.ts", "pickle/pickle-findings.ts"),
};

/** What most actions load some of. */
const everywhere = ["core", "data", "config", "markdown", "commenting"] as const;

/** What our own engines and the gate share with a user's program, each a chunk before that of the program. */
const sharedParts = { dividing: "program", evaluating: "keeping" } as const;
const sharing = sourceFiles("actions/train-here.ts", "actions/judge-gate.ts");

/** Chunks of which every module is in, however few share it. */
const whole = new Set([
  ...["config", "commenting", "dividing", "evaluating", "program", "keeping", "relating", "scanning"],
]);

/**
 * Which chunk a module is in, and the plugin that finds out what is loaded together: the modules that each of those
 * imports, and those that they import.
 */
export function chunkGroups(): { groups: CodeSplittingGroup[]; plugin: Plugin } {
  const imports = new Map<string, ReadonlySet<string>>();
  const plugin: Plugin = {
    name: "find-imports",
    buildEnd() {
      const importsOf = (files: readonly string[]): Set<string> => {
        const seen = new Set(files);
        for (const each of seen)
          for (const imported of this.getModuleInfo(each)?.importedIds ?? []) seen.add(imported);
        return seen;
      };
      for (const [name, files] of Object.entries(together)) imports.set(name, importsOf(files));
      const [core, data, ...others] = everywhere.map((name) => imports.get(name)!);
      const inOthers = (id: string) => others.some((each) => each.has(id));
      imports.set("core", new Set([...core!, ...[...data!].filter(inOthers)]));
      const elsewhere = importsOf(sharing);
      for (const [name, of] of Object.entries(sharedParts))
        imports.set(name, new Set([...imports.get(of)!].filter((id) => elsewhere.has(id))));
    },
  };
  const groups = [
    ...vendors.map(([name, test]) => ({ name, test })),
    // Before all else, so that the others' code is cached.
    {
      name: "cache-code",
      test: /\/src\/(runner\/(cache-code|end-at-once|screen-options)|services\/cache-folder)\.ts$/,
      priority: 1,
    },
    // What reads evaluations brings the gate along, which most actions load late or never.
    { name: "numbers", test: /\/src\/learn\/(exponential|random|target)\.ts$/, priority: 1 },
    {
      name: "judging",
      test: /\/src\/actions\/(read-(evaluation|cases)|champion-at-path)\.ts$/,
      priority: 1,
    },
    // What most actions share is one file, since each file costs a look-up at the start, but for what the most
    // frequent run does without: that is a file for each folder.
    ...[...everywhere, ...Object.keys(sharedParts), ...Object.keys(together)].map((name) => ({
      name,
      test: (id: string) => !/\/node_modules\//.test(id) && imports.get(name)?.has(id) === true,
      minShareCount: whole.has(name) ? 1 : 5,
    })),
    {
      name: (id: string) => /\/src\/(\w+)\//.exec(id)?.[1] ?? null,
      test: /\/src\//,
      minShareCount: 5,
      debugName: "folders",
    },
  ];
  return { groups, plugin };
}
