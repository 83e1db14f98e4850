import type { Evaluation, Outcome } from "./evaluation.ts";

/** The evaluation of some of its rows, in their order. */
export function selectRows(evaluation: Evaluation, rows: Uint32Array): Evaluation {
  const { weights, groups, time, champion } = evaluation;
  const width = evaluation.classes.length;
  return {
    ...evaluation,
    rows: rows.length,
    actual: pick(evaluation.actual, rows),
    weights: weights && pick(weights, rows),
    groups: groups && denseCodes(pick(groups, rows)),
    time: time && pick(time, rows),
    challenger: pickOutcome(evaluation.challenger, rows, width),
    champion: champion && pickOutcome(champion, rows, width),
  };
}

/** The same rows, asked whether they are of one class: 1 is that class, 0 any other. */
export function oneAgainstRest(evaluation: Evaluation, code: number): Evaluation {
  const width = evaluation.classes.length;
  const isClass = (values: ArrayLike<number>): Int32Array =>
    Int32Array.from(values, (each) => Number(each === code));
  const turn = ({ predicted, scores, numbers }: Outcome): Outcome => ({
    predicted: isClass(predicted),
    scores:
      scores &&
      Float64Array.from({ length: 2 * evaluation.rows }, (_, cell) => {
        const score = scores[(cell >> 1) * width + code]!;
        return cell % 2 === 1 ? score : 1 - score;
      }),
    numbers,
  });
  return {
    ...evaluation,
    actual: isClass(evaluation.actual),
    classes: ["rest", evaluation.classes[code]!],
    positive: 1,
    costs: undefined,
    challenger: turn(evaluation.challenger),
    champion: evaluation.champion && turn(evaluation.champion),
  };
}

/** Whether both models say the same of every row, to the last bit. */
export function saysTheSame(one: Outcome, other: Outcome): boolean {
  const areSame = (a: ArrayLike<number> | undefined, b: ArrayLike<number> | undefined): boolean => {
    if (a === undefined || b === undefined) return a === b;
    if (a.length !== b.length) return false;
    for (let index = 0; index < a.length; index++) if (!Object.is(a[index], b[index])) return false;
    return true;
  };
  const names = [...one.numbers.keys()];
  return (
    areSame(one.predicted, other.predicted) &&
    areSame(one.scores, other.scores) &&
    names.length === other.numbers.size &&
    names.every((name) => areSame(one.numbers.get(name), other.numbers.get(name)))
  );
}

function pickOutcome({ predicted, scores, numbers }: Outcome, rows: Uint32Array, width: number): Outcome {
  const wide = scores && new Float64Array(rows.length * width);
  if (scores && wide)
    for (const [index, row] of rows.entries())
      for (let code = 0; code < width; code++) wide[index * width + code] = scores[row * width + code]!;
  return {
    predicted: pick(predicted, rows),
    scores: wide,
    numbers: new Map([...numbers].map(([name, values]) => [name, pick(values, rows)])),
  };
}

function pick<T extends Float64Array | Int32Array>(values: T, rows: Uint32Array): T {
  const picked = new (values.constructor as new (length: number) => T)(rows.length);
  for (let index = 0; index < rows.length; index++) picked[index] = values[rows[index]!]!;
  return picked;
}

/** The codes numbered anew from 0, in the order in which they come. */
function denseCodes(codes: Int32Array): Int32Array {
  const known = new Map<number, number>();
  return codes.map((code) => {
    const found = known.get(code) ?? known.size;
    known.set(code, found);
    return found;
  });
}
