import type { Random } from "../learn/random.ts";
import { designOf } from "../statistics/resample-design.ts";
import type { Evaluation, Outcome } from "./evaluation.ts";

/**
 * Two models that are as good as each other, and disagree as often as those that are here: of each row (group, or block in
 * time) a coin says which of both is which. Undefined where one of the two says what the other does not.
 */
export function swapModels(evaluation: Evaluation, random: Random): Evaluation | undefined {
  const { challenger, champion, rows } = evaluation;
  if (champion === undefined || (challenger.scores === undefined) !== (champion.scores === undefined))
    return undefined;
  const turned = coins(evaluation, random);
  const mix = <T extends Float64Array | Int32Array>(own: T, other: T): T => {
    const mixed = own.slice() as T;
    const width = own.length / rows;
    for (let cell = 0; cell < mixed.length; cell++)
      if (turned[Math.floor(cell / width)]) mixed[cell] = other[cell]!;
    return mixed;
  };
  const outcome = (one: Outcome, other: Outcome): Outcome => ({
    predicted: mix(one.predicted, other.predicted),
    scores: one.scores && mix(one.scores, other.scores!),
    numbers: new Map(
      [...one.numbers].flatMap(([name, values]) => {
        const others = other.numbers.get(name);
        return others === undefined ? [] : [[name, mix(values, others)]];
      }),
    ),
  });
  return {
    ...evaluation,
    challenger: outcome(challenger, champion),
    champion: outcome(champion, challenger),
  };
}

function coins({ rows, groups, time }: Evaluation, random: Random): Uint8Array {
  const toss = (): number => random.next() >>> 31;
  if (groups === undefined && time === undefined) return Uint8Array.from({ length: rows }, toss);
  const { blockOf, unitOf } = designOf(rows, { groups, time });
  const known = new Map<number, number>();
  return Uint8Array.from({ length: rows }, (_, row) => {
    const unit = (unitOf ?? blockOf)![row]!;
    const found = known.get(unit) ?? toss();
    known.set(unit, found);
    return found;
  });
}
