import { isRowWise } from "../checks/constraints.ts";
import type { CheckOutcome } from "../checks/judge-checks.ts";
import type { Place } from "../errors.ts";
import type { Severity } from "../report.ts";
import { expectationOf } from "./check-expectation.ts";
import type { Expectation } from "./suite.ts";

/** A rule with what its checks came to. */
export interface JudgedRule {
  label: string;
  /** Where it stands. */
  place: Place;
  expectation: Expectation | undefined;
  outcomes: CheckOutcome[];
  /** Why a check of it could not be judged. */
  fault: string | undefined;
}

/** What the results are of. */
export interface GxSource {
  /** Name of the project. */
  suite: string;
  /** The data file. */
  data: string;
  version: string;
  /** Milliseconds since 1970. */
  now: number;
  /** Rules that were not judged. */
  unsupported: readonly string[];
  /** Values that fail, where they may be told. */
  valuesOf(outcome: CheckOutcome): string[];
}

const severities: Record<Severity, string> = { error: "critical", warning: "warning", info: "info" };
const shownRows = 20;
/** Statistics of fewer values would give the values away. */
const shownFrom = 10;

/**
 * Results in the format of Great Expectations 1.x: what its ExpectationSuiteValidationResult is as JSON. Values of the
 * data are not in it where `valuesOf` tells none: lists of values are empty, rows are told by their index from 0, and of statistics there are
 * counts, and means, sums and standard deviations of at least ten values.
 */
export function renderGxResults(rules: readonly JudgedRule[], source: GxSource): string {
  const judged = rules.filter(({ outcomes }) => !outcomes.some(({ isUnjudged }) => isUnjudged));
  const results = judged.map((rule) => resultOf(rule, source));
  const successful = results.filter(({ success }) => success).length;
  const time = new Date(source.now).toISOString();
  const suite = {
    success: successful === results.length,
    results,
    suite_name: source.suite,
    suite_parameters: {},
    statistics: {
      evaluated_expectations: results.length,
      successful_expectations: successful,
      unsuccessful_expectations: results.length - successful,
      success_percent: results.length === 0 ? null : (successful / results.length) * 100,
    },
    meta: {
      mlops_actions_version: source.version,
      run_id: { run_name: null, run_time: time },
      validation_time: time,
      active_batch_definition: { data_asset_name: source.data },
      batch_markers: {},
      batch_spec: {},
      unsupported: source.unsupported,
      not_judged: rules.filter((each) => !judged.includes(each)).map(({ label }) => label),
    },
    id: null,
  };
  return `${JSON.stringify(suite, null, 1)}\n`;
}

/** Checks of `mlops.yml`, each constraint a rule. */
export function rulesOf(outcomes: readonly CheckOutcome[]): JudgedRule[] {
  return outcomes.map((outcome) => ({
    label: outcome.name,
    place: {},
    expectation: undefined,
    outcomes: [outcome],
    fault: undefined,
  }));
}

function resultOf({ label, expectation, outcomes, fault }: JudgedRule, { valuesOf }: GxSource) {
  const [first] = outcomes;
  const success = fault === undefined && outcomes.every(({ passed }) => passed);
  return {
    success,
    expectation_config: {
      ...(expectation ?? expectationOf(first)),
      meta: { name: label },
      severity: severities[first?.severity ?? "error"],
    },
    result:
      fault === undefined && first !== undefined
        ? detailsOf(expectation?.type ?? "", [first, ...outcomes.slice(1)], valuesOf)
        : {},
    meta: {},
    exception_info: {
      raised_exception: fault !== undefined,
      exception_traceback: null,
      exception_message: fault ?? null,
    },
  };
}

function detailsOf(
  type: string,
  outcomes: readonly [CheckOutcome, ...CheckOutcome[]],
  valuesOf: GxSource["valuesOf"],
): object {
  const [first] = outcomes;
  const { asked, considered, constraint } = first;
  if (type === "unexpected_rows_expectation") return { observed_value: first.failed };
  if (!isRowWise(constraint)) {
    const observed = observedOf(type, first);
    return observed === undefined ? {} : { observed_value: observed };
  }
  // Both bounds of a rule are never broken by one value.
  const unexpected = Math.min(
    asked,
    outcomes.reduce((sum, { failed }) => sum + failed, 0),
  );
  const rows = outcomes.flatMap((outcome) => outcome.rows.map(({ row }) => row)).sort((a, b) => a - b);
  const isOfMissing = constraint === "required" || type === "expect_column_values_to_be_null";
  const counts = {
    ...countsOf(asked, considered, unexpected, [...new Set(rows)].slice(0, shownRows)),
    partial_unexpected_list: outcomes.flatMap(valuesOf),
    partial_unexpected_counts: [],
  };
  return isOfMissing ? counts : { ...counts, ...missingOf(asked, considered, unexpected) };
}

function countsOf(asked: number, considered: number, unexpected: number, rows: readonly number[]): object {
  return {
    element_count: asked,
    unexpected_count: unexpected,
    unexpected_percent: percentage(unexpected, considered),
    partial_unexpected_index_list: rows,
  };
}

/** What rules that leave out missing values say besides. */
function missingOf(asked: number, considered: number, unexpected: number): object {
  return {
    missing_count: asked - considered,
    missing_percent: percentage(asked - considered, asked),
    unexpected_percent_total: percentage(unexpected, asked),
    unexpected_percent_nonmissing: percentage(unexpected, considered),
  };
}

function percentage(count: number, total: number): number {
  return total === 0 ? 0 : (count / total) * 100;
}

const counted = ["row_count", "missing", "distinct", "most_frequent", "duplicate_rows"];
const averages = ["mean", "sum", "std"];

function observedOf(
  type: string,
  { constraint, measured, considered, asked }: CheckOutcome,
): number | undefined {
  if (measured === undefined) return undefined;
  if (type.includes("proportion_of_non_null")) return asked === 0 ? undefined : 1 - measured / asked;
  if (type.includes("proportion_of_unique")) return considered === 0 ? undefined : measured / considered;
  const isShown = counted.includes(constraint) || (averages.includes(constraint) && considered >= shownFrom);
  return isShown ? measured : undefined;
}
