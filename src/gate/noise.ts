import type { Claim } from "./claim.ts";
import { type Measured, pointOf, type Slice } from "./judge.ts";

/** How a metric varies when the model is trained with other seeds on the same rows. */
export interface NoisyClaim {
  claim: Claim;
  slice: Slice | undefined;
  /** One value a seed. */
  values: readonly number[];
  mean: number;
  /** Standard deviation between seeds. */
  deviation: number;
  /** What another set of test rows would change; undefined where there are metrics alone. */
  samplingError: number | undefined;
  /** Two standard deviations of the difference of two trainings. */
  spread: number;
  /** The rule's margin, or how far the mean is from its bound or from what the dummy asks for. */
  room: number;
}

/**
 * The metrics of each claim over seeds: `trained` has the claims as they were measured on each model, in one order;
 * `errors` the sampling errors of metrics of all rows, by name.
 */
export function noiseOf(
  trained: readonly (readonly Measured[])[],
  errors: ReadonlyMap<string, number>,
): NoisyClaim[] {
  const keyOf = ({ claim, slice }: Measured): string =>
    `${claim.index} ${claim.required} ${slice ? `${slice.column}=${slice.value}` : ""}`;
  const byKey = trained.map((of) => new Map(of.map((each) => [keyOf(each), each])));
  return (trained.at(-1) ?? []).flatMap((measured): NoisyClaim[] => {
    const values = byKey.map((of) => pointOf(of.get(keyOf(measured))?.actual) ?? Number.NaN);
    if (values.length < 2 || values.some(Number.isNaN)) return [];
    const { claim, slice, actual } = measured;
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const found = Math.sqrt(squares / (values.length - 1));
    // Equal values have a mean that is off by rounding.
    const deviation = found > 1e-12 * Math.abs(mean) ? found : 0;
    const own = typeof actual === "object" ? actual.standardError : Number.NaN;
    const error = Number.isFinite(own) ? own : slice === undefined ? errors.get(claim.metric) : undefined;
    return [
      {
        claim,
        slice,
        values,
        mean,
        deviation,
        samplingError: error,
        spread: 2 * Math.SQRT2 * deviation,
        room: roomOf(measured, mean),
      },
    ];
  });
}

/** Of a bound, and of the dummy, which no seed changes, how far the mean is from where the rule turns. */
function roomOf(
  { claim: { bound, margin, against, sign, isStrict }, reference }: Measured,
  mean: number,
): number {
  if (bound !== undefined) return Math.abs(mean - bound);
  const isDummy = against === "dummy" && reference !== undefined;
  const allowed = margin.isShare ? margin.value * Math.abs(isDummy ? reference : mean) : margin.value;
  return isDummy ? Math.abs(sign * (mean - reference) - (isStrict ? allowed : -allowed)) : allowed;
}
