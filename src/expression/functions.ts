import type { ColumnType } from "../tables/table.ts";
import type { NumberScalar } from "./number-scalars.ts";
import type { TextScalar } from "./text-scalars.ts";

/** What a parameter takes: `number` also integers, `time` a date or datetime, `any` all of one type. */
export type ParameterType = "number" | "integer" | "text" | "time" | "boolean" | "any";

/** A function of the language. One that takes more or fewer arguments has a row for each. */
export interface FunctionSignature {
  name: string;
  aliases: readonly string[];
  parameters: readonly { name: string; type: ParameterType }[];
  /** Whether the last parameter repeats. */
  isVariadic: boolean;
  /** `same` is the type of the arguments. */
  result: ColumnType | "same";
  /** What computes it; undefined for the few that the checker writes with other parts of the language. */
  scalar: NumberScalar | TextScalar | undefined;
  summary: string;
}

/** Every function, in the order of the documentation. */
export const functions: readonly FunctionSignature[] = [
  define("abs(x number)", "same", "abs", "Size without sign"),
  define("sign(x number)", "integer", "sign", "-1, 0 or 1"),
  define("ceil(x number)", "number", "ceil", "Next integer upwards", "ceiling"),
  define("floor(x number)", "number", "floor", "Next integer downwards"),
  define("trunc(x number)", "number", "trunc", "Without what is behind the point"),
  define("round(x number)", "same", "round", "Nearest integer; a half goes away from zero"),
  define("round(x number, digits integer)", "same", "round_digits", "Rounded to that many decimals"),
  define("mod(a number, b number)", "same", "modulo", "Rest of a / b, with the sign of a; the same as a % b"),
  define("sqrt(x number)", "number", "sqrt", "Square root"),
  define("exp(x number)", "number", "exp", "e to the power x"),
  define("ln(x number)", "number", "ln", "Natural logarithm"),
  define("log(x number)", "number", "log10", "Logarithm to base 10, as in DuckDB", "log10"),
  define("log(base number, x number)", "number", undefined, "Logarithm to that base"),
  define("log2(x number)", "number", "log2", "Logarithm to base 2"),
  define("power(x number, y number)", "number", "power", "x to the power y", "pow"),
  define("sin(x number)", "number", "sin", "Sine of radians"),
  define("cos(x number)", "number", "cos", "Cosine of radians"),
  define("pi()", "number", undefined, "3.141592653589793"),
  define("least(a any, b any...)", "same", undefined, "Smallest number or date that is not NULL"),
  define("greatest(a any, b any...)", "same", undefined, "Largest number or date that is not NULL"),

  define("coalesce(a any, b any...)", "same", undefined, "First that is not NULL"),
  define("ifnull(a any, b any)", "same", undefined, "a, or b where a is NULL"),
  define("nullif(a any, b any)", "same", undefined, "NULL where a = b, else a"),
  define("if(condition boolean, a any, b any)", "same", undefined, "a where the condition is TRUE, else b"),

  define("lower(t text)", "text", "lower", "In lower case"),
  define("upper(t text)", "text", "upper", "In upper case"),
  define("length(t text)", "integer", "length", "Number of characters"),
  define("trim(t text)", "text", "trim", "Without spaces around it"),
  define(
    "substring(t text, start integer)",
    "text",
    "substring",
    "From that character on, counted from 1; from the end where negative",
    "substr",
  ),
  define(
    "substring(t text, start integer, length integer)",
    "text",
    "substring",
    "That many characters from there",
    "substr",
  ),
  define("replace(t text, from text, to text)", "text", "replace", "With every `from` replaced"),
  define("concat(a any...)", "text", undefined, "Joined as text, leaving out what is NULL"),
  define("starts_with(t text, start text)", "boolean", "starts_with", "Whether it starts so"),
  define("ends_with(t text, end text)", "boolean", "ends_with", "Whether it ends so"),
  define("contains(t text, part text)", "boolean", "contains", "Whether it holds the part"),

  define("year(d time)", "integer", "year", "Year of a date, in UTC"),
  define("quarter(d time)", "integer", "quarter", "1 to 4"),
  define("month(d time)", "integer", "month", "1 to 12"),
  define("day(d time)", "integer", "day", "Day of the month, 1 to 31"),
  define("dayofweek(d time)", "integer", "dayofweek", "0 is Sunday, 6 is Saturday"),
  define("hour(d time)", "integer", "hour", "0 to 23"),
  define("minute(d time)", "integer", "minute", "0 to 59"),
  define("second(d time)", "integer", "second", "0 to 59"),
  define("epoch(d time)", "number", "epoch", "Seconds since 1970"),
];

/** Functions that people look for, and what to write instead. */
export const insteadOf: ReadonlyMap<string, string> = new Map([
  ["isnan", "What is not a number counts as missing: write x IS NULL"],
  ["isinf", "What is infinite counts as missing: write x IS NULL"],
  ["isfinite", "What is not finite counts as missing: write x IS NOT NULL"],
  ["isnull", "Write x IS NULL"],
  ["date_diff", "Write a - b for the days between two dates, epoch(a) - epoch(b) for seconds"],
]);

/** How a function is called: `round(x, digits)`. */
export function renderSignature({ name, parameters, isVariadic }: FunctionSignature): string {
  return `${name}(${parameters.map((each) => each.name).join(", ")}${isVariadic ? ", …" : ""})`;
}

/** Reads `name(a type, b type...)`; three dots repeat the last parameter. */
function define(
  signature: string,
  result: FunctionSignature["result"],
  scalar: FunctionSignature["scalar"],
  summary: string,
  ...aliases: string[]
): FunctionSignature {
  const [name = "", rest = ""] = signature.split(/[()]/);
  const parameters = rest
    .split(", ")
    .filter((each) => each !== "")
    .map((each) => {
      const [parameter = "", type = ""] = each.replace("...", "").split(" ");
      return { name: parameter, type: type as ParameterType };
    });
  return { name, aliases, parameters, isVariadic: rest.endsWith("..."), result, scalar, summary };
}
