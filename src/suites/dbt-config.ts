import { numberOf } from "./drafts.ts";
import { allOf, refuseSql } from "./sql.ts";
import { asMap } from "./suite.ts";
import type { Interval, Level } from "./threshold.ts";

type Content = Readonly<Record<string, unknown>>;

/** One entry of `data_tests`: its test's full name, what it is given, and how its failures are judged. */
export interface DbtEntry {
  test: string;
  given: Content;
  config: Content;
  description: string | undefined;
}

/** What may stand in `config`, or beside the arguments as it did before. */
const configKeys = [
  ..."severity warn_if error_if where limit fail_calc enabled".split(" "),
  ..."store_failures store_failures_as tags meta group alias schema database".split(" "),
];

/** Reads `unique`, `{ accepted_values: { … } }` or `{ name: …, test_name: accepted_values, … }`. */
export function readEntry(entry: unknown): DbtEntry | undefined {
  if (typeof entry === "string") return { test: entry, given: {}, config: {}, description: undefined };
  const map = asMap(entry) ?? {};
  const named = typeof map.test_name === "string";
  const [key = "", second] = named ? [String(map.test_name)] : Object.keys(map);
  if (key === "" || second !== undefined) return undefined;
  const content = named ? map : map[key] === null ? {} : asMap(map[key]);
  if (content === undefined) return undefined;
  const { arguments: nested, config, name: _, test_name: __, description, ...others } = content;
  const outer = Object.entries(others);
  return {
    test: key,
    given: { ...Object.fromEntries(outer.filter(([each]) => !configKeys.includes(each))), ...asMap(nested) },
    config: { ...Object.fromEntries(outer.filter(([each]) => configKeys.includes(each))), ...asMap(config) },
    description: typeof description === "string" && description !== "" ? description : undefined,
  };
}

/** How failures are judged: what their number may be, the most that are counted, and which rows are asked. */
export interface DbtConfig {
  levels: readonly Level[];
  limit: number;
  where: string | undefined;
}

/** Reads a test's configuration. A text says why it cannot be judged. */
export function readConfig(config: Content, rowCondition: unknown): DbtConfig | string {
  const { severity = "error", warn_if = "!= 0", error_if = "!= 0", limit, fail_calc = "count(*)" } = config;
  if (String(fail_calc).replaceAll(" ", "").toLowerCase() !== "count(*)")
    return "its fail_calc counts something else";
  const most = limit === undefined || limit === null ? Infinity : numberOf(limit);
  if (most === undefined) return "its limit is no number";
  const warning = readCondition(warn_if, "warning");
  const error = readCondition(error_if, "error");
  if (typeof warning === "string") return warning;
  if (typeof error === "string") return error;
  const word = String(severity).toLowerCase();
  if (word !== "warn" && word !== "error") return "its severity is neither warn nor error";
  const isSame = JSON.stringify(error.allowed) === JSON.stringify(warning.allowed);
  const levels = word === "warn" ? [warning] : isSame ? [error] : [error, warning];
  const conditions = [config.where, rowCondition].filter((each) => each !== undefined && each !== null);
  const refused = conditions.map(refuseSql).find((each) => each !== undefined);
  if (refused !== undefined) return `in its condition on rows, ${refused}`;
  return { levels, limit: most, where: allOf(conditions.map(String)) };
}

const operators = new Map<string, (bound: number) => Interval[]>([
  ["!=", (bound) => [{ min: bound, max: bound }]],
  ["<>", (bound) => [{ min: bound, max: bound }]],
  ["=", (bound) => [{ below: bound }, { above: bound }]],
  [">", (bound) => [{ max: bound }]],
  [">=", (bound) => [{ below: bound }]],
  ["<", (bound) => [{ min: bound }]],
  ["<=", (bound) => [{ above: bound }]],
]);

/** `> 10` is when a test fails; a level is what it may be. */
function readCondition(given: unknown, severity: Level["severity"]): Level | string {
  const [, operator = "", bound] = /^\s*(!=|<>|>=|<=|=|>|<)\s*(\d{1,15})\s*$/.exec(String(given)) ?? [];
  const allowed = operators.get(operator)?.(Number(bound));
  const words = `${severity === "error" ? "error_if" : "warn_if"} ${given}`;
  return allowed === undefined
    ? `its ${severity === "error" ? "error_if" : "warn_if"} is no comparison with a number`
    : { severity, allowed, words };
}
