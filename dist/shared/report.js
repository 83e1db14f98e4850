import { renderPage, reportRun } from "./commenting.js";
import { UserError, didYouMean, flag, path as path$1, readReports, runOf, text } from "./core.js";
import { hasDesktop, screenOptions } from "./cache-code.js";
import { renderTerminal } from "./render-terminal.js";
import { defineCommand } from "./commands.js";
const path = process.getBuiltinModule("node:path");

// src/commands/report.ts
const inputs = {
	open: flag("Open the report as a page, or print it (--open=false); default: open it where there is a desktop"),
	name: text("Name of the model whose report is shown; default: all that there are"),
	"working-directory": path$1("Folder with the mlops.yml").default(".")
};
/** Opens the last report as a page, or prints it. */
const report = defineCommand({
	name: "report",
	description: "Opens the last report as a page in the browser, or prints it",
	usage: "report [name] [--name model] [--open=false] [--working-directory folder]",
	inputs,
	async run(context) {
		const { files, inputs, json } = context;
		const root = path.join(inputs["working-directory"], ".mlops");
		const reports = [];
		for (const name of await namesOf(context, root)) {
			const stored = await readReports(files, path.join(root, name, "reports"), runOf(context.environment));
			reports.push(reportRun(stored, name));
		}
		if (!(inputs.open ?? (!json && hasDesktop(process))) || !await openPage(context, root, reports)) print(context, reports);
		return 0;
	}
});
/** The models that words or `--name` name, or all that have left something. */
async function namesOf({ files, inputs, words }, root) {
	const names = (await files.list(root)).filter(({ name, isFolder }) => isFolder && name !== "bundles").map(({ name }) => name);
	const asked = [...words, ...inputs.name === void 0 ? [] : [inputs.name]];
	const unknown = asked.find((word) => !names.includes(word));
	const hint = names.length > 0 ? `There is one of ${names.join(", ")}` : "\"mlops run\" makes one";
	if (unknown !== void 0) throw new UserError(`Cannot find a report of "${unknown}" in "${root}"${didYouMean(unknown, names)}`, { hint });
	if (names.length === 0) throw new UserError(`Cannot find a report in "${root}"`, { hint });
	return asked.length > 0 ? [...new Set(asked)] : names;
}
function print({ write, json }, reports) {
	for (const each of reports) write(json ? `${JSON.stringify(each, null, 2)}\n` : renderTerminal(each, screenOptions()));
}
const openers = {
	darwin: ["open"],
	win32: ["rundll32", "url.dll,FileProtocolHandler"]
};
/**
* Makes one page of the reports and opens it; false where nothing opens it and nobody asked for that. Throws UserError
* where somebody did.
*/
async function openPage(context, root, reports) {
	const { files, inputs, write, process: processes } = context;
	const [first] = reports;
	const page = path.join(root, ...first && reports.length === 1 ? [first.title] : [], "report.html");
	await files.write(page, await renderPage(reports));
	const [program, ...args] = openers[process.platform] ?? ["xdg-open"];
	if ((await processes.run(program, [...args, path.resolve(files.root, page)]).catch(() => void 0))?.exitCode === 0) {
		write(`opened ${page}\n`);
		return true;
	}
	if (inputs.open) throw new UserError(`Cannot open "${page}": "${program}" failed`, { hint: "Open the file in a browser by hand" });
	return false;
}

export { report };