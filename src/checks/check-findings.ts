import { shownOf } from "../first-items.ts";
import { formatNumber } from "../number-format.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Finding } from "../report.ts";
import { placeOfRow, type Table } from "../tables/table.ts";
import {
  type AbsentOutcome,
  absentFinding,
  findGuesses,
  isAbsent,
  type RenamedColumns,
} from "./absent-columns.ts";
import type { Check } from "./check.ts";
import type { CheckOutcome, PlaceOf } from "./judge-checks.ts";
import { sampleValues } from "./sample-values.ts";

const shownRows = 10;

/**
 * A finding for each outcome that failed: on the CSV line of its first failing row, or on the check's line in the
 * configuration where no row is at fault. Values of the data are in it only where the profile is given: a few that
 * broke the check, none of them personal. A column that is not there is one finding; `renamed` tells what is known.
 */
export function checkFindings(
  outcomes: readonly CheckOutcome[],
  table: Table,
  placeOf: PlaceOf = () => ({}),
  shown?: Profile,
  renamed?: RenamedColumns,
): Finding[] {
  const failed = outcomes.filter((outcome) => !outcome.passed);
  const absent = new Map<string, AbsentOutcome[]>();
  for (const outcome of failed.filter(isAbsent)) {
    const alike = absent.get(outcome.absent);
    if (alike) alike.push(outcome);
    else absent.set(outcome.absent, [outcome]);
  }
  const guesses = absent.size === 0 ? undefined : findGuesses(outcomes, table);
  return failed.flatMap((outcome) => {
    if (!isAbsent(outcome)) return [findingOf(outcome, table, placeOf, shown)];
    const alike = absent.get(outcome.absent) ?? [];
    if (alike[0] !== outcome) return [];
    const { asked, ...finding } = absentFinding(alike, guesses, renamed);
    const about = [asked, aboutOf(outcome.check)].filter((each) => each !== undefined && each !== "");
    return [
      {
        ...finding,
        ...(about.length > 0 && { hint: about.join("; ") }),
        ...placeOfCheck(outcome, table, placeOf),
      },
    ];
  });
}

/** Where a check that no row is to blame for stands: of a column that is not there, its name. */
function placeOfCheck(
  { check, index, constraint, absent }: CheckOutcome,
  table: Table,
  placeOf: PlaceOf,
): Pick<Finding, "file" | "line" | "column"> {
  const key = absent !== undefined && check.column === absent ? "column" : constraint;
  const { file = table.source, line, column } = placeOf(["checks", index, key]);
  return { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
}

function findingOf(
  outcome: CheckOutcome,
  table: Table,
  placeOf: PlaceOf,
  shown: Profile | undefined,
): Finding {
  const { severity, message, name, index, constraint, rows } = outcome;
  const base = { severity, message, rule: name };
  const about = aboutOf(outcome.check);
  const check = placeOf(["checks", index, constraint]);
  const [first] = rows;
  if (first === undefined) {
    return { ...base, ...(about === "" ? {} : { hint: about }), ...placeOfCheck(outcome, table, placeOf) };
  }
  const place = placeOfRow(table, first.row);
  const line = first.line ?? place.line;
  return {
    ...base,
    hint: [
      listRows(outcome, table),
      ...(shown === undefined ? [] : listValues(outcome, table, shown)),
      ...(check.line === undefined ? [] : [`the check is at ${check.file}:${check.line}`]),
      ...(about === "" ? [] : [about]),
    ].join("; "),
    file: place.file,
    ...(line === undefined ? {} : { line }),
    row: place.row,
  };
}

/** `values "a", "b"`, of a check about one column. */
function listValues(outcome: CheckOutcome, table: Table, profile: Profile): string[] {
  const values = sampleValues(outcome, table, profile);
  const quoted = values.map((value) => `"${value}"`).join(", ");
  return values.length === 0 ? [] : [`${values.length === 1 ? "value" : "values"} ${quoted}`];
}

/** What the user says of the check. */
function aboutOf({ description, owner }: Check): string {
  return [
    ...(description === undefined ? [] : [description]),
    ...(owner === undefined ? [] : [`owner: ${owner}`]),
  ].join("; ");
}

/** `Rows 3, 7 and 205 more`, counted from 1; behind those of each file its name, where the table has several. */
function listRows({ rows, failed }: CheckOutcome, table: Table): string {
  const count = shownOf(failed, shownRows, rows.length);
  const places = rows.slice(0, count).map(({ row }) => placeOfRow(table, row));
  const shown = places.map(({ file, row }, index) =>
    table.fileOf === undefined || file === places[index + 1]?.file ? `${row}` : `${row} (${file})`,
  );
  const more = failed - count;
  return `${failed === 1 ? "Row" : "Rows"} ${shown.join(", ")}${more > 0 ? ` and ${formatNumber(more)} more` : ""}`;
}
