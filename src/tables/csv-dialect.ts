/** How the text of a CSV file is written; each mark is one ASCII character. */
export interface CsvDialect {
  /** Default: the one of comma, semicolon, tab and bar that the header holds most often. */
  delimiter?: string | undefined;
  /** What encloses cells, written twice inside of them; empty for none. Default: `"`. */
  quote?: string | undefined;
  /** Inside of quotes the character after it is as it is; default: none. */
  escape?: string | undefined;
  /** Default: a comma where the first rows say so (see `detectDecimal`), else a point. */
  decimal?: "." | "," | undefined;
  /** Lines that begin with it are left out; default: none but `#` before the header. */
  comment?: string | undefined;
  /** False where the first line is a row: columns are then named `column_1`, `column_2` … */
  header?: boolean | undefined;
}

/** The bytes of a dialect's marks; `noMark` is none. */
export interface CsvMarks {
  delimiter: number;
  quote: number;
  escape: number;
  comment: number;
  decimal: number;
}

/** A mark that no byte is. */
export const noMark = 256;

/** Marks but the delimiter, which the header may say. */
export function marksOf(dialect: CsvDialect): Omit<CsvMarks, "delimiter"> {
  const { quote = '"', comment, decimal = "." } = dialect;
  return {
    quote: markOf(quote),
    escape: dialect.escape === quote ? noMark : markOf(dialect.escape),
    comment: markOf(comment),
    decimal: markOf(decimal),
  };
}

function markOf(mark: string | undefined): number {
  return mark === undefined || mark === "" ? noMark : mark.charCodeAt(0);
}

/** Whether the marks are those of RFC 4180 but for the delimiter. */
export function isPlain(marks: CsvMarks): boolean {
  const { quote, comment, decimal } = marks;
  return quote === 34 && marks.escape === noMark && comment === noMark && decimal === 46;
}
