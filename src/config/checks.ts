import { formatNames } from "../checks/check.ts";
import { parseDuration } from "../checks/duration.ts";
import { driftMethods } from "../drift/drift-method.ts";
import { parseDateFormat } from "../tables/date-format.ts";
import { refuseNonsense } from "./check-rules.ts";
import {
  amount,
  amountRange,
  bound,
  boundRange,
  count,
  countRange,
  expression,
  isProbability,
  limit,
  names,
  numberRange,
  order,
  pattern,
  share,
  values,
} from "./check-values.ts";
import * as z from "./draft.ts";

const checkSchema = z
  .strictObject({
    column: z
      .string()
      .min(1)
      .optional()
      .describe("Name of the column that the check is about; default: the table"),
    row_count: z
      .strictObject({
        min: count.optional().describe("The least that is allowed"),
        max: count.optional().describe("The most that is allowed"),
        change: z
          .strictObject({ max: amount.describe("Most rows more or fewer: a count, or a percentage") })
          .optional()
          .describe("By how much the number of rows may differ from that of data.reference"),
        same_as: z.string().min(1).optional().describe("One of data.sets that has as many rows"),
      })
      .refine((range) => Object.values(range).some((each) => each !== undefined), {
        error: "it needs min, max, change or same_as",
      })
      .optional()
      .describe("How many rows the table has"),
    columns: z
      .strictObject({
        include: names.optional().describe("Columns that there are, in any order and among others"),
        exact: names.optional().describe("The columns, no others, in any order"),
        ordered: names.optional().describe("The columns, no others, in this order"),
        count: countRange.optional().describe("How many columns there are"),
      })
      .optional()
      .describe("Which columns the file has"),
    duplicate_rows: amountRange
      .optional()
      .describe("How many rows repeat an earlier one: a count, or a percentage of the rows"),
    expression: expression
      .optional()
      .describe("SQL condition that each row holds, for example total_rooms >= total_bedrooms"),
    sql: expression
      .optional()
      .describe("A SELECT over the table data; every row that it returns is a failure. DuckDB runs it"),
    timeout: z
      .string()
      .refine((each) => (parseDuration(each) ?? Infinity) <= 86_400_000, {
        error: "expected a time such as 90s or 5min, at most 1d",
      })
      .optional()
      .describe("How long sql may take; default: 60s"),
    correlation: z
      .strictObject({ max: limit.max(1).describe("Largest absolute Pearson correlation") })
      .optional()
      .describe("How strongly two columns of numbers may correlate"),
    leakage: z
      .strictObject({ max: limit.max(1).describe("Largest score, from 0 to 1") })
      .optional()
      .describe("How well one column alone may predict the target"),
    drift: z
      .strictObject({
        method: z.enum(driftMethods).optional().describe("How the change is measured; default: psi"),
        max: limit.optional().describe("Largest change that holds, for example 0.1"),
        alpha: z
          .number()
          .gt(0)
          .max(1)
          .optional()
          .describe("A change counts where its p-value is at most this; default: 0.05"),
        min_rows: z
          .int()
          .min(1)
          .optional()
          .describe("What has fewer rows on either side is not compared; default: 100"),
      })
      .optional()
      .describe("How far a column, or without column each of them, may be from data.reference"),
    overlap: z
      .strictObject({ max: amount.describe("Most test rows: a count, or a percentage of them") })
      .optional()
      .describe("How many test rows may have the features, or with column its value, of a training row"),
    type: z
      .enum(["integer", "number", "boolean", "date", "datetime", "text"])
      .optional()
      .describe("Every value must be of this type; dates are ISO 8601"),
    required: z.boolean().optional().describe("No cell may be missing"),
    unique: z
      .union([z.boolean(), z.array(z.string().min(1)).min(2)])
      .optional()
      .describe("No value may occur twice; without column: the columns whose values together may not"),
    min: bound.optional().describe("Smallest allowed value: a number, or an ISO 8601 date"),
    max: bound.optional().describe("Largest allowed value: a number, or an ISO 8601 date"),
    exclusive_min: bound.optional().describe("Every value is above it: a number, or an ISO 8601 date"),
    exclusive_max: bound.optional().describe("Every value is below it: a number, or an ISO 8601 date"),
    pattern: pattern
      .optional()
      .describe("Regular expression (RE2 syntax, no look-around) that each value must match somewhere"),
    not_pattern: pattern.optional().describe("Regular expression that no value may match"),
    any_pattern: z
      .array(pattern)
      .min(1)
      .optional()
      .describe("Regular expressions of which each value must match one"),
    enum: values.optional().describe("The values that are allowed"),
    not_enum: values.optional().describe("Values that are not allowed"),
    min_length: count.optional().describe("Fewest characters of a value"),
    max_length: count.optional().describe("Most characters of a value"),
    format: z
      .union([
        z.enum(formatNames),
        z.string().refine((each) => each.includes("%") && typeof parseDateFormat(each) !== "string", {
          error: `expected ${formatNames.join(", ")} or a format of dates such as %d/%m/%Y`,
        }),
      ])
      .optional()
      .describe("What each value is the text of: a name, or a date in the words of strptime"),
    json_schema: z
      .union([z.record(z.string(), z.unknown()), z.boolean()])
      .optional()
      .describe("JSON Schema that each value, as JSON, must hold"),
    increasing: order.optional().describe("No value is less than the one before; strict: nor equal"),
    decreasing: order.optional().describe("No value is more than the one before; strict: nor equal"),
    zscore: z
      .strictObject({ max: limit.describe("Most standard deviations from the mean") })
      .optional()
      .describe("How far a value may be from the mean"),
    iqr: z
      .strictObject({ max: limit.describe("Most interquartile ranges; 1.5 is Tukey's fence") })
      .optional()
      .describe("How far a value may be beyond the quartiles"),
    missing: amountRange
      .optional()
      .describe("How many cells are missing: a count, or a percentage of the rows"),
    distinct: amountRange
      .optional()
      .describe("How many different values there are: a count, or a percentage of the values"),
    most_frequent: z
      .strictObject({
        min: amount.optional().describe("The least that is allowed"),
        max: amount.optional().describe("The most that is allowed"),
        enum: values.optional().describe("The values that the most frequent one may be"),
      })
      .refine((each) => Object.keys(each).length > 0, { error: "it needs min, max or enum" })
      .optional()
      .describe("How often the most frequent value occurs, and which it may be"),
    values: z
      .strictObject({
        include: values.optional().describe("Values that there are, among others"),
        exact: values.optional().describe("The different values, no others"),
      })
      .refine(({ include, exact }) => (include === undefined) !== (exact === undefined), {
        error: "it needs either include or exact",
      })
      .optional()
      .describe("Which different values the column has"),
    balance: amountRange
      .optional()
      .describe("How often each different value occurs: a count, or a percentage of the values"),
    mean: numberRange.optional().describe("The mean of the values"),
    median: numberRange.optional().describe("The median of the values"),
    sum: numberRange.optional().describe("The sum of the values"),
    std: numberRange.optional().describe("The sample standard deviation of the values"),
    min_value: boundRange.optional().describe("Where the smallest value lies"),
    max_value: boundRange.optional().describe("Where the largest value lies"),
    quantiles: z
      .record(z.string(), numberRange)
      .refine((each) => Object.keys(each).every(isProbability), {
        error: "expected probabilities from 0 to 1 as keys, such as 0.95",
      })
      .optional()
      .describe("Where quantiles lie, by probability: 0.95: { max: 100 }"),
    max_age: z
      .string()
      .refine((each) => parseDuration(each) !== undefined, {
        error: "expected a time such as 90s, 30min, 12h, 7d or 2w",
      })
      .optional()
      .describe("How old the newest date may be: 12h, 7d, 2w"),
    newer_than_reference: z
      .boolean()
      .optional()
      .describe("The newest date must be later than that of data.reference"),
    time_overlap: z
      .strictObject({ max: amount.describe("Most training rows: a count, or a percentage of them") })
      .optional()
      .describe("How many training rows may be later than the first test row"),
    references: z
      .strictObject({
        set: z.string().min(1).optional().describe("One of data.sets; default: the same table"),
        column: z.string().min(1).optional().describe("The column there; default: that of the check"),
        columns: z
          .record(z.string().min(1), z.string().min(1))
          .refine((each) => Object.keys(each).length > 0, { error: "it needs a column" })
          .optional()
          .describe("Of a key of several columns: { column here: column there }"),
      })
      .optional()
      .describe("Where each value must be found: a foreign key"),
    set: z
      .string()
      .min(1)
      .optional()
      .describe(
        "Which of data.sets the check asks; default: data.path, or the sets train, validation and test",
      ),
    where: expression.optional().describe("SQL condition for the rows that the check asks"),
    mostly: share.optional().describe("Share of the cells or rows that must hold: 0.95 or 95%"),
    max_failed: amount
      .optional()
      .describe("How many cells or rows may break the check: a count, or a percentage of those asked"),
    severity: z
      .enum(["error", "warning", "info"])
      .optional()
      .describe("Whether a broken check fails the job (default), is a warning, or is only noted"),
    name: z.string().min(1).optional().describe("Name of the check in reports; default: made from its keys"),
    description: z.string().min(1).optional().describe("Why the check is there; shown where it is broken"),
    owner: z.string().min(1).optional().describe("Who to ask; shown where the check is broken"),
  })
  .superRefine(refuseNonsense);

/** The section `checks` of mlops.yml; its entries are `Check`s. */
export const checksSection = z.array(checkSchema);
