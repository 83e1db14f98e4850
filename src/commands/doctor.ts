import path from "node:path";
import { asksForClasses } from "../actions/asks-for-classes.ts";
import { profileFile } from "../actions/profile-file.ts";
import { loadProject, type Project, requireData, within } from "../actions/project.ts";
import { ServiceError, UserError } from "../errors.ts";
import { checkRules } from "../gate/check-rules.ts";
import { path as pathInput } from "../inputs.ts";
import { encodeTarget } from "../learn/target.ts";
import { didYouMean } from "../nearest.ts";
import { formatNumber } from "../number-format.ts";
import { showAddress } from "../tables/address.ts";
import { findColumn } from "../tables/table.ts";
import { makeLinesVisible } from "../visible-text.ts";
import { type CommandContext, defineCommand } from "./command.ts";
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
      ...(await inspectWorkflows(context.files, await placeOfProject(context))),
      inspectNode(),
      ...(await inspectGit(context)),
    ];
    if (context.json) context.write(`${JSON.stringify(found, null, 2)}\n`);
    else for (const each of found) context.write(render(each));
    return found.some(({ status }) => status === "problem") ? 1 : 0;
  },
});

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
      ...(await inspectData(context, project)),
    ];
  } catch (error) {
    return [problem(error)];
  }
}

async function inspectData(context: CommandContext, project: Project): Promise<Diagnosis[]> {
  const { dataPath, target } = requireData(project);
  const { table } = await profileFile({ ...context, project });
  const names = table.columns.map(({ name }) => name);
  const found: Diagnosis[] = [
    {
      status: "ok",
      message: `"${showAddress(dataPath)}" has ${formatNumber(table.rows)} rows and ${names.length} columns`,
    },
  ];
  const { data, checks, gate } = project.config;
  const asked: [column: string, key: PropertyKey[]][] = [
    ...(target === undefined ? [] : [[target, ["data", "target"]] as [string, PropertyKey[]]]),
    ...(data.key ?? []).map((name, index): [string, PropertyKey[]] => [name, ["data", "key", index]]),
    ...(data.exclude ?? []).map((name, index): [string, PropertyKey[]] => [name, ["data", "exclude", index]]),
    ...(gate.slices?.columns ?? []).map((name, index): [string, PropertyKey[]] => [
      name,
      ["gate", "slices", "columns", index],
    ]),
    ...checks.flatMap((check, index) =>
      "column" in check && check.set === undefined
        ? [[check.column, ["checks", index, "column"]] as [string, PropertyKey[]]]
        : [],
    ),
  ];
  for (const [name, key] of asked) {
    if (names.includes(name) || Object.hasOwn(data.derive ?? {}, name)) continue;
    const { file, line } = project.place(key);
    found.push({
      status: "problem",
      message: `the data has no column "${name}"${didYouMean(name, names)}`,
      fix: `Correct ${key.join(".")} in ${file}, line ${line}`,
    });
  }
  if (target === undefined) {
    found.push({
      status: "problem",
      message: "no target column is set",
      fix: "Add data.target to mlops.yml",
    });
    return found;
  }
  const named = findColumn(table, target);
  // Of data that are read part by part, the target's cells alone are in memory.
  const loaded = named && (await table.load?.([target]));
  const column = findColumn(loaded ?? table, target);
  if (column) {
    const { task, classes } = encodeTarget(column, {
      task: project.config.train.task,
      asksForClasses: asksForClasses(project.config),
      positive: data.positive,
    });
    found.push({
      status: "ok",
      message: `the target "${target}" makes it a ${task}${classes.length > 0 ? ` of ${classes.length} classes` : ""}`,
    });
  }
  return found;
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
  const fix = error.hint ?? (where === "" ? undefined : `Correct ${where}`);
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
