import type { ParsedConfig } from "../config/parse-config.ts";
import { withWhere } from "./drafts.ts";
import { sodaChecks } from "./soda-checks.ts";
import { sodaSchema } from "./soda-schema.ts";
import { readSodaThreshold } from "./soda-threshold.ts";
import { missingWords, validityWords, withColumnWords } from "./soda-validity.ts";
import { resolveVariables, unresolvedIn } from "./soda-variables.ts";
import { refuseSql } from "./sql.ts";
import { asMap, type DraftRule, type DraftSuite, type Translation } from "./suite.ts";
import { isZeroOnly } from "./threshold.ts";

type Content = Readonly<Record<string, unknown>>;

/** What a contract says that asks nothing of the data. */
const idle = new Set(
  "dataset description soda_runner soda_agent check_attributes filter columns checks".split(" "),
);
const words = [...missingWords, ...validityWords.keys(), "valid_reference_data"];
const columnKeys = new Set([
  ..."name description data_type character_maximum_length optional checks".split(" "),
  ...words,
]);
/** What every check may have. */
const common = new Set("name qualifier attributes threshold filter store_failed_rows".split(" "));

/** Reads a Soda data contract, version 4. Each check is a rule. */
export function readSodaContract(given: Content, place: ParsedConfig["place"]): DraftSuite {
  const content = resolveVariables(given);
  const rules: DraftRule[] = [];
  const add = (label: string, path: readonly PropertyKey[], found: Translation | string): void => {
    const { drafts, threshold } =
      typeof found === "string" ? { drafts: found } : { threshold: undefined, ...found };
    rules.push({ label, place: place(path), drafts, ...(threshold === undefined ? {} : { threshold }) });
  };
  const unknown = (
    map: Content,
    known: ReadonlySet<string>,
    path: readonly PropertyKey[],
    of: string,
  ): void => {
    for (const key of Object.keys(map))
      if (!known.has(key)) add(`${key}${of}`, [...path, key], "there is no check of the same meaning");
  };
  for (const [index, each] of listOf(content.columns).entries()) {
    const column = asMap(each) ?? {};
    const path = ["columns", index];
    unknown(column, columnKeys, path, ` of "${String(column.name)}"`);
    for (const [i, check] of listOf(column.checks).entries())
      addCheck(content, column, asMap(check) ?? {}, [...path, "checks", i], add);
  }
  for (const [i, check] of listOf(content.checks).entries())
    addCheck(content, undefined, asMap(check) ?? {}, ["checks", i], add);
  unknown(content, idle, [], "");
  return { format: "Soda", name: String(content.dataset), rules };
}

type Add = (label: string, path: readonly PropertyKey[], found: Translation | string) => void;

function addCheck(
  content: Content,
  column: Content | undefined,
  entry: Content,
  path: readonly PropertyKey[],
  add: Add,
): void {
  const [[type, given] = ["a check without a type", null], second] = Object.entries(entry);
  const of = column === undefined ? "" : ` of "${String(column.name)}"`;
  const body = given === null ? {} : asMap(given);
  const { name } = body ?? {};
  const label = `${type}${of}${typeof name === "string" ? ` (${name})` : ""}`;
  const at = [...path, type];
  if (second !== undefined) add(label, at, "it has several types at once");
  else
    add(label, at, body === undefined ? "it is no keys and values" : translate(content, column, type, body));
}

function translate(
  content: Content,
  column: Content | undefined,
  type: string,
  own: Content,
): Translation | string {
  if (type === "schema") return column === undefined ? sodaSchema(content, own) : "it is about the dataset";
  const check = sodaChecks.get(type);
  if (check === undefined) return "there is no check of the same meaning";
  if (check.at !== "both" && (check.at === "column") !== (column !== undefined))
    return `it is about ${check.at === "column" ? "a column" : "the dataset"}`;
  const hasWords = type === "missing" || type === "invalid";
  const known = [
    ...check.keys,
    ...(type === "missing" ? missingWords : []),
    ...(type === "invalid" ? words : []),
  ];
  const unknown = Object.keys(own).find((key) => !common.has(key) && !known.includes(key));
  if (unknown !== undefined) return `its "${unknown}" has no counterpart`;
  const body = hasWords ? withColumnWords(own, column ?? {}) : own;
  if (body.valid_reference_data !== undefined && type === "invalid") return "it looks into another dataset";
  if (!hasWords && words.some((word) => column?.[word] !== undefined))
    return "its column says itself what is missing or valid";
  const reference = unresolvedIn([body, content.filter]);
  if (reference !== undefined) return `it uses ${reference}, which has no default here`;
  const filters = [content.filter, body.filter].filter((each) => each !== undefined);
  const refused = filters.map(refuseSql).find((each) => each !== undefined);
  if (refused !== undefined) return `in its filter, ${refused}`;
  const threshold = readSodaThreshold(body.threshold, check.usual);
  if (typeof threshold === "string") return threshold;
  const found = check.translate({ body, column: column === undefined ? "" : String(column.name), threshold });
  if (typeof found === "string") return found;
  const severity = isZeroOnly(threshold.levels, threshold.unit) ? threshold.levels[0]?.severity : undefined;
  const drafts = withWhere(found.drafts, filters.map(String));
  return {
    ...found,
    drafts: severity === undefined ? drafts : drafts.map((draft) => ({ ...draft, severity })),
  };
}

function listOf(given: unknown): readonly unknown[] {
  return Array.isArray(given) ? given : [];
}
