import * as z from "zod";
import type { Report } from "./report.ts";

const label = z.string().max(2_000);
const paragraph = z.string().max(50_000);
const severity = z.enum(["error", "warning", "info"]);
const count = z.int().min(0);

const table = z.object({
  title: label.exactOptional(),
  group: label.exactOptional(),
  columns: z
    .array(
      z.object({
        label,
        align: z.enum(["left", "right"]).exactOptional(),
        digits: z.int().min(0).max(100).exactOptional(),
      }),
    )
    .max(1_000),
  rows: z.array(z.array(z.union([paragraph, z.number(), z.boolean(), z.null()])).max(1_000)).max(50_000),
  total: count.exactOptional(),
  sample: z.boolean().exactOptional(),
});

const chart = z.object({
  kind: z.enum(["bar", "line", "scatter", "histogram", "matrix", "interval"]),
  title: label,
  group: label.exactOptional(),
  pageOnly: z.boolean().exactOptional(),
  x: z.object({ label, values: z.array(z.union([label, z.number()])).max(100_000) }),
  y: z.object({ label }),
  series: z
    .array(
      z.object({
        label,
        values: z.array(z.union([z.number(), z.null()])).max(100_000),
        bounds: z
          .array(z.union([z.tuple([z.number(), z.number()]), z.null()]))
          .max(100_000)
          .exactOptional(),
      }),
    )
    .max(1_000),
});

const finding = z.object({
  severity,
  message: paragraph,
  rule: label.exactOptional(),
  hint: paragraph.exactOptional(),
  file: label.exactOptional(),
  line: count.exactOptional(),
  column: count.exactOptional(),
  row: count.exactOptional(),
  count: count.exactOptional(),
});

/** The report value as it is read back from a file, which another job may have written: every size is bounded. */
export const reportSchema: z.ZodType<Report> = z.object({
  schema: z.literal("mlops/report@1"),
  action: label,
  title: label,
  verdict: z.enum(["pass", "fail", "inconclusive", "refused", "skipped"]),
  fails: z.boolean().exactOptional(),
  headline: paragraph,
  facts: z.array(z.object({ label, value: label, note: label.exactOptional() })).max(1_000),
  sections: z
    .array(
      z.object({
        title: label,
        rank: z.number(),
        folded: z.boolean().exactOptional(),
        pageOnly: z.boolean().exactOptional(),
        text: z.array(paragraph).max(1_000).exactOptional(),
        tables: z.array(table).max(200).exactOptional(),
        charts: z.array(chart).max(200).exactOptional(),
        findings: z.array(finding).max(50_000).exactOptional(),
        log: z.array(paragraph).max(1_000).exactOptional(),
      }),
    )
    .max(2_000),
});
