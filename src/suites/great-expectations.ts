import type { ParsedConfig } from "../config/parse-config.ts";
import type { Severity } from "../report.ts";
import { expectations } from "./expectations.ts";
import { translateRowCondition } from "./row-condition.ts";
import { asMap, type DraftRule, type DraftSuite } from "./suite.ts";

/** What an expectation says beside what it asks; none changes its verdict. */
const idle = ["batch_id", "result_format", "catch_exceptions", "include_config", "meta"];
/** Options that are true or false. */
const flags = ["strict_min", "strict_max", "or_equal", "strictly", "exact_match"];
const severities = new Map<string, Severity>([
  ["critical", "error"],
  ["warning", "warning"],
  ["info", "info"],
]);

/** Reads a suite of Great Expectations 1.x or 0.18. Its `expectations` are a list. */
export function readExpectations(
  content: Readonly<Record<string, unknown>>,
  file: string,
  place: ParsedConfig["place"],
): DraftSuite {
  const list = content.expectations as readonly unknown[];
  const name = content.name ?? content.expectation_suite_name;
  return {
    format: "Great Expectations",
    name: typeof name === "string" ? name : file,
    rules: list.map((each, index): DraftRule => {
      const expectation = asMap(each) ?? {};
      const key = "type" in expectation ? "type" : "expectation_type";
      const type = String(expectation[key] ?? "");
      const kwargs = asMap(expectation.kwargs) ?? {};
      const at = key in expectation ? ["expectations", index, key] : ["expectations", index];
      const found = translate(type, kwargs, expectation);
      return {
        label: labelOf(type, kwargs),
        place: place(at),
        ...(typeof found === "string" ? { drafts: found } : found),
        expectation: { type, kwargs },
      };
    }),
  };
}

function labelOf(type: string, kwargs: Readonly<Record<string, unknown>>): string {
  const name = type === "" ? "expectation without a type" : type;
  const list = kwargs.column_list ?? [kwargs.column_A, kwargs.column_B];
  const columns = [kwargs.column, ...(Array.isArray(list) ? list : [])].filter(
    (each) => typeof each === "string",
  );
  return columns.length === 0 ? name : `${name} of ${columns.map((each) => `"${each}"`).join(", ")}`;
}

function translate(
  type: string,
  given: Readonly<Record<string, unknown>>,
  expectation: Readonly<Record<string, unknown>>,
): Pick<DraftRule, "drafts" | "threshold"> | string {
  const rule = expectations.get(type);
  if (rule === undefined) return "there is no check of the same meaning";
  const entries = Object.entries(given).filter(([key, value]) => value !== null && !idle.includes(key));
  const kwargs = Object.fromEntries(entries);
  if (entries.some(([, value]) => asMap(value)?.$PARAMETER !== undefined))
    return "it takes a $PARAMETER, which only a run of Great Expectations knows";
  const { row_condition, condition_parser, ...asked } = kwargs;
  const unknown = Object.keys(asked).find((key) => asked[key] !== false && !rule.kwargs.includes(key));
  if (unknown !== undefined) return `its "${unknown}" has no counterpart`;
  const odd = flags.find((key) => asked[key] !== undefined && typeof asked[key] !== "boolean");
  if (odd !== undefined) return `its "${odd}" is neither true nor false`;
  const where = row_condition === undefined ? undefined : translateRowCondition(row_condition);
  if (row_condition !== undefined && where === undefined)
    return "its row_condition is more than comparisons with a number or a text, joined with and";
  if (where === undefined && condition_parser !== undefined && condition_parser !== "pandas")
    return 'its "condition_parser" has no counterpart';
  const severity = severities.get(String(expectation.severity ?? "critical"));
  if (severity === undefined) return 'its "severity" is none of critical, warning and info';
  const found = rule.translate(asked);
  if (typeof found === "string") return found;
  const { drafts, threshold } = "drafts" in found ? found : { drafts: found, threshold: undefined };
  const { description } = expectation;
  const levels = threshold?.levels.map((level) => ({ ...level, severity }));
  return {
    drafts: drafts.map((draft) => ({
      ...draft,
      severity,
      ...(where === undefined ? {} : { where }),
      ...(typeof description === "string" && description !== "" ? { description } : {}),
    })),
    ...(threshold && levels ? { threshold: { ...threshold, levels } } : {}),
  };
}
