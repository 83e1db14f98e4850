import type { Check } from "../checks/check.ts";
import type { Place } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import type { Threshold } from "./threshold.ts";

/** A rule of a suite as one of our checks; a rule that asks two things makes two. */
export interface SuiteCheck {
  check: Check;
  /** Where the rule stands; the same object for all checks of a rule. */
  place: Place;
  /** The rule's name and what it is about: `expect_column_values_to_be_unique of "id"`. */
  label: string;
  /** Judges what the check counts; default: the check does. */
  threshold?: Threshold;
  /** The rule as Great Expectations has it, where it is one of its own. */
  expectation?: Expectation;
}

/** A rule as Great Expectations writes it. */
export interface Expectation {
  type: string;
  kwargs: Readonly<Record<string, unknown>>;
}

/** A rule that has no check of the same meaning. */
export interface UnsupportedRule {
  label: string;
  /** A clause: `it needs "linear" as allow_relative_error`. */
  reason: string;
  place: Place;
}

/** What another tool's file asks of the data. Every rule of the file is in one of the two lists. */
export interface Suite {
  /** The format's name as people know it. */
  format: string;
  name: string;
  checks: SuiteCheck[];
  unsupported: UnsupportedRule[];
  /** The checks of a column that the data lacks are not asked. */
  allowsAbsent: boolean;
}

/** What a suite's file does not say itself. */
export interface SuiteContext {
  /** The model of a file of dbt that the user names. */
  wanted: string | undefined;
  /** What the data is called, for a file of dbt with several models. */
  names: readonly string[];
  /** The names of `data.sets`, which rules may refer to. */
  sets: readonly string[];
}

/** Checks whose keys and values the configuration's schema has yet to judge. */
export type Drafts = readonly Readonly<Record<string, unknown>>[];

/** One rule on its way: the checks of the same meaning, or why there are none. */
export interface DraftRule {
  label: string;
  place: Place;
  drafts: Drafts | string;
  /** For a rule of one draft. */
  threshold?: Threshold;
  expectation?: Expectation;
}

/** What a rule comes to, before it has a name and a place; a text says why there is no check of the same meaning. */
export type Translation = Pick<DraftRule, "threshold"> & { drafts: Drafts };

/** A suite's rules before the configuration's schema has judged them. */
export interface DraftSuite {
  format: string;
  name: string;
  rules: readonly DraftRule[];
  /** Columns of the suite may be absent from the data; default: each must be there. */
  allowsAbsent?: boolean;
}

/** A value with keys; undefined for lists and everything else. */
export function asMap(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isRecord(value) ? value : undefined;
}
