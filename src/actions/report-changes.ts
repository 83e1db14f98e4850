import type { Context } from "../action.ts";
import type { Side } from "../diff/compare-columns.ts";
import { isUnchangedFolder } from "../diff/compare-images.ts";
import { diffData, isUnchanged } from "../diff/diff-data.ts";
import { type RenderedDiff, renderDiff, renderNoDiff, renderSame } from "../diff/render-diff.ts";
import { ServiceError, UserError } from "../errors.ts";
import { declareTypes } from "../profile/declare-types.ts";
import type { Profile } from "../profile/profile-schema.ts";
import { profileTable } from "../profile/profile-table.ts";
import { contentId } from "../services/commit-tree.ts";
import type { Files } from "../services/files.ts";
import { isAddress } from "../tables/address.ts";
import type { Table } from "../tables/table.ts";
import { type Base, openBaseCommit } from "./base-commit.ts";
import { type DataFile, findDataFiles, isDataSet } from "./find-data-files.ts";
import { findEarlier } from "./find-earlier.ts";
import { readData } from "./read-data.ts";
import { streamedBytes } from "./streamed-bytes.ts";
import type { TreeFiles } from "./tree-files.ts";

/** Today's data. */
interface Data {
  table: Table;
  profile: Profile;
}

/** What data are compared with: undefined where nothing changed, or in words why there is nothing. */
type Found = (Side & { source: string }) | string | undefined;

/**
 * Says what changed in the data since the base of the pull request, or the commit that is named. Undefined where the
 * data are the same byte by byte. It never fails: what goes wrong is said in the report.
 */
export async function reportChanges(
  context: Context,
  data: Data,
  named: string | undefined,
): Promise<RenderedDiff | undefined> {
  const { log, project } = context;
  const progress = log.progress("Comparing with the base");
  try {
    const images = data.table.holdsImages ? await reportImages(context, data, named) : undefined;
    if (data.table.holdsImages && typeof images !== "string") {
      progress.end(images?.fact?.value ?? "nothing changed");
      return images;
    }
    const before = await findBefore(context, data, {
      named,
      why: typeof images === "string" ? images : undefined,
    });
    if (before === undefined) {
      progress.end("nothing changed");
      return undefined;
    }
    if (typeof before === "string") {
      progress.end(before);
      return renderNoDiff(before);
    }
    const { key, target } = project.config.data;
    const diff = diffData(before, sideOf(data), { key, target });
    if (isUnchanged(diff)) {
      progress.end("the same rows");
      return renderSame(diff, before.source);
    }
    const rendered = renderDiff(diff, { source: before.source, target, showsValues: showsValues(context) });
    progress.end(rendered.fact?.value);
    return rendered;
  } catch (error) {
    progress.end("failed");
    return renderNoDiff(explain(context, error));
  }
}

function showsValues({ project, environment }: Context): boolean {
  return project.config.report.show_values ?? environment.kind === "terminal";
}

/** What changed in a folder of images; undefined where nothing did, and in words why there is nothing to compare with. */
async function reportImages(
  context: Context,
  { table, profile }: Data,
  named: string | undefined,
): Promise<RenderedDiff | string | undefined> {
  const { findImageChanges } = await import("./find-image-changes.ts");
  const found = await findImageChanges(context, table, named).catch((error: unknown) =>
    explain(context, error),
  );
  if (typeof found === "string") return found;
  if (found === undefined || isUnchangedFolder(found.diff)) return undefined;
  const { renderImageDiff } = await import("../diff/render-image-diff.ts");
  const classes = profile.columns.find(({ name }) => name === "class")?.top_values ?? [];
  return renderImageDiff(found.diff, {
    source: found.source,
    named: new Set(classes.map(({ value }) => String(value))),
    showsValues: showsValues(context),
  });
}

/** What went wrong, in words that hold no values. Throws where the run is stopped. */
function explain({ signal, log }: Context, error: unknown): string {
  signal.throwIfAborted();
  if (error instanceof UserError || error instanceof ServiceError) return error.message;
  // A message of another kind may hold what is in the data; where it came from does not.
  const { name, stack = "" } = error instanceof Error ? error : new Error();
  log.debug(
    stack
      .split("\n")
      .filter((line) => /^ +at /.test(line))
      .join("\n"),
  );
  return `it failed with ${name}, which is a mistake in mlops`;
}

/** The base commit's data where Git has them, else the reference, else the profile that the base's run saved. */
async function findBefore(
  context: Context,
  data: Data,
  /** `why` there is nothing in Git, where that is known. */
  { named, why }: { named: string | undefined; why: string | undefined },
): Promise<Found> {
  const inGit = (): Promise<Found> =>
    findInGit(context, data, named).catch((error: unknown) => explain(context, error));
  const found = why ?? (await inGit());
  if (typeof found !== "string") return found;
  const reference = await findEarlier(context);
  if (typeof reference === "string") return context.github.isAvailable ? `${found}; ${reference}` : found;
  const { source, table } = reference;
  const isSample = reference.profile !== undefined;
  const profile = reference.profile ?? (table && describe(context, table));
  if (profile === undefined) return found;
  return profile.digest === data.profile.digest ? undefined : { profile, table, isSample, source };
}

function sideOf({ table, profile }: Data): Side {
  return table.judge === undefined ? { profile, table } : { profile, table: table.sample, isSample: true };
}

async function findInGit(context: Context, data: Data, named: string | undefined): Promise<Found> {
  const { project, files, signal, csvKernel, workers } = context;
  const { dataPath } = project;
  if (dataPath === undefined || isAddress(dataPath)) return "the data are not in Git";
  const base = await openBaseCommit(context, { dataPath, named, mostBytes: streamedBytes });
  if (base === undefined || typeof base === "string") return base;
  if (!(await base.files.exists(dataPath)) && !(await isDataSet(files, dataPath)))
    return `${base.shown} has no ${dataPath}`;
  if (await isSame({ files, base, dataPath }, data)) return undefined;
  const { csv, columns } = project.config.data;
  const table = await readData(base.files, dataPath, { signal, csv, columns, kernel: csvKernel, workers });
  if (table.digest === data.table.digest) return undefined;
  return { profile: describe(context, table), table, source: base.shown };
}

function describe({ project }: Context, table: Table): Profile {
  return declareTypes(profileTable(table), project.config.data.columns);
}

/** Whether the base has the same files, told by Git's ids of them without reading the base's. */
async function isSame(
  { files, base, dataPath }: { files: Files; base: Base; dataPath: string },
  { table }: Data,
): Promise<boolean> {
  if (!(await isDataSet(files, dataPath))) {
    const file = { path: dataPath, bytes: table.bytes };
    return (
      (await isSameFile(files, base.files, file)) || (await isPointerTo(base.files, dataPath, table.digest))
    );
  }
  const now = await findDataFiles(files, dataPath);
  const then = await findDataFiles(base.files, dataPath);
  if (now.length !== then.length || now.some(({ name }, i) => name !== then[i]?.name)) return false;
  for (const file of now) if (!(await isSameFile(files, base.files, file))) return false;
  return true;
}

async function isSameFile(
  files: Files,
  base: TreeFiles,
  { path, bytes }: Pick<DataFile, "path" | "bytes">,
): Promise<boolean> {
  const entry = await base.find(path);
  if (entry?.kind !== "file" || entry.bytes !== bytes) return false;
  return (await contentId(files.stream(path), { bytes, like: entry.id })) === entry.id;
}

/** Whether the base has a Git LFS pointer to the very same data. */
async function isPointerTo(base: TreeFiles, path: string, digest: string): Promise<boolean> {
  const bytes = await base.size(path);
  return bytes !== undefined && bytes < 1024 && (await base.read(path)).includes(`\noid sha256:${digest}\n`);
}
