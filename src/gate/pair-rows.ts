import { counted, formatNumber } from "../number-format.ts";
import { areCases, pairCases } from "./case-rows.ts";
import { type JudgedRows, type ModelRows, type Refusal, refusing, unusable } from "./model-rows.ts";
import { judgedRows, readOutcome } from "./read-evaluation.ts";
import { labelsOf, taskOf } from "./read-labels.ts";
import { type ReadModel, readModel } from "./read-model.ts";
import { compareBases, type RowIds } from "./row-ids.ts";
import { endOfBase } from "./row-order.ts";

/** Both models on the same rows. */
export interface PairedRows extends JudgedRows {
  /** Rows that are not judged, because they are in one of the files alone or what was so differs: none unless `shared`. */
  leftOut: LeftOut;
}

/** Rows that could not be paired. */
export interface LeftOut {
  /** In the challenger's file alone. */
  challenger: number;
  /** In the champion's file alone. */
  champion: number;
  /** In both, with other actual values. */
  relabelled: number;
}

/** Relative difference that an actual value may have after a round trip as a float32. */
const tolerance = 1e-6;

/**
 * Two models' predictions of the same rows, paired by identity and never by position: the order of neither file matters.
 * Refuses what cannot be judged: files of another task or with other classes, without identities, with rows or actual
 * values that differ; and with each file what `readEvaluation` refuses. With `shared`, rows that differ are left out, if at
 * least so many remain.
 */
export function pairRows(
  challenger: ModelRows,
  reference: ModelRows,
  { shared }: { shared?: number | undefined } = {},
): PairedRows | Refusal {
  return refusing(() => {
    if (areCases(challenger) || areCases(reference))
      return { ...pairCases(challenger, reference), leftOut: { challenger: 0, champion: 0, relabelled: 0 } };
    const [one, other] = readBoth(challenger, reference);
    const { pairs, leftOut } = matchRows(one, other);
    const count = leftOut.challenger + leftOut.champion + leftOut.relabelled;
    if (count > 0 && shared === undefined) return otherRows(leftOut, one, other);
    if (shared !== undefined && pairs.length < shared) return tooFew(pairs.length, shared, other);
    const champion = readOutcome({ ...other, order: pairs.right.subarray(0, pairs.length) });
    // Rows that are all there are in their own order.
    const isWhole = pairs.length === one.order.length;
    const own = judgedRows(isWhole ? one : { ...one, order: pairs.left.slice(0, pairs.length) });
    return {
      ...{ leftOut, isIdentified: own.isIdentified },
      evaluation: { ...own.evaluation, champion },
      get table() {
        return own.table;
      },
      get ids() {
        return own.ids;
      },
      get hashes() {
        return own.hashes;
      },
    };
  });
}

function readBoth(challenger: ModelRows, champion: ModelRows): [ReadModel, ReadModel] {
  for (const { table, facts } of [challenger, champion])
    if (facts.isDividedByProgram)
      throw unusable(
        table,
        "the program divided the data itself, so that nothing tells its rows from others",
      );
  const { task, classes } = agree(challenger, champion);
  const read = ({ table, facts }: ModelRows, like?: ReadModel): ReadModel =>
    readModel({ table, facts: { ...facts, task, classes } }, like);
  const one = read(challenger);
  const { positive } = challenger.facts;
  const other = read({ ...champion, facts: { ...champion.facts, positive } }, one);
  return [one, other];
}

/** What both files are about. Throws UserError where they are about different things. */
function agree(challenger: ModelRows, champion: ModelRows): Pick<ReadModel, "task" | "classes"> {
  const task = taskOf(challenger);
  const other = taskOf(champion);
  if (task !== other) throw unusable(champion.table, `it is of a ${other}, and what is judged of a ${task}`);
  if (task === "regression") return { task, classes: [] };
  const [own, its] = [challenger.facts.classes, champion.facts.classes];
  if (own !== undefined && its !== undefined && !isSame(own, its))
    throw unusable(
      champion.table,
      `its ${its.length} classes are not the ${own.length} of the model that is judged`,
      "Models are compared on the same classes",
    );
  return { task, classes: own ?? its ?? labelsOf(challenger, champion) };
}

function isSame(classes: readonly string[], others: readonly string[]): boolean {
  const known = new Set(classes);
  return known.size === new Set(others).size && others.every((label) => known.has(label));
}

/** Rows of the one file and of the other that are the same; `length` of them. */
interface Pairs {
  left: Uint32Array;
  right: Uint32Array;
  length: number;
}

/** Pairs of rows in the order of the first file's. */
function matchRows(one: ReadModel, other: ReadModel): { pairs: Pairs; leftOut: LeftOut } {
  const [left, right] = [idsOf(one), idsOf(other)];
  const leftOut: LeftOut = { challenger: 0, champion: 0, relabelled: 0 };
  const most = Math.min(one.order.length, other.order.length);
  // One order for both: their rows stand alike.
  if (one.order === other.order)
    return { pairs: { left: one.order, right: other.order, length: most }, leftOut };
  const pairs: Pairs = { left: new Uint32Array(most), right: new Uint32Array(most), length: 0 };
  const [length, others] = [one.order.length, other.order.length];
  let [i, j] = [0, 0];
  while (i < length || j < others) {
    const difference =
      i === length ? 1 : j === others ? -1 : compareBases(left, one.order[i]!, right, other.order[j]!);
    if (difference < 0) {
      leftOut.challenger++;
      i++;
    } else if (difference > 0) {
      leftOut.champion++;
      j++;
    } else {
      const ends = [endOfBase(one.repeats, i), endOfBase(other.repeats, j)] as const;
      matchCopies({ one, from: i, to: ends[0] }, { one: other, from: j, to: ends[1] }, pairs, leftOut);
      [i, j] = ends;
    }
  }
  return { pairs, leftOut };
}

/** Rows of one base, in the order of their file. */
interface Copies {
  one: ReadModel;
  from: number;
  to: number;
}

/** Rows of one content are paired by what was so: nothing else tells them apart. */
function matchCopies(left: Copies, right: Copies, pairs: Pairs, leftOut: LeftOut): void {
  const alone = { left: 0, right: 0 };
  let [i, j] = [left.from, right.from];
  while (i < left.to || j < right.to) {
    const [row, twin] = [left.one.order[i]!, right.one.order[j]!];
    const [a, b] = [left.one.actual[row]!, right.one.actual[twin]!];
    if (i < left.to && j < right.to && Math.abs(a - b) <= tolerance * Math.abs(a)) {
      pairs.left[pairs.length] = row;
      pairs.right[pairs.length++] = twin;
      i++;
      j++;
    } else if (j >= right.to || (i < left.to && a < b)) {
      alone.left++;
      i++;
    } else {
      alone.right++;
      j++;
    }
  }
  const relabelled = Math.min(alone.left, alone.right);
  leftOut.relabelled += relabelled;
  leftOut.challenger += alone.left - relabelled;
  leftOut.champion += alone.right - relabelled;
}

function idsOf({ model, ids }: ReadModel): RowIds {
  if (ids !== undefined) return ids;
  throw unusable(
    model.table,
    'without a column "row_id" its rows cannot be paired with those of another model',
    "Copy row_id from MLOPS_TEST into the predictions",
  );
}

function otherRows({ challenger, champion, relabelled }: LeftOut, one: ReadModel, other: ReadModel): Refusal {
  const { source } = other.model.table;
  const own = one.model.table.source;
  const why =
    challenger + champion === 0
      ? `${counted(relabelled, "row")} ${relabelled === 1 ? "has" : "have"} another actual value than in "${own}"`
      : `its rows are not those of "${own}": ${formatNumber(challenger)} of ${formatNumber(one.order.length)} are in that file alone, ${formatNumber(champion)} of ${formatNumber(other.order.length)} in this one alone`;
  return {
    refused: `Cannot judge "${source}": ${why}`,
    hint: "Models are compared on the same rows with the same actual values",
    file: source,
    isOfOtherRows: true,
  };
}

function tooFew(count: number, least: number, { model }: ReadModel): Refusal {
  const { source } = model.table;
  return {
    refused: `Cannot judge "${source}": only ${counted(count, "row")} are left that both models can be compared on, at least ${least} are needed`,
    file: source,
    isOfOtherRows: true,
  };
}
