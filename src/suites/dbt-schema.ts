import type { ParsedConfig } from "../config/parse-config.ts";
import { UserError } from "../errors.ts";
import { readConfig, readEntry } from "./dbt-config.ts";
import { dbtExpectations } from "./dbt-expectations.ts";
import { freshnessOf } from "./dbt-freshness.ts";
import type { Asked, Draft } from "./dbt-test.ts";
import { dbtTests } from "./dbt-tests.ts";
import { withWhere } from "./drafts.ts";
import { asMap, type DraftRule, type DraftSuite, type SuiteContext, type Translation } from "./suite.ts";
import { isAllowed, isZeroOnly } from "./threshold.ts";

type Content = Readonly<Record<string, unknown>>;
type Path = readonly PropertyKey[];

interface Model {
  /** `orders`; of a source's table `shop.orders`. */
  name: string;
  /** What it may be called. */
  names: readonly string[];
  content: Content;
  path: Path;
}

/**
 * Reads the data tests of one model, seed, snapshot or source of dbt's `schema.yml`. Throws UserError where it is not
 * clear which.
 */
export function readDbtSchema(
  content: Content,
  file: string,
  place: ParsedConfig["place"],
  context: SuiteContext,
): DraftSuite {
  const model = chooseModel(listModels(content), file, context);
  const rules: DraftRule[] = [];
  const add = (label: string, path: Path, found: Translation | string): void => {
    const { drafts, threshold } = typeof found === "string" ? { drafts: found, threshold: undefined } : found;
    rules.push({ label, place: place(path), drafts, ...(threshold === undefined ? {} : { threshold }) });
  };
  for (const [path, entry] of testsOf(model.content, model.path))
    addTest(entry, path, { column: "", sets: context.sets }, add);
  for (const [index, each] of listOf(model.content.columns).entries()) {
    const column = asMap(each) ?? {};
    for (const [path, entry] of testsOf(column, [...model.path, "columns", index]))
      addTest(entry, path, { column: String(column.name), sets: context.sets }, add);
  }
  const fresh = freshnessOf(model.content);
  if (fresh !== undefined) add("freshness", [...model.path, "freshness"], fresh);
  return { format: "dbt", name: model.name, rules };
}

/** The column at which a test stands, or none, and the sets that it may refer to. */
interface At {
  column: string;
  sets: readonly string[];
}

type Add = (label: string, path: Path, found: Translation | string) => void;

function listModels(content: Content): Model[] {
  const plain = ["models", "seeds", "snapshots"].flatMap((kind) =>
    listOf(content[kind]).map((each, index) => modelOf(asMap(each) ?? {}, [kind, index])),
  );
  const tables = listOf(content.sources).flatMap((given, index) => {
    const { name, freshness, loaded_at_field, config, tables } = asMap(given) ?? {};
    // A table has its source's freshness unless it has its own.
    const inherited = { freshness, loaded_at_field, ...asMap(config) };
    return listOf(tables).map((each, i) =>
      modelOf({ ...inherited, ...asMap(each) }, ["sources", index, "tables", i], `${String(name)}.`),
    );
  });
  return [...plain, ...tables];
}

function modelOf(content: Content, path: Path, source = ""): Model {
  const name = String(content.name);
  return { name: source + name, names: [source + name, name], content, path };
}

function chooseModel(models: readonly Model[], file: string, { wanted, names }: SuiteContext): Model {
  const named = (name: string): Model | undefined => models.find(({ names }) => names.includes(name));
  const [only, second] = models;
  const found =
    wanted === undefined
      ? (names.map(named).find((each) => each !== undefined) ?? (second === undefined ? only : undefined))
      : named(wanted);
  if (found !== undefined) return found;
  const known = models
    .slice(0, 20)
    .map(({ name }) => `"${name}"`)
    .join(", ");
  throw new UserError(
    models.length === 0
      ? `Cannot use suite "${file}": it has no model, seed, snapshot or source`
      : wanted === undefined
        ? `Cannot use suite "${file}": it has ${models.length} models, and none is called ${names.map((each) => `"${each}"`).join(" or ")}`
        : `Cannot use suite "${file}": it has no model "${wanted}"`,
    {
      file,
      line: 1,
      hint: models.length === 0 ? undefined : `Write suites: ["${file}#<model>"] with one of ${known}`,
    },
  );
}

/** Tests by their old name and their new one. */
function testsOf(content: Content, path: Path): [path: Path, entry: unknown][] {
  return ["tests", "data_tests"].flatMap((key) =>
    listOf(content[key]).map((entry, index): [Path, unknown] => [[...path, key, index], entry]),
  );
}

function addTest(entry: unknown, path: Path, at: At, add: Add): void {
  const { column } = at;
  const read = readEntry(entry);
  if (read?.config.enabled === false) return;
  const of = column === "" ? "" : ` of "${column}"`;
  if (read === undefined) add(`a test${of}`, path, "it is no name, nor one name with its arguments");
  else add(`${read.test}${of}`, path, translate(read, at));
}

function translate(
  { test, given, config, description }: NonNullable<ReturnType<typeof readEntry>>,
  at: At,
): Translation | string {
  const expected = test.startsWith("dbt_expectations.") ? test.slice("dbt_expectations.".length) : undefined;
  const found =
    expected === undefined ? dbtTests.get(test.replace(/^dbt\./, "")) : dbtExpectations.get(expected);
  if (found === undefined) return reasons.get(test) ?? "there is no check of the same meaning";
  if (/\{[{%]/.test(JSON.stringify([given, config]))) return "it uses Jinja, which only dbt can run";
  const { column_name: named, row_condition: rowCondition, ...others } = given;
  const column = typeof named === "string" ? named : at.column;
  const rest = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== null));
  const unknown = Object.keys(rest).find((key) => !found.keys.includes(key));
  if (unknown !== undefined) return `its "${unknown}" has no counterpart`;
  if (rowCondition !== undefined && expected === undefined) return 'its "row_condition" has no counterpart';
  if (found.isOfColumn && column === "") return "it is about a column";
  const judged = readConfig(config, rowCondition);
  if (typeof judged === "string") return judged;
  const asked = found.translate(rest, column, at.sets);
  if (typeof asked === "string") return asked;
  const translation = withLevels(asked, judged, wordsOf(rest));
  if (typeof translation === "string") return translation;
  const drafts = withWhere(translation.drafts, judged.where === undefined ? [] : [judged.where]);
  const about = description === undefined ? {} : { description };
  return { ...translation, drafts: drafts.map((draft) => ({ ...draft, ...about })) };
}

function withLevels(
  asked: Asked,
  { levels, limit }: Exclude<ReturnType<typeof readConfig>, string>,
  words: string,
): Translation | string {
  if ("draft" in asked) {
    // It fails once or not at all.
    const level = levels.find(({ allowed }) => !isAllowed(1, allowed));
    if (level === undefined || levels.some(({ allowed }) => !isAllowed(0, allowed)))
      return "its warn_if or error_if is no matter of one failure";
    return {
      drafts: [asked.draft],
      threshold: {
        measure: asked.measure ?? "measured",
        levels: [{ severity: level.severity, allowed: asked.allowed, words }],
      },
    };
  }
  if (isZeroOnly(levels, "count")) {
    const severity = levels[0]?.severity;
    return { drafts: asked.drafts.map((draft): Draft => ({ ...draft, severity })) };
  }
  if (asked.counted === undefined) return "its warn_if or error_if counts something else than rows";
  return { drafts: [asked.counted], threshold: { measure: "failed", levels, most: limit } };
}

function wordsOf(given: Content): string {
  return Object.entries(given)
    .filter(([, value]) => typeof value !== "object")
    .map(([key, value]) => `${key}: ${value}`)
    .join(", ");
}

/** Why tests that people have are not judged. */
const otherTable = "it looks into another table";
const reasons: ReadonlyMap<string, string> = new Map([
  ["dbt_utils.fewer_rows_than", otherTable],
  ["dbt_utils.equality", otherTable],
  ["dbt_utils.cardinality_equality", otherTable],
  ["dbt_expectations.expect_column_values_to_be_increasing", "it sorts the rows first"],
  ["dbt_expectations.expect_column_values_to_be_decreasing", "it sorts the rows first"],
  ["dbt_expectations.expect_row_values_to_have_recent_data", "it leaves out dates of the future"],
]);

function listOf(given: unknown): readonly unknown[] {
  return Array.isArray(given) ? given : [];
}
