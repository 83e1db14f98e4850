import * as z from "./draft.ts";

/** A value of `train.params`: numbers by name are for what each class or feature has of its own. */
export const paramValue = z.union([
  z.number(),
  z.string(),
  z.boolean(),
  z.null(),
  z.record(z.string(), z.number()),
]);
