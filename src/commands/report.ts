import path from "node:path";
import { renderPage } from "../actions/render-page.ts";
import { readReports, runOf } from "../actions/stored-reports.ts";
import { reportRun } from "../comment/report-run.ts";
import { UserError } from "../errors.ts";
import { flag, path as pathInput, text } from "../inputs.ts";
import { didYouMean } from "../nearest.ts";
import type { Report } from "../report.ts";
import { hasDesktop, screenOptions } from "../runner/screen-options.ts";
import { renderTerminal } from "../terminal/render-terminal.ts";
import { type CommandContext, defineCommand } from "./command.ts";

const inputs = {
  open: flag(
    "Open the report as a page, or print it (--open=false); default: open it where there is a desktop",
  ),
  name: text("Name of the model whose report is shown; default: all that there are"),
  "working-directory": pathInput("Folder with the mlops.yml").default("."),
};

type ReportContext = CommandContext<typeof inputs>;

/** Opens the last report as a page, or prints it. */
export const report = defineCommand({
  name: "report",
  description: "Opens the last report as a page in the browser, or prints it",
  usage: "report [name] [--name model] [--open=false] [--working-directory folder]",
  inputs,
  async run(context) {
    const { files, inputs, json } = context;
    const root = path.join(inputs["working-directory"], ".mlops");
    const reports: Report[] = [];
    for (const name of await namesOf(context, root)) {
      const stored = await readReports(files, path.join(root, name, "reports"), runOf(context.environment));
      reports.push(reportRun(stored, name));
    }
    const isOpened = inputs.open ?? (!json && hasDesktop(process));
    if (!isOpened || !(await openPage(context, root, reports))) print(context, reports);
    return 0;
  },
});

/** The models that words or `--name` name, or all that have left something. */
async function namesOf({ files, inputs, words }: ReportContext, root: string): Promise<string[]> {
  const names = (await files.list(root))
    .filter(({ name, isFolder }) => isFolder && name !== "bundles")
    .map(({ name }) => name);
  const asked = [...words, ...(inputs.name === undefined ? [] : [inputs.name])];
  const unknown = asked.find((word) => !names.includes(word));
  const hint = names.length > 0 ? `There is one of ${names.join(", ")}` : '"mlops run" makes one';
  if (unknown !== undefined)
    throw new UserError(`Cannot find a report of "${unknown}" in "${root}"${didYouMean(unknown, names)}`, {
      hint,
    });
  if (names.length === 0) throw new UserError(`Cannot find a report in "${root}"`, { hint });
  return asked.length > 0 ? [...new Set(asked)] : names;
}

function print({ write, json }: ReportContext, reports: readonly Report[]): void {
  for (const each of reports)
    write(json ? `${JSON.stringify(each, null, 2)}\n` : renderTerminal(each, screenOptions()));
}

const openers: Record<string, [program: string, ...args: string[]]> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/**
 * Makes one page of the reports and opens it; false where nothing opens it and nobody asked for that. Throws UserError
 * where somebody did.
 */
async function openPage(context: ReportContext, root: string, reports: readonly Report[]): Promise<boolean> {
  const { files, inputs, write, process: processes } = context;
  const [first] = reports;
  const page = path.join(root, ...(first && reports.length === 1 ? [first.title] : []), "report.html");
  await files.write(page, await renderPage(reports));
  const [program, ...args] = openers[process.platform] ?? ["xdg-open"];
  const opened = await processes
    .run(program, [...args, path.resolve(files.root, page)])
    .catch(() => undefined);
  if (opened?.exitCode === 0) {
    write(`opened ${page}\n`);
    return true;
  }
  if (inputs.open)
    throw new UserError(`Cannot open "${page}": "${program}" failed`, {
      hint: "Open the file in a browser by hand",
    });
  return false;
}
