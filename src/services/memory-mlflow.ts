import type { Mlflow, MlflowDataset, MlflowRun, MlflowStatus } from "./mlflow.ts";
import type { MetricPoint } from "./mlflow-batches.ts";

/** What a run of a tracking server in memory knows. */
export interface MemoryRun extends MlflowRun {
  experiment: string;
  name: string;
  tags: Record<string, string>;
  params: Record<string, string>;
  metrics: MetricPoint[];
  datasets: MlflowDataset[];
  /** Content by path; of a logged model below its name. */
  files: Map<string, string>;
  models: string[];
  status: MlflowStatus | "RUNNING";
}

/** A tracking server in memory, for tests; `models` are files by the address that they are fetched by. */
export function memoryMlflow(
  models: Record<string, Record<string, string>> = {},
): Mlflow & { runs: MemoryRun[] } {
  const runs: MemoryRun[] = [];
  const of = ({ id }: MlflowRun): MemoryRun => runs.find((each) => each.id === id)!;
  const keep: Mlflow["logArtifacts"] = async (run, folder, files) => {
    for (const { name, open } of files) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of open()) chunks.push(chunk);
      of(run).files.set(`${folder}/${name}`, Buffer.concat(chunks).toString());
    }
  };
  return {
    runs,
    async startRun({ experiment, name, tags }) {
      const run: MemoryRun = {
        ...{
          id: `run${runs.length}`,
          experimentId: "1",
          artifacts: "memory:/",
          page: "memory",
          experiment,
          name,
        },
        ...{ tags: { ...tags }, params: {}, metrics: [], datasets: [], files: new Map(), models: [] },
        status: "RUNNING",
      };
      runs.push(run);
      return run;
    },
    async log(run, { metrics = [], params = {}, tags = {} }) {
      const { params: known, ...own } = of(run);
      own.metrics.push(...metrics);
      Object.assign(own.tags, tags);
      Object.assign(known, { ...params, ...known });
      return [];
    },
    logInputs: async (run, datasets) => void of(run).datasets.push(...datasets),
    logArtifacts: keep,
    async logModel(run, { name, files }) {
      await keep(run, name, files);
      of(run).models.push(name);
      return `m-${of(run).models.length}`;
    },
    async endRun(run, status) {
      of(run).status = status;
    },
    async download(uri, write) {
      for (const [name, text] of Object.entries(models[uri] ?? {}))
        await write(
          name,
          (async function* () {
            yield Buffer.from(text);
          })(),
        );
    },
  };
}
