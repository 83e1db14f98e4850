import path from "node:path";
import { asksForClasses } from "../actions/asks-for-classes.ts";
import { checkParams } from "../actions/check-params.ts";
import { profileFile } from "../actions/profile-file.ts";
import { loadProject, type Project, requireData, within } from "../actions/project.ts";
import type { Config } from "../config/config.ts";
import { ServiceError, UserError } from "../errors.ts";
import { checkRules } from "../gate/check-rules.ts";
import { path as pathInput } from "../inputs.ts";
import { encodeTarget, type Target, type Task } from "../learn/target.ts";
import { didYouMean } from "../nearest.ts";
import { formatNumber } from "../number-format.ts";
import { showAddress } from "../tables/address.ts";
import { findColumn, type Table } from "../tables/table.ts";
import { makeLinesVisible } from "../visible-text.ts";
import { askedColumns } from "./asked-columns.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { inspectProgram } from "./inspect-program.ts";
import { inspectRules } from "./inspect-rules.ts";
import { inspectWorkflows } from "./inspect-workflows.ts";
import { placeInRepository, type RepositoryPlace } from "./repository-top.ts";

/** One thing that was looked at. A problem says how to mend it. */
export interface Diagnosis {
  status: "ok" | "warning" | "problem";
  message: string;
  fix?: string | undefined;
}

/** Checks configuration, data, workflows and runner, and prints the exact fix of what is wrong. */
export const doctor = defineCommand({
  name: "doctor",
  description:
    "Checks configuration, data, the workflows' permissions and the runner, and prints the exact fix",
  usage: "doctor [--config mlops.yml] [--working-directory folder] [--json]",
  inputs: {
    config: pathInput("The project's configuration").default("mlops.yml"),
    "working-directory": pathInput("Folder that paths start from").default("."),
  },
  async run(context) {
    const found = [
      ...(await inspectProject(context)),
      ...(await inspectWorkflows(context.files, await placeOfProject(context), await notifyOf(context))),
      inspectNode(),
      ...(await inspectGit(context)),
    ];
    if (context.json) context.write(`${JSON.stringify(found, null, 2)}\n`);
    else for (const each of found) context.write(render(each));
    return found.some(({ status }) => status === "problem") ? 1 : 0;
  },
});

/** Who is to be told; a configuration that cannot be read tells nobody. */
async function notifyOf({ files, inputs }: CommandContext): Promise<Config["notify"]> {
  const options = {
    config: inputs.config as string,
    "working-directory": inputs["working-directory"] as string,
  };
  const project = await loadProject(files, options).catch(() => undefined);
  return project?.config.notify ?? [];
}

function placeOfProject({ git, inputs }: CommandContext): Promise<RepositoryPlace> {
  const config = within(inputs["working-directory"] as string, inputs.config as string);
  return placeInRepository(git, path.posix.dirname(config));
}

async function inspectProject(context: CommandContext): Promise<Diagnosis[]> {
  const { files, inputs } = context;
  const options = {
    config: inputs.config as string,
    "working-directory": inputs["working-directory"] as string,
  };
  try {
    const project = await loadProject(files, options);
    if (project.configFile === undefined)
      return [
        {
          status: "problem",
          message: 'there is no "mlops.yml" here',
          fix: 'Run "mlops init path/to/data.csv"',
        },
      ];
    checkRules(project.config.gate.rules, project.place);
    return [
      { status: "ok", message: `"${project.configFile}" is valid` },
      ...(await inspectProgram(files, project)),
      ...(await inspectData(context, project).catch((error: unknown) => [problem(error)])),
    ];
  } catch (error) {
    return [problem(error)];
  }
}

/** What each part of the configuration asks of the data and of the project's files. */
async function inspectData(context: CommandContext, project: Project): Promise<Diagnosis[]> {
  const { dataPath, target: targetName } = requireData(project);
  const { table } = await profileFile({ ...context, project });
  const names = table.columns.map(({ name }) => name);
  const read: Diagnosis = {
    status: "ok",
    message: `"${showAddress(dataPath)}" has ${formatNumber(table.rows)} rows and ${names.length} columns`,
  };
  const derived = project.config.data.derive ?? {};
  const absent = askedColumns(project).flatMap(([name, key]): Diagnosis[] => {
    if (names.includes(name) || Object.hasOwn(derived, name)) return [];
    const { file, line } = project.place(key);
    return [
      {
        status: "problem",
        message: `the data has no column "${name}"${didYouMean(name, names)}`,
        fix: `Correct ${key.join(".")} in ${file}, line ${line}`,
      },
    ];
  });
  if (targetName === undefined) {
    const fix = "Add data.target to mlops.yml";
    return [read, ...absent, { status: "problem", message: "no target column is set", fix }];
  }
  const target = await readTarget(project, table, targetName).catch((error: unknown) => problem(error));
  if (target === undefined) return [read, ...absent, ...(await inspectParams(project, undefined))];
  if ("status" in target) return [read, ...absent, target, ...(await inspectParams(project, undefined))];
  const { task, classes } = target;
  const made: Diagnosis = {
    status: "ok",
    message: `the target "${targetName}" makes it a ${task}${classes.length > 0 ? ` of ${classes.length} classes` : ""}`,
  };
  return [read, ...absent, made, ...(await inspectParams(project, task)), ...inspectRules(project, target)];
}

/** The target; undefined where the data lack it. */
async function readTarget(project: Project, table: Table, name: string): Promise<Target | undefined> {
  const named = findColumn(table, name);
  // Of data that are read part by part, the target's cells alone are in memory.
  const loaded = named && (await table.load?.([name]));
  const column = findColumn(loaded ?? table, name);
  const { data, train } = project.config;
  return (
    column &&
    encodeTarget(column, {
      task: train.task,
      asksForClasses: asksForClasses(project.config),
      positive: data.positive,
      place: (key) => project.place(["data", key]),
    })
  );
}

/** What the engine does not take, of its parameters and those that are searched. */
async function inspectParams(project: Project, task: Task | undefined): Promise<Diagnosis[]> {
  const tasks: Task[] = task === undefined ? ["regression", "classification"] : [task];
  return (await checkParams(project, tasks)).map(problem);
}

function inspectNode(): Diagnosis {
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= 20)
    return {
      status: "ok",
      message: `Node ${process.versions.node} runs the CLI; the actions bring Node 24 with the runner (2.327.1 or later)`,
    };
  return {
    status: "problem",
    message: `Node ${process.versions.node} is too old`,
    fix: "Install Node 20 or later",
  };
}

async function inspectGit({ git, inputs }: CommandContext): Promise<Diagnosis[]> {
  const head = await git.head(inputs["working-directory"] as string);
  if (head !== undefined) return [{ status: "ok", message: `git is at ${head.slice(0, 12)}` }];
  return [
    {
      status: "warning",
      message: "this is no git repository with a commit",
      fix: 'Run "git init" and commit, so that models name the code that made them',
    },
  ];
}

function problem(error: unknown): Diagnosis {
  if (error instanceof ServiceError)
    return {
      status: "problem",
      message: error.message,
      fix: error.hint ?? "See whether the server is there",
    };
  if (!(error instanceof UserError)) throw error;
  const { file, line } = error.place;
  const where = file === undefined ? "" : `${file}${line === undefined ? "" : `:${line}`}`;
  const fixes = [error.hint, where === "" ? undefined : `Correct ${where}`];
  const fix = fixes.filter((each) => each !== undefined).join("\n") || undefined;
  return { status: "problem", message: error.message, fix };
}

function render({ status, message, fix }: Diagnosis): string {
  const mark = { ok: "✓", warning: "!", problem: "✗" }[status];
  const fixLines =
    fix === undefined
      ? ""
      : `${fix
          .split("\n")
          .map((line) => `    ${line}`)
          .join("\n")}\n`;
  return makeLinesVisible(`${mark} ${message}\n${fixLines}`);
}
