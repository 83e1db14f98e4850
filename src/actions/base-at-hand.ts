import { createHash } from "node:crypto";
import path from "node:path";
import { bundlePrefix, chooseBundles } from "../bundle/bundle-name.ts";
import { UserError } from "../errors.ts";
import {
  type BaseBundle,
  type BaseContext,
  type BaseFile,
  type FoundBase,
  unpackBase,
  verifyBase,
} from "./base-bundle.ts";
import { findOwnBase } from "./base-commit.ts";
import { within } from "./project.ts";

/**
 * Finds what `mlops save` kept in this folder of the commit where the work left the main branch, or else of the last
 * commit before it of which anything was saved.
 */
export async function findSaved(context: BaseContext): Promise<FoundBase> {
  const { git, project } = context;
  const base = await findOwnBase(git, project.directory);
  if (base === undefined) return { why: "git knows no commit here to compare with" };
  const saved = await unpackSaved(context, base.sha);
  const exact = saved.find(({ commit }) => commit === base.sha);
  if (exact !== undefined) return { base: exact };
  const earlier = await findLatest(context, saved, base.sha);
  const short = base.sha.slice(0, 7);
  if (earlier === undefined) return { why: `nothing of ${short} or a commit before it was saved here`, hint };
  return { base: { ...earlier, shown: `${earlier.shown} (of ${short} nothing was)` } };
}

const hint = 'Run "mlops run" and "mlops save" on the main branch, and later runs here find what it was';

/** What was saved here, the last first; up to that of the commit. */
async function unpackSaved(context: BaseContext, sha: string): Promise<BaseBundle[]> {
  const { artifacts, files, project, environment } = context;
  const root = `${environment.cache}/base/${project.name}/local`;
  await files.remove(root);
  const saved = chooseBundles(await artifacts.find(bundlePrefix(project.name)), { project: project.name });
  const bases: BaseBundle[] = [];
  for (const [index, { name, id }] of saved.reverse().slice(0, mostSaved).entries()) {
    const packed = [{ label: name, open: () => artifacts.download(id) }];
    const options = { folder: `${root}/${index}`, shown: name, expected: { name: project.name } };
    const base = await unpackBase(files, packed, options);
    if (base === undefined) continue;
    bases.push({
      ...base,
      shown: base.commit === undefined ? name : `what was saved of ${base.commit.slice(0, 7)}`,
    });
    if (base.commit === sha) break;
  }
  return bases;
}

/** Bundles that are looked at. */
const mostSaved = 20;

/** That of the newest commit in the history of the base's. */
async function findLatest(
  { git, project }: BaseContext,
  saved: readonly BaseBundle[],
  sha: string,
): Promise<BaseBundle | undefined> {
  let found: { base: BaseBundle; time: number } | undefined;
  for (const base of saved) {
    if (base.commit === undefined || !(await git.isAncestor(project.directory, base.commit, sha))) continue;
    const { time = 0 } = (await git.commit(project.directory, base.commit)) ?? {};
    if (found === undefined || time > found.time) found = { base, time };
  }
  return found?.base;
}

/** Opens a bundle, or a folder of evidence, by its path. Throws UserError where it cannot be used. */
export async function openBaseAt(
  { files, project, environment }: Pick<BaseContext, "files" | "project" | "environment">,
  path: string,
): Promise<BaseBundle> {
  const expected = { name: project.name };
  if ((await files.size(path)) === undefined) return openEvidence(files, path, expected);
  const folder = `${environment.cache}/base/${project.name}/file`;
  await files.remove(folder);
  const packed = [{ label: path, open: async () => files.stream(path) }];
  const base = await unpackBase(files, packed, { folder, shown: path, expected });
  if (base !== undefined) return base;
  throw new UserError(`Cannot compare with "${path}": it is no bundle of "${project.name}"`, { file: path });
}

/** A folder of evidence, or the one that holds it with the model beside it. */
async function openEvidence(
  files: BaseContext["files"],
  folder: string,
  expected: { name: string },
): Promise<BaseBundle> {
  const isWhole = (await files.size(`${folder}/evidence/metrics.json`)) !== undefined;
  const evidence = isWhole ? `${folder}/evidence` : folder;
  const model = isWhole || path.basename(folder) === "evidence" ? within(evidence, "../model") : undefined;
  const entries = new Map<string, BaseFile>();
  const add = async (file: string, name: string): Promise<void> => {
    const { size, sha256 } = await digestOf(files, file);
    entries.set(name, { path: name, file, size, sha256 });
  };
  for (const { name, isFolder } of await files.list(evidence))
    if (!isFolder && /\.(json|csv|bin)$/.test(name)) await add(`${evidence}/${name}`, `evidence/${name}`);
  if (!entries.has("evidence/metrics.json"))
    throw new UserError(`Cannot compare with "${folder}": there is no metrics.json in it`, { file: folder });
  if (model !== undefined && (await files.exists(model))) {
    for (const name of await filesBelow(files, model)) await add(`${model}/${name}`, `model/${name}`);
  }
  return verifyBase(files, { shown: folder, commit: undefined, entries }, expected);
}

/** Paths of all files below a folder. */
async function filesBelow(files: BaseContext["files"], folder: string, prefix = ""): Promise<string[]> {
  const found: string[] = [];
  for (const { name, isFolder } of await files.list(`${folder}/${prefix}`)) {
    if (isFolder) found.push(...(await filesBelow(files, folder, `${prefix}${name}/`)));
    else found.push(`${prefix}${name}`);
  }
  return found;
}

async function digestOf(
  files: BaseContext["files"],
  file: string,
): Promise<{ size: number; sha256: string }> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of files.stream(file)) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { size, sha256: hash.digest("hex") };
}
