import path from "node:path";
import type { Context, Result } from "../action.ts";
import { placed } from "../finding-text.ts";
import { formatDuration } from "../number-format.ts";
import { readTraceback } from "../program/read-traceback.ts";
import type { Finding } from "../report.ts";
import { isInside } from "../services/files.ts";
import { reportFailure } from "./report-failure.ts";
import { type CommandRun, describeEnd } from "./run-command.ts";

/** What came of a program that did not end well: its last words, placed where it says that it failed. */
export function failProgram(context: Context, run: CommandRun): Result {
  const { project } = context;
  const how = describeEnd(run);
  return {
    verdict: "fail",
    outputs: {},
    report: reportFailure(project.name, `the command failed: ${how}`, run, [
      describeFailure(context, run, how),
      ...leftProcesses(run),
    ]),
  };
}

function describeFailure({ files, project }: Context, run: CommandRun, how: string): Finding {
  if (run.timedOut)
    return {
      severity: "error",
      message: `The command took longer than train.timeout allows: ${formatDuration(run.duration)}`,
      hint: "Give it more time, or less to do; it got SIGTERM first, for a checkpoint",
      ...placed(project.place(["train", "timeout"])),
    };
  const traceback = readTraceback(run.tail);
  if (traceback === undefined)
    return {
      severity: "error",
      message: `The command failed: ${how}`,
      ...((run.endedBy === "SIGKILL" || run.exitCode === 137) && {
        hint: "SIGKILL comes mostly from a system that is out of memory: train on fewer rows, or on a larger runner",
      }),
      ...placed(project.place(["train", "command"])),
    };
  const file = path.resolve(files.root, project.directory, traceback.file);
  const isOurs = isInside(files.root, file);
  return {
    severity: "error",
    message: traceback.message,
    ...(/active experiment ID does not match environment run ID/.test(traceback.message) && {
      hint: "The program sets another experiment than that of the run made for it: set MLFLOW_EXPERIMENT_NAME to its name",
    }),
    ...(isOurs
      ? { file: path.relative(files.root, file).split(path.sep).join("/"), line: traceback.line }
      : placed(project.place(["train", "command"]))),
  };
}

/** Says that the command left processes running. */
export function leftProcesses({ leftProcesses: isLeft }: CommandRun): Finding[] {
  return isLeft
    ? [
        {
          severity: "warning",
          message: "The command left processes running when it ended; they were ended too",
          hint: "Let the program wait for what it starts",
        },
      ]
    : [];
}
