import { formatDuration, isInside, placed } from "./core.js";
import { usageTable } from "./usage-table.js";
import { describeEnd } from "./actions.js";
const path = process.getBuiltinModule("node:path");

// src/program/read-traceback.ts
/** Folders of installed code: the place to mend is in the user's own. */
const installed = /(?:^|[\\/])(?:site-packages|dist-packages|lib[\\/]python[\d.]+|node_modules)[\\/]|^<|importlib/;
/**
* The last Python traceback of a text: the innermost frame of the user's own files, and the exception. Undefined where
* there is none.
*/
function readTraceback(text) {
	const lines = text.replaceAll("\r\n", "\n").split("\n");
	const start = lines.findLastIndex((line) => line.trimEnd().endsWith("Traceback (most recent call last):"));
	const syntax = start < 0 ? lines.findLastIndex((line) => /^ {2}File ".+", line \d+$/.test(line)) : -1;
	if (start < 0 && syntax < 0) return void 0;
	const frames = [];
	let message = "";
	for (const line of lines.slice(start < 0 ? syntax : start + 1)) {
		const [, file, number] = /^\s+(?:[|+]\s+)?File "(.+?)", line (\d+)/.exec(line) ?? [];
		if (file !== void 0) frames.push({
			file,
			line: Number(number)
		});
		else if (/^[A-Za-z_][\w.]*(?::|$)/.test(line) && frames.length > 0) {
			message = line;
			break;
		}
	}
	const frame = frames.findLast(({ file }) => !installed.test(file)) ?? frames.at(-1);
	return frame === void 0 || message === "" ? void 0 : {
		...frame,
		message: message.slice(0, 1e3)
	};
}

// src/actions/report-failure.ts
/** The report of a program that failed: its last words, and findings at the place. */
function reportFailure(title, headline, run, findings) {
	const lines = run.tail.trimEnd().split(/\r?\n/).slice(-40);
	return {
		schema: "mlops/report@1",
		action: "train",
		title,
		verdict: "fail",
		headline,
		facts: [],
		sections: [
			{
				title: "What went wrong",
				rank: 1,
				findings
			},
			run.tail.trim() === "" ? {
				title: "Its last lines",
				rank: 3,
				text: ["It printed nothing."]
			} : {
				title: "Its last lines",
				rank: 3,
				log: lines
			},
			{
				title: "What it took",
				rank: 7,
				folded: true,
				tables: [usageTable(run)]
			}
		]
	};
}

// src/actions/fail-program.ts
/** What came of a program that did not end well: its last words, placed where it says that it failed. */
function failProgram(context, run) {
	const { project } = context;
	const how = describeEnd(run);
	return {
		verdict: "fail",
		outputs: {},
		report: reportFailure(project.name, `the command failed: ${how}`, run, [describeFailure(context, run, how), ...leftProcesses(run)])
	};
}
function describeFailure({ files, project }, run, how) {
	if (run.timedOut) return {
		severity: "error",
		message: `The command took longer than train.timeout allows: ${formatDuration(run.duration)}`,
		hint: "Give it more time, or less to do; it got SIGTERM first, for a checkpoint",
		...placed(project.place(["train", "timeout"]))
	};
	const traceback = readTraceback(run.tail);
	if (traceback === void 0) return {
		severity: "error",
		message: `The command failed: ${how}`,
		...(run.endedBy === "SIGKILL" || run.exitCode === 137) && { hint: "SIGKILL comes mostly from a system that is out of memory: train on fewer rows, or on a larger runner" },
		...placed(project.place(["train", "command"]))
	};
	const file = path.resolve(files.root, project.directory, traceback.file);
	const isOurs = isInside(files.root, file);
	return {
		severity: "error",
		message: traceback.message,
		.../active experiment ID does not match environment run ID/.test(traceback.message) && { hint: "The program sets another experiment than that of the run made for it: set MLFLOW_EXPERIMENT_NAME to its name" },
		...isOurs ? {
			file: path.relative(files.root, file).split(path.sep).join("/"),
			line: traceback.line
		} : placed(project.place(["train", "command"]))
	};
}
/** Says that the command left processes running. */
function leftProcesses({ leftProcesses: isLeft }) {
	return isLeft ? [{
		severity: "warning",
		message: "The command left processes running when it ended; they were ended too",
		hint: "Let the program wait for what it starts"
	}] : [];
}

export { failProgram, leftProcesses };