import type { Random } from "../learn/random.ts";
import { designOf } from "../statistics/resample-design.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Compared, Measurable } from "./measure.ts";
import { selectRows } from "./select-rows.ts";

/** Other test rows, drawn from those that are there. */
interface Sample {
  rows: Uint32Array;
  /** Which of them stand or fall together: a group that was drawn twice is two groups. */
  groups: Int32Array | undefined;
  /** The order of drawn blocks. */
  time: Float64Array | undefined;
}

/**
 * Draws other test rows of the same kind: rows, groups or blocks in time with replacement, the same ones for every
 * comparison that is on as many rows.
 */
export function drawMeasurable(measurable: Measurable, random: Random): Measurable {
  const drawn = new Map<number, Sample>();
  const draw = (compared: Compared): Compared => {
    const { evaluation, slices } = compared;
    if (evaluation === undefined) return compared;
    const sample = drawn.get(evaluation.rows) ?? drawSample(evaluation, random);
    drawn.set(evaluation.rows, sample);
    const { rows, groups, time } = sample;
    return {
      ...compared,
      evaluation: {
        ...selectRows({ ...evaluation, groups: undefined, time: undefined }, rows),
        groups,
        time,
      },
      slices: slices?.map((column) => ({
        ...column,
        codes: Int32Array.from(rows, (row) => column.codes[row]!),
      })),
    };
  };
  const { own, references } = measurable;
  return {
    ...measurable,
    own: draw(own),
    references: {
      baseline: draw(references.baseline),
      anchor: draw(references.anchor),
      dummy: draw(references.dummy),
    },
  };
}

function drawSample({ rows, groups, time }: Evaluation, random: Random): Sample {
  if (groups !== undefined) return drawGroups(groups, random);
  if (time !== undefined) return drawBlocks(time, random);
  return { rows: Uint32Array.from({ length: rows }, () => random.below(rows)), groups: undefined, time };
}

function drawGroups(groups: Int32Array, random: Random): Sample {
  const members: number[][] = [];
  for (const [row, group] of groups.entries()) {
    members[group] ??= [];
    members[group].push(row);
  }
  const drawn = Array.from(members, () => members[random.below(members.length)]!);
  return {
    rows: Uint32Array.from(drawn.flat()),
    groups: Int32Array.from(drawn.flatMap((rows, group) => rows.map(() => group))),
    time: undefined,
  };
}

/** Circular blocks, of the length of the gate's own intervals. */
function drawBlocks(time: Float64Array, random: Random): Sample {
  const { length } = time;
  const order = Int32Array.from(time.keys()).sort((a, b) => time[a]! - time[b]! || a - b);
  const { blockLength = 1 } = designOf(length, { time });
  const rows = new Uint32Array(length);
  for (let place = 0, start = 0; place < length; place++) {
    if (place % blockLength === 0) start = random.below(length);
    rows[place] = order[(start + (place % blockLength)) % length]!;
  }
  return { rows, groups: undefined, time: Float64Array.from(rows.keys()) };
}
