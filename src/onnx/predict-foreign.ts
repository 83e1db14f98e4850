import type { Task } from "../learn/target.ts";
import { labelFinder } from "../program/predicted-columns.ts";
import { planFeeds, type Readable, unclear } from "./foreign-feeds.ts";
import type { ForeignSession, RuntimeTensor, RuntimeValue } from "./foreign-session.ts";
import type { ClassOutputs } from "./model-outputs.ts";
import type { Predictions } from "./predict-table.ts";

/** What a model of another maker is asked. */
export interface ForeignQuestion extends Readable {
  /** Default: all. */
  rows?: Uint32Array | undefined;
  /** Undefined: what its outputs look like. */
  task?: Task | undefined;
  /** The classes of the data. */
  classes?: readonly string[] | undefined;
}

/** Predictions, and the classes that the probabilities are of; without probabilities there are no values but labels. */
export interface ForeignPredictions extends Predictions {
  classes: readonly string[] | undefined;
}

const blockRows = 8192;

/**
 * What a model of another maker predicts, by a runtime that has loaded it. Throws UserError where its inputs or outputs do
 * not tell for certain what they are.
 */
export async function predictForeign(
  session: ForeignSession,
  known: Pick<ClassOutputs, "labels" | "maps">,
  question: ForeignQuestion,
): Promise<ForeignPredictions> {
  const { table, rows = Uint32Array.from({ length: table.rows }, (_, row) => row) } = question;
  const feed = planFeeds(session.inputs, question);
  const { label, numbers } = chooseOutputs(session.outputs, known, question.task);
  const asked = [label, numbers].filter((each) => each !== undefined);
  const labels: string[] = [];
  const parts: Float64Array[] = [];
  let width = 0;
  for (let from = 0; from < rows.length; from += blockRows) {
    const block = rows.subarray(from, from + blockRows);
    const given = await session.run(feed(block), asked);
    if (label !== undefined) labels.push(...labelsOf(given.shift()!, block.length, label));
    if (numbers === undefined) continue;
    const values = numbersOf(given[0]!, block.length, numbers);
    width = values.length / block.length;
    parts.push(values);
  }
  const values = joined(parts);
  if (label === undefined) {
    if (width > 1) throw unclear(`its output "${numbers}" has ${width} numbers a row`);
    return { outputs: 1, values, labels: undefined, classes: undefined };
  }
  const classes = numbers === undefined ? undefined : classesOf(known, question, { labels, values, width });
  return classes === undefined
    ? { outputs: 0, values: new Float64Array(0), labels, classes }
    : { outputs: width, values, labels, classes };
}

/** The output with the class, and the one with the probabilities or the number. */
function chooseOutputs(
  outputs: readonly RuntimeValue[],
  { maps }: Pick<ClassOutputs, "maps">,
  task: Task | undefined,
): { label: string | undefined; numbers: string | undefined } {
  const labels = outputs.filter(({ type, shape }) => isLabel(type) && isFlat(shape));
  const floats = outputs.filter(({ type }) => type === "float32" || type === "float64");
  if (task === "regression" || (task === undefined && labels.length === 0)) {
    if (floats.length !== 1) throw unclear(`${floats.length} of its outputs are numbers, not one`);
    return { label: undefined, numbers: floats[0]!.name };
  }
  if (labels.length !== 1) throw unclear(`${labels.length} of its outputs are classes, not one`);
  const ofMaps = floats.filter(({ name }) => [...maps.values()].includes(name));
  const likely = ofMaps.length > 0 ? ofMaps : floats;
  return { label: labels[0]!.name, numbers: likely.length === 1 ? likely[0]!.name : undefined };
}

function isLabel(type: string | undefined): boolean {
  return type !== undefined && ["int64", "int32", "string", "bool"].includes(type);
}

function isFlat(shape: RuntimeValue["shape"]): boolean {
  return shape.length < 2 || (shape.length === 2 && (shape[1] ?? 1) === 1);
}

function labelsOf({ type, data }: RuntimeTensor, rows: number, name: string): string[] {
  if (data.length !== rows) throw unclear(`its output "${name}" is not one class a row`);
  return Array.from(data as ArrayLike<unknown>, (each) => String(type === "bool" ? each === 1 : each));
}

function numbersOf({ data }: RuntimeTensor, rows: number, name: string): Float64Array {
  if (
    data.length === 0 ||
    data.length % rows !== 0 ||
    !(data instanceof Float32Array || data instanceof Float64Array)
  )
    throw unclear(`its output "${name}" is not as many numbers for each row`);
  const values = Float64Array.from(data);
  if (!values.every(Number.isFinite))
    throw unclear(`its output "${name}" is not a finite number for every row`);
  return values;
}

/**
 * The classes of the probabilities: as the file says, else in the order that scikit-learn has them, where the class of
 * the highest probability is then the one that was predicted for every row. Undefined where it is not: then the classes
 * alone count.
 */
function classesOf(
  { labels: told }: Pick<ClassOutputs, "labels">,
  { classes }: ForeignQuestion,
  { labels, values, width }: { labels: readonly string[]; values: Float64Array; width: number },
): readonly string[] | undefined {
  if (told !== undefined) return told.length === width ? told : undefined;
  const sorted = [...(classes ?? new Set(labels))].sort(byNumberOrCode);
  if (sorted.length !== width) return undefined;
  const find = labelFinder(sorted);
  const isSo = labels.every((label, row) => {
    const code = find(label);
    const highest = Math.max(...values.subarray(row * width, (row + 1) * width));
    return code !== undefined && values[row * width + code] === highest;
  });
  return isSo ? sorted : undefined;
}

function byNumberOrCode(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  if (a.trim() !== "" && b.trim() !== "" && Number.isFinite(difference)) return difference;
  return a < b ? -1 : Number(a > b);
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
