import * as z from "zod";
import { UserError } from "../errors.ts";
import { findCollision, flawOfPath } from "./bundle-path.ts";

/** One file of a bundle. */
export interface BundleEntry {
  /** Relative, with slashes: `model/MLmodel`. */
  path: string;
  /** Bytes. */
  size: number;
  /** Hexadecimal. */
  sha256: string;
}

/** The first file of a bundle, `index.json`: whose it is and exactly what follows, in this order. */
export interface BundleIndex {
  schema: "mlops/bundle@1";
  /** Name of the project. */
  name: string;
  commit?: string;
  run?: string;
  attempt?: number;
  job?: string;
  leg?: string;
  /** GitHub's id of the job's check run, and of the job. */
  check_run_id?: number;
  entries: BundleEntry[];
}

/** How much a bundle may hold. */
export interface BundleLimits {
  entries: number;
  /** Bytes of one file. */
  file: number;
  /** Bytes of all files. */
  total: number;
  /** Bytes unpacked for each packed one, once past the first 16 MiB. */
  ratio: number;
}

/** What we take; a model of more than 4 GiB does not travel between jobs. */
export const bundleLimits: BundleLimits = {
  entries: 10_000,
  file: 4 * 2 ** 30,
  total: 8 * 2 ** 30,
  ratio: 200,
};

/** Most bytes of `index.json`. */
export const largestIndex = 8 << 20;

const short = z.string().max(200);
const indexSchema: z.ZodType<BundleIndex> = z.strictObject({
  schema: z.literal("mlops/bundle@1"),
  name: short,
  commit: short.exactOptional(),
  run: short.exactOptional(),
  attempt: z.int().min(1).exactOptional(),
  job: short.exactOptional(),
  leg: short.exactOptional(),
  check_run_id: z.int().min(1).exactOptional(),
  entries: z.array(
    z.strictObject({
      path: z.string(),
      size: z.int().min(0),
      sha256: z.string().regex(/^[0-9a-f]{64}$/, "expected a sha256 in hexadecimal"),
    }),
  ),
});

/** Parses and checks `index.json`. Throws UserError that names the entry or value; `act` starts its message. */
export function parseIndex(text: string, limits: BundleLimits, act: string): BundleIndex {
  const parsed = indexSchema.safeParse(jsonOf(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new UserError(
      `${act}: its index is not valid at "${z.core.toDotPath(issue?.path ?? [])}": ${issue?.message}`,
    );
  }
  checkEntries(parsed.data.entries, limits, act);
  return parsed.data;
}

/** Checks the paths and sizes of a bundle that is read or about to be made. */
export function checkEntries(entries: readonly BundleEntry[], limits: BundleLimits, act: string): void {
  if (entries.length > limits.entries)
    throw new UserError(`${act}: ${entries.length} files, at most ${limits.entries} are allowed`);
  let total = 0;
  for (const { path, size } of entries) {
    const flaw = flawOfPath(path);
    if (flaw !== undefined)
      throw new UserError(`${act}: path ${JSON.stringify(path.slice(0, 400))} is not allowed: ${flaw}`);
    if (size > limits.file)
      throw new UserError(`${act}: "${path}" has ${size} bytes, at most ${limits.file} are allowed`);
    total += size;
  }
  if (total > limits.total)
    throw new UserError(`${act}: ${total} bytes in all, at most ${limits.total} are allowed`);
  const collision = findCollision(entries.map((each) => each.path));
  if (collision)
    throw new UserError(`${act}: "${collision[0]}" and "${collision[1]}" would be one file on some systems`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
