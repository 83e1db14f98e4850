import * as z from "zod";

/** `report`: where results are shown. */
export const reportSection = z.strictObject({
  comment: z.boolean().default(true).describe("Comment on the pull request"),
  summary: z.boolean().default(true).describe("Write the job summary"),
});
