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
const words = [...missingWords, ...validityWords.keys()];
const columnKeys = new Set([
  ..."name description data_type character_maximum_length optional checks".split(" "),
  ...words,
]);
/** What every check may have. */
const common = new Set("name qualifier attributes threshold filter store_failed_rows".split(" "));

/** Reads a Soda data contract, version 4. Each check is a rule. */
export function readSodaContract(
  given: Content,
  place: ParsedConfig["place"],
  sets: readonly string[],
): DraftSuite {
  const content = resolveVariables(given);
  const contract = { content, sets };
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
      addCheck(contract, column, asMap(check) ?? {}, [...path, "checks", i], add);
  }
  for (const [i, check] of listOf(content.checks).entries())
    addCheck(contract, undefined, asMap(check) ?? {}, ["checks", i], add);
  unknown(content, idle, [], "");
  return { format: "Soda", name: String(content.dataset), rules };
}

type Add = (label: string, path: readonly PropertyKey[], found: Translation | string) => void;

/** A contract, and the sets that it may refer to. */
interface Contract {
  content: Content;
  sets: readonly string[];
}

function addCheck(
  contract: Contract,
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
    add(label, at, body === undefined ? "it is no keys and values" : translate(contract, column, type, body));
}

function translate(
  { content, sets }: Contract,
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
  const body = hasWords ? withSet(withColumnWords(own, column ?? {}), sets) : own;
  if (type === "invalid" && body.valid_reference_data === null)
    return "it refers to a dataset that is none of data.sets";
  if (!hasWords && words.some((word) => column?.[word] !== undefined))
    return "its column says itself what is missing or valid";
  const reference = unresolvedIn([body, content.filter]);
  if (reference !== undefined) return `it uses ${reference}, which has no default here`;
  // A query chooses its rows itself.
  const filters = (body.query === undefined ? [content.filter, body.filter] : [body.filter]).filter(
    (each) => each !== undefined,
  );
  const refused = filters.map(refuseSql).find((each) => each !== undefined);
  if (refused !== undefined) return `in its filter, ${refused}`;
  const threshold = readSodaThreshold(body.threshold, check.usual);
  if (typeof threshold === "string") return threshold;
  const found = check.translate({
    body,
    column: column === undefined ? "" : String(column.name),
    dataset: String(content.dataset),
    threshold,
  });
  if (typeof found === "string") return found;
  const severity = isZeroOnly(threshold.levels, threshold.unit) ? threshold.levels[0]?.severity : undefined;
  const drafts = withWhere(found.drafts, filters.map(String));
  return {
    ...found,
    drafts: severity === undefined ? drafts : drafts.map((draft) => ({ ...draft, severity })),
  };
}

/** `shop/main/zip` is the set `zip`; null where there is none. */
function withSet(body: Content, sets: readonly string[]): Content {
  const { valid_reference_data: given } = body;
  if (given === undefined) return body;
  const { dataset, column } = asMap(given) ?? {};
  const set = sets.find((name) => name === String(dataset).split("/").at(-1));
  return { ...body, valid_reference_data: set === undefined ? null : { set, column } };
}

function listOf(given: unknown): readonly unknown[] {
  return Array.isArray(given) ? given : [];
}
