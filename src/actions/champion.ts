import path from "node:path";
import type { Manifest } from "../evidence/manifest.ts";
import type { ModelRows, Refusal } from "../gate/model-rows.ts";
import { type GateMetrics, parseMetrics } from "../gate/parse-metrics.ts";
import { formatAge, formatBytes } from "../number-format.ts";
import { type BaseBundle, type BaseContext, readBase } from "./base-bundle.ts";
import { manifestFacts } from "./read-evaluation.ts";
import { readPredictions } from "./read-predictions.ts";

/** The model that another one is compared with. */
export interface Champion {
  /** Which it is, from which commit and how old, in words: `main at 1a2b3c4 (run 12, 3 days old)`. */
  shown: string;
  /** Undefined where it is not known. */
  commit: string | undefined;
  /** As they were measured with it; of predictions alone there are none in it. */
  metrics: GateMetrics;
  /** Its digests are those of what is here; undefined where it has none. */
  manifest: Manifest | undefined;
  /** Folder of the model, ready for `files`; undefined where there is none. */
  model: string | undefined;
  /** Identities of the rows that it was trained on, ready for `files`, where its manifest has their digest. */
  trainingRows: string | undefined;
  /** The count of looks at its test rows, ready for `files`; undefined where its run has counted none. */
  looks?: string | undefined;
  /** Its predictions of the rows that it was tested on; undefined where there are none. Throws UserError. */
  readRows(): Promise<ModelRows | Refusal | undefined>;
  why?: undefined;
}

/** In words why there is no champion, and what helps. */
export interface NoChampion {
  metrics?: undefined;
  looks?: undefined;
  shown?: undefined;
  why: string;
  hint?: string | undefined;
}

/** Where the model that is compared with may come from. */
export interface ChampionSource {
  /** Finds it; in words why there is none. Throws UserError where what was named cannot be used. */
  find(context: BaseContext): Promise<Champion | NoChampion>;
}

/** The largest file of predictions that is read. */
const mostBytes = 1e9;

/** The champion that a bundle, or a folder of evidence, holds. Throws UserError for metrics that cannot be read. */
export async function championOf(context: BaseContext, base: BaseBundle): Promise<Champion | NoChampion> {
  const { files } = context;
  const { shown, manifest, entries } = base;
  const text = await readBase(files, base, "evidence/metrics.json");
  if (text === undefined) return { why: `${shown} has no metrics` };
  const metrics = parseMetrics(text, `metrics.json of ${shown}`);
  const model = [...entries.values()].find((entry) => entry.path.startsWith("model/"));
  const folder = model && path.posix.normalize(model.file.slice(0, -model.path.length + "model".length));
  return {
    shown,
    commit: base.commit ?? manifest?.commit,
    metrics,
    manifest,
    model: folder,
    trainingRows: entries.get("evidence/training-rows.bin")?.file,
    looks: entries.get("evidence/looks.json")?.file,
    async readRows() {
      const file = entries.get("evidence/predictions.csv");
      if (file === undefined || manifest === undefined) return undefined;
      if (file.size > mostBytes)
        return { refused: `the predictions of ${shown} have more than ${formatBytes(mostBytes)}` };
      const facts = manifestFacts(manifest);
      const table = await readPredictions(context, file.file, facts);
      return { table: { ...table, source: `predictions.csv of ${shown}` }, facts };
    },
  };
}

/** What is said after a path of the model there: its commit, and how old that is where git has it. */
export async function describeCommit(
  { git, clock, project }: BaseContext,
  commit: string | undefined,
): Promise<string> {
  if (commit === undefined || !/^[0-9a-f]{40,64}$/.test(commit)) return "";
  const found = await git.commit(project.directory, commit);
  const age = found === undefined ? "" : ` (${formatAge(clock.now() - found.time * 1000)} old)`;
  return `, of ${commit.slice(0, 7)}${age}`;
}
