import { UserError } from "../errors.ts";
import { formatBytes } from "../number-format.ts";
import { type BundleIndex, bundleLimits } from "./bundle-index.ts";
import { unpackBundle } from "./unpack-bundle.ts";

/** Bytes that are taken of the bundles of one run. */
export interface ReportBudget {
  /** Of one report. */
  readonly report: number;
  /** Of all reports, what is left of it. */
  reports: number;
  /** Of everything that they unpack to, what is left of it. */
  unpacked: number;
}

/** Whether a file of a bundle is an action's report. */
export function isReport(path: string): boolean {
  return /^reports\/[a-z0-9-]{1,64}\.json$/.test(path);
}

/**
 * The texts of a bundle's reports, and of the files that are named, by their path; the rest of it is held to its index
 * and passed by. What it takes is counted down in `left`. Throws UserError where the bundle is not what it should be, or is larger than that.
 */
export async function unpackReports(
  content: AsyncIterable<Uint8Array>,
  { label, files, left }: { label: string; files: readonly string[]; left: ReportBudget },
): Promise<{ index: BundleIndex; texts: Map<string, string> }> {
  const texts = new Map<string, string>();
  const total = Math.min(bundleLimits.total, left.unpacked);
  const index = await unpackBundle(content, {
    label,
    limits: { ...bundleLimits, file: Math.min(bundleLimits.file, total), total },
    async write(path, file) {
      const isTaken = isReport(path) || files.includes(path);
      const chunks: Uint8Array[] = [];
      let bytes = 0;
      for await (const chunk of file) {
        left.unpacked -= chunk.byteLength;
        if (!isTaken) continue;
        bytes += chunk.byteLength;
        left.reports -= chunk.byteLength;
        if (bytes > left.report || left.reports < 0)
          throw new UserError(
            bytes > left.report
              ? `Cannot read "${path}" of bundle "${label}": a report has at most ${formatBytes(left.report)} here`
              : `Cannot read "${path}" of bundle "${label}": the run's reports are too large together`,
          );
        chunks.push(chunk);
      }
      if (isTaken) texts.set(path, new TextDecoder().decode(Buffer.concat(chunks)));
    },
  });
  return { index, texts };
}
