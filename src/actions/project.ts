import path from "node:path";
import type { Config } from "../config/config.ts";
import { defaultConfig, engines, projectName, trainingSets } from "../config/default-config.ts";
import type { ParsedConfig } from "../config/parse-config.ts";
import { type Place, UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { type Files, isInside } from "../services/files.ts";
import { isAddress, showAddress } from "../tables/address.ts";

/** The project that an action works on: configuration with the inputs laid over it, and its folders. */
export interface Project {
  name: string;
  config: Config;
  /** The configuration file as the user knows it; undefined when there is none. */
  configFile: string | undefined;
  /** Folder of the configuration; the paths in it start here. */
  directory: string;
  /** The data, or those that the model is trained on, ready for `files`; undefined when none are set. */
  dataPath: string | undefined;
  /** The paths of `data.sets` by name, ready for `files`. */
  sets: ReadonlyMap<string, string>;
  /** Which of the sets the data are, where they are looked at one by one. */
  set?: string | undefined;
  /** Seed of what learns, where it is not that of the split. */
  modelSeed?: number;
  /** The folders under `.mlops/<name>/`. */
  folders: { root: string; model: string; evidence: string; reports: string; run: string };
  /** Where a part of the configuration stands in its file. */
  place(path: readonly PropertyKey[], offset?: number): Place;
  /** Why the configuration could not be read, where the action works all the same: the rest is then a guess. */
  problem?: UserError;
}

/** Inputs as actions have them; those that an action lacks are undefined. */
export interface ProjectOptions {
  config: string;
  "working-directory": string;
  name?: string | undefined;
  data?: string | undefined;
  target?: string | undefined;
  engine?: string | undefined;
  params?: string | undefined;
}

/** Loads `mlops.yml`, or makes a project of the inputs alone where there is none. */
export async function loadProject(files: Files, options: ProjectOptions): Promise<Project> {
  const configPath = within(options["working-directory"], options.config);
  const directory = path.dirname(configPath);
  // Actions that read data need the folder; the others may be the ones that make it.
  if ("data" in options) await requireFolder(files, options["working-directory"]);
  const isThere = await files.exists(configPath);
  if (!isThere && options.config !== "mlops.yml") await files.read(configPath);
  const { config, place } = isThere
    ? await readConfig(files, configPath)
    : { config: defaultConfig(), place: () => ({}) };
  const named = config.data.path ?? options.data ?? config.data.sets?.train;
  const name =
    nameOfInput(options) ??
    config.name ??
    (named === undefined ? await onlyProject(files, directory) : nameOfData(named));
  await applyInputs(config, options);
  const sets = new Map(
    Object.entries(config.data.sets ?? {}).map(([set, each]) => [
      set,
      fromRoot(files.root, within(directory, each)),
    ]),
  );
  const dataPath =
    options.data === undefined
      ? config.data.path && within(directory, config.data.path)
      : within(options["working-directory"], options.data);
  return {
    name,
    config,
    configFile: isThere ? configPath : undefined,
    directory,
    dataPath: (dataPath && fromRoot(files.root, dataPath)) ?? sets.get("train"),
    sets,
    folders: foldersOf(directory, name),
    place,
  };
}

/** A project that can still be reported on when its configuration cannot be read: its name is guessed. */
export async function fallbackProject(files: Files, options: ProjectOptions): Promise<Project> {
  const configPath = within(options["working-directory"], options.config);
  if ("data" in options) await requireFolder(files, options["working-directory"]);
  const text = await files.read(configPath).catch(() => "");
  const written = nameOfInput(options) ?? /^name:\s*["']?([^\s"'#]+)/m.exec(text)?.[1];
  const name = written !== undefined && projectName.test(written) ? written : "model";
  const directory = path.dirname(configPath);
  const project = await loadProject(files, {
    config: "mlops.yml",
    "working-directory": within(directory, ".mlops/none"),
  });
  return { ...project, name, directory, folders: foldersOf(directory, name) };
}

function nameOfInput({ name }: ProjectOptions): string | undefined {
  if (name === undefined || projectName.test(name)) return name;
  throw new UserError(
    `Cannot use input "name": expected up to 80 letters, digits, dots, dashes and underscores, found ${JSON.stringify(name.slice(0, 200))}`,
  );
}

/** The data's path and target, or a UserError that says how to set what is missing. */
export function requireData(project: Project): { dataPath: string; target: string | undefined } {
  if (project.dataPath === undefined)
    throw new UserError(
      project.configFile
        ? `Cannot find the data: "${project.configFile}" has no data.path, and input "data" is not set`
        : 'Cannot find the data: there is no "mlops.yml" here, and input "data" is not set',
      {
        ...project.place(["data"]),
        hint: 'Set data.path and data.target in mlops.yml; "mlops init <file>" writes it for you',
      },
    );
  return { dataPath: project.dataPath, target: project.config.data.target };
}

/** The target's name, or a UserError that says how to set it. */
export function requireTarget(project: Project): string {
  const { target } = project.config.data;
  if (target === undefined)
    throw new UserError("Cannot train: no target column is set", {
      ...project.place(["data"]),
      hint: "Set data.target in mlops.yml, or the input target",
    });
  return target;
}

async function requireFolder(files: Files, folder: string): Promise<void> {
  if (folder === ".") return;
  const isFile = (await files.size(folder)) !== undefined;
  if (!isFile && (await files.exists(folder))) return;
  throw new UserError(
    `Cannot use input "working-directory": ${isFile ? `"${folder}" is a file` : `there is no folder "${folder}"`}`,
    { hint: "Name the folder that holds the mlops.yml, relative to the checkout" },
  );
}

/** The YAML parser and zod are loaded where the file is not plain, or not right. */
async function readConfig(files: Files, configPath: string): Promise<ParsedConfig> {
  const text = await files.read(configPath);
  const { acceptConfig } = await import("../config/accept-config.ts");
  const accepted = acceptConfig(text, configPath);
  if (accepted !== undefined) return accepted;
  const { parseConfig } = await import("../config/parse-config.ts");
  return parseConfig(text, configPath);
}

async function applyInputs(config: Config, options: ProjectOptions): Promise<void> {
  const { data, target, engine, params } = options;
  if (data !== undefined) {
    if (data !== config.data.path) delete config.data.sha256;
    config.data.path = data;
    for (const name of trainingSets) delete config.data.sets?.[name];
  }
  if (target !== undefined) config.data.target = target;
  if (engine !== undefined) {
    const found = engines.find((each) => each === engine);
    if (!found)
      throw new UserError(
        `Cannot use input "engine": "${engine}" is not an engine${didYouMean(engine, engines)}; there is ${engines.join(", ")}`,
      );
    config.train.engine = found;
  }
  if (params !== undefined) {
    const { parseParams } = await import("../config/parse-params.ts");
    Object.assign(config.train.params, parseParams(params));
  }
}

/**
 * The path that an input names: relative to the working directory or, where nothing is there, to the checkout, as
 * the outputs of other steps are.
 */
export async function inputPath(files: Files, folder: string, name: string): Promise<string> {
  const near = within(folder, name);
  if (near === name || (await files.exists(near))) return near;
  return (await files.exists(name)) ? name : near;
}

/** A path of the user's, relative to a folder unless it is absolute or an address; with forward slashes on every system. */
export function within(
  folder: string,
  name: string,
  paths: Pick<typeof path, "isAbsolute" | "join" | "sep"> = path,
): string {
  if (isAddress(name)) return name;
  const joined = paths.isAbsolute(name) ? name : paths.join(folder, name);
  return joined.replaceAll(paths.sep, "/");
}

/** A path as reports show it: that of a file of the checkout is relative to it, whoever reads it. */
function fromRoot(root: string, name: string): string {
  return !isAddress(name) && path.isAbsolute(name) && isInside(root, name)
    ? within(".", path.relative(root, name))
    : name;
}

/** Without a name and data: the one project that an earlier step left here. */
async function onlyProject(files: Files, directory: string): Promise<string> {
  const entries = await files.list(within(directory, ".mlops"));
  const names = entries.flatMap(({ name, isFolder }) =>
    isFolder && name !== "bundles" && projectName.test(name) ? [name] : [],
  );
  return names.length === 1 && names[0] !== undefined ? names[0] : "model";
}

/** A project's name by its data: that of the file or folder, of a pattern its last folder without wildcards. */
export function nameOfData(dataPath: string): string {
  const names = showAddress(dataPath).split(/[/\\]/);
  const stem = names.findLast((each) => each !== "" && !/[*?[{]/.test(each))?.replace(/\..*$/, "") ?? "";
  const cleaned = stem
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+/, "")
    .slice(0, 80);
  return cleaned === "" ? "model" : cleaned;
}

function foldersOf(directory: string, name: string): Project["folders"] {
  const root = within(directory, `.mlops/${name}`);
  return {
    root,
    model: `${root}/model`,
    evidence: `${root}/evidence`,
    reports: `${root}/reports`,
    run: `${root}/run`,
  };
}
