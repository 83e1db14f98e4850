import { type Case, type Judgement, keptRows } from "../checks/case.ts";
import type { Check } from "../checks/check.ts";
import { type Constraint, cellConstraints, constraints } from "../checks/constraints.ts";
import { cellJudgement } from "../checks/judge-cells.ts";
import {
  type CheckOutcome,
  type JudgeOptions,
  outcomeOf,
  type PlaceOf,
  viewOf,
} from "../checks/judge-checks.ts";
import { missingJudgement } from "../checks/judge-counts.ts";
import { expressionJudgement, noColumn } from "../checks/judge-rows.ts";
import { judges } from "../checks/judges.ts";
import { knownStatistic } from "../checks/known-statistic.ts";
import type { Place } from "../errors.ts";
import { compileExpression } from "../expression/compile-expression.ts";
import { parseExpression } from "../expression/parse-expression.ts";
import { formatNumber } from "../number-format.ts";
import type { Profile } from "../profile/profile-schema.ts";
import { findNamed } from "../tables/find-named.ts";
import { findColumn, type Table } from "../tables/table.ts";
import type { RepeatedKeys } from "./count-repeated.ts";
import type { PartCheck, PartFailures } from "./judge-part.ts";
import { repeatedJudgement, repeatedKeysOf } from "./judge-repeated.ts";
import type { LineOf } from "./line-log.ts";
import type { KeyRequest } from "./row-keys.ts";
import type { LoadedColumn } from "./work-part.ts";

/** What the keys of rows came to. */
export interface CountedKeys extends RepeatedKeys {
  /** Rows that the condition chooses, and those of them with a key. */
  asked: number;
  considered: number;
}

/** Rows that are not in memory, as checks ask for them. */
export interface Stream {
  /** Without rows: names and types, derived columns too. */
  table: Table;
  /** Rows that were picked by a seed, with derived columns. */
  sample: Table;
  /** Counts what breaks each check: one pass over the data for those that were not counted before. */
  count(checks: readonly PartCheck[]): Promise<PartFailures[]>;
  /** Counts keys that rows repeat: one pass for those that were not counted before. */
  countKeys(requests: readonly KeyRequest[]): Promise<CountedKeys[]>;
  /** Columns of all rows in memory, eight bytes a row each; one pass for those that were not loaded before. */
  load(columns: readonly LoadedColumn[]): Promise<Table>;
  /** Gives all rows in order, part by part. */
  each(take: (part: Pick<Table, "rows" | "columns">) => Promise<void>): Promise<void>;
  /** The line on which a row starts, once `each` gave them. */
  lineOf: LineOf;
}

interface Asked extends PartCheck {
  index: number;
  /** Where a character of the constraint stands. */
  placeIn: (offset: number) => Place;
}

/** Judges every constraint of every check, as `judgeChecks` does, on rows that are not in memory. */
export async function judgeStream(
  stream: Stream,
  checks: readonly Check[],
  profile: Profile,
  options: JudgeOptions,
): Promise<CheckOutcome[]> {
  const { placeOf = () => ({}), ...context } = options;
  const all = allAsked(checks, placeOf);
  const byPart = all.filter(
    (each) => judges[each.constraint].by === "parts" && hasColumn(stream.table, each),
  );
  const counts = await stream.count(byPart.map(withoutCode));
  const byKeys = all.flatMap((each) => {
    const keys = needs("keys", each, profile) ? repeatedKeysOf(stream.table, profile, each) : undefined;
    return keys === undefined ? [] : [{ each, keys }];
  });
  const repeated = await stream.countKeys(byKeys.map(({ keys }) => keys));
  const loaded = all.filter((each) => needs("columns", each, profile) && hasColumn(stream.table, each));
  await stream.load(loaded.flatMap((each) => columnsOf(stream.table, each)));
  const outcomes: CheckOutcome[] = [];
  const foundFor = new Map(byPart.map((each, index) => [each, counts[index]]));
  const repeatedFor = new Map(byKeys.map(({ each }, index) => [each, repeated[index]]));
  for (const each of all) {
    await context.pause?.();
    const found = foundFor.get(each);
    const keys = repeatedFor.get(each);
    if (found !== undefined) outcomes.push(await outcomeOfCounts(stream, each, found, { profile, context }));
    else if (keys !== undefined) outcomes.push(outcomeOfKeys(stream, each, keys));
    else outcomes.push(await judgeRows(stream, each, profile, context));
  }
  return outcomes;
}

/** The constraints of all checks that are counted part by part. */
export function partChecks(checks: readonly Check[], placeOf: PlaceOf): PartCheck[] {
  return allAsked(checks, placeOf)
    .filter(({ constraint }) => judges[constraint].by === "parts")
    .map(withoutCode);
}

/** What can be sent to threads. */
function withoutCode({ check, constraint, place }: Asked): PartCheck {
  return { check, constraint, place };
}

function allAsked(checks: readonly Check[], placeOf: PlaceOf): Asked[] {
  return checks.flatMap((check, index) =>
    askedBy(check).map((constraint) => ({
      check,
      index,
      constraint,
      place: placeOf(["checks", index, constraint]),
      placeIn: (offset) => placeOf(["checks", index, constraint], offset),
    })),
  );
}

function askedBy(check: Check): Constraint[] {
  return constraints.filter((constraint) => check[constraint] !== undefined && check[constraint] !== false);
}

function hasColumn(table: Table, { check }: Asked): boolean {
  return check.column === undefined || findColumn(table, check.column) !== undefined;
}

function needs(by: "keys" | "columns", { check, constraint }: Asked, profile: Profile): boolean {
  return judges[constraint].by === by && !isToldByProfile(check, constraint, profile);
}

/** Whether the profile of all rows settles a constraint. */
function isToldByProfile(check: Check, constraint: Constraint, profile: Profile): boolean {
  const isWhole = check.where === undefined;
  if (constraint === "duplicate_rows")
    return isWhole && profile.duplicate_rows === 0 && !profile.duplicate_rows_estimated;
  const name = check.column ?? "";
  if (knownStatistic({ profile, isWhole }, constraint, name) !== undefined) return true;
  const known = isWhole ? findNamed(profile.columns, name) : undefined;
  if (known === undefined || known.distinct_error !== undefined) return false;
  return constraint === "distinct" || (constraint === "unique" && known.distinct === known.count);
}

/** The columns that judging a check takes. Texts are told apart, and looked into for conditions and lists of values. */
function columnsOf(table: Table, { check, constraint }: Asked): LoadedColumn[] {
  const { column, where } = check;
  const isRead = constraint === "values" || check.most_frequent?.enum !== undefined;
  const names = column === undefined ? table.columns.map(({ name }) => name) : [column];
  const asked = names
    .filter((name) => findColumn(table, name) !== undefined)
    .map((name) => ({ name, isHashed: !isRead }));
  if (where === undefined) return asked;
  const { columns } = compileExpression(parseExpression(where, {}), table.columns);
  return [...asked, ...columns.map((name) => ({ name, isHashed: false }))];
}

async function outcomeOfCounts(
  stream: Stream,
  asked: Asked,
  found: PartFailures,
  rest: Pick<Case, "profile" | "context">,
): Promise<CheckOutcome> {
  const { check, index, constraint } = asked;
  const isWhole = check.where === undefined;
  const table = { ...stream.table, rows: found.asked };
  const judgement =
    constraint === "row_count"
      ? await judges[constraint].judge({ ...asked, ...rest, table, isWhole })
      : judgeCounts(asked, found);
  const view = { table, rows: isWhole ? undefined : { length: found.asked } };
  const outcome = outcomeOf({ ...judgement, first: [] }, { check, index, constraint, table, view });
  return { ...outcome, rows: judgement.first?.length ? found.first.slice(0, keptRows) : [] };
}

function judgeCounts({ check, constraint }: Asked, found: PartFailures): Judgement {
  const failures = { ...found, first: found.first.map(({ row }) => row) };
  const column = { name: check.column ?? "" };
  if (constraint === "expression") return expressionJudgement(check, failures);
  if (constraint === "missing") return missingJudgement(check, column, failures);
  const cell = cellConstraints.find((each) => each === constraint);
  if (cell === undefined) throw new Error(`"${constraint}" is not counted part by part`);
  return cellJudgement(check, cell, column, failures);
}

function outcomeOfKeys(stream: Stream, asked: Asked, found: CountedKeys): CheckOutcome {
  const { check, index, constraint } = asked;
  const table = { ...stream.table, rows: found.asked };
  const view = { table, rows: check.where === undefined ? undefined : { length: found.asked } };
  const outcome = outcomeOf(repeatedJudgement(asked, found), { check, index, constraint, table, view });
  return { ...outcome, rows: outcome.rows.map(({ row }) => ({ row, line: stream.lineOf(row) })) };
}

/** The rows that judging takes: those of the sample, of some columns, or none. */
async function rowsFor(stream: Stream, asked: Asked, profile: Profile): Promise<Table> {
  if (judges[asked.constraint].by === "sample") return stream.sample;
  return needs("columns", asked, profile) ? stream.load(columnsOf(stream.table, asked)) : stream.table;
}

/** Judges a constraint on columns that are loaded, or on the sample. */
async function judgeRows(
  stream: Stream,
  asked: Asked,
  profile: Profile,
  context: Omit<JudgeOptions, "placeOf">,
): Promise<CheckOutcome> {
  const { check, index, constraint, place } = asked;
  const isWhole = check.where === undefined;
  const { by } = judges[constraint];
  if (!hasColumn(stream.table, asked))
    return outcomeOf(noColumn(stream.table, check.column ?? ""), {
      check,
      index,
      constraint,
      table: stream.table,
      view: { table: stream.table, rows: undefined },
    });
  const table = await rowsFor(stream, asked, profile);
  const view = await viewOf(table, check.where, place);
  const judged = await judges[constraint].judge({
    ...asked,
    table: view.table,
    profile,
    isWhole,
    context: { ...context, whole: table },
  });
  const judgement =
    by === "sample" && stream.sample.rows < stream.table.rows
      ? {
          ...judged,
          first: [],
          message: `${judged.message} (by ${formatNumber(view.table.rows)} rows picked at random)`,
        }
      : judged;
  const { asked: chosen } = judgement;
  const seen =
    chosen === undefined || isWhole
      ? view
      : { table: { ...view.table, rows: chosen }, rows: { length: chosen } };
  const outcome = outcomeOf(judgement, { check, index, constraint, table, view: seen });
  if (by !== "itself") return outcome;
  // It names rows, whose lines are known once all were read.
  return { ...outcome, rows: outcome.rows.map(({ row }) => ({ row, line: stream.lineOf(row) })) };
}
