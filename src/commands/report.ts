import path from "node:path";
import { readReports, runOf } from "../actions/stored-reports.ts";
import { combineReports } from "../combine-reports.ts";
import { UserError } from "../errors.ts";
import { flag, path as pathInput } from "../inputs.ts";
import { didYouMean } from "../nearest.ts";
import { screenOptions } from "../runner/screen-options.ts";
import { renderTerminal } from "../terminal/render-terminal.ts";
import { defineCommand } from "./command.ts";

/** Prints the last report, or opens its page. */
export const report = defineCommand({
  name: "report",
  description: "Prints the last report, or opens it in the browser with --open",
  usage: "report [name] [--open] [--working-directory folder]",
  inputs: {
    open: flag("Open report.html in the browser").default("false"),
    "working-directory": pathInput("Folder with the mlops.yml").default("."),
  },
  async run(context) {
    const { files, inputs, words, write, json } = context;
    const root = path.join(inputs["working-directory"], ".mlops");
    const names = (await files.list(root)).filter((entry) => entry.isFolder).map(({ name }) => name);
    const wanted = words.length > 0 ? names.filter((name) => words.includes(name)) : names;
    if (wanted.length === 0)
      throw new UserError(
        words.length > 0 && names.length > 0
          ? `Cannot find a report of "${words.join(" ")}" in "${root}"${didYouMean(words[0] ?? "", names)}`
          : `Cannot find a report in "${root}"`,
        { hint: names.length > 0 ? `There is one of ${names.join(", ")}` : '"mlops run" makes one' },
      );
    for (const name of wanted) {
      const page = path.join(root, name, "report.html");
      if (inputs.open && (await files.exists(page))) {
        await open(context, path.resolve(files.root, page));
        write(`opened ${page}\n`);
        continue;
      }
      const stored = await readReports(files, path.join(root, name, "reports"), runOf(context.environment));
      const reports = stored.flatMap((each) => (each.report && each.action !== "run" ? [each.report] : []));
      const combined = combineReports(reports, name);
      write(json ? `${JSON.stringify(combined, null, 2)}\n` : renderTerminal(combined, screenOptions()));
    }
    return 0;
  },
});

const openers: Record<string, [program: string, ...args: string[]]> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

async function open(
  {
    process: processes,
  }: { process: { run(program: string, args: readonly string[]): Promise<{ exitCode: number }> } },
  page: string,
): Promise<void> {
  const [program, ...args] = openers[process.platform] ?? ["xdg-open"];
  const { exitCode } = await processes.run(program, [...args, page]);
  if (exitCode !== 0)
    throw new UserError(`Cannot open "${page}": "${program}" failed`, {
      hint: "Open the file in a browser by hand",
    });
}
