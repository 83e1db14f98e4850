import * as z from "zod";
import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import { type LatencyBlock, latencyRatio, median } from "../gate/latency.ts";
import type { MeasuredExtra, Unmeasured } from "../gate/unmeasured.ts";
import { parseStoredModel, predictTable, type StoredModel } from "../onnx/predict-table.ts";
import type { Column, Table } from "../tables/table.ts";
import { pausing } from "./pausing.ts";

/** Blocks of predictions, by turns of both models. */
const blocks = 31;
/** Predictions before them, which compile the code and fill the caches. */
const warmUp = 30;
/** Milliseconds that all of it may take, about. */
const budget = 4000;
/** Milliseconds of a prediction by each model beyond which they are not timed. */
const slowest = 200;
/** The largest model that is read to be timed. */
const mostBytes = 1e9;

type LatencyContext = Pick<Context, "files" | "clock" | "signal">;

/** Seconds of the median prediction, and how many times as long as the baseline's it takes. */
export interface Latency {
  p50: MeasuredExtra;
  ratio: MeasuredExtra;
}

/**
 * Times predictions of one row by our own predictor: of the model alone, or by turns with the baseline's on the same
 * machine at the same time.
 */
export async function measureLatency(
  context: LatencyContext,
  folders: { model: string; champion: string | undefined; noChampion: string },
): Promise<Latency> {
  const own = await openModel(context, folders.model, "the model");
  if ("missing" in own) return { p50: own, ratio: own };
  const other =
    folders.champion === undefined
      ? { missing: folders.noChampion }
      : await openModel(context, folders.champion, "the baseline's model");
  const timed = await timeBlocks(context, own, "missing" in other ? own : other);
  if ("missing" in timed) return { p50: timed, ratio: timed };
  const all = Float64Array.from(timed.flatMap(({ challenger }) => Array.from(challenger)));
  return { p50: median(all) / 1000, ratio: "missing" in other ? other : latencyRatio(timed, 0) };
}

/** Predicts one row. */
type Predict = () => Promise<unknown>;

async function timeBlocks(
  { clock, signal }: LatencyContext,
  own: Predict,
  other: Predict,
): Promise<LatencyBlock[] | Unmeasured> {
  const pause = pausing({ clock, signal });
  const time = async (predict: Predict): Promise<number> => {
    const start = clock.elapsed();
    await predict();
    return clock.elapsed() - start;
  };
  let [spent, warm] = [0, 0];
  while (warm < warmUp && spent < budget) {
    spent += (await time(own)) + (await time(other));
    warm++;
    await pause();
  }
  const each = Math.max(1e-3, spent / warm);
  if (each > slowest) return { missing: "a prediction takes too long to be timed" };
  const count = Math.max(3, Math.min(50, Math.floor(budget / blocks / each)));
  const found: LatencyBlock[] = [];
  for (let block = 0; block < blocks; block++) {
    const challenger = new Float64Array(count);
    const champion = new Float64Array(count);
    for (let at = 0; at < count; at++) {
      // Whoever comes second finds the caches of the other one: each is second as often.
      if (at % 2 === 0) challenger[at] = await time(own);
      champion[at] = await time(other);
      if (at % 2 === 1) challenger[at] = await time(own);
    }
    found.push({ challenger, champion });
    await pause();
  }
  const isTimed = found.every(({ challenger, champion }) => median(challenger) > 0 && median(champion) > 0);
  return isTimed ? found : { missing: "the clock of this machine is too coarse" };
}

const exampleSchema = z.object({
  columns: z.array(z.string()).max(200_000),
  data: z.tuple([z.array(z.union([z.string(), z.number(), z.boolean()])).max(200_000)]),
});

/** A model of ours with the row that its folder shows as an example, or why it cannot be timed. */
async function openModel(
  { files }: LatencyContext,
  folder: string,
  which: string,
): Promise<Predict | Unmeasured> {
  const file = `${folder}/model.onnx`;
  const size = await files.size(file);
  if (size === undefined) return { missing: `${which} has no model.onnx that can be timed here` };
  if (size > mostBytes) return { missing: `${which} is too large to be timed here` };
  try {
    const model = parseStoredModel(await files.readBytes(file), file);
    const table = exampleTable(model, await files.read(`${folder}/input_example.json`));
    const predict: Predict = () => predictTable(model, table);
    await predict();
    return predict;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { missing: `${which} cannot be timed: ${error.message}` };
  }
}

/** The example as a table of one row. */
function exampleTable({ columns, source }: StoredModel, text: string): Table {
  const example = exampleSchema.safeParse(parseJson(text));
  if (!example.success) throw new UserError(`Cannot use the input example beside "${source}"`);
  const { columns: names, data } = example.data;
  const cells = new Map(names.map((name, index) => [name, data[0][index]]));
  return {
    source,
    rows: 1,
    columns: columns.map(({ name, type }) => exampleColumn(name, type, cells.get(name))),
    lines: new Uint32Array(0),
    bytes: 0,
    digest: "",
  };
}

function exampleColumn(
  name: string,
  type: StoredModel["columns"][number]["type"],
  cell: string | number | boolean | undefined,
): Column {
  if (type === "text")
    return { kind: "text", name, type, codes: Int32Array.of(0), dictionary: [String(cell ?? "")] };
  const value =
    type === "date" || type === "datetime" ? Date.parse(String(cell)) : Number(cell ?? Number.NaN);
  return { kind: "numeric", name, type, values: Float64Array.of(value), invalid: [], invalidCount: 0 };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
