import path from "node:path";
import { profileFile, projectOf } from "../actions/profile-file.ts";
import { fallbackProject, loadProject, nameOfData, type Project } from "../actions/project.ts";
import { findLeaks } from "../checks/judge-leakage.ts";
import { suggestChecks } from "../checks/suggest-checks.ts";
import { UserError } from "../errors.ts";
import { suggestImageChecks } from "../images/suggest-image-checks.ts";
import { flag, text } from "../inputs.ts";
import { didYouMean } from "../nearest.ts";
import { formatNumber } from "../number-format.ts";
import type { Profile } from "../profile/profile-schema.ts";
import { repository, version } from "../runner/version.ts";
import type { Files } from "../services/files.ts";
import { holdsSecret, isAddress, showAddress } from "../tables/address.ts";
import type { CsvFile } from "../tables/read-table.ts";
import { findColumn, type Table } from "../tables/table.ts";
import { makeLinesVisible } from "../visible-text.ts";
import { defineCommand } from "./command.ts";
import { type Declaration, declareColumns, withoutTexts } from "./find-declarations.ts";
import { findOrder, type TimeOrder } from "./find-order.ts";
import { mostAlone, proposeConfig, proposeWorkflow } from "./propose.ts";
import { placeInRepository } from "./repository-top.ts";
import { chooseWorkflow } from "./workflow-place.ts";

type Dialect = Project["config"]["data"]["csv"];

const configPath = "mlops.yml";

/** Looks at a data file or a folder of images and writes `mlops.yml` and a workflow. Never replaces a file unless told so. */
export const init = defineCommand({
  name: "init",
  description: "Looks at the data and writes mlops.yml and a workflow for it",
  usage: "init [data] [--target column] [--force] [--dry-run]",
  inputs: {
    target: text("Column that the model predicts; default: a guess, which is said"),
    force: flag("Replace files that are there").default("false"),
    "dry-run": flag("Show the files that it would write, and write nothing").default("false"),
  },
  async run(context) {
    const { inputs, words, files } = context;
    const write = (line: string): void => context.write(makeLinesVisible(line));
    const dataPath = words[0] ?? (await findData(files));
    if (holdsSecret(dataPath)) throw secretAddress(dataPath);
    const project = await findProject(files);
    const { table, profile, csv, columns } = await profileAsWritten(context, project, dataPath);
    const names = table.columns.map(({ name }) => name);
    if (inputs.target !== undefined && !names.includes(inputs.target))
      throw new UserError(
        `Cannot find column "${inputs.target}" in "${showAddress(dataPath)}"${didYouMean(inputs.target, names)}`,
      );
    const target = inputs.target ?? guessTarget(profile);
    const isTrained = !table.holdsImages;
    const checks = isTrained
      ? withoutTexts(suggestChecks(profile), table)
      : suggestImageChecks(profile).map(({ check }) => check);
    const name = nameProject(files.root, dataPath);
    const order = isTrained ? await findOrderIn(table) : undefined;
    const leaks = isTrained ? findTellTales(table, target) : [];
    const config = proposeConfig({
      ...{ dataPath, name, csv, columns, target, profile, checks, isTrained, order, leaks },
    });
    const branch = (await context.git.mainBranch(".")) ?? "main";
    const place = await placeInRepository(context.git, ".");
    const workflowFile = await chooseWorkflow(files, place, name);
    const title = path.posix.basename(workflowFile, ".yml");
    const folder = place.below;
    const isKept = project.configFile !== undefined && !inputs.force;
    const needsPython = isKept && runsPython(project);
    const workflow = proposeWorkflow({ repository, isTrained, branch, title, folder, needsPython });
    write(
      `${showAddress(dataPath)}: ${formatNumber(table.rows)} ${isTrained ? "rows" : "images"}, ${table.columns.length} columns\n`,
    );
    write(`target: ${isKept ? sayKept(project, target) : sayTarget(inputs.target, target)}\n\n`);
    for (const [file, content] of [
      [configPath, config],
      [path.posix.join(place.top, workflowFile), workflow],
    ] as const) {
      if (!inputs.force && (await files.exists(file))) {
        write(`kept  ${file} (it is there already; --force replaces it)\n`);
      } else if (inputs["dry-run"]) {
        write(`--- ${file}\n${content}\n`);
      } else {
        await files.write(file, content);
        write(`wrote ${file}\n`);
      }
    }
    write(
      `\nNext: "mlops ${isTrained ? "run" : "validate-data"}" does the whole check here; commit both files and open a pull request to see it on GitHub\n`,
    );
    if (/^0\./.test(version))
      write("There is no release yet: replace @v1 in the workflow by @ and a commit SHA of mlops-actions\n");
    return 0;
  },
});

/** Of data that are read part by part, the columns of dates alone are in memory. */
async function findOrderIn(table: Table): Promise<TimeOrder | undefined> {
  const dates = table.columns.flatMap(({ name, type }) =>
    type === "date" || type === "datetime" ? [name] : [],
  );
  return dates.length === 0 ? undefined : findOrder((await table.load?.(dates)) ?? table);
}

/** Columns that say what the target is, as one does that was made from it; of data that are not in memory none is known. */
function findTellTales(table: Table, target: string): string[] {
  const asked = findColumn(table, target);
  if (asked === undefined || table.load !== undefined) return [];
  const columns = table.columns.map(({ name }) => name).filter((name) => name !== target);
  return findLeaks(table, asked, { max: mostAlone, columns }).found.map(({ name }) => name);
}

/** Whether the project's own program is one in Python. */
function runsPython({ config }: Project): boolean {
  const { engine, command = "", predict_command = "" } = config.train;
  const isProgram = engine === "command" || engine === "external";
  return (
    isProgram &&
    /\b(python[\d.]*|uv|pip|poetry|jupyter|papermill|dvc)\b|\.(py|ipynb)\b/.test(
      `${command}\n${predict_command}`,
    )
  );
}

function sayTarget(asked: string | undefined, target: string): string {
  return asked === undefined ? `${target} (a guess; --target sets it)` : target;
}

/** The target of the `mlops.yml` that is not replaced: it is the one that counts. */
function sayKept({ config }: Project, target: string): string {
  const kept = config.data.target;
  return kept === target
    ? target
    : `${kept ?? "none"} (of the mlops.yml that is kept; --force writes ${JSON.stringify(target)})`;
}

/** The project of an `mlops.yml` that is there; one that cannot be read says nothing. */
function findProject(files: Files): Promise<Project> {
  const options = { config: configPath, "working-directory": "." };
  return loadProject(files, options).catch(() => fallbackProject(files, options));
}

/** The data's profile, and how the file, its dates and its numbers are written: as the project says, else as they can be read. */
async function profileAsWritten(
  context: Omit<Parameters<typeof profileFile>[0], "project">,
  project: Project,
  dataPath: string,
): Promise<
  Awaited<ReturnType<typeof profileFile>> & {
    csv: CsvFile | undefined;
    columns: Record<string, Declaration>;
  }
> {
  const readAs = (csv: Dialect, columns?: Record<string, Declaration>) =>
    profileFile({ ...context, project: projectOf(project, dataPath, csv, columns) });
  const read = async (csv: Dialect) => declareColumns(await readAs(csv), (columns) => readAs(csv, columns));
  const csv = findDialect(project, dataPath);
  try {
    return { ...(await read(csv)), csv };
  } catch (error) {
    const isOther = error instanceof UserError && error.message.includes("is not UTF-8");
    if (!isOther || csv !== undefined) throw error;
    const encoding = "windows-1252";
    return { ...(await read({ quote: '"', header: true, encoding })), csv: { encoding } };
  }
}

/** Names of files that say nothing of what is in them. */
const plainNames = /^(data|dataset|train|training|input|raw|file|table|model)$/i;

/** A name for the project: the file's or, where that says nothing, the repository's folder's. */
function nameProject(root: string, dataPath: string): string {
  const name = nameOfData(dataPath);
  return plainNames.test(name) ? nameOfData(path.basename(path.resolve(root))) : name;
}

/** What the project says of how the file is written. */
function findDialect(project: Project, dataPath: string): Dialect {
  const isOwn = project.dataPath === (isAddress(dataPath) ? dataPath : path.normalize(dataPath));
  return isOwn ? project.config.data.csv : undefined;
}

/** mlops.yml is committed. */
function secretAddress(address: string): UserError {
  return new UserError(
    `Cannot write "${showAddress(address)}" into mlops.yml: it holds a password or a signature`,
    {
      hint: "Run it on a file that you fetched, and give the workflow's steps the address as the input data, from a secret",
    },
  );
}

const dataFolders = [".", "data", "dataset", "datasets", "data/raw", "input"];

/**
 * The largest data file at the top or in a folder that is named after data; where there is none, such a folder of
 * images.
 */
async function findData(files: Files): Promise<string> {
  const candidates: { name: string; size: number }[] = [];
  for (const folder of dataFolders) {
    for (const { name, isFolder } of await files.list(folder)) {
      if (isFolder || !/\.(csv|tsv|jsonl|ndjson|parquet)(\.(gz|zst))?$/i.test(name)) continue;
      const full = path.join(folder, name);
      candidates.push({ name: full, size: (await files.size(full)) ?? 0 });
    }
  }
  const [largest] = candidates.sort((a, b) => b.size - a.size);
  if (largest) return largest.name;
  const { findImages } = await import("../actions/read-images.ts");
  for (const folder of [...dataFolders.slice(1), "images", "photos"])
    if ((await findImages(files, folder)) !== undefined) return folder;
  throw new UserError(
    'Cannot find a data file: there is no CSV, TSV, JSON Lines or Parquet file here or in "data", and no folder of images',
    {
      hint: 'Name it: "mlops init path/to/file.csv"',
    },
  );
}

const targetNames =
  /^(target|label|class|y|outcome|response|price|churn(ed)?|species|survived|default|quality|diagnosis|median_house_value|is_\w+)$/i;

/** Roles of columns that nobody predicts, and of those that are predicted where their name says so. */
const hopeless: ReadonlySet<string> = new Set(["empty", "constant"]);
const unlikely: ReadonlySet<string> = new Set(["identifier", "time", "text"]);

/** A column with a usual name of a target, else the last one of numbers or few categories, else the last one. */
function guessTarget({ columns }: Profile): string {
  const possible = columns.filter(({ role }) => !hopeless.has(role));
  const likely = possible.filter(({ role }) => !unlikely.has(role));
  const found = possible.find(({ name }) => targetNames.test(name)) ?? likely.at(-1) ?? columns.at(-1);
  return found?.name ?? "";
}
