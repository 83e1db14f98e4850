import { UserError } from "../errors.ts";

/** Bounds that keep a hostile or broken file from taking memory without end; bytes where not said otherwise. */
export const limits = {
  cell: 1 << 20,
  record: 16 << 20,
  columns: 100_000,
  /** Characters of a column's name. */
  name: 1000,
  /** Cells. */
  invalidKept: 1000,
} as const;

/** Line from 1 and column index from 0 of the cell at fault. */
export interface CsvPlace {
  line: number;
  column: number | undefined;
}

type Fault = "nul" | "return" | "utf8" | "cell" | "record" | "unclosed" | "open" | "afterQuote" | "ragged";

/** The error of a file that cannot be read past a place. `source` and `columns` come from the scan. */
export function csvError(
  scan: { source: string; columns: readonly { name: string }[] },
  place: CsvPlace,
  fault: Fault,
  ragged?: { cells: number; isExact: boolean },
): UserError {
  const { line } = place;
  const name = place.column === undefined ? undefined : scan.columns[place.column]?.name;
  const inColumn = name === undefined ? "" : ` in column "${name}"`;
  const [what, hint] = describe(fault, line, inColumn, scan.columns.length, ragged);
  return new UserError(`Cannot read "${scan.source}": ${what}`, { file: scan.source, line, hint });
}

function describe(
  fault: Fault,
  line: number,
  inColumn: string,
  width: number,
  ragged: { cells: number; isExact: boolean } | undefined,
): [what: string, hint: string] {
  switch (fault) {
    case "nul":
      return [
        `there is a NUL byte at line ${line}${inColumn}`,
        "Save the file as plain UTF-8 text; NUL bytes point to UTF-16, a binary file or a damaged one",
      ];
    case "return":
      return [
        `there is a carriage return without a line feed at line ${line}${inColumn}`,
        "Save the file with Unix (LF) or Windows (CRLF) line ends, and put quotes around cells that hold line ends",
      ];
    case "utf8":
      return [
        `the text at line ${line}${inColumn} is not UTF-8`,
        "Set `data.csv.encoding` in mlops.yml, for example to windows-1252, or save it as UTF-8",
      ];
    case "cell":
      return [
        `the cell at line ${line}${inColumn} is longer than 1 MiB`,
        "Check the delimiter and the line ends; large objects belong in files of their own",
      ];
    case "record":
      return [`the row at line ${line} is longer than 16 MiB`, "Check the delimiter and the line ends"];
    case "unclosed":
      return [
        `the quote that opens at line ${line}${inColumn} is never closed`,
        'Close it with a ", and write a quote inside of a quoted cell twice: ""',
      ];
    case "open":
      return [
        `the quote that opens at line ${line}${inColumn} is not closed within 1 MiB`,
        'Close it with a ", and write a quote inside of a quoted cell twice: ""; large objects belong in files of their own',
      ];
    case "afterQuote":
      return [
        `there is text after the closing quote at line ${line}${inColumn}`,
        'Write a quote inside of a quoted cell twice: "", or set `data.csv.escape` in mlops.yml where a backslash escapes it',
      ];
    case "ragged": {
      const cells = `${ragged?.isExact === false ? "at least " : ""}${ragged?.cells}`;
      return [
        `the row at line ${line} has ${cells} ${ragged?.cells === 1 ? "cell" : "cells"}, the header has ${width}`,
        "Put quotes around cells that hold the delimiter or a line end",
      ];
    }
  }
}
