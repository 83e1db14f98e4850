import * as z from "zod";
import { piiKinds } from "./find-pii.ts";

const count = z.int().min(0);

const types = ["integer", "number", "boolean", "date", "datetime", "text"] as const;

const columnSchema = z.object({
  name: z.string(),
  type: z
    .enum(types)
    .describe("What the values are read as: inferred from the cells where it is not declared"),
  declared: z.enum(types).optional().describe("The type that data.columns declares"),
  role: z
    .enum(["number", "category", "text", "time", "boolean", "constant", "identifier", "empty"])
    .describe("What the column seems to be for"),
  why: z.string().describe("What the role was concluded from"),
  pii: z
    .enum(piiKinds)
    .optional()
    .describe(
      "Kind of personal data that the values seem to be; no value of such a column is in the profile",
    ),
  count: count.describe("Values that are there"),
  missing: count.describe("Cells without a value; invalid ones are counted apart"),
  invalid: count.describe("Cells that do not fit the type"),
  distinct: count.describe("Different values"),
  distinct_error: z
    .number()
    .optional()
    .describe(
      "Relative standard error of distinct where it is an estimate (99 % lie within three of them); absent where it is exact",
    ),
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
  skewness: z
    .number()
    .optional()
    .describe("Adjusted Fisher-Pearson skewness (G1, as pandas' skew) of the finite values"),
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
  mean_length: z.number().optional().describe("Mean characters of the texts"),
  days: count.optional().describe("Days from the first date to the last one, both included (UTC)"),
  missing_days: count.optional().describe("Days of that range on which there is no value"),
  largest_gap: count
    .optional()
    .describe("Days between two neighbouring dates at most; 1 where no day is missing"),
});

const correlation = z.number().min(-1).max(1).optional();

const correlationsSchema = z
  .object({
    rows: count.describe("Rows that were looked at: all, or a seeded sample of 100,000"),
    columns_left_out: count
      .optional()
      .describe("Columns past the first 20 of numbers and the first 20 of categories"),
    pairs: z.array(
      z.object({
        columns: z.array(z.string()).length(2),
        pearson: correlation.describe("Pearson's r of two columns of numbers"),
        spearman: correlation.describe("Spearman's rank correlation of two columns of numbers"),
        cramers_v: correlation.describe("Cramér's V of two categories, with Bergsma's bias correction"),
        correlation_ratio: correlation.describe(
          "Correlation ratio (eta) of a column of numbers by a category",
        ),
      }),
    ),
  })
  .describe("How columns go together, over the rows that have both values");

/**
 * What a table is like, without its rows. Values seen fewer than 10 times are not in it, save for the extremes and
 * quantiles of numbers and dates; of columns of personal data there are no values at all.
 */
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
  correlations: correlationsSchema.optional(),
  missing_patterns: z
    .array(
      z.object({
        columns: z.array(z.string()).describe("Columns without a value, at most 50"),
        more_columns: count.optional().describe("Further columns without a value"),
        rows: count.describe("Rows in which these columns and no others are missing"),
      }),
    )
    .optional()
    .describe(
      "Columns that are missing together: the 20 most frequent patterns; invalid cells count as missing",
    ),
});

/** What a table is like, without its rows. */
export type Profile = z.infer<typeof profileSchema>;
/** What a column is like. */
export type ColumnProfile = Profile["columns"][number];
