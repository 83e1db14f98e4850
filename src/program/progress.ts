/** What a program told of a moment of its training. */
export interface ProgressPoint {
  step: number | undefined;
  epoch: number | undefined;
  metrics: Record<string, number>;
}

/** Points and names that are kept at most. */
const mostPoints = 100_000;
const mostNames = 50;
/** Metrics of a point that are told in a line. */
const mostTold = 6;

/** Bytes of one line of progress. */
export const longestLine = 65_536;

/**
 * A line of MLOPS_PROGRESS: `{"step": 10, "epoch": 1, "metrics": {"loss": 0.5}}`, or the metrics beside step and epoch.
 * Undefined for what is no such line.
 */
export function parseProgress(line: string): ProgressPoint | undefined {
  if (line.length > longestLine || !line.trimStart().startsWith("{")) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/([:,[]\s*)(?:NaN|-?Infinity)\b/g, "$1null"));
  } catch {
    return undefined;
  }
  const { step, epoch, metrics, ...rest } = value as Record<string, unknown>;
  const source = typeof metrics === "object" && metrics !== null ? metrics : rest;
  const numbers = Object.entries(source)
    .filter((entry): entry is [string, number] => typeof entry[1] === "number" && Number.isFinite(entry[1]))
    .slice(0, mostNames);
  if (numbers.length === 0 && typeof step !== "number" && typeof epoch !== "number") return undefined;
  return {
    step: typeof step === "number" ? step : undefined,
    epoch: typeof epoch === "number" ? epoch : undefined,
    metrics: Object.fromEntries(numbers),
  };
}

/** A point in a line: `epoch 3, step 120: loss 0.25, accuracy 0.9`. */
export function describePoint({ step, epoch, metrics }: ProgressPoint): string {
  const places = Object.entries({ epoch, step }).filter(([, at]) => at !== undefined);
  const values = Object.entries(metrics).map(([name, value]) => [name, Number(value.toPrecision(4))]);
  const told = [places, values.slice(0, mostTold)].map((part) =>
    part.map((pair) => pair.join(" ")).join(", "),
  );
  return told.filter((part) => part !== "").join(": ");
}

/** A metric's course: one value a position. */
export interface Curve {
  name: string;
  /** `epoch` or `step`. */
  unit: string;
  at: number[];
  values: number[];
}

/** Takes points as they come, and gives curves of at most some hundred positions. */
export function collectProgress(): { add(point: ProgressPoint): void; curves(): Curve[]; count(): number } {
  const curves = new Map<string, Curve>();
  let count = 0;
  return {
    count: () => count,
    add({ step, epoch, metrics }) {
      count++;
      if (count > mostPoints) return;
      for (const [name, value] of Object.entries(metrics)) {
        if (!curves.has(name) && curves.size >= mostNames) continue;
        const curve = curves.get(name) ?? {
          name,
          unit: step === undefined ? "epoch" : "step",
          at: [],
          values: [],
        };
        curves.set(name, curve);
        curve.at.push((curve.unit === "step" ? step : epoch) ?? curve.at.length);
        curve.values.push(value);
      }
    },
    curves: () => [...curves.values()].map(thin),
  };
}

const mostPositions = 200;

/** A curve at so many of its positions as a chart can show. */
export function thin(curve: Curve): Curve {
  const { length } = curve.at;
  if (length <= mostPositions) return curve;
  const kept = Array.from({ length: mostPositions }, (_, index) =>
    Math.round((index * (length - 1)) / (mostPositions - 1)),
  );
  return {
    ...curve,
    at: kept.map((index) => curve.at[index]!),
    values: kept.map((index) => curve.values[index]!),
  };
}
