import type { Context } from "../action.ts";
import type { BundleEntry, BundleIndex } from "../bundle/bundle-index.ts";
import { refuseMixture } from "../bundle/refuse-mixture.ts";
import { unpackBundle } from "../bundle/unpack-bundle.ts";
import type { RunSource } from "../bundle/workflow-run.ts";
import { UserError } from "../errors.ts";
import { digestModelFiles } from "../evidence/digest.ts";
import { type Manifest, parseManifest } from "../evidence/manifest.ts";
import { formatBytes } from "../number-format.ts";
import type { Files } from "../services/files.ts";

/** What looking for a base takes. */
export type BaseContext = Pick<
  Context,
  | "files"
  | "git"
  | "github"
  | "artifacts"
  | "remote"
  | "environment"
  | "clock"
  | "log"
  | "signal"
  | "project"
  | "csvKernel"
>;

/** What an earlier run made of the project, verified: what today's is compared with. */
export interface BaseBundle {
  /** Which it is, in words: `main at 1a2b3c4 (run 12, 3 days old)`. */
  shown: string;
  /** Undefined where it is not known. */
  commit: string | undefined;
  entries: ReadonlyMap<string, BaseFile>;
  /** The manifest of its model; its digests are those of the entries. */
  manifest: Manifest | undefined;
}

/** One of its files; the key is its path in the bundle. */
export interface BaseFile extends BundleEntry {
  /** Where its content is, ready for `files`. */
  file: string;
}

/** A base, or in words why there is none. */
export type FoundBase =
  | { base: BaseBundle; why?: undefined }
  | { base?: undefined; why: string; hint?: string | undefined };

/** Which base is looked for, where it is not the usual one. */
export interface BaseWanted {
  /** That of the base's commit alone, or of its branch. */
  kind?: RunSource["kind"] | undefined;
  /** The files of it that are kept; default: all. */
  only?: readonly string[] | undefined;
}

/** A bundle that is still packed. */
export interface PackedBundle {
  /** Names it in messages. */
  label: string;
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/** Whose a bundle has to be; what is undefined is not known. */
export interface Expected {
  name: string;
  commit?: string | undefined;
  run?: string | undefined;
}

/** Where a base is unpacked, what it is called, and what is kept of it: the files of these paths, or all. */
export interface Unpacking {
  folder: string;
  shown: string;
  expected: Expected;
  only?: readonly string[] | undefined;
}

const manifestPath = "evidence/manifest.json";
/** The largest JSON file of a base that is read. */
const mostBytes = 256e6;

/**
 * Unpacks the bundles of one run, oldest first, below `folder`: what a later one holds replaces what an earlier one has,
 * a model as a whole. Other projects' are left out; undefined where there are no others. Throws UserError where one is
 * damaged or of another run or commit, or its files are not those that its manifest speaks of.
 */
export async function unpackBase(
  files: Files,
  packed: readonly PackedBundle[],
  { folder, shown, expected, only }: Unpacking,
): Promise<BaseBundle | undefined> {
  const bundles: { label: string; index: BundleIndex; folder: string }[] = [];
  for (const [number, { label, open }] of packed.entries()) {
    const own = `${folder}/${number}`;
    const index = await unpackBundle(await open(), {
      write: (path, content) =>
        only === undefined || path === manifestPath || only.includes(path)
          ? files.write(`${own}/${path}`, content)
          : passBy(content),
      label,
    });
    if (index.name !== expected.name) continue;
    refuseOrigin(label, index, expected);
    bundles.push({ label, index, folder: own });
  }
  if (bundles.length === 0) return undefined;
  refuseMixture(bundles);
  const entries = new Map<string, BaseFile>();
  for (const { index, folder: own } of bundles) {
    if (index.entries.some(({ path }) => path.startsWith("model/")))
      for (const path of entries.keys()) if (path.startsWith("model/")) entries.delete(path);
    for (const entry of index.entries) entries.set(entry.path, { ...entry, file: `${own}/${entry.path}` });
  }
  return verifyBase(files, { shown, commit: bundles.at(-1)?.index.commit, entries }, expected);
}

/** Reads what is not kept: it is held to its digest all the same. */
async function passBy(content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of content);
}

/** The text of one of its files; undefined where it has none. */
export async function readBase(
  files: Files,
  { entries, shown }: Pick<BaseBundle, "entries" | "shown">,
  path: string,
): Promise<string | undefined> {
  const entry = entries.get(path);
  if (entry === undefined) return undefined;
  if (entry.size <= mostBytes) return files.read(entry.file);
  throw new UserError(`Cannot compare with ${shown}: its ${path} has more than ${formatBytes(mostBytes)}`);
}

/** Holds the files to the manifest among them. */
export async function verifyBase(
  files: Files,
  base: Omit<BaseBundle, "manifest">,
  { name, run }: Expected,
): Promise<BaseBundle> {
  const { shown, entries } = base;
  const text = await readBase(files, base, manifestPath);
  if (text === undefined) return { ...base, manifest: undefined };
  const manifest = parseManifest(text, `manifest.json of ${shown}`);
  const { digests } = manifest;
  const refuse = (why: string): UserError => new UserError(`Cannot compare with ${shown}: ${why}`);
  if (manifest.name !== name) throw refuse(`its manifest is that of "${manifest.name}"`);
  if (run !== undefined && manifest.run?.id !== run) throw refuse("its manifest is of another run");
  for (const [path, digest] of [
    ["evidence/metrics.json", digests.metrics],
    ["evidence/predictions.csv", digests.predictions],
    ["evidence/curves.json", digests.curves],
    ["evidence/training-rows.bin", digests.training_rows],
  ] as const)
    if (entries.has(path) && entries.get(path)?.sha256 !== digest)
      throw refuse(`its ${path} is not the one that its manifest speaks of`);
  const model = [...entries.values()]
    .filter(({ path }) => path.startsWith("model/"))
    .map(({ path, sha256 }) => ({ path: path.slice("model/".length), sha256 }));
  if (model.length > 0 && digestModelFiles(model) !== digests.model)
    throw refuse("its model is not the one that its manifest speaks of");
  return { ...base, manifest };
}

function refuseOrigin(label: string, index: BundleIndex, { commit, run }: Expected): void {
  for (const [what, is, expected] of [
    ["run", index.run, run],
    ["commit", index.commit, commit],
  ])
    if (expected !== undefined && is !== expected)
      throw new UserError(`Cannot compare with bundle "${label}": it says that it is of another ${what}`);
}
