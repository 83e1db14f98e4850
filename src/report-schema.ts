import * as z from "zod";
import { type Report, verdicts } from "./report.ts";

const label = z.string().max(2_000);
const paragraph = z.string().max(50_000);
const severity = z.enum(["error", "warning", "info"]);
const count = z.int().min(0);
// One schema for each kind of value: making them is what costs at the start.
const maybeLabel = label.exactOptional();
const maybeParagraph = paragraph.exactOptional();
const maybeCount = count.exactOptional();
const maybeTrue = z.boolean().exactOptional();

const table = z.object({
  title: maybeLabel,
  group: maybeLabel,
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
  total: maybeCount,
  sample: maybeTrue,
});

const chart = z.object({
  kind: z.enum(["bar", "line", "scatter", "histogram", "matrix", "interval"]),
  title: label,
  group: maybeLabel,
  pageOnly: maybeTrue,
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
  rule: maybeLabel,
  hint: maybeParagraph,
  file: maybeLabel,
  line: maybeCount,
  column: maybeCount,
  row: maybeCount,
  count: maybeCount,
});

/** The report value as it is read back from a file, which another job may have written: every size is bounded. */
export const reportSchema: z.ZodType<Report> = z.object({
  schema: z.literal("mlops/report@1"),
  action: label,
  title: label,
  verdict: z.enum(verdicts),
  fails: maybeTrue,
  headline: paragraph,
  facts: z.array(z.object({ label, value: label, note: maybeLabel })).max(1_000),
  sections: z
    .array(
      z.object({
        title: label,
        rank: z.number(),
        folded: maybeTrue,
        pageOnly: maybeTrue,
        text: z.array(paragraph).max(1_000).exactOptional(),
        tables: z.array(table).max(200).exactOptional(),
        charts: z.array(chart).max(200).exactOptional(),
        findings: z.array(finding).max(50_000).exactOptional(),
        log: z.array(paragraph).max(1_000).exactOptional(),
      }),
    )
    .max(2_000),
});
