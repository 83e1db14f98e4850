import type { Place } from "../errors.ts";
import { UserError } from "../errors.ts";
import type { Cases } from "../imports/cases.ts";
import type { Task } from "../learn/target.ts";
import type { Costs } from "../learn/threshold.ts";
import type { RowHashes } from "../tables/row-hash.ts";
import type { Table } from "../tables/table.ts";
import type { Evaluation } from "./evaluation.ts";

/** A model's predictions of some rows, and what is known of them. */
export interface ModelRows {
  /** As in its file: with what was so, and with identities where it has them. */
  table: Table;
  facts: RowFacts;
  /** Scores of cases instead of predictions. */
  cases?: Cases | undefined;
}

/** What a manifest, or else the configuration, says of predictions. What is undefined is told by the file. */
export interface RowFacts {
  task?: Task | undefined;
  /** In the order of their codes. */
  classes?: readonly string[] | undefined;
  /** The positive class of two. */
  positive?: string | undefined;
  costs?: Costs | undefined;
  /** Name of the target, under which a program's file may have what was so. */
  target?: string | undefined;
  /** Names of columns of the file; the first that it has is taken. */
  weight?: readonly string[] | undefined;
  group?: readonly string[] | undefined;
  time?: readonly string[] | undefined;
  /** Digest of the rows and of what was so, to which they are held. */
  evaluation?: string | undefined;
  /** Whether a program divided the data itself: its rows are named by their place, and tell nothing of others'. */
  isDividedByProgram?: boolean | undefined;
}

/** Rows as they are judged. */
export interface JudgedRows {
  evaluation: Evaluation;
  /** The challenger's file, its rows in the order of the evaluation: slices are read from it. Made when it is asked for. */
  readonly table: Table;
  /** Whether the rows have ids; else their order is that of the file. */
  isIdentified: boolean;
  /** Of each row, made when they are asked for. */
  readonly ids: readonly string[] | undefined;
  /** Of each row the hash that `train` names it by; undefined where another program named one of them. */
  readonly hashes: RowHashes | undefined;
}

/** Why rows cannot be judged: never a pass. */
export interface Refusal extends Place {
  refused: string;
  hint?: string | undefined;
  /** Whether it is only that the two models were tested on other rows, or on other labels. */
  isOfOtherRows?: boolean;
}

/** Whether it is a refusal. */
export function isRefusal(value: object): value is Refusal {
  return "refused" in value;
}

/** Makes a refusal of what is wrong with a file. */
export function refusing<T>(read: () => T): T | Refusal {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { refused: error.message, hint: error.hint, ...error.place };
  }
}

/** An error at a file of predictions. */
export function unusable(table: Table, why: string, hint?: string): UserError {
  return new UserError(`Cannot judge "${table.source}": ${why}`, { file: table.source, hint });
}
