import { createHash } from "node:crypto";
import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import { digestFile, digestModelFiles } from "../evidence/digest.ts";
import { type ModelKind, packagesOfKind, recogniseModel } from "../model/recognise-model.ts";
import { signatureOf } from "../model/signature.ts";
import type { Content } from "../services/files.ts";
import { type FoundModel, type ModelFile, modelAt } from "./find-model-files.ts";
import { inProject } from "./in-project.ts";
import type { PreparedProgram } from "./prepare-program.ts";

/** A model in its folder. */
export interface KeptModel {
  /** Of the folder. */
  digest: string;
  /** What reads it; undefined where that is not known. */
  kind: ModelKind | undefined;
  /** The commit that it was made at; undefined where there is none. */
  commit: string | undefined;
}

/** Files that are looked at for what they are. */
const mostLooked = 200;

/**
 * Writes the model folder: the program's files under their own names, its `train.code_paths` below `code/` and, where it
 * is known what reads the model, what makes an MLflow model directory of it.
 */
export async function keepModel(
  context: Context,
  found: FoundModel,
  about: {
    training: PreparedProgram["training"];
    python: string | undefined;
    packages: string | undefined;
    /** The commit that it was made at. */
    head: { id: string; time: number } | undefined;
  },
): Promise<KeptModel> {
  const { files, project, environment, signal } = context;
  const { head } = about;
  const main = await findMain(found);
  const made = main && (await import("../model/program-files.ts"));
  const commit = head?.id ?? environment.sha;
  const code = main && packagesOfKind[main.kind] ? await codeFiles(context) : [];
  const written: { path: string; sha256: string; bytes: number }[] = [];
  const digested = async function* (path: string, content: AsyncIterable<Uint8Array>) {
    const hash = createHash("sha256");
    let bytes = 0;
    for await (const chunk of content) {
      signal.throwIfAborted();
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
    written.push({ path, sha256: hash.digest("hex"), bytes });
  };
  // The last entries are asked for when the files before them are written, and their digests known.
  const contents = function* (): Generator<readonly [string, Content]> {
    for (const { name, file } of found.entries) yield [name, digested(name, found.files.stream(file))];
    for (const { name, file } of code) yield [name, digested(name, files.stream(file))];
    if (main === undefined || made === undefined) return;
    const { training, python, packages } = about;
    const own = made.programFiles({
      ...main,
      files: written,
      columns: training && signatureOf(training.table, featuresOf(training)),
      python,
      packages: packages?.split("\n").filter(Boolean),
      time: (head?.time ?? 0) * 1000,
      provenance: { ...(commit !== undefined && { commit }) },
    });
    for (const [path, text] of own) {
      written.push({ path, sha256: digestFile(text), bytes: Buffer.byteLength(text) });
      yield [path, text];
    }
  };
  await files.writeFolder(project.folders.model, contents());
  return { digest: digestModelFiles(written), kind: main?.kind, commit };
}

function featuresOf({ table, targetName }: NonNullable<PreparedProgram["training"]>): string[] {
  return table.columns.map(({ name }) => name).filter((name) => name !== targetName);
}

/** The one file that is a model, or the one of several that is called so. */
async function findMain({
  files,
  entries,
}: FoundModel): Promise<{ kind: ModelKind; file: string } | undefined> {
  const models: { kind: ModelKind; file: string }[] = [];
  for (const { name, file } of entries.slice(0, mostLooked)) {
    const size = (await files.size(file)) ?? 0;
    const head = await files.readRange(file, 0, Math.min(size, 4096));
    const tail = await files.readRange(file, Math.max(0, size - 65_536), size);
    const kind = recogniseModel({ name, size, head, tail });
    if (kind !== undefined) models.push({ kind, file: name });
  }
  const called = models.filter(({ file }) => /^(?:.*\/)?(?:best_?)?model\b/i.test(file));
  return models.length === 1 ? models[0] : called.length === 1 ? called[0] : undefined;
}

/** The files of `train.code_paths`, below `code/` under the names that they are imported by. */
async function codeFiles({ files, project }: Context): Promise<ModelFile[]> {
  const found: ModelFile[] = [];
  for (const path of project.config.train.code_paths ?? []) {
    const place = inProject(project, path.replace(/\/+$/, ""));
    const { entries } = await modelAt(files, place);
    if (entries.length === 0)
      throw new UserError(
        `Cannot find "${path}" for the model's code`,
        project.place(["train", "code_paths"]),
      );
    const isFile = (await files.size(place)) !== undefined;
    const parent = isFile ? "" : `${place.slice(place.lastIndexOf("/") + 1)}/`;
    for (const { name, file } of entries)
      if (!name.includes("__pycache__")) found.push({ name: `code/${parent}${name}`, file });
  }
  return found;
}
