import type { Config } from "../config/config.ts";
import { counted, formatNumber } from "../number-format.ts";
import type { Finding } from "../report.ts";
import type { TypeChange } from "../tables/hold-types.ts";
import { writeDeclaration } from "../tables/number-writing.ts";
import { type Column, type NumericColumn, placeOfRow, type Table, type TextColumn } from "../tables/table.ts";
import { findTextTrap, type TextTrap } from "../tables/text-traps.ts";

/**
 * What is wrong with columns whatever the checks say: cells that do not fit their column's type, and columns that are
 * text because of how few cells are written. A column whose type a check asks for is that check's matter.
 */
export function columnFindings(table: Table, config: Pick<Config, "checks" | "data">): Finding[] {
  const asked = new Set(config.checks.flatMap(({ column, type }) => (type === undefined ? [] : [column])));
  const { columns: declared = {} } = config.data;
  return table.columns.flatMap((column): Finding[] => {
    if (asked.has(column.name)) return [];
    const change = table.typeChanges?.find(({ name }) => name === column.name);
    if (change !== undefined) return [describeChange(table, column, change)];
    const isDeclared = Object.hasOwn(declared, column.name);
    if (column.kind === "numeric")
      return column.invalidCount === 0 ? [] : [describeInvalid(table, column, isDeclared)];
    const sampled = table.sample?.columns.find(({ name }) => name === column.name) ?? column;
    return isDeclared || sampled.kind !== "text" ? [] : describeTrap(table, sampled);
  });
}

/** What keeps these columns text that look like numbers or dates, but for those that are declared. */
export function textFindings(
  table: Table,
  { data }: Pick<Config, "data">,
  names: ReadonlySet<string>,
): Finding[] {
  return table.columns.flatMap((column) =>
    column.kind === "text" && names.has(column.name) && !Object.hasOwn(data.columns ?? {}, column.name)
      ? describeTrap(table, column)
      : [],
  );
}

function describeInvalid(table: Table, column: NumericColumn, isDeclared: boolean): Finding {
  const { name, type, invalidCount: count } = column;
  const isOne = count === 1;
  return {
    severity: isDeclared ? "error" : "warning",
    message: `"${name}" is ${article(type)} column${isDeclared ? " as declared" : ""}, but ${counted(count, "cell")} ${isOne ? "does" : "do"} not fit and ${isOne ? "counts" : "count"} as missing`,
    hint: isDeclared
      ? `Correct the data, or data.columns; a check says how many may not fit: { column: ${name}, type: ${type}, mostly: 99% }`
      : `Correct the data, or declare what is right: data.columns: { ${name}: { type: text } }`,
    count,
    ...placed(table, column, column.invalid[0]?.row ?? 0),
    ...(column.invalid[0]?.line !== undefined && { line: column.invalid[0].line }),
  };
}

/** Whole numbers that others join are a lesser change than numbers that become text. */
function describeChange(table: Table, column: Column, change: TypeChange): Finding {
  const { name, was, is, count, row, line, source } = change;
  const isWider = was === "integer" && is === "number";
  const misfits = count === undefined ? "" : `; ${counted(count, "cell")} ${count === 1 ? "is" : "are"} not`;
  return {
    severity: isWider ? "warning" : "error",
    message: `"${name}" is ${article(is)} column, and was ${article(was)} one in ${source ?? "the reference"}${misfits}`,
    hint: `Correct the data, ${source === undefined ? "" : "or "}declare what is right: data.columns: { ${name}: { type: ${is} } }${source === undefined ? ", or renew data.reference" : ""}`,
    ...(count !== undefined && { count }),
    ...(row === undefined ? { rule: `${name}.type`, file: table.source } : placed(table, column, row)),
    ...(line !== undefined && { line }),
  };
}

function describeTrap(table: Table, column: TextColumn): Finding[] {
  const trap = findTextTrap(column);
  // Texts of JSON and Parquet are no plain numbers, however they look.
  const isTyped = /\.(json|jsonl|ndjson|parquet)(\.(gz|zst))?$/i.test(table.source);
  if (trap === undefined || (isTyped && trap.kind !== "dates" && trap.kind !== "amounts")) return [];
  const [message, hint] = wordsOf(column.name, trap);
  const finding = { severity: "warning" as const, hint };
  if (table.sample === undefined) return [{ ...finding, message, ...placed(table, column, trap.row) }];
  const byPart = `${message} (by rows picked at random)`;
  return [{ ...finding, message: byPart, rule: `${column.name}.type`, file: table.source }];
}

function wordsOf(name: string, trap: TextTrap): [message: string, hint: string] {
  const { odd, padded, ambiguous, present, formats } = trap;
  const declare = (declared: string): string => `data.columns: { ${name}: ${declared} }`;
  switch (trap.kind) {
    case "numbers": {
      const why = [
        ...(padded > 0 ? [`${formatNumber(padded)} with leading zeros`] : []),
        ...(ambiguous > 0 ? [`${formatNumber(ambiguous)} like 1E5, like +1 or beyond 2^53`] : []),
      ].join(", ");
      return [
        `"${name}" is a text column, because ${formatNumber(odd)} of ${formatNumber(present)} cells ${odd === 1 ? "is no plain number" : "are no plain numbers"}${why === "" ? "" : `: ${why}`}`,
        `Correct the data, or declare what is right: ${declare("{ type: number }")} or { type: text }`,
      ];
    }
    case "decimals":
      return [
        `"${name}" is a text column: ${formatNumber(odd)} of ${formatNumber(present)} cells are numbers with a comma`,
        `Set data.csv.decimal: "," where the comma stands before decimals; where it parts thousands ${declare('{ type: number, group_char: "," }')}; or ${declare("{ type: text }")}`,
      ];
    case "amounts":
      return [
        `"${name}" is a text column: ${formatNumber(odd)} of ${formatNumber(present)} cells are numbers with signs around them or marks between thousands${trap.writing === undefined ? ", written in several ways" : ""}`,
        trap.writing === undefined
          ? "Write the numbers in one way, best as 1234.5"
          : `Declare how they are written: ${declare(writeDeclaration({ type: "number", ...trap.writing }))}, or ${declare("{ type: text }")}`,
      ];
    case "dates": {
      const [first, second] = formats.map((format) => declare(`{ format: "${format}" }`));
      const isMixed = first === undefined;
      return [
        `"${name}" is a text column of dates that are not ISO 8601${second === undefined ? "" : ": which number is the day cannot be told"}${isMixed ? ", written in several ways" : ""}`,
        isMixed
          ? "Write them in one way, best as 2026-01-31"
          : `Declare how they are written: ${first}${second === undefined ? "" : `, or "${formats[1]}"`}`,
      ];
    }
  }
}

function placed(table: Table, column: Column, row: number): Pick<Finding, "rule" | "file" | "row" | "line"> {
  return { rule: `${column.name}.type`, ...placeOfRow(table, row) };
}

function article(type: string): string {
  return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}
