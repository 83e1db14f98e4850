import { type GateMetrics, parseMetrics } from "../gate/parse-metrics.ts";
import { type ImportedFile, unreadable } from "../imports/imported-metrics.ts";
import type { BaseContext } from "./base-bundle.ts";
import type { Champion, ChampionSource, NoChampion } from "./champion.ts";
import { within } from "./project.ts";
import { looksForeign } from "./read-cases.ts";
import { readModelRows } from "./read-evaluation.ts";

/** Formats of predictions. */
const predictionsFile = /\.(csv|tsv|parquet|jsonl|ndjson)$/i;
const bundleFile = /\.(tar\.gz|tgz)$/;

/** The model of a file or folder: metrics, predictions, evidence or a bundle; `part` names one of several in a file. */
export function championAtPath(file: string, part?: string): ChampionSource {
  return {
    async find(context) {
      const { files } = context;
      const isFolder = (await files.size(file)) === undefined && (await files.exists(file));
      if (isFolder || bundleFile.test(file)) return openedAt(context, file);
      const isOfCases = /\.json$/i.test(file) && (await looksForeign(files, file));
      if (isOfCases || predictionsFile.test(file)) return predictionsAt(context, { file, part });
      return metricsAt(context, { file, part });
    },
  };
}

/** What stands at this place beside `mlops.yml` is committed as the baseline. */
const committed = "metrics/baseline.json";

/** The metrics that are committed as the baseline. */
export const committedChampion: ChampionSource = {
  async find(context) {
    const file = within(context.project.directory, committed);
    const isThere = (await context.files.size(file)) !== undefined;
    return isThere ? championAtPath(file).find(context) : { why: `there is no "${file}"` };
  },
};

async function openedAt(context: BaseContext, file: string): Promise<Champion | NoChampion> {
  const [{ openBaseAt }, { championOf, describeCommit }] = await Promise.all([
    import("./base-at-hand.ts"),
    import("./champion.ts"),
  ]);
  const base = await openBaseAt(context, file);
  const commit = base.commit ?? base.manifest?.commit;
  return championOf(context, { ...base, shown: `${base.shown}${await describeCommit(context, commit)}` });
}

/** The model that a file of metrics compares its own with; undefined where it has none. */
export function championBeside({ imported }: GateMetrics): Champion | undefined {
  if (imported?.baseline === undefined) return undefined;
  const { shown, values, aliases } = imported.baseline;
  const { metrics, ...champion } = bare(shown);
  return { ...champion, metrics: { ...metrics, values, aliases } };
}

async function metricsAt({ files }: BaseContext, { file, part }: ImportedFile): Promise<Champion> {
  const metrics = parseMetrics(await files.read(file), file, part);
  if (metrics.imported?.baseline !== undefined)
    throw unreadable(
      { file },
      "it has the metrics of two models",
      "Give it as metrics: it has its own baseline",
    );
  return { ...bare(part === undefined ? file : `${part} in ${file}`), metrics };
}

async function predictionsAt(context: BaseContext, { file, part }: ImportedFile): Promise<Champion> {
  const { describeCommit } = await import("./champion.ts");
  const { model, manifest } = await readModelRows(context, file, part);
  return {
    ...bare(
      `${part === undefined ? "" : `${part} in `}${file}${await describeCommit(context, manifest?.commit)}`,
    ),
    manifest,
    commit: manifest?.commit,
    readRows: async () => model,
  };
}

function bare(shown: string): Champion {
  const none: GateMetrics = {
    values: new Map(),
    aliases: new Map(),
    dummy: undefined,
    rows: undefined,
    task: undefined,
    evaluation: undefined,
    model: undefined,
  };
  return {
    shown,
    commit: undefined,
    metrics: none,
    manifest: undefined,
    model: undefined,
    trainingRows: undefined,
    readRows: async () => undefined,
  };
}
