import type { Context } from "../action.ts";
import { isRefusal, type ModelRows, type Refusal } from "../gate/model-rows.ts";
import { type LeftOut, type PairedRows, pairRows } from "../gate/pair-rows.ts";
import { counted, formatNumber } from "../number-format.ts";
import type { Champion } from "./champion.ts";
import type { Challenger } from "./read-evaluation.ts";

/** How two models can be compared. */
export type Comparison =
  /** Row by row: on the rows that both were tested on, on new predictions of the champion's, or on the rows that both have. */
  | { kind: "same rows" | "evaluated again" | "shared rows"; rows: PairedRows; notes: string[] }
  /** By their metrics alone, and why. */
  | { kind: "metrics"; why: string }
  | Refusal;

/** Rows that a comparison needs where the two models were tested on other rows. */
const fewestRows = 100;

/**
 * Finds the rows that a model and its champion can be compared on: the same, or else those of today that the champion was
 * not trained on, predicted by its model again; or else those that both have. Refuses what nobody should compare.
 */
export async function compareRows(
  context: Context,
  challenger: Challenger,
  champion: Champion,
  { minRows = fewestRows, allowPickle }: { minRows?: number | undefined; allowPickle: readonly string[] },
): Promise<Comparison> {
  const own = challenger.model;
  const before = await champion.readRows();
  if (before !== undefined && isRefusal(before)) return before;
  const why = unpaired(challenger, before);
  if (why !== undefined) return { kind: "metrics", why };
  if (before !== undefined) {
    const paired = pairRows(own, before);
    if (!isRefusal(paired)) return { kind: "same rows", rows: paired, notes: [] };
    if (!paired.isOfOtherRows) return paired;
  }
  const { evaluateChampion } = await import("./evaluate-champion.ts");
  const again = await evaluateChampion(context, champion, {
    ids: challenger.rows.ids ?? [],
    minRows,
    allowPickle,
  });
  if (typeof again !== "string") {
    if (isRefusal(again)) return again;
    const rows = pairRows(own, again.model, { shared: minRows });
    if (isRefusal(rows)) return rows;
    return { kind: "evaluated again", rows, notes: [evaluatedNote(rows, again.seen)] };
  }
  if (before === undefined)
    return { kind: "metrics", why: `${champion.shown} has no predictions, and ${again}` };
  const rows = pairRows(own, before, { shared: minRows });
  if (isRefusal(rows)) return { ...rows, hint: `The baseline's model was not evaluated again: ${again}` };
  return { kind: "shared rows", rows, notes: [sharedNote(rows, again)] };
}

/** Why rows can be paired with no others at all. */
function unpaired({ model, rows, manifest }: Challenger, before: ModelRows | undefined): string | undefined {
  if (model.facts.isDividedByProgram || before?.facts.isDividedByProgram)
    return "a program divided the data itself, so that nothing tells its rows from others";
  if (!rows.isIdentified) return "the predictions have no row_id";
  return before === undefined && manifest === undefined ? "the baseline has no predictions" : undefined;
}

function evaluatedNote({ evaluation, leftOut }: PairedRows, seen: number): string {
  const rows = formatNumber(evaluation.rows);
  if (leftOut.challenger === 0)
    return `The test rows are not those of the baseline's training: its model was evaluated again on today's ${rows}.`;
  return `The test rows are not those of the baseline's training: its model was evaluated again on ${rows} of them. ${counted(seen, "row")} that it was trained on ${seen === 1 ? "is" : "are"} left out.`;
}

function sharedNote({ evaluation, leftOut }: PairedRows, why: string): string {
  return `Compared on the ${formatNumber(evaluation.rows)} test rows that both models have; ${leftOutText(leftOut)}. The baseline's model was not evaluated again: ${why}.`;
}

function leftOutText({ challenger, champion, relabelled }: LeftOut): string {
  const parts = [
    [challenger, "new"],
    [champion, "gone"],
    [relabelled, "of another actual value"],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${counted(count, "row")} ${count === 1 ? "is" : "are"} ${what}`)
    .join(", ");
}
