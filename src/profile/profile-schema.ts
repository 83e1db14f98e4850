import * as z from "zod";

const count = z.int().min(0);

const columnSchema = z.object({
  name: z.string(),
  type: z.enum(["integer", "number", "boolean", "date", "datetime", "text"]),
  role: z
    .enum(["number", "category", "text", "time", "boolean", "constant", "identifier", "empty"])
    .describe("What the column seems to be for"),
  why: z.string().describe("What the role was concluded from"),
  count: count.describe("Values that are there"),
  missing: count.describe("Cells without a value; invalid ones are counted apart"),
  invalid: count.describe("Cells that do not fit the type"),
  distinct: count.describe("Different values"),
  distinct_error: z
    .number()
    .optional()
    .describe("Relative standard error of distinct where it is an estimate; absent where it is exact"),
  top_values: z
    .array(z.object({ value: z.union([z.string(), z.number(), z.boolean()]), count }))
    .describe("Most frequent values, each seen at least 10 times"),
  top_values_share: z
    .number()
    .optional()
    .describe(
      "Share of the rows in which top_values were counted where that is not all; the counts are scaled",
    ),
  min: z.union([z.number(), z.string()]).optional().describe("Smallest finite value; ISO 8601 for dates"),
  max: z.union([z.number(), z.string()]).optional().describe("Largest finite value; ISO 8601 for dates"),
  mean: z.number().optional().describe("Mean of the finite values"),
  std: z.number().optional().describe("Sample standard deviation (n - 1) of the finite values"),
  quantiles: z
    .record(z.string(), z.number())
    .optional()
    .describe("Quantiles with linear interpolation by probability; milliseconds since 1970 for dates"),
  quantile_error: z
    .number()
    .optional()
    .describe(
      "Rank error of quantiles, histogram and outliers at 99 % where they are estimates; absent where exact",
    ),
  zeros: count.optional(),
  negatives: count.optional(),
  infinite: count.optional().describe("Infinite values; all other statistics leave them out"),
  outliers: count.optional().describe("Values further than 1.5 interquartile ranges from the quartiles"),
  histogram: z
    .object({ edges: z.array(z.number()), counts: z.array(count) })
    .optional()
    .describe("20 bins of equal width, each without its upper edge but the last"),
  min_length: count.optional().describe("Characters of the shortest text"),
  max_length: count.optional().describe("Characters of the longest text"),
});

/** What a table is like, without its rows. Values seen fewer than 10 times are not in it, save for extremes. */
export const profileSchema = z.object({
  schema: z.literal("mlops/profile@1"),
  rows: count,
  bytes: count,
  digest: z.string().describe("SHA-256 of the data's bytes"),
  duplicate_rows: count.describe("Rows whose content an earlier row has too"),
  duplicate_rows_estimated: z
    .boolean()
    .optional()
    .describe("True where duplicate_rows is an estimate, from a part of the rows picked by their hashes"),
  columns: z.array(columnSchema),
});

/** What a table is like, without its rows. */
export type Profile = z.infer<typeof profileSchema>;
/** What a column is like. */
export type ColumnProfile = Profile["columns"][number];
