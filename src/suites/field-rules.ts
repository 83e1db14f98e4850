import type { Drafts } from "./suite.ts";

/** Checks of a field's type in a format; none where every cell has it. A text says why there is no such check. */
export function fieldTypes(type: string, format: string): Drafts | string {
  const found = types.get(type === "string" || format !== "default" ? `${type} ${format}` : type);
  return (
    found ?? `cells of type ${type}${format === "default" ? "" : ` in format ${format}`} are not told apart`
  );
}

/** The types of fields that have checks of the same meaning. */
export const types: ReadonlyMap<string, Drafts> = new Map<string, Drafts>([
  ["any", []],
  ["string default", []],
  ["string email", [{ format: "email" }]],
  ["string uuid", [{ format: "uuid" }]],
  ["integer", [{ type: "integer" }]],
  ["number", [{ type: "number" }]],
  ["boolean", [{ type: "boolean" }]],
  ["date", [{ type: "date" }]],
  // Each date is a datetime among types; here it needs its time.
  ["datetime", [{ type: "datetime", format: "datetime" }]],
  ["time", [{ format: "time" }]],
]);

type Constraint = (value: unknown, type: string) => Drafts | string;

/** The constraints of fields that have checks of the same meaning, by name. */
export const constraintRules: ReadonlyMap<string, Constraint> = new Map<string, Constraint>([
  ["required", (required) => flag("required", required)],
  ["unique", (unique) => flag("unique", unique)],
  ["minimum", (bound, type) => bounded("min", bound, type)],
  ["maximum", (bound, type) => bounded("max", bound, type)],
  ["exclusiveMinimum", (bound, type) => bounded("exclusive_min", bound, type)],
  ["exclusiveMaximum", (bound, type) => bounded("exclusive_max", bound, type)],
  ["minLength", (length, type) => ofText({ min_length: length }, type)],
  ["maxLength", (length, type) => ofText({ max_length: length }, type)],
  [
    "pattern",
    (pattern, type) => ofText({ pattern: typeof pattern === "string" ? `^(?:${pattern})$` : pattern }, type),
  ],
  ["enum", (values) => [{ enum: values }]],
]);

function flag(key: string, value: unknown): Drafts {
  return value === false ? [] : [{ [key]: value }];
}

/** Bounds of numbers may be written as texts, as cells are. */
function bounded(key: string, bound: unknown, type: string): Drafts | string {
  if (type === "integer" || type === "number") {
    const value = typeof bound === "string" && bound.trim() !== "" ? Number(bound) : bound;
    return typeof value === "number" ? [{ [key]: value }] : "its bound is no number";
  }
  if (type !== "date" && type !== "datetime") return `values of type ${type} are not ordered`;
  return /^\d{4}-\d\d-\d\d/.test(String(bound)) ? [{ [key]: bound }] : "its bound is no ISO 8601 date";
}

function ofText(draft: Readonly<Record<string, unknown>>, type: string): Drafts | string {
  return type === "string" ? [draft] : `it is about texts, and the field is of type ${type}`;
}
