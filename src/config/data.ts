import * as z from "zod";
import { encodings } from "../tables/transcode.ts";

const share = z.number().gt(0).lt(1);

/** How rows are divided; a row's part depends on the seed and its own identity alone. */
export const splitSection = z.strictObject({
  test: share.default(0.2).describe("Share of the rows held out for evaluation"),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(42)
    .describe("Seed of the split"),
  stratify: z.boolean().default(false).describe("Keep the class shares equal in all parts"),
});

/** What a CSV file does not say itself. Numbers hold letters, digits, dots and signs, so none of these delimits. */
const csvSection = z.strictObject({
  delimiter: z
    .string()
    .regex(/^[^A-Za-z0-9."'+\-\r\n\u0000-\u0008\u000b-\u001f\u007f-\uffff]$/, {
      error: "expected one character such as , ; | or a tab",
    })
    .optional()
    .describe("What stands between cells; default: comma, semicolon or tab, found from the header"),
  encoding: z.enum(encodings).default("utf-8").describe("How the text is encoded"),
  header: z
    .boolean()
    .default(true)
    .describe("Whether the first line names the columns; else column_1 and so on"),
});

/** `data`: where the rows are, what is predicted, and how they are identified and divided. */
export const dataSection = z.strictObject({
  path: z.string().min(1).optional().describe("The data file, relative to this file"),
  csv: csvSection
    .optional()
    .describe("How a CSV or TSV file is written, where it is not found from the file"),
  target: z.string().min(1).optional().describe("Column that the model predicts"),
  positive: z
    .union([z.string(), z.number(), z.boolean()])
    .optional()
    .describe("The positive class of a two-class target; known for 0/1 and booleans"),
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
  split: splitSection.prefault({}).describe("How rows are divided into training and test parts"),
});
