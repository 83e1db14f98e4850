import type { ParsedConfig } from "../config/parse-config.ts";
import { UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { constraintRules, fieldTypes } from "./field-rules.ts";
import { asMap, type DraftRule, type DraftSuite, type Drafts, type SuiteContext } from "./suite.ts";

type Content = Readonly<Record<string, unknown>>;

/** The rules that a list of field constraints does not hold: of the schema as a whole. */
export const schemaRules = ["fieldsMatch", "primaryKey", "uniqueKeys", "foreignKeys"] as const;

/** Words of a schema or field that ask nothing of the data. */
const idle = new Set([
  ..."name title description example rdfType type format constraints fields missingValues".split(" "),
  ..."$schema profile path homepage version sources licenses contributors keywords id created".split(" "),
  ...schemaRules,
]);

/** The names of a Data Package's resources; undefined for what is none. */
export function resourceNames({ resources }: Content): string[] | undefined {
  if (!Array.isArray(resources)) return undefined;
  return resources.map((each: unknown) => String(asMap(each)?.name));
}

/**
 * Reads a Table Schema, or the one of a Data Package's resource, which is the wanted one or the only one; versions 1 and
 * 2. A foreign key refers to the set that is named as the resource. Throws UserError where there is not one schema that
 * the file itself holds.
 */
export function readTableSchema(
  content: Content,
  file: string,
  place: ParsedConfig["place"],
  { wanted, sets }: Pick<SuiteContext, "wanted" | "sets">,
): DraftSuite {
  const resources = resourceNames(content);
  const isPackage = resources !== undefined;
  const at = Math.max(0, resources?.indexOf(wanted ?? "") ?? 0);
  const path = isPackage ? ["resources", at, "schema"] : [];
  const schema = isPackage ? schemaOf(content, at, { file, place, wanted }) : content;
  const name = content.name ?? content.title;
  const rules: DraftRule[] = [];
  const add = (label: string, at: readonly PropertyKey[], drafts: Drafts | string): void => {
    rules.push({ label, place: place([...path, ...at]), drafts });
  };
  const fields = schema.fields as readonly unknown[];
  const names = fields.map((field) => asMap(field)?.name);
  add("fieldsMatch", ["fieldsMatch" in schema ? "fieldsMatch" : "fields"], matchFields(schema, names));
  addMissingValues(schema, [], add);
  for (const [index, each] of fields.entries()) readField(asMap(each) ?? {}, ["fields", index], add);
  for (const key of toLists(schema.primaryKey))
    add(
      "primaryKey",
      ["primaryKey"],
      [...uniqueKey(key), ...key.map((column) => ({ column, required: true }))],
    );
  for (const [index, key] of toLists(schema.uniqueKeys).entries())
    add("uniqueKeys", ["uniqueKeys", index], uniqueKey(key));
  const keys = schema.foreignKeys ?? [];
  if (!Array.isArray(keys)) add("foreignKeys", ["foreignKeys"], "they are no list");
  for (const [index, key] of (Array.isArray(keys) ? keys : []).entries())
    add("foreignKeys", ["foreignKeys", index], foreignKey(asMap(key) ?? {}, sets, resources?.[at]));
  addUnknown(schema, [], add);
  return {
    format: isPackage ? "Data Package" : "Table Schema",
    name: typeof name === "string" ? name : file,
    rules,
    allowsAbsent: ["superset", "partial"].includes(String(matchOf(schema))),
  };
}

type Add = (label: string, at: readonly PropertyKey[], drafts: Drafts | string) => void;

function schemaOf(
  content: Content,
  at: number,
  of: { file: string; place: ParsedConfig["place"]; wanted: string | undefined },
): Content {
  const { file, place, wanted } = of;
  const names = resourceNames(content) ?? [];
  const refuse = (why: string, hint: string): UserError =>
    new UserError(`Cannot use suite "${file}": ${why}`, { ...place(["resources"]), hint });
  if (wanted !== undefined && !names.includes(wanted))
    throw refuse(
      `the Data Package has no resource "${wanted}"${didYouMean(wanted, names)}`,
      "Check its name",
    );
  if (wanted === undefined && names.length !== 1)
    throw refuse(
      `the Data Package has ${names.length} resources, and a suite is about one table`,
      "Name the table's in suites, as in datapackage.json#orders, or all of them in data.sets",
    );
  const schema = asMap(asMap((content.resources as readonly unknown[])[at])?.schema);
  if (schema === undefined || !Array.isArray(schema.fields))
    throw refuse(
      "its resource has no schema with fields in this file",
      "Name the file of the schema itself in suites",
    );
  return schema;
}

/** How the schema's fields match the data's columns; version 2 of the specification writes a list of one. */
function matchOf({ fieldsMatch = "exact" }: Content): unknown {
  return Array.isArray(fieldsMatch) ? fieldsMatch[0] : fieldsMatch;
}

function matchFields(schema: Content, names: readonly unknown[]): Drafts | string {
  switch (matchOf(schema)) {
    case "exact":
      return [{ columns: { ordered: names } }];
    case "equal":
      return [{ columns: { exact: names } }];
    case "subset":
      return [{ columns: { include: names } }];
    default:
      return "fields may be absent; those that the data has are judged, but not which it must have";
  }
}

function readField(field: Content, path: readonly PropertyKey[], add: Add): void {
  const { name, type = "string", format = "default" } = field;
  const about = (what: string): string => `${what} of "${String(name)}"`;
  const drafts = fieldTypes(String(type), String(format));
  const at = "type" in field ? [...path, "type"] : path;
  if (typeof drafts === "string" || drafts.length > 0)
    add(about("type"), at, typeof drafts === "string" ? drafts : withColumn(drafts, name));
  addMissingValues(field, path, add);
  if (field.constraints !== undefined && asMap(field.constraints) === undefined)
    add(about("constraints"), [...path, "constraints"], "they are no keys and values");
  for (const [key, value] of Object.entries(asMap(field.constraints) ?? {})) {
    const constraint = constraintRules.get(key);
    const result =
      constraint === undefined ? "there is no check of the same meaning" : constraint(value, String(type));
    const found = typeof result === "string" ? result : withColumn(result, name);
    if (typeof found === "string" || found.length > 0) add(about(key), [...path, "constraints", key], found);
  }
  addUnknown(field, path, add);
}

function withColumn(drafts: Drafts, column: unknown): Drafts {
  return drafts.map((draft) => ({ column, ...draft }));
}

/** Which cells are missing is for the reader of the data to say; a schema that says the same is no matter. */
function addMissingValues({ missingValues }: Content, path: readonly PropertyKey[], add: Add): void {
  if (missingValues === undefined || JSON.stringify(missingValues) === '[""]') return;
  add("missingValues", [...path, "missingValues"], "only empty cells are missing");
}

function addUnknown(content: Content, path: readonly PropertyKey[], add: Add): void {
  for (const key of Object.keys(content))
    if (!idle.has(key)) add(key, [...path, key], "there is no check of the same meaning");
}

/** `"a"`, `["a", "b"]` or `[["a"], ["b", "c"]]` as a list of keys; a key of what is no text is refused later. */
function toLists(given: unknown): unknown[][] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) return [[given]];
  return given.some(Array.isArray) ? given.map((each) => (Array.isArray(each) ? each : [each])) : [given];
}

/** A resource without a name, and that of the schema itself, are the same table. */
function foreignKey(
  { fields, reference }: Content,
  sets: readonly string[],
  own: string | undefined,
): Drafts | string {
  const { resource: named = "", fields: there } = asMap(reference) ?? {};
  const resource = named === own ? "" : named;
  const [here = [], others = []] = [toLists(fields)[0], toLists(there)[0]];
  if (here.length === 0 || here.length !== others.length)
    return "its fields and those it refers to are no pairs";
  if (![...here, ...others].every((each) => typeof each === "string")) return "its fields are no names";
  const set = resource === "" ? undefined : sets.find((name) => name === resource);
  if (resource !== "" && set === undefined) return "it refers to a resource that is none of data.sets";
  const of = set === undefined ? {} : { set };
  if (here.length === 1) return [{ column: here[0], references: { ...of, column: others[0] } }];
  return [
    { references: { ...of, columns: Object.fromEntries(here.map((name, i) => [String(name), others[i]])) } },
  ];
}

function uniqueKey(columns: readonly unknown[]): Drafts {
  return columns.length === 1 ? [{ column: columns[0], unique: true }] : [{ unique: columns }];
}
