import type { ZodType } from "zod";
import { readPercentage } from "../checks/amount.ts";
import * as z from "./draft.ts";

/** A number of rows, columns or characters. */
export const count = z.int().min(0);

/** A number, or a date as text. */
export const bound = z.union([z.number(), z.string().min(1)]);

/** Values to compare with. */
export const values = z.array(z.union([z.string(), z.number(), z.boolean()])).min(1);

/** Names of columns. */
export const names = z.array(z.string().min(1)).min(1);

/** An expression or query of SQL. */
export const expression = z.string().min(1).max(10_000);

/** A regular expression. */
export const pattern = z.string().min(1).max(10_000);

/** Whether values must be in order, or strictly so. */
export const order = z.union([z.boolean(), z.literal("strict")]);

/** A bound that is not negative. */
export const limit = z.number().min(0);

/** A count or a percentage; see `readPercentage`. */
export const amount = z.union([z.number(), z.string()]).refine(isAmount, {
  error: "expected a count such as 20 or a percentage such as 5%",
});

/** A share of cells or rows: 0.95 or 95%. */
export const share = z.union([z.number(), z.string()]).refine(isShare, {
  error: "expected a share above 0 and up to 1, such as 0.95, or a percentage such as 95%",
});

/** Bounds of a count. */
export const countRange = rangeOf(count);

/** Bounds of a number. */
export const numberRange = rangeOf(z.number());

/** Bounds of an amount. */
export const amountRange = rangeOf(amount);

/** Bounds of a value. */
export const boundRange = rangeOf(bound);

/** A range of at least one bound; that min is not above max is left to `refuseNonsense`. */
function rangeOf<T extends ZodType>(each: z.Draft<T>) {
  return z
    .strictObject({
      min: each.optional().describe("The least that is allowed"),
      max: each.optional().describe("The most that is allowed"),
    })
    .refine((range) => range.min !== undefined || range.max !== undefined, {
      error: "it needs min, max or both",
    });
}

function isAmount(given: number | string): boolean {
  return typeof given === "string"
    ? readPercentage(given) !== undefined
    : Number.isSafeInteger(given) && given >= 0;
}

function isShare(given: number | string): boolean {
  const share = typeof given === "string" ? (readPercentage(given) ?? 0) / 100 : given;
  return share > 0 && share <= 1;
}

/** Whether a key is a probability: `0.95`. */
export function isProbability(key: string): boolean {
  return /^(?:0|1|0?\.\d{1,15}|1\.0+)$/.test(key);
}
