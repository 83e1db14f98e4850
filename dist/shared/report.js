import { UserError, didYouMean, flag, path as path$1, readReports, runOf } from "./core.js";
import { combineReports } from "./combine-reports.js";
import { screenOptions } from "./screen-options.js";
import { renderTerminal } from "./render-terminal.js";
import { defineCommand } from "./commands.js";
const path = process.getBuiltinModule("node:path");

// src/commands/report.ts
/** Prints the last report, or opens its page. */
const report = defineCommand({
	name: "report",
	description: "Prints the last report, or opens it in the browser with --open",
	usage: "report [name] [--open] [--working-directory folder]",
	inputs: {
		open: flag("Open report.html in the browser").default("false"),
		"working-directory": path$1("Folder with the mlops.yml").default(".")
	},
	async run(context) {
		const { files, inputs, words, write, json } = context;
		const root = path.join(inputs["working-directory"], ".mlops");
		const names = (await files.list(root)).filter((entry) => entry.isFolder).map(({ name }) => name);
		const wanted = words.length > 0 ? names.filter((name) => words.includes(name)) : names;
		if (wanted.length === 0) throw new UserError(words.length > 0 && names.length > 0 ? `Cannot find a report of "${words.join(" ")}" in "${root}"${didYouMean(words[0] ?? "", names)}` : `Cannot find a report in "${root}"`, { hint: names.length > 0 ? `There is one of ${names.join(", ")}` : "\"mlops run\" makes one" });
		for (const name of wanted) {
			const page = path.join(root, name, "report.html");
			if (inputs.open && await files.exists(page)) {
				await open(context, path.resolve(files.root, page));
				write(`opened ${page}\n`);
				continue;
			}
			const reports = (await readReports(files, path.join(root, name, "reports"), runOf(context.environment))).flatMap((each) => each.report && each.action !== "run" ? [each.report] : []);
			const combined = combineReports(reports, name);
			write(json ? `${JSON.stringify(combined, null, 2)}\n` : renderTerminal(combined, screenOptions()));
		}
		return 0;
	}
});
const openers = {
	darwin: ["open"],
	win32: ["rundll32", "url.dll,FileProtocolHandler"]
};
async function open({ process: processes }, page) {
	const [program, ...args] = openers[process.platform] ?? ["xdg-open"];
	const { exitCode } = await processes.run(program, [...args, page]);
	if (exitCode !== 0) throw new UserError(`Cannot open "${page}": "${program}" failed`, { hint: "Open the file in a browser by hand" });
}

export { report };