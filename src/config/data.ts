import type { DeclaredColumn } from "../tables/cell-rule.ts";
import { parseDateFormat } from "../tables/date-format.ts";
import { encodings } from "../tables/transcode.ts";
import { trainingSets } from "./default-config.ts";
import * as z from "./draft.ts";
import { splitSection } from "./split.ts";

/** What can name a set: it becomes part of a file's name. */
const setName = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** One ASCII character that no number or name is made of: numbers hold letters, digits, dots and signs. */
function mark(others: string, examples: string) {
  const pattern = new RegExp(
    `^[^A-Za-z0-9.+\\-\\r\\n\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\uffff${others}]$`,
  );
  return z.string().regex(pattern, { error: `expected one character such as ${examples}` });
}

/** What a CSV file does not say itself. */
const csvSection = z
  .strictObject({
    delimiter: mark("\"'", ", ; | or a tab")
      .optional()
      .describe("What stands between cells; default: comma, semicolon, tab or bar, found from the header"),
    quote: z
      .union([z.literal(""), mark(" \t", "\" or '")])
      .default('"')
      .describe("What stands around cells; empty where nothing does"),
    escape: mark(" \t", "\\")
      .optional()
      .describe("Inside of quotes, the character after it is as it is; a quote may be written twice as well"),
    decimal: z
      .enum([".", ","])
      .optional()
      .describe("What stands before decimals; default: found from the first rows"),
    comment: mark(" \t", "#")
      .optional()
      .describe("Lines that begin with it are left out; default: # before the header"),
    encoding: z
      .enum(encodings)
      .optional()
      .describe("How the text is encoded; default: utf-8, or utf-16 where a byte order mark says so"),
    header: z
      .boolean()
      .default(true)
      .describe("Whether the first line names the columns; else column_1 and so on"),
  })
  .superRefine((csv, context) => {
    const keys = ["delimiter", "quote", "escape", "comment"] as const;
    for (const [index, key] of keys.entries()) {
      const twin = keys.slice(0, index).find((each) => csv[each] !== undefined && csv[each] === csv[key]);
      if (twin !== undefined && `${twin} ${key}` !== "quote escape")
        context.addIssue({ code: "custom", message: `it is the same as ${twin}`, path: [key] });
    }
    if (csv.quote === "" && csv.escape !== undefined)
      context.addIssue({
        code: "custom",
        message: "it is about quoted cells, and quote is none",
        path: ["escape"],
      });
  });

/** How a bucket is reached; credentials come from the environment alone. */
const s3Section = z.strictObject({
  endpoint: z
    .string()
    .regex(/^https?:\/\/[^/?#@]+(\/[^?#]*)?$/, {
      error: "expected an address such as https://minio.example.com",
    })
    .optional()
    .describe("The server's address, where it is not Amazon's; default: AWS_ENDPOINT_URL_S3"),
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, { error: "expected a name such as eu-central-1" })
    .optional()
    .describe("The bucket's region; default: AWS_REGION, else us-east-1"),
});

/** What is declared of a column rather than found from its cells; the words are Table Schema's. */
const columnSection = z
  .strictObject({
    type: z
      .enum(["integer", "number", "boolean", "date", "datetime", "text"])
      .optional()
      .describe(
        "The type of its cells; one that does not fit is an error on its line, and missing to the model",
      ),
    format: z
      .string()
      .min(1)
      .optional()
      .describe("How its dates are written, in the words of strptime: %d/%m/%Y"),
    decimal_char: z
      .enum([".", ","])
      .optional()
      .describe("What stands before the decimals of its numbers; default: as in the file"),
    group_char: z
      .enum([",", ".", " ", "'", "_"])
      .optional()
      .describe("What stands between the thousands of its numbers; default: nothing"),
    bare_number: z
      .boolean()
      .optional()
      .describe("Whether its numbers stand alone; false: currencies, units and % around them are left out"),
    missing_values: z
      .array(z.string().min(1).max(100))
      .max(100)
      .optional()
      .describe("Texts that are missing, in place of NA, null and the like; the empty cell always is"),
  })
  .superRefine((column, context) => {
    refuseDates(column, context);
    refuseNumbers(column, context);
  });

function refuseDates({ type, format }: DeclaredColumn, context: z.Refinement): void {
  const refuse = (message: string): void => context.addIssue({ code: "custom", message, path: ["format"] });
  if (format === undefined) return;
  const read = parseDateFormat(format);
  if (typeof read === "string") refuse(read);
  else if (type === "date" && read.hasTime) refuse("it holds a time, and the type is date");
  else if (type !== undefined && type !== "date" && type !== "datetime")
    refuse("it is about dates: the type must be date or datetime");
}

function refuseNumbers(column: DeclaredColumn, context: z.Refinement): void {
  const key = (["decimal_char", "group_char", "bare_number"] as const).find(
    (each) => column[each] !== undefined,
  );
  if (key === undefined) return;
  const { type = "number", format, decimal_char, group_char } = column;
  const refuse = (message: string): void => context.addIssue({ code: "custom", message, path: [key] });
  if (format !== undefined || (type !== "number" && type !== "integer"))
    refuse("it is about numbers: the type must be number or integer");
  if (decimal_char !== undefined && decimal_char === group_char) refuse("it is the same as group_char");
}

/** `data`: where the rows are, what is predicted, and how they are identified and divided. */
export const dataSection = z
  .strictObject({
    path: z
      .string()
      .min(1)
      .optional()
      .describe(
        "The data: a file, a pattern such as data/*.csv or a folder, relative to this file, or an https:// or s3:// address",
      ),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, { error: "expected 64 hexadecimal digits in lower case" })
      .optional()
      .describe("SHA-256 that the data must have"),
    s3: s3Section.optional().describe("Where s3:// addresses lead, where the environment does not say so"),
    sets: z
      .record(
        z.string().regex(setName, "expected a name of letters, digits, dashes and underscores"),
        z.string().min(1),
      )
      .optional()
      .describe(
        "Data sets by name, each as path is: train and test instead of path and split, and others for checks",
      ),
    csv: csvSection
      .optional()
      .describe("How a CSV or TSV file is written, where it is not found from the file"),
    columns: z
      .record(z.string().min(1), columnSection)
      .optional()
      .describe(
        "Types of columns by name, formats of dates and words for missing; default: found from the cells",
      ),
    target: z.string().min(1).optional().describe("Column that the model predicts"),
    positive: z
      .union([z.string(), z.number(), z.boolean()])
      .optional()
      .describe("The positive class of a two-class target; known for 0/1 and booleans"),
    weight: z
      .string()
      .min(1)
      .optional()
      .describe("Column of what rows weigh in training and in metrics; no feature then"),
    key: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe("Columns that identify a row; default: the row's content without the target"),
    exclude: z.array(z.string().min(1)).optional().describe("Columns that are not used as features"),
    derive: z
      .record(z.string().min(1), z.string().min(1))
      .optional()
      .describe("New columns as SQL expressions over the others, for example total_rooms / households"),
    reference: z
      .string()
      .min(1)
      .optional()
      .describe("Earlier data that checks compare with: a data file, or a profile that validate-data wrote"),
    split: splitSection.prefault({}).describe("How rows are divided into training and test parts"),
  })
  .superRefine(refuseSets);

/** Sets with a part in training come together, and in the place of `path` and `split`. */
function refuseSets({ path, sha256, sets = {}, split }: DataKeys, context: z.Refinement): void {
  const refuse = (message: string, ...at: string[]): void =>
    context.addIssue({ code: "custom", message, path: at });
  const [role] = trainingSets.filter((name) => Object.hasOwn(sets, name));
  if (role === undefined) return;
  if (path !== undefined)
    refuse("it cannot stand beside the sets train and test, which are the data", "path");
  if (sha256 !== undefined) refuse("it is the digest of data.path, and sets are the data", "sha256");
  if (split.test !== 0.2 || split.validation || split.stratify || split.group || split.time || split.column)
    refuse("the sets train and test divide the rows: of split, only seed has a meaning", "split");
  for (const name of ["train", "test"])
    if (!Object.hasOwn(sets, name)) refuse(`it needs a set "${name}" beside it`, "sets", role);
}

interface DataKeys {
  path?: string | undefined;
  sha256?: string | undefined;
  sets?: Record<string, string> | undefined;
  split: z.infer<typeof splitSection>;
}
