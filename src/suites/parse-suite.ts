import { RE2JS } from "re2js";
import type { Check } from "../checks/check.ts";
import { checksSection } from "../config/checks.ts";
import type { ParsedConfig } from "../config/parse-config.ts";
import { parseYaml } from "../config/parse-yaml.ts";
import { schemaOf } from "../config/schema-of.ts";
import { UserError } from "../errors.ts";
import { compilePatternWith, hasLookAround, PatternTooLarge } from "../patterns/compile-pattern.ts";
import { clipText } from "../visible-text.ts";
import { readDbtSchema } from "./dbt-schema.ts";
import { readExpectations } from "./great-expectations.ts";
import { readSodaContract } from "./soda-contract.ts";
import { asMap, type DraftSuite, type Suite, type SuiteContext } from "./suite.ts";
import { readTableSchema, resourceNames } from "./table-schema.ts";

const alone: SuiteContext = { wanted: undefined, names: [], sets: [] };

/**
 * Parses a file of another tool; what it is shows in its content. Throws UserError where it is no suite, or one of a
 * format that is not read. `context` says what the file does not.
 */
export function parseSuite(text: string, file: string, context: SuiteContext = alone): Suite {
  // JSON is YAML, and the YAML parser knows where each rule stands.
  const { value, place } = parseYaml(text, file);
  refuseMethods(value, file);
  const { format, name, rules, allowsAbsent = false } = readSuite(asMap(value) ?? {}, file, place, context);
  const suite: Suite = { format, name, checks: [], unsupported: [], allowsAbsent };
  for (const { label: full, place, drafts, threshold, expectation } of rules) {
    const label = clipText(full, 200);
    const checks = typeof drafts === "string" ? drafts : judgeDrafts(drafts);
    if (typeof checks === "string") suite.unsupported.push({ label, reason: checks, place });
    else
      for (const check of checks)
        suite.checks.push({
          check: { ...check, name: label },
          place,
          label,
          ...(threshold === undefined ? {} : { threshold }),
          ...(expectation === undefined ? {} : { expectation }),
        });
  }
  return suite;
}

/** The names of the tables in a Data Package; undefined for files of another kind. */
export function packageTables(text: string, file: string): string[] | undefined {
  const { value } = parseYaml(text, file);
  refuseMethods(value, file);
  return resourceNames(asMap(value) ?? {});
}

/** A map with such a key is no text even where all that is wanted of it is to be shown. */
function refuseMethods(value: unknown, file: string): void {
  if (typeof value !== "object" || value === null) return;
  const key = ["toString", "valueOf"].find((each) => Object.hasOwn(value, each));
  if (key !== undefined)
    throw new UserError(`Cannot use suite "${file}": a map in it has the key "${key}"`, {
      file,
      hint: "Remove it",
    });
  for (const each of Object.values(value)) refuseMethods(each, file);
}

function readSuite(
  content: Readonly<Record<string, unknown>>,
  file: string,
  place: ParsedConfig["place"],
  context: SuiteContext,
): DraftSuite {
  if (Array.isArray(content.expectations)) return readExpectations(content, file, place);
  if (Array.isArray(content.fields) || Array.isArray(content.resources))
    return readTableSchema(content, file, place, context);
  if (
    typeof content.dataset === "string" &&
    (Array.isArray(content.columns) || Array.isArray(content.checks))
  )
    return readSodaContract(content, place, context.sets);
  if (["models", "seeds", "snapshots", "sources"].some((key) => Array.isArray(content[key])))
    return readDbtSchema(content, file, place, context);
  throw new UserError(`Cannot use suite "${file}": ${describeOther(content)}`, {
    file,
    line: 1,
    hint: "Suites are Great Expectations JSON, Soda contracts, dbt's schema.yml, Table Schema and Data Package; write the others' rules as checks in mlops.yml",
  });
}

/** What a file is that is no suite of a format that is read. */
function describeOther(content: Readonly<Record<string, unknown>>): string {
  if (Object.keys(content).some((key) => key.startsWith("checks for "))) return "SodaCL is not read";
  if ("schema_type" in content) return "schemas of pandera are not read";
  return "it is not of a format that is known";
}

/** Drafts as checks, or the first reason why one cannot be judged. */
function judgeDrafts(drafts: NonNullable<DraftSuite["rules"][number]["drafts"]> & object): Check[] | string {
  const result = schemaOf(checksSection).safeParse(drafts);
  if (!result.success) {
    const [issue] = result.error.issues;
    const key = issue?.path.slice(1).map(String).join(".") ?? "";
    return `as a check, its "${key}" is refused: ${issue?.message.replace(/^Invalid input: /, "") ?? ""}`;
  }
  for (const { pattern, not_pattern, any_pattern = [] } of result.data)
    for (const each of [pattern, not_pattern, ...any_pattern]) {
      const reason = each === undefined ? undefined : refusePattern(each);
      if (reason !== undefined) return reason;
    }
  return result.data;
}

function refusePattern(pattern: string): string | undefined {
  try {
    compilePatternWith(RE2JS, pattern);
    return undefined;
  } catch (cause) {
    if (cause instanceof PatternTooLarge) return `its regular expression is too large: ${cause.message}`;
    return hasLookAround(pattern)
      ? "its regular expression uses look-around, which does not run in linear time"
      : "its regular expression is not of RE2 syntax";
  }
}
